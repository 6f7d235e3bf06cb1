/// What the files of the limit share: the open database, and the stopwatch around the part that counts.
#ifndef BENCH_LIMIT_H
#define BENCH_LIMIT_H

#include "CBenchmark.h"
#include "rows.h"

typedef struct {
  sqlite3 *db;
  bench_counts counts;
  int scale;
} limit;

void limit_start(bench_reading *reading);
void limit_stop(bench_reading *reading, int64_t objects, int64_t check);

void limit_find(limit *limit, bool transaction, bench_reading *reading);
void limit_load_all(limit *limit, bench_reading *reading);
void limit_load_graph(limit *limit, bench_reading *reading);
void limit_load_through(limit *limit, bench_reading *reading);
void limit_lazy(limit *limit, bench_reading *reading);
void limit_joins(limit *limit, bool small, bench_reading *reading);

void limit_insert(limit *limit, bench_reading *reading);
void limit_insert_bulk(limit *limit, bench_reading *reading);
void limit_update(limit *limit, bench_reading *reading);
void limit_destroy(limit *limit, int repetition, bench_reading *reading);
void limit_insert_tree(limit *limit, bench_reading *reading);

#endif
