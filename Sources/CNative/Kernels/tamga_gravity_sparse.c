// Solutions with a sparse factor, four right-hand sides side by side.
#include "tamga_gravity.h"
#include "tamga_lanes.h"

TAMGA_CLONES void tamga_gravity_sparse_solve(
  const int32_t *levels, int32_t turn, const int32_t *starts, const int32_t *places,
  const double *entries, const double *inverse, int64_t count, const double *r, double *x) {
  for (int64_t k = 0; k < count; k++) {
    int32_t level = levels[k];
    lanes value = {0, 0, 0, 0};
    if (level >= 0) value = LANES(r + 4 * (int64_t)level);
    SET_LANES(x + 4 * k) = level >= turn ? -value : value;
  }
  for (int64_t k = 0; k < count; k++) {
    lanes value = LANES(x + 4 * k);
    for (int32_t e = starts[k]; e < starts[k + 1]; e++)
      SET_LANES(x + 4 * (int64_t)places[e]) += ALL_LANES(entries[e]) * value;
  }
  for (int64_t k = count - 1; k >= 0; k--) {
    lanes value = LANES(x + 4 * k) * ALL_LANES(inverse[k]);
    for (int32_t e = starts[k]; e < starts[k + 1]; e++)
      value += ALL_LANES(entries[e]) * LANES(x + 4 * (int64_t)places[e]);
    SET_LANES(x + 4 * k) = value;
  }
}

TAMGA_CLONES void tamga_gravity_sparse_add(
  const int32_t *levels, int32_t turn, int64_t count, const double *x, double *z) {
  for (int64_t k = 0; k < count; k++) {
    int32_t level = levels[k];
    if (level < 0) continue;
    lanes value = LANES(x + 4 * k);
    SET_LANES(z + 4 * (int64_t)level) += level >= turn ? -value : value;
  }
}
