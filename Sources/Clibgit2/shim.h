#ifndef FLEET_CLIBGIT2_SHIM_H
#define FLEET_CLIBGIT2_SHIM_H

/* What libgit2 doesn't include by itself: commits by ids, names in an index, objects in memory, settings of open
   repositories, own transports. */
#include <git2.h>
#include <git2/odb_backend.h>
#include <git2/sys/commit.h>
#include <git2/sys/index.h>
#include <git2/sys/mempack.h>
#include <git2/sys/repository.h>
#include <git2/sys/transport.h>

#endif
