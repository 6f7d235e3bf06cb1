#include "random.h"

enum { length = 624, shift = 397 };

static void fill(random_source *source, uint32_t seed) {
  source->state[0] = seed;
  for (uint32_t i = 1; i < length; i++) {
    uint32_t previous = source->state[i - 1];
    source->state[i] = 1812433253u * (previous ^ (previous >> 30)) + i;
  }
}

/// Seeds with a key of one word, as the reference implementation's initialisation by an array does.
void random_seed(random_source *source, uint32_t seed) {
  uint32_t *state = source->state;
  fill(source, 19650218u);
  int i = 1;
  for (int left = length; left; left--) {
    state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1664525u)) + seed;
    if (++i == length) state[0] = state[length - 1], i = 1;
  }
  for (int left = length - 1; left; left--) {
    state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1566083941u)) - (uint32_t)i;
    if (++i == length) state[0] = state[length - 1], i = 1;
  }
  state[0] = 0x80000000u;
  source->position = length;
}

static void twist(random_source *source) {
  uint32_t *state = source->state;
  for (int i = 0; i < length; i++) {
    uint32_t joined = (state[i] & 0x80000000u) | (state[(i + 1) % length] & 0x7fffffffu);
    state[i] = state[(i + shift) % length] ^ (joined >> 1) ^ (joined & 1 ? 0x9908b0dfu : 0);
  }
  source->position = 0;
}

static uint32_t next_word(random_source *source) {
  if (source->position == length) twist(source);
  uint32_t word = source->state[source->position++];
  word ^= word >> 11;
  word ^= (word << 7) & 0x9d2c5680u;
  word ^= (word << 15) & 0xefc60000u;
  return word ^ (word >> 18);
}

/// Draws as many bits as `count` has until they make a number below it. A count of 32 bits at most is enough here.
static int64_t below(random_source *source, int64_t count) {
  int bits = 0;
  while (count >> bits) bits++;
  int64_t drawn;
  do drawn = next_word(source) >> (32 - bits);
  while (drawn >= count);
  return drawn;
}

int64_t random_between(random_source *source, int64_t low, int64_t high) { return low + below(source, high - low + 1); }

double random_unit(random_source *source) {
  uint32_t high = next_word(source) >> 5, low = next_word(source) >> 6;
  return (high * 67108864.0 + low) / 9007199254740992.0;
}
