/// How many blocks of memory a process has asked for.
#ifndef COUNTED_ALLOCATIONS_H
#define COUNTED_ALLOCATIONS_H

#include <stddef.h>
#include <stdint.h>

uint64_t counted_allocations(void);

#endif
