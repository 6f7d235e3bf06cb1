#include "CBenchmark.h"
#include "support.h"

int64_t bench_stored_digest(const char *path) {
  // Times are compared as moments, since libraries write fractions of a second or leave them out.
  static const char *const queries[] = {
      "SELECT COUNT(*) * 3 + TOTAL(id) * 7 + TOTAL(LENGTH(name)) FROM authors",
      "SELECT COUNT(*) * 3 + SUM(id) * 5 + SUM(author_id) * 7 + SUM(views) * 11 + SUM(published) * 13 FROM posts",
      "SELECT SUM(LENGTH(title)) * 17 + SUM(LENGTH(body)) * 19 + SUM(CAST(strftime('%s', created_at) AS INTEGER)) FROM posts",
      "SELECT COUNT(*) * 3 + TOTAL(id) * 5 + TOTAL(post_id) * 7 FROM comments",
      "SELECT COUNT(*) * 3 + TOTAL(post_id) * 5 + TOTAL(tag_id) * 7 FROM posts_tags",
      "SELECT COUNT(*) * 3 + TOTAL(id) * 5 + TOTAL(parent_id) * 7 + TOTAL(id * parent_id) * 11 + TOTAL(depth) * 13 FROM nodes",
      "SELECT TOTAL(LENGTH(name)) * 17 FROM nodes"};
  sqlite3 *db;
  uint64_t digest = 0;
  if (sqlite3_open(path, &db) != SQLITE_OK) bench_fail(db, path);
  for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) digest = digest * 1000003 + (uint64_t)bench_integer(db, queries[i]);
  sqlite3_close(db);
  return (int64_t)digest;
}
