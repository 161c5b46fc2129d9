#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "tamga_library.h"

#include <dlfcn.h>
#include <stdio.h>

void *tamga_library_open(const char *path, char *message, size_t capacity) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    const char *words = dlerror();
    snprintf(message, capacity, "%s", words == NULL ? "" : words);
  }
  return library;
}

const char *tamga_library_text(void *library, const char *name) {
  const char *(*function)(void) = (const char *(*)(void))dlsym(library, name);
  return function == NULL ? NULL : function();
}

void *tamga_library_symbol(void *library, const char *name) { return dlsym(library, name); }

const char *tamga_library_path(const void *address) {
  Dl_info info;
  return dladdr(address, &info) == 0 ? NULL : info.dli_fname;
}
