#ifndef FLEET_CLIBGIT2_SHIM_H
#define FLEET_CLIBGIT2_SHIM_H

/* What libgit2 doesn't include by itself: commits by ids, names in an index, objects and references in memory, settings
   of open repositories, own transports. */
#include <git2.h>
#include <git2/odb_backend.h>
#include <git2/sys/commit.h>
#include <git2/sys/index.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/refdb_backend.h>
#include <git2/sys/refs.h>
#include <git2/sys/repository.h>
#include <git2/sys/transport.h>

/* The folders, between colons, in which libgit2 looks for files of a level such as the system's. git_libgit2_opts is variadic. */
static inline int fleet_search_path(git_config_level_t level, git_buf *folders) {
  return git_libgit2_opts(GIT_OPT_GET_SEARCH_PATH, (int)level, folders);
}

#include <unistd.h>
#ifdef __linux__
#include <fcntl.h>
#include <sys/syscall.h>
#endif

/* A pipe that programs don't inherit (pipe2(2)); -1 where there is none. Elsewhere than on Linux it is a plain one. */
static inline int fleet_pipe(int ends[2]) {
#ifdef __linux__
  return (int)syscall(SYS_pipe2, ends, O_CLOEXEC);
#else
  return pipe(ends);
#endif
}

/* A file that is in memory only and has no name (memfd_create(2)), closed by programs that are started; -1 where there is
   none, or the system has no such thing. Swift sees neither the GNU function nor a variadic one. */
static inline int fleet_memory_file(const char *name) {
#ifdef __linux__
  return (int)syscall(SYS_memfd_create, name, 1U);
#else
  (void)name;
  return -1;
#endif
}

#endif
