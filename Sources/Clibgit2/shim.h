#ifndef FLEET_CLIBGIT2_SHIM_H
#define FLEET_CLIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/commit.h>
#include <git2/sys/repository.h>
#include <git2/sys/stream.h>
#include <git2/sys/transport.h>

/* git_libgit2_opts is variadic, which Swift can't import: one typed function an option. */

static inline int fleet_git_set_user_agent(const char *agent) {
  return git_libgit2_opts(GIT_OPT_SET_USER_AGENT, agent);
}

static inline int fleet_git_set_owner_validation(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

/* Where the configuration of one level is looked for; an empty path switches the level off. */
static inline int fleet_git_set_search_path(int level, const char *path) {
  return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

static inline int fleet_git_set_mwindow_file_limit(size_t count) {
  return git_libgit2_opts(GIT_OPT_SET_MWINDOW_FILE_LIMIT, count);
}

static inline int fleet_git_set_cache_max_size(ssize_t byte_count) {
  return git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, byte_count);
}

/* The number of objects that a pack may hold; 0 means no limit. */
static inline int fleet_git_set_pack_max_objects(size_t count) {
  return git_libgit2_opts(GIT_OPT_SET_PACK_MAX_OBJECTS, count);
}

#endif
