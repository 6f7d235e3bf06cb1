/// What the limit and the generator share: the connection, an arena, and a map from keys to pointers.
#ifndef BENCH_SUPPORT_H
#define BENCH_SUPPORT_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Ends the process with a message; a benchmark has nothing to save.
_Noreturn void bench_fail(sqlite3 *db, const char *doing);
void bench_execute(sqlite3 *db, const char *sql);
sqlite3_stmt *bench_prepare(sqlite3 *db, const char *sql);
int64_t bench_integer(sqlite3 *db, const char *sql);

/// Steps a statement that returns no rows, and makes it ready for the next bindings.
void bench_run(sqlite3 *db, sqlite3_stmt *statement);

/// Memory that is given back all at once.
void *arena_allocate(size_t size);
void arena_reset(void);

/// A growing array of pointers.
typedef struct {
  void **items;
  size_t count, capacity;
} list;

void list_append(list *list, void *item);
void list_free(list *list);

/// Open addressing from keys to pointers; an empty place holds a null pointer.
typedef struct {
  int64_t *keys;
  void **values;
  size_t mask;
} map;

map map_make(size_t count);
void **map_at(map *map, int64_t key);
void map_free(map *map);

/// Returns `prefix` with the keys of the items as a literal list, closed by a parenthesis. Keys that `seen` has are left out.
char *sql_with_keys(const char *prefix, const list *items, int64_t (*key)(const void *), map *seen);

#endif
