#ifndef TAMGA_HIGHS_H
#define TAMGA_HIGHS_H
// Own declarations of the part of HiGHS's C interface that the solver uses (version 1.15.1).
// Every function is a line of highs.def: declaration, table field and look-up by name.
#include <stddef.h>
#include <stdint.h>

#include "tamga_library.h"

// The library's whole number; the pinned build has 32 bits, which getSizeofHighsInt confirms.
typedef int32_t tamga_highs_int;

// Directions, matrix format and kinds of columns that the solver passes.
enum {
  TAMGA_HIGHS_MINIMISE = 1,
  TAMGA_HIGHS_MAXIMISE = -1,
  TAMGA_HIGHS_ROWWISE = 2,
  TAMGA_HIGHS_TRIANGULAR = 1,
  TAMGA_HIGHS_CONTINUOUS = 0,
  TAMGA_HIGHS_INTEGER = 1,
};

// What became of a solve; the codes below 6 are failures of a stage.
enum {
  TAMGA_HIGHS_OPTIMAL = 7,
  TAMGA_HIGHS_INFEASIBLE = 8,
  TAMGA_HIGHS_UNBOUNDED_OR_INFEASIBLE = 9,
  TAMGA_HIGHS_UNBOUNDED = 10,
  TAMGA_HIGHS_TIME_LIMIT = 13,
  TAMGA_HIGHS_ITERATION_LIMIT = 14,
  TAMGA_HIGHS_SOLUTION_LIMIT = 16,
};

// The value of `primal_solution_status` when there is a point that meets all rows.
enum { TAMGA_HIGHS_POINT_FEASIBLE = 2 };

// Pointers inside the library's own declarations carry no statement about null.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wnullability-completeness"
typedef struct {
#define TAMGA_HIGHS(result, name, parameters) result(*_Nonnull name) parameters;
#include "highs.def"
#undef TAMGA_HIGHS
} tamga_highs_functions;
#pragma clang diagnostic pop

// Opens the library and fills the table. `message` receives the loader's words, or the names of all
// missing functions.
tamga_library_state tamga_highs_load(
    const char *_Nonnull path, tamga_highs_functions *_Nonnull functions, char *_Nonnull message,
    size_t capacity);
#endif
