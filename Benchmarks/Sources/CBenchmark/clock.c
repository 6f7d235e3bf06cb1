#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "CBenchmark.h"

static double milliseconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

double bench_cpu_milliseconds(void) { return milliseconds(CLOCK_PROCESS_CPUTIME_ID); }

double bench_wall_milliseconds(void) { return milliseconds(CLOCK_MONOTONIC); }

int64_t bench_peak_bytes(void) {
#ifdef __linux__
  // Not getrusage: its figure begins with the size of the process that started this one.
  FILE *status = fopen("/proc/self/status", "r");
  char line[256];
  long long kilobytes = 0;
  while (status && fgets(line, sizeof line, status)) {
    if (strncmp(line, "VmHWM:", 6) == 0) sscanf(line + 6, "%lld", &kilobytes);
  }
  if (status) fclose(status);
  return kilobytes * 1024;
#else
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
#endif
}

int64_t bench_allocations(void) {
  static uint64_t (*counted)(void);
  static bool looked;
  if (!looked) counted = (uint64_t (*)(void))dlsym(RTLD_DEFAULT, "counted_allocations"), looked = true;
  return counted ? (int64_t)counted() : -1;
}
