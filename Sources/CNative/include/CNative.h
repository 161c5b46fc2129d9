#ifndef TAMGA_CNATIVE_H
#define TAMGA_CNATIVE_H
// Function tables of libraries that are opened at run time.
#endif
