// The same rows on a PostgreSQL server.
#include "CBenchmark.h"

#ifdef BENCH_POSTGRESQL

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server.h"
#include "support.h"

_Noreturn void server_fail(PGconn *connection, const char *doing) {
  fprintf(stderr, "benchmark: %s: %s", doing, connection ? PQerrorMessage(connection) : "no connection\n");
  exit(2);
}

PGconn *server_connect(const char *url) {
  PGconn *connection = PQconnectdb(url);
  if (PQstatus(connection) != CONNECTION_OK) server_fail(connection, "connect");
  return connection;
}

PGresult *server_answer(PGconn *connection, PGresult *result, const char *doing) {
  ExecStatusType status = PQresultStatus(result);
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_PIPELINE_SYNC) server_fail(connection, doing);
  return result;
}

void server_execute(PGconn *connection, const char *sql) { PQclear(server_answer(connection, PQexec(connection, sql), sql)); }

static const char *const schema =
    "SET client_min_messages = warning;"
    "DROP TABLE IF EXISTS posts_tags, tags, comments, posts, authors;"
    "CREATE TABLE authors (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL);"
    "CREATE TABLE posts (id BIGSERIAL PRIMARY KEY, author_id BIGINT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,"
    " views BIGINT NOT NULL DEFAULT 0, published BOOLEAN NOT NULL, created_at TIMESTAMP NOT NULL);"
    "CREATE TABLE comments (id BIGSERIAL PRIMARY KEY, post_id BIGINT NOT NULL, author_id BIGINT NOT NULL, body TEXT NOT NULL,"
    " approved BOOLEAN NOT NULL);";

static const char *const indexes =
    "CREATE INDEX index_posts_on_author_id ON posts(author_id);"
    "CREATE INDEX index_comments_on_post_id ON comments(post_id);"
    "CREATE INDEX index_comments_on_author_id ON comments(author_id)";

/// Sends all rows of a query as one `COPY`; no text of the data has a tabulator or a backslash.
static void copy(PGconn *connection, sqlite3 *db, const char *table, const char *query) {
  char sql[64];
  snprintf(sql, sizeof sql, "COPY %s FROM STDIN", table);
  PGresult *begun = PQexec(connection, sql);
  if (PQresultStatus(begun) != PGRES_COPY_IN) server_fail(connection, sql);
  PQclear(begun);
  sqlite3_stmt *rows = bench_prepare(db, query);
  char line[1024];
  while (sqlite3_step(rows) == SQLITE_ROW) {
    int length = 0;
    for (int column = 0; column < sqlite3_column_count(rows); column++) {
      length += snprintf(line + length, sizeof line - (size_t)length, "%s%s", column ? "\t" : "", sqlite3_column_text(rows, column));
    }
    line[length++] = '\n';
    if (PQputCopyData(connection, line, length) != 1) server_fail(connection, sql);
  }
  sqlite3_finalize(rows);
  if (PQputCopyEnd(connection, NULL) != 1) server_fail(connection, sql);
  PQclear(server_answer(connection, PQgetResult(connection), sql));
  while (PQgetResult(connection)) {}
}

void bench_server_fill(const char *url, const char *file) {
  sqlite3 *db;
  if (sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) bench_fail(db, file);
  PGconn *connection = server_connect(url);
  server_execute(connection, schema);
  copy(connection, db, "authors", "SELECT id, name, email FROM authors");
  copy(connection, db, "posts", "SELECT id, author_id, title, body, views, published, created_at FROM posts");
  copy(connection, db, "comments", "SELECT id, post_id, author_id, body, approved FROM comments");
  server_execute(connection, indexes);
  server_execute(connection, "SELECT setval('posts_id_seq', MAX(id)) FROM posts");
  server_execute(connection, "VACUUM ANALYZE");
  PQfinish(connection);
  sqlite3_close(db);
}

int64_t bench_server_digest(const char *url) {
  PGconn *connection = server_connect(url);
  PGresult *result = server_answer(
      connection,
      PQexec(
          connection,
          "SELECT (COUNT(*) * 3 + SUM(id) * 5 + SUM(author_id) * 7 + SUM(views) * 11 + SUM(published::int) * 13"
          " + SUM(LENGTH(title)) * 17 + SUM(LENGTH(body)) * 19 + SUM(EXTRACT(EPOCH FROM created_at)::bigint))::bigint FROM posts"),
      "digest");
  int64_t digest = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
  PQclear(result);
  PQfinish(connection);
  return digest;
}

void bench_server_restore(const char *url, int scale) {
  char sql[128];
  long long posts = bench_counts_at(scale).posts;
  PGconn *connection = server_connect(url);
  snprintf(sql, sizeof sql, "DELETE FROM posts WHERE id > %lld; SELECT setval('posts_id_seq', %lld)", posts, posts);
  server_execute(connection, sql);
  server_execute(connection, "VACUUM posts");
  PQfinish(connection);
}

bool bench_has_server(void) { return true; }

#else

bool bench_has_server(void) { return false; }

#endif
