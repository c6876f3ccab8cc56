/*
 * Stands between a program and the system's calls on files, for those below one folder. Either writes every change of a file
 * to a log, so that the disk can be rebuilt as it would have been at any moment, or lets the n-th operation fail.
 *
 *   WATCH_FOLDER     the folder
 *   WATCH_LOG        the log; every record is: type (1 byte), length of path (4), path, number (8), length of data (4), data
 *   WATCH_OUTPUT     set: what goes to a terminal or to descriptors 1 and 2 is logged too, as type 'o'
 *   WATCH_COUNT      at the end the number of operations is written to this file
 *   FAIL_AT          which operation fails, from 1
 *   FAIL_WITH        its errno
 *   FAIL_FOR_GOOD    set: all operations after it fail as well, but for reading
 *   FAIL_TORN        set: a write that fails has written its first half
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_DESCRIPTORS 4096
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static char *paths[MOST_DESCRIPTORS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static int log_to = -1;
static int logs_output;
static long fail_at, fail_with, count;
static int fail_for_good, fail_torn;

__attribute__((constructor)) static void begin(void) {
  folder = getenv("WATCH_FOLDER");
  const char *log_name = getenv("WATCH_LOG");
  if (log_name) log_to = REAL(open)(log_name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  logs_output = getenv("WATCH_OUTPUT") != NULL;
  fail_at = getenv("FAIL_AT") ? atol(getenv("FAIL_AT")) : 0;
  fail_with = getenv("FAIL_WITH") ? atol(getenv("FAIL_WITH")) : EIO;
  fail_for_good = getenv("FAIL_FOR_GOOD") != NULL;
  fail_torn = getenv("FAIL_TORN") != NULL;
}

__attribute__((destructor)) static void end(void) {
  const char *name = getenv("WATCH_COUNT");
  if (!name) return;
  int to = REAL(open)(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  char text[32];
  int length = snprintf(text, sizeof text, "%ld", count);
  if (to >= 0 && REAL(write)(to, text, length) < 0) abort();
}

static int is_watched(const char *path) {
  return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static const char *path_of(int descriptor) {
  return descriptor >= 0 && descriptor < MOST_DESCRIPTORS ? paths[descriptor] : NULL;
}

static void remember(int descriptor, const char *path) {
  if (descriptor < 0 || descriptor >= MOST_DESCRIPTORS) return;
  free(paths[descriptor]);
  paths[descriptor] = path ? strdup(path) : NULL;
}

/* Whether this operation is to fail. */
static int fails(int changes) {
  long now = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
  if (fail_at == 0) return 0;
  if (now == fail_at || (fail_for_good && now > fail_at && changes)) {
    errno = (int)fail_with;
    return 1;
  }
  return 0;
}

static void record(char type, const char *path, uint64_t number, const void *data, uint32_t length) {
  if (log_to < 0) return;
  uint32_t path_length = (uint32_t)strlen(path);
  pthread_mutex_lock(&lock);
  struct iovec parts[] = {
      {&type, 1}, {&path_length, 4}, {(void *)path, path_length}, {&number, 8}, {&length, 4}, {(void *)data, length},
  };
  if (REAL(writev)(log_to, parts, 6) < 0) abort();
  pthread_mutex_unlock(&lock);
}

static int open_watched(int (*real)(const char *, int, ...), const char *path, int flags, mode_t mode) {
  if (!is_watched(path)) return real(path, flags, mode);
  if (fails(flags & (O_CREAT | O_TRUNC))) return -1;
  int is_new = (flags & O_CREAT) && access(path, F_OK) != 0;
  int descriptor = real(path, flags, mode);
  if (descriptor < 0) return descriptor;
  remember(descriptor, path);
  if (is_new) record('c', path, 0, NULL, 0);
  else if (flags & O_TRUNC) record('t', path, 0, NULL, 0);
  return descriptor;
}

#define OPEN(name)                                              \
  int name(const char *path, int flags, ...) {                  \
    va_list rest;                                               \
    va_start(rest, flags);                                      \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;   \
    va_end(rest);                                               \
    return open_watched(REAL(name), path, flags, mode);         \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name, plain)                                     \
  int name(int at, const char *path, int flags, ...) {          \
    va_list rest;                                               \
    va_start(rest, flags);                                      \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;   \
    va_end(rest);                                               \
    if (path[0] == '/') return plain(path, flags, mode);        \
    return REAL(name)(at, path, flags, mode);                   \
  }
OPENAT(openat, open)
OPENAT(openat64, open64)

int close(int descriptor) {
  remember(descriptor, NULL);
  return REAL(close)(descriptor);
}

/* Before the write: where it will go. */
static uint64_t place(int descriptor) {
  if (fcntl(descriptor, F_GETFL) & O_APPEND) {
    struct stat found;
    return fstat(descriptor, &found) == 0 ? (uint64_t)found.st_size : 0;
  }
  off_t at = lseek(descriptor, 0, SEEK_CUR);
  return at < 0 ? 0 : (uint64_t)at;
}

