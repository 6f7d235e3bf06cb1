#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// MARK: SQLite

_Noreturn void bench_fail(sqlite3 *db, const char *doing) {
  fprintf(stderr, "benchmark: %s: %s\n", doing, db ? sqlite3_errmsg(db) : "no connection");
  exit(2);
}

void bench_execute(sqlite3 *db, const char *sql) {
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) bench_fail(db, sql);
}

sqlite3_stmt *bench_prepare(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK) bench_fail(db, sql);
  return statement;
}

int64_t bench_integer(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement = bench_prepare(db, sql);
  if (sqlite3_step(statement) != SQLITE_ROW) bench_fail(db, sql);
  int64_t value = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return value;
}

void bench_run(sqlite3 *db, sqlite3_stmt *statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) bench_fail(db, sqlite3_sql(statement));
  sqlite3_reset(statement);
}

// MARK: Arena

typedef struct chunk {
  struct chunk *next;
} chunk;

static chunk *chunks;
static char *arena_cursor, *arena_end;
static const size_t chunk_size = 1 << 20;

static void arena_grow(size_t size) {
  size_t wanted = size + sizeof(chunk) > chunk_size ? size + sizeof(chunk) : chunk_size;
  chunk *fresh = malloc(wanted);
  if (!fresh) bench_fail(NULL, "out of memory");
  fresh->next = chunks;
  chunks = fresh;
  arena_cursor = (char *)(fresh + 1);
  arena_end = (char *)fresh + wanted;
}

void *arena_allocate(size_t size) {
  size = (size + 7) & ~(size_t)7;
  if (!arena_cursor || (size_t)(arena_end - arena_cursor) < size) arena_grow(size);
  void *memory = arena_cursor;
  arena_cursor += size;
  return memory;
}

void arena_reset(void) {
  while (chunks) {
    chunk *next = chunks->next;
    free(chunks);
    chunks = next;
  }
  arena_cursor = arena_end = NULL;
}

// MARK: Lists and maps

void list_append(list *list, void *item) {
  if (list->count == list->capacity) {
    list->capacity = list->capacity ? list->capacity * 2 : 64;
    list->items = realloc(list->items, list->capacity * sizeof(void *));
    if (!list->items) bench_fail(NULL, "out of memory");
  }
  list->items[list->count++] = item;
}

void list_free(list *list) {
  free(list->items);
  list->items = NULL;
  list->count = list->capacity = 0;
}

map map_make(size_t count) {
  size_t capacity = 16;
  while (capacity < count * 2) capacity *= 2;
  map fresh = {calloc(capacity, sizeof(int64_t)), calloc(capacity, sizeof(void *)), capacity - 1};
  if (!fresh.keys || !fresh.values) bench_fail(NULL, "out of memory");
  return fresh;
}

void **map_at(map *map, int64_t key) {
  size_t place = ((uint64_t)key * 0x9E3779B97F4A7C15ull >> 20) & map->mask;
  while (map->values[place] && map->keys[place] != key) place = (place + 1) & map->mask;
  map->keys[place] = key;
  return &map->values[place];
}

void map_free(map *map) {
  free(map->keys);
  free(map->values);
}

char *sql_with_keys(const char *prefix, const list *items, int64_t (*key)(const void *), map *seen) {
  char *sql = malloc(strlen(prefix) + items->count * 21 + 2);
  if (!sql) bench_fail(NULL, "out of memory");
  char *end = sql + sprintf(sql, "%s", prefix);
  const char *separator = "";
  for (size_t i = 0; i < items->count; i++) {
    int64_t value = key(items->items[i]);
    if (seen) {
      void **place = map_at(seen, value);
      if (*place) continue;
      *place = items->items[i];
    }
    end += sprintf(end, "%s%lld", separator, (long long)value);
    separator = ",";
  }
  sprintf(end, ")");
  return sql;
}
