#include <stdio.h>
#include <stdlib.h>

#include "limit.h"

/// W1 and W1t: every post by its id, each on its own.
void limit_find(limit *limit, bool transaction, bench_reading *reading) {
  list posts = {0};
  int64_t check = 0, count = limit->counts.posts;
  limit_start(reading);
  if (transaction) bench_execute(limit->db, "BEGIN");
  sqlite3_stmt *find = bench_prepare(limit->db, "SELECT " POST_COLUMNS " FROM posts WHERE id=?");
  for (int64_t i = 0; i < count; i++) {
    sqlite3_bind_int64(find, 1, i * 7919 % count + 1);
    if (sqlite3_step(find) != SQLITE_ROW) bench_fail(limit->db, "find");
    post *post = read_post(find);
    list_append(&posts, post);
    check += post->views;
    sqlite3_reset(find);
  }
  sqlite3_finalize(find);
  if (transaction) bench_execute(limit->db, "COMMIT");
  limit_stop(reading, count, check);
  for (size_t i = 0; i < posts.count; i++) reading->content += post_digest(posts.items[i]);
  list_free(&posts);
}

/// W2: every comment.
void limit_load_all(limit *limit, bench_reading *reading) {
  list comments = {0};
  int64_t check = 0;
  limit_start(reading);
  sqlite3_stmt *statement = bench_prepare(limit->db, "SELECT " COMMENT_COLUMNS " FROM comments");
  while (sqlite3_step(statement) == SQLITE_ROW) {
    comment *comment = read_comment(statement);
    list_append(&comments, comment);
    check += comment->post_id;
  }
  sqlite3_finalize(statement);
  limit_stop(reading, (int64_t)comments.count, check);
  for (size_t i = 0; i < comments.count; i++) reading->content += comment_digest(comments.items[i]);
  list_free(&comments);
}

static map by_id(const list *posts) {
  map map = map_make(posts->count);
  for (size_t i = 0; i < posts->count; i++) *map_at(&map, post_id(posts->items[i])) = posts->items[i];
  return map;
}

/// Gives each post its author; returns how many authors there are.
static int64_t load_authors(limit *limit, list *posts) {
  map seen = map_make(posts->count), authors = map_make((size_t)limit->counts.authors);
  char *sql = sql_with_keys("SELECT " AUTHOR_COLUMNS " FROM authors WHERE id IN (", posts, post_author_id, &seen);
  int64_t count = 0;
  map_free(&seen);
  sqlite3_stmt *statement = bench_prepare(limit->db, sql);
  free(sql);
  for (; sqlite3_step(statement) == SQLITE_ROW; count++) {
    author *author = read_author(statement);
    *map_at(&authors, author->id) = author;
  }
  sqlite3_finalize(statement);
  for (size_t i = 0; i < posts->count; i++) {
    post *post = posts->items[i];
    post->author = *map_at(&authors, post->author_id);
  }
  map_free(&authors);
  return count;
}

/// Gives each post its comments; returns how many comments there are.
static int64_t load_comments(limit *limit, list *posts) {
  map owners = by_id(posts);
  char *sql = sql_with_keys("SELECT " COMMENT_COLUMNS " FROM comments WHERE post_id IN (", posts, post_id, NULL);
  sqlite3_stmt *statement = bench_prepare(limit->db, sql);
  int64_t count = 0;
  free(sql);
  for (; sqlite3_step(statement) == SQLITE_ROW; count++) {
    comment *comment = read_comment(statement);
    post *owner = *map_at(&owners, comment->post_id);
    targets_append(&owner->comments, 8, comment);
  }
  sqlite3_finalize(statement);
  map_free(&owners);
  return count;
}

