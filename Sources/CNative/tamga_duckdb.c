#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "tamga_duckdb.h"

#include <dlfcn.h>

tamga_library_state tamga_duckdb_load(
    const char *path, const char *stub_path, tamga_duckdb_functions *functions, char *message,
    size_t capacity) {
  message[0] = '\0';
  if (stub_path != NULL && dlsym(RTLD_DEFAULT, "Py_IsInitialized") == NULL) {
    if (dlopen(stub_path, RTLD_NOW | RTLD_GLOBAL) == NULL) {
      tamga_library_note(message, capacity, dlerror());
      return TAMGA_LIBRARY_STUB;
    }
  }
  void *library = tamga_library_open(path, message, capacity);
  if (library == NULL) return TAMGA_LIBRARY_UNREADABLE;
  int missing = 0;
#define TAMGA_DUCKDB(result, name, parameters) \
  missing += tamga_library_find(library, "duckdb_" #name, &functions->name, message, capacity);
#include "duckdb.def"
#undef TAMGA_DUCKDB
  return missing ? TAMGA_LIBRARY_SYMBOLS : TAMGA_LIBRARY_OK;
}
