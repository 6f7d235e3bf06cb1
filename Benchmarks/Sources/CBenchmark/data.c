#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "CBenchmark.h"
#include "random.h"
#include "support.h"

static const char *const words[] = {
    "lorem",  "ipsum",      "dolor",  "sit",        "amet",   "consectetur", "adipiscing", "elit",    "sed",
    "do",     "eiusmod",    "tempor", "incididunt", "ut",     "labore",      "et",         "dolore",  "magna",
    "aliqua", "enim",       "minim",  "veniam",     "quis",   "nostrud",     "exercitation", "ullamco", "laboris",
    "nisi",   "aliquip",    "commodo", "consequat"};

static const char *const schema =
    "CREATE TABLE authors (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, email VARCHAR NOT NULL);"
    "CREATE TABLE posts (id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL REFERENCES authors(id), title VARCHAR NOT NULL,"
    " body TEXT NOT NULL, views INTEGER NOT NULL DEFAULT 0, published BOOLEAN NOT NULL, created_at DATETIME NOT NULL);"
    "CREATE TABLE comments (id INTEGER PRIMARY KEY, post_id INTEGER NOT NULL REFERENCES posts(id),"
    " author_id INTEGER NOT NULL REFERENCES authors(id), body TEXT NOT NULL, approved BOOLEAN NOT NULL);"
    "CREATE TABLE tags (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL);"
    "CREATE TABLE posts_tags (post_id INTEGER NOT NULL REFERENCES posts(id), tag_id INTEGER NOT NULL REFERENCES tags(id));"
    "CREATE TABLE nodes (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, depth INTEGER NOT NULL, parent_id INTEGER REFERENCES nodes(id));";

static const char *const indexes =
    "CREATE INDEX index_authors_on_name ON authors(name);"
    "CREATE INDEX index_posts_on_author_id ON posts(author_id);"
    "CREATE INDEX index_comments_on_post_id ON comments(post_id);"
    "CREATE INDEX index_comments_on_author_id ON comments(author_id);"
    "CREATE INDEX index_posts_tags_on_post_id_and_tag_id ON posts_tags(post_id, tag_id);"
    "CREATE INDEX index_posts_tags_on_tag_id ON posts_tags(tag_id);"
    "CREATE INDEX index_nodes_on_parent_id ON nodes(parent_id);";

int64_t bench_scaled(int64_t count, int scale) { return scale ? count * scale : count / 4; }

bench_counts bench_counts_at(int scale) {
  return (bench_counts){
      bench_scaled(1000, scale), bench_scaled(20000, scale), bench_scaled(200000, scale), bench_scaled(200, scale), bench_scaled(60000, scale)};
}

// MARK: Values

static const char *draw_word(random_source *source) { return words[random_between(source, 0, sizeof words / sizeof *words - 1)]; }

/// Binds words of about `size` characters: enough of them, cut at a length that is up to a tenth off.
static void bind_text(sqlite3_stmt *statement, int column, random_source *source, int size) {
  char text[320];
  int length = 0, counted = 0;
  while (counted < size + 12) {
    const char *word = draw_word(source);
    length += sprintf(text + length, "%s%s", length ? " " : "", word);
    counted += (int)strlen(word) + 1;
  }
  int cut = size + (int)random_between(source, -(size / 10), size / 10);
  if (cut < length) length = cut;
  while (length && text[length - 1] == ' ') length--;
  sqlite3_bind_text(statement, column, text, length, SQLITE_TRANSIENT);
}

