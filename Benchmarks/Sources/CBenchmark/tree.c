#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "limit.h"

enum { together = 100, columns = 3 };

/// One record of the tree; its parent stands in the level before.
typedef struct {
  char name[24];
  int64_t id, parent;
} node;

typedef struct {
  node *nodes;
  int64_t count;
} level;

/// Makes the levels of a tree in which each node of a level has as many children, and returns how many nodes there are.
static int64_t make_levels(level *levels, const int64_t *children, int count) {
  int64_t number = 0, width = 1;
  for (int depth = 0; depth < count; depth++) {
    if (depth) width *= children[depth - 1];
    levels[depth] = (level){calloc((size_t)width, sizeof(node)), width};
    if (!levels[depth].nodes) bench_fail(NULL, "out of memory");
    for (int64_t i = 0; i < width; i++) {
      number++;
      snprintf(levels[depth].nodes[i].name, sizeof levels[depth].nodes[i].name, "Node number %06lld", (long long)(number % 1000000));
    }
  }
  return number;
}

/// Prepares an insert of so many rows that returns their keys.
static sqlite3_stmt *prepare_rows(sqlite3 *db, int rows) {
  char sql[128 + together * sizeof ",(?,?,?)"];
  int length = sprintf(sql, "INSERT INTO nodes (name,depth,parent_id) VALUES (?,?,?)");
  for (int i = 1; i < rows; i++) length += sprintf(sql + length, ",(?,?,?)");
  sprintf(sql + length, " RETURNING id");
  return bench_prepare(db, sql);
}

/// Inserts some nodes of a level; the name must be present.
static void insert_nodes(limit *limit, sqlite3_stmt *insert, node *nodes, int count, int depth) {
  for (int i = 0; i < count; i++) {
    if (!nodes[i].name[0]) bench_fail(limit->db, "name can't be blank");
    sqlite3_bind_text(insert, i * columns + 1, nodes[i].name, -1, SQLITE_STATIC);
    sqlite3_bind_int(insert, i * columns + 2, depth);
    if (depth) sqlite3_bind_int64(insert, i * columns + 3, nodes[i].parent);
  }
  for (int i = 0; i < count; i++) {
    if (sqlite3_step(insert) != SQLITE_ROW) bench_fail(limit->db, sqlite3_sql(insert));
    nodes[i].id = sqlite3_column_int64(insert, 0);
  }
  bench_run(limit->db, insert);
}

/// Inserts the nodes of a level under those of the level before.
static void insert_level(limit *limit, const level *parents, level *level, int depth) {
  sqlite3_stmt *insert = NULL;
  int prepared = 0;
  for (int64_t i = 0; i < level->count; i++) level->nodes[i].parent = parents ? parents->nodes[i / (level->count / parents->count)].id : 0;
  for (int64_t i = 0; i < level->count; i += prepared) {
    int rows = level->count - i < together ? (int)(level->count - i) : together;
    if (rows != prepared) {
      sqlite3_finalize(insert);
      insert = prepare_rows(limit->db, rows);
      prepared = rows;
    }
    insert_nodes(limit, insert, level->nodes + i, rows, depth);
  }
  sqlite3_finalize(insert);
}

/// W10: a tree of five levels, inserted level by level in one transaction.
void limit_insert_tree(limit *limit, bench_reading *reading) {
  enum { depths = 5 };
  const int64_t children[depths - 1] = {10, 10, 10, bench_scaled(9, limit->scale)};
  level levels[depths];
  int64_t count = make_levels(levels, children, depths), content = 0;
  limit_start(reading);
  bench_execute(limit->db, "BEGIN");
  for (int depth = 0; depth < depths; depth++) insert_level(limit, depth ? &levels[depth - 1] : NULL, &levels[depth], depth);
  bench_execute(limit->db, "COMMIT");
  const level *last = &levels[depths - 1];
  limit_stop(reading, count, levels[0].nodes[0].id + last->nodes[last->count - 1].id);
  for (int depth = 0; depth < depths; depth++) {
    for (int64_t i = 0; i < levels[depth].count; i++) {
      const node *node = &levels[depth].nodes[i];
      content += node->id * 3 + node->parent * 5 + (int64_t)strlen(node->name) * 7 + depth * 11;
    }
    free(levels[depth].nodes);
  }
  reading->content = content;
}
