#ifndef ACTIVE_RECORD_CMYSQL_SHIM_H
#define ACTIVE_RECORD_CMYSQL_SHIM_H

#if defined(__has_include) && !__has_include(<mysql.h>)
#error "The trait MySQL needs libmariadb's header. On Debian or Ubuntu: apt-get install -y libmariadb-dev pkg-config. On macOS: brew install mariadb-connector-c."
#else
#include <mysql.h>
#endif

#endif
