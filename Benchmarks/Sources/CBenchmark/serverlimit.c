// The limit on PostgreSQL: libpq with prepared statements and binary answers.
#include "CBenchmark.h"

#ifdef BENCH_POSTGRESQL

#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "limit.h"
#include "server.h"

static PGconn *opened;
static bench_counts counts;

#define INSERT_POST \
  "INSERT INTO posts (author_id,title,body,views,published,created_at) VALUES ($1,$2,$3,$4,$5,$6) RETURNING id"

void bench_server_open(const char *url, int scale) {
  counts = bench_counts_at(scale);
  opened = server_connect(url);
  server_execute(opened, "SELECT COUNT(*) FROM authors");
}

// MARK: Rows

static int64_t read_integer(const PGresult *rows, int row, int column) {
  uint64_t value;
  memcpy(&value, PQgetvalue(rows, row, column), sizeof value);
  return (int64_t)be64toh(value);
}

static text read_text(const PGresult *rows, int row, int column) {
  int length = PQgetlength(rows, row, column);
  char *copy = arena_allocate((size_t)length + 1);
  memcpy(copy, PQgetvalue(rows, row, column), (size_t)length + 1);
  return (text){copy, length};
}

/// Binary moments are microseconds since 2000.
static post *server_post(const PGresult *rows, int row) {
  post *post = arena_allocate(sizeof *post);
  memset(post, 0, sizeof *post);
  post->id = read_integer(rows, row, 0);
  post->author_id = read_integer(rows, row, 1);
  post->title = read_text(rows, row, 2);
  post->body = read_text(rows, row, 3);
  post->views = read_integer(rows, row, 4);
  post->published = *PQgetvalue(rows, row, 5);
  post->created_at = read_integer(rows, row, 6) / 1000000 + 946684800;
  return post;
}

static comment *server_comment(const PGresult *rows, int row) {
  comment *comment = arena_allocate(sizeof *comment);
  comment->id = read_integer(rows, row, 0);
  comment->post_id = read_integer(rows, row, 1);
  comment->author_id = read_integer(rows, row, 2);
  comment->body = read_text(rows, row, 3);
  comment->approved = *PQgetvalue(rows, row, 4);
  return comment;
}

static author *server_author(const PGresult *rows, int row) {
  author *author = arena_allocate(sizeof *author);
  author->id = read_integer(rows, row, 0);
  author->name = read_text(rows, row, 1);
  author->email = read_text(rows, row, 2);
  return author;
}

static void prepare(const char *name, const char *sql) {
  PQclear(server_answer(opened, PQprepare(opened, name, sql, 0, NULL), sql));
}

// MARK: Reading

/// W1: every post by its id, each on its own.
static void find_each(bench_reading *reading) {
  list posts = {0};
  int64_t check = 0;
  limit_start(reading);
  prepare("find", "SELECT " POST_COLUMNS " FROM posts WHERE id=$1");
  for (int64_t i = 0; i < counts.posts; i++) {
    uint64_t id = htobe64((uint64_t)(i * 7919 % counts.posts + 1));
    const char *values[] = {(const char *)&id};
    const int lengths[] = {sizeof id}, formats[] = {1};
    PGresult *rows = server_answer(opened, PQexecPrepared(opened, "find", 1, values, lengths, formats, 1), "find");
    post *post = server_post(rows, 0);
    PQclear(rows);
    list_append(&posts, post);
    check += post->views;
  }
  server_execute(opened, "DEALLOCATE find");
  limit_stop(reading, counts.posts, check);
  for (size_t i = 0; i < posts.count; i++) reading->content += post_digest(posts.items[i]);
  list_free(&posts);
}

/// The rows whose column is among the keys of items, each key once.
static PGresult *among(const char *sql, const list *items, int64_t (*key)(const void *)) {
  map seen = map_make(items->count);
  char *keys = sql_with_keys("{", items, key, &seen);
  map_free(&seen);
  keys[strlen(keys) - 1] = '}';
  const char *values[] = {keys};
  PGresult *rows = server_answer(opened, PQexecParams(opened, sql, 1, NULL, values, NULL, NULL, 1), sql);
  free(keys);
  return rows;
}

static int64_t give_authors(list *posts) {
  PGresult *rows = among("SELECT " AUTHOR_COLUMNS " FROM authors WHERE id = ANY($1::bigint[])", posts, post_author_id);
  int count = PQntuples(rows);
  map authors = map_make((size_t)count);
  for (int row = 0; row < count; row++) {
    author *author = server_author(rows, row);
    *map_at(&authors, author->id) = author;
  }
  PQclear(rows);
  for (size_t i = 0; i < posts->count; i++) {
    post *post = posts->items[i];
    post->author = *map_at(&authors, post->author_id);
  }
  map_free(&authors);
  return count;
}

static int64_t give_comments(list *posts) {
  map owners = map_make(posts->count);
  for (size_t i = 0; i < posts->count; i++) *map_at(&owners, post_id(posts->items[i])) = posts->items[i];
  PGresult *rows = among("SELECT " COMMENT_COLUMNS " FROM comments WHERE post_id = ANY($1::bigint[])", posts, post_id);
  int count = PQntuples(rows);
  for (int row = 0; row < count; row++) {
    comment *comment = server_comment(rows, row);
    post *owner = *map_at(&owners, comment->post_id);
    targets_append(&owner->comments, 8, comment);
  }
  PQclear(rows);
  map_free(&owners);
  return count;
}

