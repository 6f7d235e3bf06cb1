/// The structs that the limit reads rows into, and how.
#ifndef BENCH_ROWS_H
#define BENCH_ROWS_H

#include "support.h"

#define AUTHOR_COLUMNS "id,name,email"
#define POST_COLUMNS "id,author_id,title,body,views,published,created_at"
#define COMMENT_COLUMNS "id,post_id,author_id,body,approved"
#define TAG_COLUMNS "id,name"

typedef struct {
  const char *bytes;
  int length;
} text;

typedef struct {
  int64_t id;
  text name, email;
} author;

typedef struct {
  int64_t id, post_id, author_id;
  text body;
  bool approved;
} comment;

typedef struct {
  int64_t id;
  text name;
} tag;

/// Targets of one owner, in memory of the arena.
typedef struct {
  void **items;
  int count, capacity;
} targets;

typedef struct {
  int64_t id, author_id;
  text title, body;
  int64_t views;
  bool published;
  int64_t created_at;
  author *author;
  targets comments, tags;
} post;

author *read_author(sqlite3_stmt *row);
post *read_post(sqlite3_stmt *row);
comment *read_comment(sqlite3_stmt *row);
tag *read_tag(sqlite3_stmt *row);

/// Reads all posts of a query into a list.
list read_posts(sqlite3 *db, const char *sql);

void targets_append(targets *targets, int capacity, void *item);

int64_t post_id(const void *post);
int64_t post_author_id(const void *post);

/// Numbers that depend on every column of a row: they tell that a peer has read them all.
int64_t author_digest(const author *author);
int64_t post_digest(const post *post);
int64_t comment_digest(const comment *comment);
int64_t tag_digest(const tag *tag);

#endif
