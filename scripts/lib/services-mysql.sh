# MariaDB for scripts/services: Debian has no MySQL. Its data are not synced to the disk: they are thrown away anyhow.
need_mysql() {
  need_packages /usr/sbin/mariadbd mariadb-server
  need_packages /usr/include/mariadb/mysql.h libmariadb-dev pkg-config
  need_packages /usr/bin/openssl openssl
}

mysql_as() { as_user mysql "$@"; }

is_up_mysql() { mariadb-admin --no-defaults --socket="$services/mysql/socket" --user=root ping > /dev/null 2>&1; }

# A data directory that mariadb-install-db made once, which takes seconds; with a certificate for 127.0.0.1 beside it.
mysql_template() {
  local template=$templates/mariadb work
  if [ -e "$template/data/mysql" ]; then echo "$template"; return; fi
  own_directory "$templates"
  work=$(mktemp -d "$templates/making.XXXXXX")
  chmod 755 "$work"
  mkdir "$work/data" "$work/tls"
  if [ "$(id -u)" = 0 ]; then chown mysql "$work/data"; fi
  mysql_as mariadb-install-db --no-defaults --datadir="$work/data" --auth-root-authentication-method=normal --skip-test-db \
    --skip-name-resolve > "$work/install.log" 2>&1 || { cat "$work/install.log" >&2; return 1; }
  throw_away_certificates "$work/tls" > /dev/null 2>&1 || { echo "openssl could not make a certificate" >&2; return 1; }
  mv -T "$work" "$template" 2> /dev/null || rm -rf "$work"
  echo "$template"
}

up_mysql() {
  local base=$services/mysql template port
  rm -rf "$base"
  own_directory "$services"
  own_directory "$base"
  template=$(mysql_template)
  cp -a "$template/data" "$base/data"
  cp -a "$template/tls" "$base/tls"
  if [ "$(id -u)" = 0 ]; then chown mysql "$base"; fi
  start_on_free_port "$base/port" start_mysql
  port=$(cat "$base/port")
  echo "export AR_MYSQL_URL='mysql://root@127.0.0.1:$port/?socket=$base/socket'" > "$base/env"
  echo "export AR_MYSQL_TCP_URL='mysql://root@127.0.0.1:$port/'" >> "$base/env"
  echo "export AR_MYSQL_CA='$base/tls/ca.pem'" >> "$base/env"
}

start_mysql() {
  local base=$services/mysql options
  options="--datadir=$base/data --tmpdir=$base --socket=$base/socket --pid-file=$base/pid"
  options="$options --bind-address=127.0.0.1 --port=$(cat "$base/port")"
  options="$options --skip-name-resolve --skip-log-bin --performance-schema=off --max-connections=400"
  options="$options --innodb-flush-log-at-trx-commit=0 --innodb-flush-method=nosync --innodb-doublewrite=0 --innodb-fast-shutdown=2"
  options="$options --innodb-buffer-pool-size=256M --innodb-log-file-size=64M --innodb-stats-persistent=0 --sync-frm=0"
  options="$options --character-set-server=utf8mb4 --table-open-cache=4000 --table-definition-cache=4000 --max-prepared-stmt-count=200000"
  options="$options --ssl-ca=$base/tls/ca.pem --ssl-cert=$base/tls/cert.pem --ssl-key=$base/tls/key.pem"
  # shellcheck disable=SC2086
  (mysql_as setsid mariadbd --no-defaults $options < /dev/null > "$base/server.log" 2>&1 &)
  wait_for_mysql "$base/server.log" is_up_mysql
}

# Waits until a server answers; not if it says that it gives up: wait_for_mysql LOG COMMAND...
wait_for_mysql() {
  local log=$1 end=$((SECONDS + patience))
  shift
  until "$@"; do
    if [ "$SECONDS" -gt "$end" ] || grep -qE '\[ERROR\] Aborting|got signal [0-9]+ ;' "$log"; then tail -50 "$log" >&2; return 1; fi
    sleep 0.1
  done
}

# Kills the server, as a crash would.
down_mysql() {
  local pid
  pid=$(cat "$services/mysql/pid" 2> /dev/null) || return 0
  kill -9 "$pid" 2> /dev/null || true
  until has_ended "$pid"; do sleep 0.05; done
  rm -f "$services/mysql/pid" "$services/mysql/socket"
}

restart_mysql() {
  down_mysql
  start_mysql
}