/// W3: every post with its author and its comments.
static void load_graph(bench_reading *reading) {
  list posts = {0};
  int64_t check = 0;
  limit_start(reading);
  PGresult *rows = server_answer(opened, PQexecParams(opened, "SELECT " POST_COLUMNS " FROM posts", 0, NULL, NULL, NULL, NULL, 1), "posts");
  for (int row = 0; row < PQntuples(rows); row++) list_append(&posts, server_post(rows, row));
  PQclear(rows);
  int64_t authors = give_authors(&posts), comments = give_comments(&posts);
  for (size_t i = 0; i < posts.count; i++) {
    post *post = posts.items[i];
    check += post->author->id;
    for (int j = 0; j < post->comments.count; j++) check += ((comment *)post->comments.items[j])->id;
  }
  limit_stop(reading, (int64_t)posts.count + authors + comments, check);
  for (size_t i = 0; i < posts.count; i++) {
    post *post = posts.items[i];
    reading->content += post_digest(post) + author_digest(post->author);
    for (int j = 0; j < post->comments.count; j++) reading->content += comment_digest(post->comments.items[j]);
  }
  list_free(&posts);
}

// MARK: Writing

/// The values of a post to insert, as text.
typedef struct {
  char author[12], title[40], body[220], views[12];
} server_draft;

static server_draft *server_drafts(void) {
  server_draft *drafts = malloc((size_t)counts.posts * sizeof *drafts);
  if (!drafts) server_fail(NULL, "out of memory");
  for (int64_t i = 0; i < counts.posts; i++) {
    server_draft *draft = &drafts[i];
    sprintf(draft->author, "%lld", (long long)(i % counts.authors + 1));
    sprintf(draft->views, "%lld", (long long)i);
    sprintf(draft->title, "Title number %06lld of the post", (long long)i);
    int length = sprintf(draft->body, "body %06lld ", (long long)i);
    for (; length < 200; length++) draft->body[length] = (char)('a' + length % 26);
    draft->body[length] = 0;
  }
  return drafts;
}

#define DRAFT_VALUES(draft) {(draft)->author, (draft)->title, (draft)->body, (draft)->views, "t", "2024-05-06 07:08:09"}

/// W6: posts inserted one at a time, in one transaction.
static void insert_each(bench_reading *reading) {
  server_draft *drafts = server_drafts();
  int64_t last = 0;
  limit_start(reading);
  server_execute(opened, "BEGIN");
  prepare("ins", INSERT_POST);
  for (int64_t i = 0; i < counts.posts; i++) {
    const char *values[] = DRAFT_VALUES(&drafts[i]);
    if (!drafts[i].title[0]) server_fail(NULL, "title can't be blank");
    PGresult *row = server_answer(opened, PQexecPrepared(opened, "ins", 6, values, NULL, NULL, 1), "insert");
    last = read_integer(row, 0, 0);
    PQclear(row);
  }
  server_execute(opened, "COMMIT");
  server_execute(opened, "DEALLOCATE ins");
  limit_stop(reading, counts.posts, last);
  free(drafts);
}

/// Reads the answers of a part of a pipeline.
static void take_answers(int count) {
  for (int i = 0; i < count; i++) {
    PQclear(server_answer(opened, PQgetResult(opened), "insert"));
    PQgetResult(opened);
  }
  PQclear(server_answer(opened, PQgetResult(opened), "synchronize"));
}

/// W6b: the same posts through a pipeline, two hundred on their way at a time.
static void insert_bulk(bench_reading *reading) {
  enum { together = 200 };
  server_draft *drafts = server_drafts();
  limit_start(reading);
  server_execute(opened, "BEGIN");
  prepare("ins", INSERT_POST);
  PQenterPipelineMode(opened);
  for (int64_t i = 0; i < counts.posts; i++) {
    const char *values[] = DRAFT_VALUES(&drafts[i]);
    if (!drafts[i].title[0]) server_fail(NULL, "title can't be blank");
    if (!PQsendQueryPrepared(opened, "ins", 6, values, NULL, NULL, 1)) server_fail(opened, "send");
    if (i % together != together - 1) continue;
    PQpipelineSync(opened);
    take_answers(together);
  }
  PQexitPipelineMode(opened);
  server_execute(opened, "COMMIT");
  server_execute(opened, "DEALLOCATE ins");
  limit_stop(reading, counts.posts, 0);
  free(drafts);
}

bool bench_server_run(const char *workload, bench_reading *reading) {
  *reading = (bench_reading){0};
  if (strcmp(workload, "W1") == 0) find_each(reading);
  else if (strcmp(workload, "W3") == 0) load_graph(reading);
  else if (strcmp(workload, "W6") == 0) insert_each(reading);
  else if (strcmp(workload, "W6b") == 0) insert_bulk(reading);
  else return false;
  arena_reset();
  return true;
}

#else

// Never called: without a server there is no row for it.
void bench_server_open(const char *url, int scale) { (void)url, (void)scale; }
bool bench_server_run(const char *workload, bench_reading *reading) { return (void)workload, (void)reading, false; }
void bench_server_fill(const char *url, const char *file) { (void)url, (void)file; }
int64_t bench_server_digest(const char *url) { return (void)url, 0; }
void bench_server_restore(const char *url, int scale) { (void)url, (void)scale; }

#endif
