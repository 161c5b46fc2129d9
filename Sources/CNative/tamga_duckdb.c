#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "tamga_duckdb.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

static void add_name(char *message, size_t capacity, const char *name) {
  size_t length = strlen(message);
  snprintf(message + length, capacity - length, "%s%s", length == 0 ? "" : ", ", name);
}

// POSIX promises that a pointer from dlsym holds a function; ISO C has no cast for it.
static int find(void *library, const char *name, void *field) {
  void *address = dlsym(library, name);
  if (address == NULL) return 0;
  memcpy(field, &address, sizeof address);
  return 1;
}

tamga_library_state tamga_duckdb_load(
    const char *path, const char *stub_path, tamga_duckdb_functions *functions, char *message,
    size_t capacity) {
  message[0] = '\0';
  if (stub_path != NULL && dlsym(RTLD_DEFAULT, "Py_IsInitialized") == NULL) {
    if (dlopen(stub_path, RTLD_NOW | RTLD_GLOBAL) == NULL) {
      add_name(message, capacity, dlerror());
      return TAMGA_LIBRARY_STUB;
    }
  }
  void *library = tamga_library_open(path, message, capacity);
  if (library == NULL) return TAMGA_LIBRARY_UNREADABLE;
  tamga_library_state state = TAMGA_LIBRARY_OK;
#define TAMGA_DUCKDB(result, name, parameters)                  \
  if (!find(library, "duckdb_" #name, &functions->name)) {      \
    add_name(message, capacity, "duckdb_" #name);               \
    state = TAMGA_LIBRARY_SYMBOLS;                              \
  }
#include "duckdb.def"
#undef TAMGA_DUCKDB
  return state;
}