/// W3: every post with its author and its comments.
void limit_load_graph(limit *limit, bench_reading *reading) {
  int64_t check = 0;
  limit_start(reading);
  list posts = read_posts(limit->db, "SELECT " POST_COLUMNS " FROM posts");
  int64_t authors = load_authors(limit, &posts), comments = load_comments(limit, &posts);
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

typedef struct {
  int64_t post, tag;
} join_row;

static int64_t tag_key(const void *key) { return *(const int64_t *)key; }

/// Loads the tags that `keys` names into the places that `tags` holds for them.
static void load_tags(limit *limit, const list *keys, map *tags) {
  char *sql = sql_with_keys("SELECT " TAG_COLUMNS " FROM tags WHERE id IN (", keys, tag_key, NULL);
  sqlite3_stmt *statement = bench_prepare(limit->db, sql);
  free(sql);
  while (sqlite3_step(statement) == SQLITE_ROW) {
    tag *tag = read_tag(statement);
    *map_at(tags, tag->id) = tag;
  }
  sqlite3_finalize(statement);
}

/// W4: every post with its tags; first the rows of the join table, then the tags that they name.
void limit_load_through(limit *limit, bench_reading *reading) {
  int64_t check = 0;
  limit_start(reading);
  list posts = read_posts(limit->db, "SELECT " POST_COLUMNS " FROM posts"), rows = {0}, keys = {0};
  map owners = by_id(&posts), tags = map_make((size_t)limit->counts.tags);
  char *sql = sql_with_keys("SELECT post_id,tag_id FROM posts_tags WHERE post_id IN (", &posts, post_id, NULL);
  sqlite3_stmt *statement = bench_prepare(limit->db, sql);
  free(sql);
  while (sqlite3_step(statement) == SQLITE_ROW) {
    join_row *row = arena_allocate(sizeof *row);
    *row = (join_row){sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1)};
    list_append(&rows, row);
    void **place = map_at(&tags, row->tag);
    if (!*place) list_append(&keys, *place = &row->tag);
  }
  sqlite3_finalize(statement);
  load_tags(limit, &keys, &tags);
  for (size_t i = 0; i < rows.count; i++) {
    join_row *row = rows.items[i];
    targets_append(&((post *)*map_at(&owners, row->post))->tags, 4, *map_at(&tags, row->tag));
  }
  for (size_t i = 0; i < posts.count; i++) {
    post *post = posts.items[i];
    for (int j = 0; j < post->tags.count; j++) check += ((tag *)post->tags.items[j])->id;
  }
  limit_stop(reading, (int64_t)(posts.count + rows.count), check);
  for (size_t i = 0; i < posts.count; i++) {
    post *post = posts.items[i];
    reading->content += post_digest(post);
    for (int j = 0; j < post->tags.count; j++) reading->content += tag_digest(post->tags.items[j]);
  }
  list_free(&posts), list_free(&rows), list_free(&keys);
  map_free(&owners), map_free(&tags);
}

/// W5: a tenth of the posts; then the author and the number of comments of each, one after the other.
void limit_lazy(limit *limit, bench_reading *reading) {
  char sql[128];
  int64_t check = 0;
  sprintf(sql, "SELECT " POST_COLUMNS " FROM posts WHERE id<=%lld", (long long)limit->counts.posts / 10);
  limit_start(reading);
  list posts = read_posts(limit->db, sql);
  sqlite3_stmt *find = bench_prepare(limit->db, "SELECT " AUTHOR_COLUMNS " FROM authors WHERE id=?");
  sqlite3_stmt *count = bench_prepare(limit->db, "SELECT COUNT(*) FROM comments WHERE post_id=?");
  for (size_t i = 0; i < posts.count; i++) {
    post *post = posts.items[i];
    sqlite3_bind_int64(find, 1, post->author_id);
    if (sqlite3_step(find) != SQLITE_ROW) bench_fail(limit->db, "author");
    post->author = read_author(find);
    sqlite3_reset(find);
    sqlite3_bind_int64(count, 1, post->id);
    if (sqlite3_step(count) != SQLITE_ROW) bench_fail(limit->db, "count");
    check += post->author->id + sqlite3_column_int64(count, 0);
    sqlite3_reset(count);
  }
  sqlite3_finalize(find), sqlite3_finalize(count);
  limit_stop(reading, 2 * (int64_t)posts.count, check);
  for (size_t i = 0; i < posts.count; i++) {
    post *post = posts.items[i];
    reading->content += post_digest(post) + author_digest(post->author);
  }
  list_free(&posts);
}

/// W9 and W9s: authors through two joins, over all posts or over a few.
void limit_joins(limit *limit, bool small, bench_reading *reading) {
  char sql[512];
  list authors = {0};
  int64_t check = 0;
  int length = sprintf(
      sql, "SELECT DISTINCT authors.id,authors.name,authors.email FROM authors "
           "INNER JOIN posts ON posts.author_id=authors.id INNER JOIN comments ON comments.post_id=posts.id "
           "WHERE comments.approved=1");
  if (small) length += sprintf(sql + length, " AND posts.id<=%d", (int)bench_scaled(60, limit->scale));
  sprintf(sql + length, " ORDER BY authors.name LIMIT 100");
  limit_start(reading);
  sqlite3_stmt *statement = bench_prepare(limit->db, sql);
  for (int i = 0; i < (small ? 200 : 20); i++) {
    while (sqlite3_step(statement) == SQLITE_ROW) {
      author *author = read_author(statement);
      list_append(&authors, author);
      check += author->id;
    }
    sqlite3_reset(statement);
  }
  sqlite3_finalize(statement);
  limit_stop(reading, (int64_t)authors.count, check);
  for (size_t i = 0; i < authors.count; i++) reading->content += author_digest(authors.items[i]);
  list_free(&authors);
}
