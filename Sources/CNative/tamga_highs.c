#include "tamga_highs.h"

tamga_library_state tamga_highs_load(
    const char *path, tamga_highs_functions *functions, char *message, size_t capacity) {
  message[0] = '\0';
  void *library = tamga_library_open(path, message, capacity);
  if (library == NULL) return TAMGA_LIBRARY_UNREADABLE;
  int missing = 0;
#define TAMGA_HIGHS(result, name, parameters) \
  missing += tamga_library_find(library, "Highs_" #name, &functions->name, message, capacity);
#include "highs.def"
#undef TAMGA_HIGHS
  return missing ? TAMGA_LIBRARY_SYMBOLS : TAMGA_LIBRARY_OK;
}
