#include <stdio.h>
#include <stdlib.h>

#include "limit.h"

#define INSERT_POST "INSERT INTO posts (author_id,title,body,views,published,created_at) VALUES (?,?,?,?,?,?)"

/// The values of a post to insert, made before the clock runs.
typedef struct {
  char title[40], body[220];
} draft;

static draft *make_drafts(int64_t count) {
  draft *drafts = malloc((size_t)count * sizeof *drafts);
  if (!drafts) bench_fail(NULL, "out of memory");
  for (int64_t i = 0; i < count; i++) {
    sprintf(drafts[i].title, "Title number %06lld of the post", (long long)i);
    int length = sprintf(drafts[i].body, "body %06lld ", (long long)i);
    for (; length < 200; length++) drafts[i].body[length] = (char)('a' + length % 26);
    drafts[i].body[length] = 0;
  }
  return drafts;
}

/// Binds the columns of a post, after `offset` parameters; the title must be present.
static void bind_post(limit *limit, sqlite3_stmt *insert, int offset, const draft *draft, int64_t index) {
  if (!draft->title[0]) bench_fail(limit->db, "title can't be blank");
  sqlite3_bind_int64(insert, offset + 1, index % limit->counts.authors + 1);
  sqlite3_bind_text(insert, offset + 2, draft->title, -1, SQLITE_STATIC);
  sqlite3_bind_text(insert, offset + 3, draft->body, -1, SQLITE_STATIC);
  sqlite3_bind_int64(insert, offset + 4, index);
  sqlite3_bind_int(insert, offset + 5, 1);
  sqlite3_bind_text(insert, offset + 6, "2024-05-06 07:08:09", 19, SQLITE_STATIC);
}

/// W6: posts inserted one at a time, in one transaction.
void limit_insert(limit *limit, bench_reading *reading) {
  int64_t count = limit->counts.posts;
  draft *drafts = make_drafts(count);
  int64_t last = 0;
  limit_start(reading);
  bench_execute(limit->db, "BEGIN");
  sqlite3_stmt *insert = bench_prepare(limit->db, INSERT_POST);
  for (int64_t i = 0; i < count; i++) {
    bind_post(limit, insert, 0, &drafts[i], i);
    bench_run(limit->db, insert);
    last = sqlite3_last_insert_rowid(limit->db);
  }
  sqlite3_finalize(insert);
  bench_execute(limit->db, "COMMIT");
  limit_stop(reading, count, last);
  free(drafts);
}

/// W6b: the same posts, a hundred with each statement.
void limit_insert_bulk(limit *limit, bench_reading *reading) {
  enum { together = 100, columns = 6 };
  int64_t count = limit->counts.posts;
  draft *drafts = make_drafts(count);
  char sql[sizeof INSERT_POST + together * sizeof ",(?,?,?,?,?,?)"];
  limit_start(reading);
  bench_execute(limit->db, "BEGIN");
  int length = sprintf(sql, "%s", INSERT_POST);
  for (int i = 1; i < together; i++) length += sprintf(sql + length, ",(?,?,?,?,?,?)");
  sqlite3_stmt *insert = bench_prepare(limit->db, sql);
  for (int64_t i = 0; i < count; i += together) {
    for (int j = 0; j < together; j++) bind_post(limit, insert, j * columns, &drafts[i + j], i + j);
    bench_run(limit->db, insert);
  }
  sqlite3_finalize(insert);
  bench_execute(limit->db, "COMMIT");
  limit_stop(reading, count, 0);
  free(drafts);
}

