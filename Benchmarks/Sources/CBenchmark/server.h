/// What the parts of the limit on libpq share.
#ifndef BENCH_SERVER_H
#define BENCH_SERVER_H

#include <libpq-fe.h>

#include "CBenchmark.h"

/// Ends the process with the connection's message.
_Noreturn void server_fail(PGconn *connection, const char *doing);

PGconn *server_connect(const char *url);

/// Takes an answer that must be no error.
PGresult *server_answer(PGconn *connection, PGresult *result, const char *doing);

void server_execute(PGconn *connection, const char *sql);

#endif
