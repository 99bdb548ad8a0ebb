// What Linux has and Swift's Glibc module leaves out: variadic calls, and calls that are declared for _GNU_SOURCE only.
#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

#include <elf.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/auxv.h>
#include <sys/mman.h>
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

/// Call before any thread starts: all threads share one heap, blocks of 128 KB and more go back to the kernel when they are
/// freed, and so does what is free at the heap's end. By default every thread has a heap of its own, and the two limits
/// grow with the largest block ever freed.
static inline void clinux_keep_heap_small(void) {
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, 128 << 10);
    mallopt(M_TRIM_THRESHOLD, 128 << 10);
}

/// Gives free pages of the heap back to the kernel, and unmaps the pages of this program's code and constants.
///
/// Those are unchanged copies of the file: they stay in the kernel's cache, and what is still needed is mapped again when it
/// is used. Under pressure the kernel would do the same. Segments that may be written, also those that became read-only after
/// relocation, are left alone.
static inline void clinux_give_memory_back(void) {
    malloc_trim(0);
#if defined(__LP64__)
    const Elf64_Phdr *headers = (const Elf64_Phdr *)getauxval(AT_PHDR);
    unsigned long count = getauxval(AT_PHNUM), page = getauxval(AT_PAGESZ);
    uintptr_t base = 0;
    int is_known = 0;
    if (headers == 0 || page == 0) return;
    for (unsigned long i = 0; i < count; i++) {
        if (headers[i].p_type != PT_PHDR) continue;
        base = (uintptr_t)headers - headers[i].p_vaddr;
        is_known = 1;
    }
    for (unsigned long i = 0; is_known && i < count; i++) {
        if (headers[i].p_type != PT_LOAD || (headers[i].p_flags & PF_W) != 0) continue;
        uintptr_t start = (base + headers[i].p_vaddr) & ~(page - 1);
        uintptr_t end = (base + headers[i].p_vaddr + headers[i].p_memsz + page - 1) & ~(page - 1);
        madvise((void *)start, end - start, MADV_DONTNEED);
    }
#endif
}

/// Whether an open folder belongs to /proc.
static inline int clinux_is_proc(int folder) {
    struct statfs facts;
    return fstatfs(folder, &facts) == 0 && facts.f_type == 0x9fa0;
}

#endif
