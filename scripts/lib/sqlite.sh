. scripts/lib/packages.sh

# Sees to it that the headers of SQLite are there, which the package needs to build.
need_sqlite() {
  if pkg-config --exists sqlite3 2>/dev/null || [ -e /usr/include/sqlite3.h ] || [ "$(uname)" != Linux ]; then return 0; fi
  if can_install && install_packages libsqlite3-dev; then return 0; fi
  echo "sqlite3.h is missing. On Debian and Ubuntu: sudo apt-get install libsqlite3-dev; elsewhere the package with SQLite's headers" >&2
  return 1
}
