#ifndef TAMGA_CNATIVE_H
#define TAMGA_CNATIVE_H
// Function tables of libraries that are opened at run time.
#include "tamga_audit.h"
#include "tamga_duckdb.h"
#include "tamga_gravity.h"
#include "tamga_highs.h"
#include "tamga_library.h"
#include "tamga_memory.h"
#endif
