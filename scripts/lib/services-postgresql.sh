# PostgreSQL 15 for scripts/services. Its data are not synced to the disk: they are thrown away anyhow.
postgresql_bin=${AR_POSTGRESQL_BIN:-/usr/lib/postgresql/15/bin}

need_postgresql() {
  need_packages "$postgresql_bin/postgres" postgresql-15
  need_packages /usr/include/postgresql/libpq-fe.h libpq-dev pkg-config
}

postgresql_as() { as_user postgres "$@"; }

is_up_postgresql() { postgresql_as "$postgresql_bin/pg_ctl" status -D "$services/postgresql/data" > /dev/null 2>&1; }

# A data directory that initdb made once; initdb takes a second and more, a copy does not.
postgresql_template() {
  local template=$templates/postgresql-15
  if [ -e "$template/PG_VERSION" ]; then echo "$template"; return; fi
  own_directory "$templates"
  local work
  work=$(mktemp -d "$templates/making.XXXXXX")
  if [ "$(id -u)" = 0 ]; then chown postgres "$work"; fi
  postgresql_as "$postgresql_bin/initdb" -D "$work" -U postgres --encoding=UTF8 --locale=C.UTF-8 --auth=trust --no-sync > /dev/null
  mv -T "$work" "$template" 2> /dev/null || rm -rf "$work"
  echo "$template"
}

# With AR_POSTGRESQL_TLS the server encrypts. It refuses a key that others may read.
postgresql_certificates() {
  local tls=$services/postgresql/tls
  need_packages /usr/bin/openssl openssl
  mkdir "$tls"
  throw_away_certificates "$tls" > /dev/null 2>&1 || { echo "openssl could not make a certificate" >&2; return 1; }
  chmod 600 "$tls/key.pem"
  if [ "$(id -u)" = 0 ]; then chown postgres "$tls/key.pem"; fi
}

up_postgresql() {
  local base=$services/postgresql template
  rm -rf "$base"
  own_directory "$services"
  own_directory "$base"
  template=$(postgresql_template)
  cp -a "$template" "$base/data"
  mkdir "$base/socket"
  if [ "$(id -u)" = 0 ]; then chown postgres "$base/socket"; fi
  if [ -n "${AR_POSTGRESQL_TLS-}" ]; then postgresql_certificates; fi
  start_on_free_port "$base/port" start_postgresql
  echo "export AR_POSTGRESQL_URL='postgres://postgres@127.0.0.1:$(cat "$base/port")/postgres'" > "$base/env"
  echo "export AR_POSTGRESQL_SOCKET='$base/socket'" >> "$base/env"
  if [ -e "$base/tls" ]; then echo "export AR_POSTGRESQL_CA='$base/tls/ca.pem'" >> "$base/env"; fi
}

start_postgresql() {
  local base=$services/postgresql
  local options="-p $(cat "$base/port") -k $base/socket -c listen_addresses=127.0.0.1 -c max_connections=300 -c fsync=off"
  options="$options -c authentication_timeout=600 -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=256MB -c timezone=UTC"
  options="$options -c max_locks_per_transaction=512 -c autovacuum=off"
  if [ -e "$base/tls" ]; then options="$options -c ssl=on -c ssl_cert_file=$base/tls/cert.pem -c ssl_key_file=$base/tls/key.pem"; fi
  postgresql_as "$postgresql_bin/pg_ctl" start -w -t "$patience" -s -D "$base/data" -l "$base/data/server.log" -o "$options" < /dev/null > /dev/null \
    || { cat "$base/data/server.log" >&2; return 1; }
}

down_postgresql() {
  if is_up_postgresql; then postgresql_as "$postgresql_bin/pg_ctl" stop -m immediate -s -D "$services/postgresql/data"; fi
}

restart_postgresql() {
  down_postgresql
  start_postgresql
}