static void record_output(int descriptor, const void *data, ssize_t written) {
  if (logs_output && written > 0 && (descriptor == 1 || descriptor == 2 || isatty(descriptor))) record('o', "", 0, data, (uint32_t)written);
}

ssize_t write(int descriptor, const void *data, size_t length) {
  const char *path = path_of(descriptor);
  if (!path) {
    record_output(descriptor, data, (ssize_t)length);
    return REAL(write)(descriptor, data, length);
  }
  uint64_t at = place(descriptor);
  int torn = 0;
  if (fails(1)) {
    if (!fail_torn) return -1;
    torn = 1;
    length = length / 2;
  }
  ssize_t written = REAL(write)(descriptor, data, length);
  if (written > 0) record('w', path, at, data, (uint32_t)written);
  if (!torn) return written;
  errno = (int)fail_with;
  return -1;
}

static ssize_t pwrite_watched(ssize_t (*real)(int, const void *, size_t, off_t), int descriptor, const void *data, size_t length, off_t at) {
  const char *path = path_of(descriptor);
  if (!path) return real(descriptor, data, length, at);
  int torn = 0;
  if (fails(1)) {
    if (!fail_torn) return -1;
    torn = 1;
    length = length / 2;
  }
  ssize_t written = real(descriptor, data, length, at);
  if (written > 0) record('w', path, (uint64_t)at, data, (uint32_t)written);
  if (!torn) return written;
  errno = (int)fail_with;
  return -1;
}

ssize_t pwrite(int descriptor, const void *data, size_t length, off_t at) {
  return pwrite_watched(REAL(pwrite), descriptor, data, length, at);
}

ssize_t pwrite64(int descriptor, const void *data, size_t length, off64_t at) {
  return pwrite_watched((ssize_t(*)(int, const void *, size_t, off_t))REAL(pwrite64), descriptor, data, length, at);
}

ssize_t writev(int descriptor, const struct iovec *parts, int how_many) {
  const char *path = path_of(descriptor);
  uint64_t at = path ? place(descriptor) : 0;
  if (path && fails(1)) return -1;
  ssize_t written = REAL(writev)(descriptor, parts, how_many);
  ssize_t left = written;
  for (int part = 0; part < how_many && left > 0; part++) {
    size_t length = parts[part].iov_len < (size_t)left ? parts[part].iov_len : (size_t)left;
    if (path) record('w', path, at, parts[part].iov_base, (uint32_t)length);
    else record_output(descriptor, parts[part].iov_base, (ssize_t)length);
    at += length;
    left -= (ssize_t)length;
  }
  return written;
}

ssize_t read(int descriptor, void *data, size_t length) {
  if (path_of(descriptor) && fails(0)) return -1;
  return REAL(read)(descriptor, data, length);
}

ssize_t pread(int descriptor, void *data, size_t length, off_t at) {
  if (path_of(descriptor) && fails(0)) return -1;
  return REAL(pread)(descriptor, data, length, at);
}

ssize_t pread64(int descriptor, void *data, size_t length, off64_t at) {
  if (path_of(descriptor) && fails(0)) return -1;
  return REAL(pread64)(descriptor, data, length, at);
}

#define TRUNCATE(name, type)                                    \
  int name(int descriptor, type length) {                       \
    const char *path = path_of(descriptor);                     \
    if (path && fails(1)) return -1;                            \
    int result = REAL(name)(descriptor, length);                \
    if (path && result == 0) record('t', path, (uint64_t)length, NULL, 0); \
    return result;                                              \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name)                                              \
  int name(int descriptor) {                                    \
    const char *path = path_of(descriptor);                     \
    if (path && fails(1)) return -1;                            \
    int result = REAL(name)(descriptor);                        \
    if (path && result == 0) record('s', path, 0, NULL, 0);     \
    return result;                                              \
  }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
  if (!is_watched(path)) return REAL(unlink)(path);
  if (fails(1)) return -1;
  int result = REAL(unlink)(path);
  if (result == 0) record('u', path, 0, NULL, 0);
  return result;
}

int mkdir(const char *path, mode_t mode) {
  if (!is_watched(path)) return REAL(mkdir)(path, mode);
  if (fails(1)) return -1;
  int result = REAL(mkdir)(path, mode);
  if (result == 0) record('m', path, 0, NULL, 0);
  return result;
}

int rename(const char *from, const char *to) {
  if (!is_watched(from)) return REAL(rename)(from, to);
  if (fails(1)) return -1;
  int result = REAL(rename)(from, to);
  if (result == 0) record('r', from, 0, to, (uint32_t)strlen(to));
  return result;
}

int link(const char *from, const char *to) {
  if (!is_watched(from)) return REAL(link)(from, to);
  if (fails(1)) return -1;
  int result = REAL(link)(from, to);
  if (result == 0) record('l', from, 0, to, (uint32_t)strlen(to));
  return result;
}
