# MariaDB for scripts/services.
need_mysql() { need_packages /usr/include/mariadb/mysql.h libmariadb-dev pkg-config; }

is_up_mysql() { return 1; }

up_mysql() { :; }

down_mysql() { :; }

restart_mysql() { :; }
