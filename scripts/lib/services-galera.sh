# A cluster of three MariaDB nodes on loopback, kept together by Galera, for scripts/services. It is started only where it is named.
galera_provider=/usr/lib/galera/libgalera_smm.so
galera_nodes="1 2 3"

need_galera() {
  need_mysql
  need_packages "$galera_provider" galera-4
  need_packages /usr/bin/rsync rsync
  need_packages /usr/bin/lsof lsof
}

galera_admin() { mariadb-admin --no-defaults --socket="$services/galera/$1/socket" --user=root "${@:2}"; }

# A node is up when it has the cluster's state and takes statements.
is_up_galera_node() {
  [ "$(mariadb --no-defaults --socket="$services/galera/$1/socket" --user=root -N -B \
    -e "SELECT variable_value FROM information_schema.global_status WHERE variable_name = 'wsrep_ready'" 2> /dev/null)" = ON ]
}

is_up_galera() {
  local node
  for node in $galera_nodes; do is_up_galera_node "$node" || return 1; done
}

up_galera() {
  local base=$services/galera template node address=""
  down_galera
  rm -rf "$base"
  own_directory "$services"
  own_directory "$base"
  template=$(mysql_template)
  for node in $galera_nodes; do
    mkdir "$base/$node"
    cp -a "$template/data" "$base/$node/data"
    for port in port group state transfer; do free_port > "$base/$node/$port"; done
    if [ "$(id -u)" = 0 ]; then chown mysql "$base/$node"; fi
    address="$address,127.0.0.1:$(cat "$base/$node/group")"
  done
  echo "gcomm://${address#,}" > "$base/address"
  # The first node begins the cluster; the others join it, one after the other.
  start_galera_node 1 --wsrep-new-cluster
  start_galera_node 2
  start_galera_node 3
  for node in $galera_nodes; do
    echo "export AR_GALERA_URL_$node='mariadb://root@127.0.0.1:$(cat "$base/$node/port")/?wsrep-sync-wait=1'"
  done > "$base/env"
}

start_galera_node() {
  local node=$1 base=$services/galera/$1 options
  shift
  options="--datadir=$base/data --socket=$base/socket --pid-file=$base/pid --bind-address=127.0.0.1 --port=$(cat "$base/port")"
  options="$options --skip-name-resolve --performance-schema=off --max-connections=100 --character-set-server=utf8mb4"
  options="$options --innodb-flush-log-at-trx-commit=0 --innodb-flush-method=nosync --innodb-doublewrite=0 --innodb-fast-shutdown=2"
  options="$options --innodb-buffer-pool-size=64M --innodb-log-file-size=32M --binlog-format=ROW --innodb-autoinc-lock-mode=2"
  options="$options --wsrep-on=ON --wsrep-provider=$galera_provider --wsrep-cluster-name=throw-away --wsrep-node-name=node$node"
  options="$options --wsrep-cluster-address=$(cat "$services/galera/address") --wsrep-sst-method=rsync --wsrep-slave-threads=2"
  options="$options --wsrep-node-address=127.0.0.1:$(cat "$base/group") --wsrep-sst-receive-address=127.0.0.1:$(cat "$base/transfer")"
  options="$options --wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:$(cat "$base/group");ist.recv_addr=127.0.0.1:$(cat "$base/state");gcache.size=32M;evs.keepalive_period=PT0.5S;evs.suspect_timeout=PT2S;evs.inactive_timeout=PT5S"
  # shellcheck disable=SC2086
  (mysql_as setsid mariadbd --no-defaults $options "$@" < /dev/null >> "$base/server.log" 2>&1 &)
  wait_for_mysql "$base/server.log" is_up_galera_node "$node"
}

# Kills a node, or all, as a crash would.
kill_galera_node() {
  local pid
  pid=$(cat "$services/galera/$1/pid" 2> /dev/null) || return 0
  kill -9 "$pid" 2> /dev/null || true
  until has_ended "$pid"; do sleep 0.05; done
  rm -f "$services/galera/$1/pid" "$services/galera/$1/socket"
}

down_galera() {
  local node
  for node in $galera_nodes; do kill_galera_node "$node"; done
}

restart_galera() { down_galera; up_galera; }
