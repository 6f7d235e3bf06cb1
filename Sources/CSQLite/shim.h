#ifndef ACTIVE_RECORD_CSQLITE_SHIM_H
#define ACTIVE_RECORD_CSQLITE_SHIM_H

#if defined(__has_include) && !__has_include(<sqlite3.h>)
#error "ActiveRecord needs SQLite's header. On Debian or Ubuntu: apt-get install -y libsqlite3-dev. On macOS: xcode-select --install."
#else
#include <sqlite3.h>

/* sqlite3_config() and sqlite3_db_config() are variadic, which Swift cannot call. */

/* Statistics about memory take a global mutex for each allocation. */
static inline int active_record_sqlite_disable_memory_statistics(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* Without this, a quoted name that no column has is taken for text: SELECT "no_such_column" would return rows, and
   CREATE INDEX … ("no_such_column") would make a useless index. */
static inline int active_record_sqlite_refuse_text_in_double_quotes(sqlite3 *connection) {
#ifdef SQLITE_DBCONFIG_DQS_DML
  int code = sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DML, 0, (int *)0);
  return code == SQLITE_OK ? sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)0) : code;
#else
  (void)connection;
  return SQLITE_OK;
#endif
}
#endif

#endif