static void bind_time(sqlite3_stmt *statement, int column, random_source *source) {
  int parts[6];
  static const int low[] = {10, 1, 1, 0, 0, 0}, high[] = {24, 12, 28, 23, 59, 59};
  for (int i = 0; i < 6; i++) parts[i] = (int)random_between(source, low[i], high[i]);
  char text[96];
  sprintf(text, "20%02d-%02d-%02d %02d:%02d:%02d", parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
  sqlite3_bind_text(statement, column, text, -1, SQLITE_TRANSIENT);
}

// MARK: Tables

static void insert_authors(sqlite3 *db, random_source *source, bench_counts counts) {
  sqlite3_stmt *statement = bench_prepare(db, "INSERT INTO authors VALUES (?,?,?)");
  for (int64_t id = 1; id <= counts.authors; id++) {
    char text[96];
    sqlite3_bind_int64(statement, 1, id);
    sprintf(text, "Author %010lld %lld", (long long)random_between(source, 0, 1000000000), (long long)id);
    sqlite3_bind_text(statement, 2, text, -1, SQLITE_TRANSIENT);
    sprintf(text, "author%lld@example.com", (long long)id);
    sqlite3_bind_text(statement, 3, text, -1, SQLITE_TRANSIENT);
    bench_run(db, statement);
  }
  sqlite3_finalize(statement);
}

static void insert_posts(sqlite3 *db, random_source *source, bench_counts counts) {
  sqlite3_stmt *statement = bench_prepare(db, "INSERT INTO posts VALUES (?,?,?,?,?,?,?)");
  for (int64_t id = 1; id <= counts.posts; id++) {
    sqlite3_bind_int64(statement, 1, id);
    sqlite3_bind_int64(statement, 2, random_between(source, 1, counts.authors));
    bind_text(statement, 3, source, 30);
    bind_text(statement, 4, source, 200);
    sqlite3_bind_int64(statement, 5, random_between(source, 0, 10000));
    sqlite3_bind_int(statement, 6, random_unit(source) < 0.7);
    bind_time(statement, 7, source);
    bench_run(db, statement);
  }
  sqlite3_finalize(statement);
}

static void insert_comments(sqlite3 *db, random_source *source, bench_counts counts) {
  sqlite3_stmt *statement = bench_prepare(db, "INSERT INTO comments VALUES (?,?,?,?,?)");
  for (int64_t id = 1; id <= counts.comments; id++) {
    sqlite3_bind_int64(statement, 1, id);
    sqlite3_bind_int64(statement, 2, random_between(source, 1, counts.posts));
    sqlite3_bind_int64(statement, 3, random_between(source, 1, counts.authors));
    bind_text(statement, 4, source, 80);
    sqlite3_bind_int(statement, 5, random_unit(source) < 0.6);
    bench_run(db, statement);
  }
  sqlite3_finalize(statement);
}

static void insert_tags(sqlite3 *db, random_source *source, bench_counts counts) {
  sqlite3_stmt *statement = bench_prepare(db, "INSERT INTO tags VALUES (?,?)");
  for (int64_t id = 1; id <= counts.tags; id++) {
    char text[96];
    sqlite3_bind_int64(statement, 1, id);
    sprintf(text, "tag-%03lld-%s", (long long)id, draw_word(source));
    sqlite3_bind_text(statement, 2, text, -1, SQLITE_TRANSIENT);
    bench_run(db, statement);
  }
  sqlite3_finalize(statement);
}

typedef struct {
  uint32_t post, tag, order;
} pair;

static int by_order(const void *a, const void *b) {
  const pair *one = a, *other = b;
  if (one->order != other->order) return one->order < other->order ? -1 : 1;
  return one->post != other->post ? (one->post < other->post ? -1 : 1) : (one->tag < other->tag ? -1 : one->tag > other->tag);
}

/// Inserts pairs that are all different, in an order that is scattered over both tables.
static void insert_links(sqlite3 *db, random_source *source, bench_counts counts) {
  bool *taken = calloc((size_t)(counts.posts * counts.tags), sizeof(bool));
  pair *links = malloc((size_t)counts.posts_tags * sizeof(pair));
  if (!taken || !links) bench_fail(NULL, "out of memory");
  for (int64_t count = 0; count < counts.posts_tags;) {
    uint32_t post = (uint32_t)random_between(source, 1, counts.posts), tag = (uint32_t)random_between(source, 1, counts.tags);
    bool *place = &taken[(post - 1) * counts.tags + tag - 1];
    if (!*place) links[count++] = (pair){post, tag, post * 2654435761u + tag * 40503u};
    *place = true;
  }
  qsort(links, (size_t)counts.posts_tags, sizeof(pair), by_order);
  sqlite3_stmt *statement = bench_prepare(db, "INSERT INTO posts_tags VALUES (?,?)");
  for (int64_t i = 0; i < counts.posts_tags; i++) {
    sqlite3_bind_int64(statement, 1, links[i].post);
    sqlite3_bind_int64(statement, 2, links[i].tag);
    bench_run(db, statement);
  }
  sqlite3_finalize(statement);
  free(links);
  free(taken);
}

// MARK: The file

static void remove_file(const char *path) {
  static const char *const endings[] = {"", "-wal", "-shm"};
  for (int i = 0; i < 3; i++) {
    char name[4096];
    snprintf(name, sizeof name, "%s%s", path, endings[i]);
    unlink(name);
  }
}

void bench_generate(const char *path, int scale) {
  sqlite3 *db;
  random_source source;
  bench_counts counts = bench_counts_at(scale);
  random_seed(&source, 42);
  remove_file(path);
  if (sqlite3_open(path, &db) != SQLITE_OK) bench_fail(db, path);
  bench_execute(db, "PRAGMA journal_mode=WAL; BEGIN");
  bench_execute(db, schema);
  insert_authors(db, &source, counts);
  insert_posts(db, &source, counts);
  insert_comments(db, &source, counts);
  insert_tags(db, &source, counts);
  insert_links(db, &source, counts);
  bench_execute(db, indexes);
  bench_execute(db, "COMMIT; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE); VACUUM");
  if (sqlite3_close(db) != SQLITE_OK) bench_fail(db, "close");
}
