#ifndef ACTIVE_RECORD_CMYSQL_SHIM_H
#define ACTIVE_RECORD_CMYSQL_SHIM_H

#if defined(__has_include) && !__has_include(<mysql.h>)
#error "The trait MySQL needs MariaDB's client library. On Debian or Ubuntu: apt-get install -y libmariadb-dev. On macOS: brew install mariadb-connector-c."
#else
#include <mysql.h>
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/socket.h>

/* One thread watches the sockets of all connections. Linux and macOS have different calls for it, and neither is imported
   into Swift as it stands. */

#if defined(__linux__)
#include <sys/epoll.h>

static inline int active_record_events_open(void) { return epoll_create1(EPOLL_CLOEXEC); }

/* Asks once for the next moment at which a socket can be read from (1) or written to (2). */
static inline int active_record_events_ask(int events, int socket, int what, uint64_t token) {
  struct epoll_event event;
  event.events = EPOLLONESHOT | ((what & 1) ? EPOLLIN : 0) | ((what & 2) ? EPOLLOUT : 0) | ((what & 8) ? EPOLLPRI : 0);
  event.data.u64 = token;
  if (epoll_ctl(events, EPOLL_CTL_MOD, socket, &event) == 0) return 0;
  return epoll_ctl(events, EPOLL_CTL_ADD, socket, &event);
}

static inline int active_record_events_wait(int events, uint64_t *tokens, int room, int milliseconds) {
  struct epoll_event ready[64];
  int count = epoll_wait(events, ready, room < 64 ? room : 64, milliseconds);
  for (int i = 0; i < count; i++) tokens[i] = ready[i].data.u64;
  return count;
}
#else
#include <sys/event.h>
#include <sys/time.h>

static inline int active_record_events_open(void) { return kqueue(); }

static inline int active_record_events_ask(int events, int socket, int what, uint64_t token) {
  struct kevent changes[2];
  int count = 0;
  if (what & 9) EV_SET(&changes[count++], socket, EVFILT_READ, EV_ADD | EV_ONESHOT, 0, 0, (void *)(uintptr_t)token);
  if (what & 2) EV_SET(&changes[count++], socket, EVFILT_WRITE, EV_ADD | EV_ONESHOT, 0, 0, (void *)(uintptr_t)token);
  return kevent(events, changes, count, 0, 0, 0);
}

static inline int active_record_events_wait(int events, uint64_t *tokens, int room, int milliseconds) {
  struct kevent ready[64];
  struct timespec time = {milliseconds / 1000, (milliseconds % 1000) * 1000000L};
  int count = kevent(events, 0, 0, ready, room < 64 ? room : 64, milliseconds < 0 ? 0 : &time);
  for (int i = 0; i < count; i++) tokens[i] = (uint64_t)(uintptr_t)ready[i].udata;
  return count;
}
#endif

/* Starts a thread that runs until the program ends. */
static inline int active_record_start_thread(void *(*body)(void *), void *argument) {
  pthread_t thread;
  int code = pthread_create(&thread, 0, body, argument);
  return code ? code : pthread_detach(thread);
}

/* Whether the server hung up on a connection that waits for nothing. */
static inline int active_record_socket_is_open(int socket) {
  char byte;
  ssize_t count = recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
}

/* mysql_optionsv() is variadic, which Swift cannot call. */
static inline int active_record_mysql_attribute(MYSQL *mysql, const char *name, const char *value) {
  return mysql_optionsv(mysql, MYSQL_OPT_CONNECT_ATTR_ADD, (void *)name, (void *)value);
}
#endif

#endif
