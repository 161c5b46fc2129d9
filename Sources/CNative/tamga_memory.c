#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "tamga_memory.h"

#include <stdint.h>

#if defined(__linux__)
#include <sys/mman.h>
#endif
#if defined(__GLIBC__)
#include <malloc.h>
#endif

void tamga_memory_return_large_blocks(void) {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
}

void tamga_memory_prefer_large_pages(void *address, size_t bytes) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  const uintptr_t page = (uintptr_t)2 << 20;
  if (bytes < 2 * page) { return; }
  uintptr_t first = ((uintptr_t)address + page - 1) & ~(page - 1);
  uintptr_t last = ((uintptr_t)address + bytes) & ~(page - 1);
  // Advice only: where it is refused, pages stay small.
  if (last > first) { (void)madvise((void *)first, last - first, MADV_HUGEPAGE); }
#else
  (void)address;
  (void)bytes;
#endif
}
