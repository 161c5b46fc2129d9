#ifndef TAMGA_MEMORY_H
#define TAMGA_MEMORY_H
#include <stddef.h>

// Blocks of at least a megabyte come from the system and go back to it when they are freed, for the
// rest of the process.
void tamga_memory_return_large_blocks(void);

// Asks for large pages in the whole pages of a block that was not written yet; smaller blocks than
// four megabytes are left alone.
void tamga_memory_prefer_large_pages(void *_Nonnull address, size_t bytes);
#endif
