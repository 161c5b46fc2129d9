// Passes over the rows of a panel: the operator of the normal equations and what goes with it.
#include "tamga_gravity.h"
#include "tamga_lanes.h"

typedef tamga_gravity_rows panel;

// The sum over terms of what stands at a row's levels; `terms` is constant where it is 1 or 2.
TAMGA_INLINE void at_levels(
  const panel *rows, int64_t row, const double *v, int terms, int sloped, lanes *sum) {
  lanes x = {0, 0, 0, 0};
  for (int term = 0; term < terms; term++) {
    lanes value = LANES(v + 4 * (int64_t)rows->levels[term][row]);
    if (sloped && rows->slopes[term]) value *= ALL_LANES(rows->slopes[term][row]);
    x = term == 0 ? value : x + value;
  }
  *sum = x;
}

TAMGA_INLINE void add_to_levels(
  const panel *rows, int64_t row, const lanes *z, int terms, int sloped, double *out) {
  for (int term = 0; term < terms; term++) {
    lanes value = *z;
    if (sloped && rows->slopes[term]) value *= ALL_LANES(rows->slopes[term][row]);
    SET_LANES(out + 4 * (int64_t)rows->levels[term][row]) += value;
  }
}

TAMGA_INLINE void apply(
  const panel *rows, int64_t first, int64_t last, const double *x, const double *v, double *out,
  int terms, int sloped) {
  const double *w = rows->weights;
  for (int64_t group = first; group < last; group++) {
    int64_t start = rows->starts[group], end = rows->starts[group + 1];
    lanes mean = {0, 0, 0, 0};
    for (int64_t row = start; row < end; row++) {
      lanes value;
      at_levels(rows, row, v, terms, sloped, &value);
      if (x) value = LANES(x + 4 * row) - value;
      mean += ALL_LANES(w[row]) * value;
    }
    mean *= ALL_LANES(rows->inverse[group]);
    for (int64_t row = start; row < end; row++) {
      lanes value;
      at_levels(rows, row, v, terms, sloped, &value);
      if (x) value = LANES(x + 4 * row) - value;
      value = ALL_LANES(w[row]) * (value - mean);
      add_to_levels(rows, row, &value, terms, sloped, out);
    }
  }
}

TAMGA_CLONES void tamga_gravity_apply(
  const panel *rows, int64_t first, int64_t last, const double *v, double *out) {
  if (rows->sloped) apply(rows, first, last, 0, v, out, rows->terms, 1);
  else if (rows->terms == 1) apply(rows, first, last, 0, v, out, 1, 0);
  else if (rows->terms == 2) apply(rows, first, last, 0, v, out, 2, 0);
  else apply(rows, first, last, 0, v, out, rows->terms, 0);
}

TAMGA_CLONES void tamga_gravity_residual(
  const panel *rows, int64_t first, int64_t last, const double *x, const double *v, double *out) {
  if (rows->sloped) apply(rows, first, last, x, v, out, rows->terms, 1);
  else if (rows->terms == 1) apply(rows, first, last, x, v, out, 1, 0);
  else if (rows->terms == 2) apply(rows, first, last, x, v, out, 2, 0);
  else apply(rows, first, last, x, v, out, rows->terms, 0);
}

TAMGA_INLINE void demean(
  const panel *rows, int64_t first, int64_t last, const double *x, const double *v, double *out,
  double *means, int terms, int sloped) {
  const double *w = rows->weights;
  int64_t origin = rows->starts[first];
  for (int64_t group = first; group < last; group++) {
    int64_t start = rows->starts[group], end = rows->starts[group + 1];
    lanes mean = {0, 0, 0, 0};
    for (int64_t row = start; row < end; row++) {
      lanes value;
      at_levels(rows, row, v, terms, sloped, &value);
      value = LANES(x + 4 * row) - value;
      SET_LANES(out + 4 * (row - origin)) = value;
      mean += ALL_LANES(w[row]) * value;
    }
    mean *= ALL_LANES(rows->inverse[group]);
    SET_LANES(means + 4 * group) = mean;
    for (int64_t row = start; row < end; row++) SET_LANES(out + 4 * (row - origin)) -= mean;
  }
}

TAMGA_CLONES void tamga_gravity_demean(
  const panel *rows, int64_t first, int64_t last, const double *x, const double *v, double *out,
  double *means) {
  if (rows->sloped) demean(rows, first, last, x, v, out, means, rows->terms, 1);
  else if (rows->terms == 2) demean(rows, first, last, x, v, out, means, 2, 0);
  else demean(rows, first, last, x, v, out, means, rows->terms, 0);
}

TAMGA_CLONES void tamga_gravity_weigh(
  const panel *rows, int64_t first, int64_t last, double *inverse) {
  for (int64_t group = first; group < last; group++) {
    double sum = 0;
    for (int64_t row = rows->starts[group]; row < rows->starts[group + 1]; row++)
      sum += rows->weights[row];
    inverse[group] = sum > 0 ? 1 / sum : 0;
  }
}

TAMGA_CLONES void tamga_gravity_cross(
  const double *weights, const double *a, const double *b, int64_t count, double *sums) {
  lanes s0 = LANES(sums), s1 = LANES(sums + 4), s2 = LANES(sums + 8), s3 = LANES(sums + 12);
  for (int64_t row = 0; row < count; row++) {
    lanes right = ALL_LANES(weights[row]) * LANES(b + 4 * row);
    s0 += ALL_LANES(a[4 * row]) * right;
    s1 += ALL_LANES(a[4 * row + 1]) * right;
    s2 += ALL_LANES(a[4 * row + 2]) * right;
    s3 += ALL_LANES(a[4 * row + 3]) * right;
  }
  SET_LANES(sums) = s0;
  SET_LANES(sums + 4) = s1;
  SET_LANES(sums + 8) = s2;
  SET_LANES(sums + 12) = s3;
}

