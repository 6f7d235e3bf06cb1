#include "limit.h"

#include <string.h>

static limit opened;

void bench_limit_open(const char *path, int scale) {
  opened.scale = scale;
  opened.counts = bench_counts_at(scale);
  if (sqlite3_open(path, &opened.db) != SQLITE_OK) bench_fail(opened.db, path);
  bench_execute(
      opened.db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-65536");
  bench_integer(opened.db, "SELECT COUNT(*) FROM authors");
}

void limit_start(bench_reading *reading) {
  reading->allocations = bench_allocations();
  reading->wall = bench_wall_milliseconds();
  reading->cpu = bench_cpu_milliseconds();
}

void limit_stop(bench_reading *reading, int64_t objects, int64_t check) {
  reading->cpu = bench_cpu_milliseconds() - reading->cpu;
  reading->wall = bench_wall_milliseconds() - reading->wall;
  reading->allocations = bench_allocations() - reading->allocations;
  reading->objects = objects;
  reading->check = check;
}

bool bench_limit_run(const char *workload, int repetition, bench_reading *reading) {
  *reading = (bench_reading){0};
  if (strcmp(workload, "W1") == 0) limit_find(&opened, false, reading);
  else if (strcmp(workload, "W1t") == 0) limit_find(&opened, true, reading);
  else if (strcmp(workload, "W2") == 0) limit_load_all(&opened, reading);
  else if (strcmp(workload, "W3") == 0) limit_load_graph(&opened, reading);
  else if (strcmp(workload, "W4") == 0) limit_load_through(&opened, reading);
  else if (strcmp(workload, "W5") == 0) limit_lazy(&opened, reading);
  else if (strcmp(workload, "W6") == 0) limit_insert(&opened, reading);
  else if (strcmp(workload, "W6b") == 0) limit_insert_bulk(&opened, reading);
  else if (strcmp(workload, "W7") == 0) limit_update(&opened, reading);
  else if (strcmp(workload, "W8") == 0) limit_destroy(&opened, repetition, reading);
  else if (strcmp(workload, "W9") == 0) limit_joins(&opened, false, reading);
  else if (strcmp(workload, "W9s") == 0) limit_joins(&opened, true, reading);
  else if (strcmp(workload, "W10") == 0) limit_insert_tree(&opened, reading);
  else return false;
  arena_reset();
  return true;
}
