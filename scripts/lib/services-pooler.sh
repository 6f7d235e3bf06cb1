# PgBouncer in transaction mode for scripts/services, in front of its PostgreSQL: each transaction may run on another connection.
need_pooler() {
  need_postgresql
  need_packages /usr/sbin/pgbouncer pgbouncer
}

is_up_pooler() { [ -e "$services/pooler/pid" ] && kill -0 "$(cat "$services/pooler/pid")" 2> /dev/null; }

up_pooler() {
  local base=$services/pooler end=$((SECONDS + patience))
  is_up postgresql || up_postgresql
  down_pooler
  rm -rf "$base"
  own_directory "$services"
  own_directory "$base"
  if [ "$(id -u)" = 0 ]; then chown postgres "$base"; fi
  free_port > "$base/port"
  cat > "$base/pgbouncer.ini" <<INI
[databases]
* = host=127.0.0.1 port=$(cat "$services/postgresql/port") user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $(cat "$base/port")
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 4
max_client_conn = 200
client_login_timeout = 600
logfile = $base/log
pidfile = $base/pid
INI
  postgresql_as /usr/sbin/pgbouncer -q -d "$base/pgbouncer.ini" < /dev/null > /dev/null
  until listens "$(cat "$base/port")"; do
    if [ "$SECONDS" -gt "$end" ]; then cat "$base/log" >&2; return 1; fi
    sleep 0.1
  done
  echo "export AR_POOLER_URL='postgres://postgres@127.0.0.1:$(cat "$base/port")/postgres'" > "$base/env"
}

down_pooler() {
  if is_up_pooler; then kill "$(cat "$services/pooler/pid")"; fi
}

restart_pooler() { down_pooler; up_pooler; }