TAMGA_INLINE double step(
  const panel *rows, int64_t first, int64_t last, const double *const *x, int64_t groups,
  const double *coefficients, const double *d, const double *means, double scale, double *eta,
  double *change, int terms, int sloped) {
  double squares = 0;
  for (int64_t group = first; group < last; group++) {
    int64_t start = rows->starts[group], end = rows->starts[group + 1];
    for (int64_t row = start; row < end; row++) {
      lanes parts = LANES(coefficients) * LANES(x[0] + 4 * row);
      for (int64_t next = 1; next < groups; next++)
        parts += LANES(coefficients + 4 * next) * LANES(x[next] + 4 * row);
      double sum = (parts[0] + parts[1]) + (parts[2] + parts[3]) + means[group];
      for (int term = 0; term < terms; term++) {
        double value = d[rows->levels[term][row]];
        if (sloped && rows->slopes[term]) value *= rows->slopes[term][row];
        sum += value;
      }
      eta[row] += scale * sum;
      if (change) change[row] = sum;
      squares += rows->weights[row] * (sum * sum);
    }
  }
  return squares;
}

TAMGA_CLONES double tamga_gravity_step(
  const panel *rows, int64_t first, int64_t last, const double *const *x, int64_t groups,
  const double *coefficients, const double *d, const double *means, double scale, double *eta,
  double *change) {
  if (rows->sloped || rows->terms != 2)
    return step(rows, first, last, x, groups, coefficients, d, means, scale, eta, change,
      rows->terms, rows->sloped);
  if (groups == 1)
    return step(
      rows, first, last, x, 1, coefficients, d, means, scale, eta, change, 2, 0);
  return step(
    rows, first, last, x, groups, coefficients, d, means, scale, eta, change, 2, 0);
}

TAMGA_CLONES void tamga_gravity_balance(
  const panel *rows, int64_t first, int64_t last, const double *factor, const double *a,
  const double *margins, int32_t target, double *c, double *out) {
  int terms = rows->terms;
  for (int64_t group = first; group < last; group++) {
    int64_t start = rows->starts[group], end = rows->starts[group + 1];
    double sum = 0;
    for (int64_t row = start; row < end; row++) {
      double product = factor ? factor[row] : 1;
      for (int term = 0; term < terms; term++)
        if (!rows->slopes[term]) product *= a[rows->levels[term][row]];
      sum += product;
    }
    double level = !margins ? 1 : sum > 0 ? margins[group] / sum : 0;
    c[group] = level;
    if (target < 0) continue;
    for (int64_t row = start; row < end; row++) {
      double product = level * (factor ? factor[row] : 1);
      for (int term = 0; term < terms; term++)
        if (!rows->slopes[term] && term != target) product *= a[rows->levels[term][row]];
      out[rows->levels[target][row]] += product;
    }
  }
}

TAMGA_CLONES void tamga_gravity_edges(
  const panel *rows, int64_t first, int64_t last, const int64_t *base, double *cells,
  double *diagonal) {
  for (int64_t group = first; group < last; group++) {
    int64_t start = rows->starts[group], end = rows->starts[group + 1];
    for (int64_t row = start; row < end; row++) {
      double w = rows->weights[row], edge = w - w * (w * rows->inverse[group]);
      if (!(edge > 0)) edge = 0;
      for (int term = 0; term < rows->terms; term++) {
        double slope = rows->slopes[term] ? rows->slopes[term][row] : 1;
        diagonal[rows->levels[term][row]] += edge * slope * slope;
      }
      if (cells) cells[base[rows->levels[0][row]] + rows->levels[1][row]] += edge;
    }
  }
}

TAMGA_CLONES void tamga_gravity_schur(
  const panel *rows, int64_t first, int64_t last, const int64_t *base, double *s, double *sums,
  int32_t *touched) {
  int terms = rows->terms;
  for (int64_t group = first; group < last; group++) {
    int64_t start = rows->starts[group], end = rows->starts[group + 1];
    int64_t count = 0;
    double inverse = rows->inverse[group];
    for (int64_t row = start; row < end; row++) {
      double w = rows->weights[row];
      if (!(w > 0)) continue;
      for (int term = 0; term < terms; term++) {
        int32_t level = rows->levels[term][row];
        double value = w * (rows->slopes[term] ? rows->slopes[term][row] : 1);
        for (int other = 0; other < terms; other++)
          s[base[level] + rows->levels[other][row]] +=
            value * (rows->slopes[other] ? rows->slopes[other][row] : 1);
        if (inverse == 0) continue;
        if (sums[level] == 0 && value != 0) touched[count++] = level;
        sums[level] += value;
        // A sum of slopes that passes through zero would be listed twice; nudge it off.
        if (sums[level] == 0 && value != 0) sums[level] = 1e-300;
      }
    }
    for (int64_t k = 0; k < count; k++) {
      double left = sums[touched[k]] * inverse;
      for (int64_t l = 0; l < count; l++) s[base[touched[k]] + touched[l]] -= left * sums[touched[l]];
    }
    for (int64_t k = 0; k < count; k++) sums[touched[k]] = 0;
  }
}
