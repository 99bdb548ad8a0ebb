// What Linux has and Swift's Glibc module leaves out: variadic calls, and calls that are declared for _GNU_SOURCE only.
#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/vfs.h>

int setresuid(uid_t real, uid_t effective, uid_t saved);
int setresgid(gid_t real, gid_t effective, gid_t saved);

/// O_PATH: opens a name itself, whatever it is, to look at it. The same number on every machine that Swift supports.
static const int clinux_o_path = 010000000;

/// No core dump of this process, and no other process of its user may read its memory. 0, or -1 with errno.
static inline int clinux_forbid_dumps(void) {
    struct rlimit none = {0, 0};
    int limited = setrlimit(RLIMIT_CORE, &none);
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 ? -1 : limited;
}

/// Whether an open folder belongs to /proc.
static inline int clinux_is_proc(int folder) {
    struct statfs facts;
    return fstatfs(folder, &facts) == 0 && facts.f_type == 0x9fa0;
}

#endif
