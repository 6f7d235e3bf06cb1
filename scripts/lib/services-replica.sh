# A pair of PostgreSQL servers for scripts/services: one that is written to, and a streaming standby that follows it.
need_replica() { need_postgresql; }

is_up_replica() {
  local server
  for server in main standby; do
    postgresql_as "$postgresql_bin/pg_ctl" status -D "$services/replica/$server/data" > /dev/null 2>&1 || return 1
  done
}

up_replica() {
  local base=$services/replica main=$services/replica/main standby=$services/replica/standby template
  down_replica
  rm -rf "$base"
  own_directory "$services"
  own_directory "$base"
  template=$(postgresql_template)
  for server in main standby; do
    mkdir -p "$base/$server/socket"
    if [ "$(id -u)" = 0 ]; then chown -R postgres "$base/$server"; fi
  done
  cp -a "$template" "$main/data"
  start_on_free_port "$main/port" start_replica_server main
  postgresql_as "$postgresql_bin/pg_basebackup" -R -X stream -c fast --no-sync -D "$standby/data" \
    -h 127.0.0.1 -p "$(cat "$main/port")" -U postgres < /dev/null
  start_on_free_port "$standby/port" start_replica_server standby
  for server in main standby; do
    echo "export AR_REPLICA_$(tr '[:lower:]' '[:upper:]' <<< $server)_URL='postgres://postgres@127.0.0.1:$(cat "$base/$server/port")/postgres'"
  done > "$base/env"
}

start_replica_server() {
  local base=$services/replica/$1
  local options="-p $(cat "$base/port") -k $base/socket -c listen_addresses=127.0.0.1 -c max_connections=50 -c fsync=off"
  options="$options -c shared_buffers=64MB -c timezone=UTC -c authentication_timeout=600 -c hot_standby_feedback=on -c wal_receiver_status_interval=1"
  postgresql_as "$postgresql_bin/pg_ctl" start -w -t "$patience" -s -D "$base/data" -l "$base/data/server.log" -o "$options" < /dev/null > /dev/null \
    || { cat "$base/data/server.log" >&2; return 1; }
}

down_replica() {
  local server
  for server in standby main; do
    if postgresql_as "$postgresql_bin/pg_ctl" status -D "$services/replica/$server/data" > /dev/null 2>&1; then
      postgresql_as "$postgresql_bin/pg_ctl" stop -m immediate -s -D "$services/replica/$server/data"
    fi
  done
}

restart_replica() {
  down_replica
  start_replica_server main
  start_replica_server standby
}
