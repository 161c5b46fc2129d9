#ifndef TAMGA_LIBRARY_H
#define TAMGA_LIBRARY_H
#include <stddef.h>

// What became of an attempt to open a library.
typedef enum {
  TAMGA_LIBRARY_OK = 0,
  TAMGA_LIBRARY_UNREADABLE = 1,
  TAMGA_LIBRARY_STUB = 2,
  TAMGA_LIBRARY_SYMBOLS = 3,
} tamga_library_state;

// Opens a library with local symbols and never closes it; the same path gives the same handle.
// `message` receives the loader's words on failure.
void *_Nullable tamga_library_open(
    const char *_Nonnull path, char *_Nonnull message, size_t capacity);

// Looks a function up by name and stores its address in `field`, a function pointer. Returns 1 when
// it is not there, after adding the name to the list in `message`; 0 otherwise.
int tamga_library_find(
    void *_Nonnull library, const char *_Nonnull name, void *_Nonnull field,
    char *_Nonnull message, size_t capacity);

// Adds words to the list in `message`.
void tamga_library_note(char *_Nonnull message, size_t capacity, const char *_Nonnull words);

// The address of a symbol, NULL when it is not there.
void *_Nullable tamga_library_symbol(void *_Nonnull library, const char *_Nonnull name);

// The path of the file that defines an address; NULL when it is not known.
const char *_Nullable tamga_library_path(const void *_Nonnull address);
#endif
