/// A Mersenne twister, drawn from the way Python's `random` draws, so that the rows equal those behind the published figures.
#ifndef BENCH_RANDOM_H
#define BENCH_RANDOM_H

#include <stdint.h>

typedef struct {
  uint32_t state[624];
  int position;
} random_source;

void random_seed(random_source *source, uint32_t seed);

/// A number from `low` to `high`, both included.
int64_t random_between(random_source *source, int64_t low, int64_t high);

/// A number from 0 up to, but not including, 1.
double random_unit(random_source *source);

#endif
