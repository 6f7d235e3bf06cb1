#ifndef ACTIVE_RECORD_CPOSTGRESQL_SHIM_H
#define ACTIVE_RECORD_CPOSTGRESQL_SHIM_H

#if defined(__has_include) && !__has_include(<libpq-fe.h>)
#error "The trait PostgreSQL needs libpq's header. On Debian or Ubuntu: apt-get install -y libpq-dev pkg-config. On macOS: brew install libpq."
#else
#include <libpq-fe.h>
#endif

#if defined(__linux__)
/* Glibc's module for Swift leaves these out. */
#include <sys/epoll.h>
#endif

#endif
