# What the servers of scripts/services share: where they lie, who runs them, ports. Each has a directory $services/NAME with
#   data/   its data, owned by whoever runs it      port   the port      env   the lines that `scripts/services env` prints
. scripts/lib/packages.sh
services=${AR_SERVICES:-${TMPDIR:-/tmp}/active-record-services}
templates=/var/tmp/active-record-$(id -u)

# A directory that only this user can have made, and that the servers' users can go through.
own_directory() {
  mkdir -p "$1"
  [ -O "$1" ] || { echo "$1 belongs to somebody else" >&2; return 1; }
  chmod 755 "$1"
}

# The variables of the servers that run.
services_env() {
  local file
  for file in "$services"/*/env; do if [ -e "$file" ]; then cat "$file"; fi; done
}

is_up() { [ -e "$services/$1/env" ] && "is_up_$1"; }

# How long a server may take to start: a busy machine needs its time.
patience=600

listens() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }

# A port on loopback that nobody listens on, and that no other script takes for ten minutes. Ports from 32768 on are those that the
# system gives to connections.
free_port() {
  local port mark
  own_directory "$templates" && mkdir -p "$templates/ports" || return 1
  while :; do
    port=$((20000 + RANDOM % 12000))
    mark=$templates/ports/$port
    if [ -n "$(find "$mark" -maxdepth 0 -mmin +10 2> /dev/null)" ]; then rmdir "$mark" 2> /dev/null || true; fi
    if mkdir "$mark" 2> /dev/null && ! listens "$port"; then echo "$port"; return; fi
  done
}

# Starts a server on one port after another until it runs: start_on_free_port FILE COMMAND...
start_on_free_port() {
  local file=$1 try
  shift
  for try in 1 2 3; do
    free_port > "$file" || return 1
    if "$@"; then return 0; fi
    echo "$1: try $try on port $(cat "$file") failed" >&2
  done
  return 1
}

# Whether a process has ended, be it that nobody asked how.
has_ended() { ! kill -0 "$1" 2> /dev/null || grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2> /dev/null; }

# Runs a command as the user that owns the servers' data: servers refuse to run as root.
as_user() {
  local user=$1
  shift
  if [ "$(id -u)" = 0 ]; then (cd / && setpriv --reuid="$user" --regid="$user" --init-groups -- "$@"); else "$@"; fi
}

# Sees to it that packages of Debian are there: need_packages FILE PACKAGE...
need_packages() {
  local file=$1
  shift
  if [ -e "$file" ]; then return 0; fi
  if can_install && install_packages "$@"; then return 0; fi
  echo "$file is missing. On Debian and Ubuntu: sudo apt-get install $*" >&2
  return 1
}

# An authority of our own, and a certificate for 127.0.0.1 that it signed: throw_away_certificates DIRECTORY
throw_away_certificates() {
  local tls=$1
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=throw-away authority" -keyout "$tls/ca-key.pem" -out "$tls/ca.pem"
  openssl req -newkey rsa:2048 -nodes -subj "/CN=127.0.0.1" -keyout "$tls/key.pem" -out "$tls/request.pem"
  openssl x509 -req -in "$tls/request.pem" -CA "$tls/ca.pem" -CAkey "$tls/ca-key.pem" -CAcreateserial -days 3650 \
    -extfile <(printf 'subjectAltName=IP:127.0.0.1') -out "$tls/cert.pem"
  chmod 644 "$tls"/*.pem
}
