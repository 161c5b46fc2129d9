#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "tamga_library.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

void *tamga_library_open(const char *path, char *message, size_t capacity) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    const char *words = dlerror();
    snprintf(message, capacity, "%s", words == NULL ? "" : words);
  }
  return library;
}

void tamga_library_note(char *message, size_t capacity, const char *words) {
  size_t length = strlen(message);
  snprintf(message + length, capacity - length, "%s%s", length == 0 ? "" : ", ", words);
}

// POSIX promises that a pointer from dlsym holds a function; ISO C has no cast for it.
int tamga_library_find(
    void *library, const char *name, void *field, char *message, size_t capacity) {
  void *address = dlsym(library, name);
  if (address == NULL) {
    tamga_library_note(message, capacity, name);
    return 1;
  }
  memcpy(field, &address, sizeof address);
  return 0;
}

void *tamga_library_symbol(void *library, const char *name) { return dlsym(library, name); }

const char *tamga_library_path(const void *address) {
  Dl_info info;
  return dladdr(address, &info) == 0 ? NULL : info.dli_fname;
}
