#include "rows.h"

#include <string.h>

static text read_text(sqlite3_stmt *row, int column) {
  const unsigned char *bytes = sqlite3_column_text(row, column);
  int length = sqlite3_column_bytes(row, column);
  char *copy = arena_allocate((size_t)length + 1);
  memcpy(copy, bytes, (size_t)length + 1);
  return (text){copy, length};
}

static int two_digits(const char *digits) { return (digits[0] - '0') * 10 + digits[1] - '0'; }

/// The day's number since 1970-01-01 in the Gregorian calendar, counted in years that begin in March.
static int64_t day_number(int year, int month, int day) {
  if (month <= 2) year--;
  int64_t era = year / 400, year_of_era = year % 400;
  int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

/// Reads `2024-05-06 07:08:09` as seconds since 1970.
static int64_t read_time(sqlite3_stmt *row, int column) {
  const char *time = (const char *)sqlite3_column_text(row, column);
  int64_t day = day_number(two_digits(time) * 100 + two_digits(time + 2), two_digits(time + 5), two_digits(time + 8));
  return day * 86400 + two_digits(time + 11) * 3600 + two_digits(time + 14) * 60 + two_digits(time + 17);
}

author *read_author(sqlite3_stmt *row) {
  author *author = arena_allocate(sizeof *author);
  author->id = sqlite3_column_int64(row, 0);
  author->name = read_text(row, 1);
  author->email = read_text(row, 2);
  return author;
}

post *read_post(sqlite3_stmt *row) {
  post *post = arena_allocate(sizeof *post);
  post->id = sqlite3_column_int64(row, 0);
  post->author_id = sqlite3_column_int64(row, 1);
  post->title = read_text(row, 2);
  post->body = read_text(row, 3);
  post->views = sqlite3_column_int64(row, 4);
  post->published = sqlite3_column_int(row, 5);
  post->created_at = read_time(row, 6);
  post->author = NULL;
  post->comments = (targets){NULL, 0, 0};
  post->tags = (targets){NULL, 0, 0};
  return post;
}

comment *read_comment(sqlite3_stmt *row) {
  comment *comment = arena_allocate(sizeof *comment);
  comment->id = sqlite3_column_int64(row, 0);
  comment->post_id = sqlite3_column_int64(row, 1);
  comment->author_id = sqlite3_column_int64(row, 2);
  comment->body = read_text(row, 3);
  comment->approved = sqlite3_column_int(row, 4);
  return comment;
}

tag *read_tag(sqlite3_stmt *row) {
  tag *tag = arena_allocate(sizeof *tag);
  tag->id = sqlite3_column_int64(row, 0);
  tag->name = read_text(row, 1);
  return tag;
}

list read_posts(sqlite3 *db, const char *sql) {
  list posts = {0};
  sqlite3_stmt *statement = bench_prepare(db, sql);
  while (sqlite3_step(statement) == SQLITE_ROW) list_append(&posts, read_post(statement));
  sqlite3_finalize(statement);
  return posts;
}

void targets_append(targets *targets, int capacity, void *item) {
  if (targets->count == targets->capacity) {
    int grown = targets->capacity ? targets->capacity * 2 : capacity;
    void **items = arena_allocate((size_t)grown * sizeof *items);
    if (targets->count) memcpy(items, targets->items, (size_t)targets->count * sizeof *items);
    targets->items = items;
    targets->capacity = grown;
  }
  targets->items[targets->count++] = item;
}

int64_t post_id(const void *item) { return ((const post *)item)->id; }
int64_t post_author_id(const void *item) { return ((const post *)item)->author_id; }

int64_t author_digest(const author *author) { return author->id * 3 + author->name.length * 5 + author->email.length * 7; }

int64_t post_digest(const post *post) {
  return post->id * 3 + post->author_id * 5 + post->title.length * 7 + post->body.length * 11 + post->views * 13 +
         post->published * 17 + post->created_at * 19;
}

int64_t comment_digest(const comment *comment) {
  return comment->id * 3 + comment->post_id * 5 + comment->author_id * 7 + comment->body.length * 11 + comment->approved * 13;
}

int64_t tag_digest(const tag *tag) { return tag->id * 3 + tag->name.length * 5; }
