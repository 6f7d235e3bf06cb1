/// The parts of the benchmark that are written in C: the data, the limit, and the clocks.
#ifndef CBENCHMARK_H
#define CBENCHMARK_H

#include <stdbool.h>
#include <stdint.h>

// MARK: Data

/// As much of something as there is at a scale: so many times `count`; at scale 0 a quarter of it.
int64_t bench_scaled(int64_t count, int scale);

/// How many rows of each table there are at a scale.
typedef struct {
  int64_t authors, posts, comments, tags, posts_tags;
} bench_counts;

bench_counts bench_counts_at(int scale);

/// Writes the database of the benchmark to `path`, replacing a file that is there. The same scale always makes the same rows.
void bench_generate(const char *path, int scale);

/// A number that depends on what is stored in the file at `path`; it tells whether two peers have written the same rows.
int64_t bench_stored_digest(const char *path);

// MARK: Clocks

/// The CPU time that this process has used on all its threads, in milliseconds.
double bench_cpu_milliseconds(void);

/// The time of a clock that never goes back, in milliseconds.
double bench_wall_milliseconds(void);

/// The largest resident size that this process has had, in bytes.
int64_t bench_peak_bytes(void);

/// How many blocks of memory were asked for so far; -1 where nobody counts them.
int64_t bench_allocations(void);

// MARK: Limit

/// What one run of a workload has used and read.
typedef struct {
  double cpu, wall;
  int64_t objects, check, content, allocations;
} bench_reading;

/// Opens the database with plain `sqlite3_open`, as the limit does.
void bench_limit_open(const char *path, int scale);

/// Runs one workload for the `repetition`th time on the open database; returns false when there is no such workload.
bool bench_limit_run(const char *workload, int repetition, bench_reading *reading);

// MARK: PostgreSQL

/// Whether the benchmark was built with libpq. Nothing else of this part may be called without it.
bool bench_has_server(void);

/// Replaces the tables of the benchmark on the server at `url` by copies of those in a file of SQLite.
void bench_server_fill(const char *url, const char *file);

/// A number that depends on the posts that are stored on the server.
int64_t bench_server_digest(const char *url);

/// Removes the posts that a workload has inserted.
void bench_server_restore(const char *url, int scale);

void bench_server_open(const char *url, int scale);
bool bench_server_run(const char *workload, bench_reading *reading);

#endif