/// W7: one column of loaded posts changed and saved, one at a time, in one transaction.
void limit_update(limit *limit, bench_reading *reading) {
  list posts = read_posts(limit->db, "SELECT " POST_COLUMNS " FROM posts");
  int64_t check = 0;
  limit_start(reading);
  bench_execute(limit->db, "BEGIN");
  sqlite3_stmt *update = bench_prepare(limit->db, "UPDATE posts SET views=? WHERE id=?");
  for (size_t i = 0; i < posts.count; i++) {
    post *post = posts.items[i];
    check += ++post->views;
    sqlite3_bind_int64(update, 1, post->views);
    sqlite3_bind_int64(update, 2, post->id);
    bench_run(limit->db, update);
  }
  sqlite3_finalize(update);
  bench_execute(limit->db, "COMMIT");
  limit_stop(reading, (int64_t)posts.count, check);
  list_free(&posts);
}

/// The statements of W8.
typedef struct {
  sqlite3_stmt *author, *posts, *comments, *delete_comment, *delete_links, *delete_post, *delete_author;
} destroyer;

static void delete_by(limit *limit, sqlite3_stmt *delete, int64_t key) {
  sqlite3_bind_int64(delete, 1, key);
  bench_run(limit->db, delete);
}

/// Deletes a post with its comments, which are loaded first; returns how many objects went.
static int64_t destroy_post(limit *limit, destroyer *statements, const post *post) {
  list comments = {0};
  sqlite3_bind_int64(statements->comments, 1, post->id);
  while (sqlite3_step(statements->comments) == SQLITE_ROW) list_append(&comments, read_comment(statements->comments));
  sqlite3_reset(statements->comments);
  int64_t count = (int64_t)comments.count + 1;
  for (size_t i = 0; i < comments.count; i++) delete_by(limit, statements->delete_comment, ((comment *)comments.items[i])->id);
  list_free(&comments);
  delete_by(limit, statements->delete_links, post->id);
  delete_by(limit, statements->delete_post, post->id);
  return count;
}

static int64_t destroy_author(limit *limit, destroyer *statements, int64_t id) {
  list posts = {0};
  int64_t count = 1;
  sqlite3_bind_int64(statements->author, 1, id);
  if (sqlite3_step(statements->author) != SQLITE_ROW) bench_fail(limit->db, "author");
  author *author = read_author(statements->author);
  sqlite3_reset(statements->author);
  sqlite3_bind_int64(statements->posts, 1, author->id);
  while (sqlite3_step(statements->posts) == SQLITE_ROW) list_append(&posts, read_post(statements->posts));
  sqlite3_reset(statements->posts);
  for (size_t i = 0; i < posts.count; i++) count += destroy_post(limit, statements, posts.items[i]);
  list_free(&posts);
  delete_by(limit, statements->delete_author, author->id);
  return count;
}

/// W8: authors destroyed with their posts and the comments of those; each repetition takes the next authors.
void limit_destroy(limit *limit, int repetition, bench_reading *reading) {
  int64_t authors = bench_scaled(20, limit->scale), objects = 0;
  limit_start(reading);
  bench_execute(limit->db, "BEGIN");
  destroyer statements = {
      bench_prepare(limit->db, "SELECT " AUTHOR_COLUMNS " FROM authors WHERE id=?"),
      bench_prepare(limit->db, "SELECT " POST_COLUMNS " FROM posts WHERE author_id=?"),
      bench_prepare(limit->db, "SELECT " COMMENT_COLUMNS " FROM comments WHERE post_id=?"),
      bench_prepare(limit->db, "DELETE FROM comments WHERE id=?"),
      bench_prepare(limit->db, "DELETE FROM posts_tags WHERE post_id=?"),
      bench_prepare(limit->db, "DELETE FROM posts WHERE id=?"),
      bench_prepare(limit->db, "DELETE FROM authors WHERE id=?")};
  for (int64_t i = 1; i <= authors; i++) objects += destroy_author(limit, &statements, repetition * authors + i);
  sqlite3_finalize(statements.author), sqlite3_finalize(statements.posts), sqlite3_finalize(statements.comments);
  sqlite3_finalize(statements.delete_comment), sqlite3_finalize(statements.delete_links);
  sqlite3_finalize(statements.delete_post), sqlite3_finalize(statements.delete_author);
  bench_execute(limit->db, "COMMIT");
  limit_stop(reading, objects, objects);
}
