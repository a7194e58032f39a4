#ifndef FLEET_CLIBGIT2_SHIM_H
#define FLEET_CLIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/stream.h>
#include <git2/sys/transport.h>

#endif
