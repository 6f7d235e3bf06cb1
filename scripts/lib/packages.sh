# Installs packages of Debian, where that can be done: servers and locks of apt-get may be out of reach for a moment.
can_install() { [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; }

install_packages() {
  local try
  for try in 1 2 3 4 5; do
    echo "installing $*" >&2
    # Where the lists cannot be had anew, those that are there may do.
    apt-get update -qq > /dev/null || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o DPkg::Lock::Timeout=600 "$@" > /dev/null && return 0
    [ "$try" = 5 ] || sleep $((try * 5))
  done
  return 1
}
