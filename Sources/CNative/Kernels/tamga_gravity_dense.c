// Dense factors and products for the preconditioner, four right-hand sides side by side.
#include "tamga_gravity.h"
#include "tamga_lanes.h"

enum { PANEL = 32 };

TAMGA_INLINE void rank(
  double *c, int64_t c_stride, const double *b, int64_t b_stride, int64_t k, int64_t n) {
  int64_t i = 0;
  for (; i + 4 <= n; i += 4) {
    int64_t j = i;
    for (; j + 8 <= n; j += 8) {
      lanes s[4][2] = {0};
      for (int64_t step = 0; step < k; step++) {
        const double *row = b + step * b_stride;
        lanes low = LANES(row + j), high = LANES(row + j + 4);
        for (int t = 0; t < 4; t++) {
          lanes left = ALL_LANES(row[i + t]);
          s[t][0] += left * low;
          s[t][1] += left * high;
        }
      }
      for (int t = 0; t < 4; t++) {
        SET_LANES(c + (i + t) * c_stride + j) -= s[t][0];
        SET_LANES(c + (i + t) * c_stride + j + 4) -= s[t][1];
      }
    }
    for (; j < n; j++) {
      lanes s = {0, 0, 0, 0};
      for (int64_t step = 0; step < k; step++)
        s += LANES(b + step * b_stride + i) * ALL_LANES(b[step * b_stride + j]);
      for (int t = 0; t < 4; t++) c[(i + t) * c_stride + j] -= s[t];
    }
  }
  for (; i < n; i++)
    for (int64_t j = i; j < n; j++) {
      double s = 0;
      for (int64_t step = 0; step < k; step++) s += b[step * b_stride + i] * b[step * b_stride + j];
      c[i * c_stride + j] -= s;
    }
}

TAMGA_CLONES void tamga_gravity_rank(
  double *c, int64_t c_stride, const double *b, int64_t b_stride, int64_t k, int64_t n) {
  rank(c, c_stride, b, b_stride, k, n);
}

TAMGA_CLONES void tamga_gravity_cholesky(
  double *a, int64_t n, double tolerance, double *inverse) {
  for (int64_t k = 0; k < n; k++) inverse[k] = a[k * n + k] * tolerance;
  for (int64_t begin = 0; begin < n; begin += PANEL) {
    int64_t end = begin + PANEL < n ? begin + PANEL : n;
    for (int64_t k = begin; k < end; k++) {
      double *row = a + k * n;
      double pivot = row[k];
      double scale = pivot > inverse[k] && pivot > 0 ? 1 / __builtin_sqrt(pivot) : 0;
      inverse[k] = scale;
      for (int64_t j = k; j < n; j++) row[j] *= scale;
      for (int64_t next = k + 1; next < end; next++) {
        double left = row[next];
        double *target = a + next * n;
        for (int64_t j = next; j < n; j++) target[j] -= left * row[j];
      }
    }
    if (end < n) rank(a + end * n + end, n, a + begin * n + end, n, end - begin, n - end);
  }
}

TAMGA_CLONES void tamga_gravity_solve(
  const double *r, int64_t n, const double *inverse, double *z) {
  for (int64_t k = 0; k < n; k++) {
    const double *row = r + k * n;
    lanes y = LANES(z + 4 * k) * ALL_LANES(inverse[k]);
    SET_LANES(z + 4 * k) = y;
    for (int64_t j = k + 1; j < n; j++) SET_LANES(z + 4 * j) -= ALL_LANES(row[j]) * y;
  }
  for (int64_t k = n - 1; k >= 0; k--) {
    const double *row = r + k * n;
    lanes s0 = LANES(z + 4 * k), s1 = {0, 0, 0, 0};
    int64_t j = k + 1;
    for (; j + 2 <= n; j += 2) {
      s0 -= ALL_LANES(row[j]) * LANES(z + 4 * j);
      s1 -= ALL_LANES(row[j + 1]) * LANES(z + 4 * (j + 1));
    }
    if (j < n) s0 -= ALL_LANES(row[j]) * LANES(z + 4 * j);
    SET_LANES(z + 4 * k) = (s0 + s1) * ALL_LANES(inverse[k]);
  }
}

TAMGA_CLONES void tamga_gravity_subtract_transposed(
  const double *o, int64_t rows, int64_t columns, const double *y, double *z) {
  int64_t i = 0;
  for (; i + 4 <= rows; i += 4) {
    const double *r0 = o + i * columns, *r1 = r0 + columns, *r2 = r1 + columns, *r3 = r2 + columns;
    lanes y0 = LANES(y + 4 * i), y1 = LANES(y + 4 * i + 4), y2 = LANES(y + 4 * i + 8),
          y3 = LANES(y + 4 * i + 12);
    for (int64_t j = 0; j < columns; j++)
      SET_LANES(z + 4 * j) -= (ALL_LANES(r0[j]) * y0 + ALL_LANES(r1[j]) * y1)
        + (ALL_LANES(r2[j]) * y2 + ALL_LANES(r3[j]) * y3);
  }
  for (; i < rows; i++)
    for (int64_t j = 0; j < columns; j++)
      SET_LANES(z + 4 * j) -= ALL_LANES(o[i * columns + j]) * LANES(y + 4 * i);
}

TAMGA_CLONES void tamga_gravity_subtract(
  const double *o, int64_t rows, int64_t columns, const double *y, double *z) {
  int64_t i = 0;
  for (; i + 2 <= rows; i += 2) {
    const double *r0 = o + i * columns, *r1 = r0 + columns;
    lanes a0 = {0, 0, 0, 0}, a1 = a0, b0 = a0, b1 = a0;
    int64_t j = 0;
    for (; j + 2 <= columns; j += 2) {
      lanes left = LANES(y + 4 * j), right = LANES(y + 4 * j + 4);
      a0 += ALL_LANES(r0[j]) * left;
      b0 += ALL_LANES(r1[j]) * left;
      a1 += ALL_LANES(r0[j + 1]) * right;
      b1 += ALL_LANES(r1[j + 1]) * right;
    }
    if (j < columns) {
      a0 += ALL_LANES(r0[j]) * LANES(y + 4 * j);
      b0 += ALL_LANES(r1[j]) * LANES(y + 4 * j);
    }
    SET_LANES(z + 4 * i) -= a0 + a1;
    SET_LANES(z + 4 * i + 4) -= b0 + b1;
  }
  for (; i < rows; i++) {
    lanes s = {0, 0, 0, 0};
    for (int64_t j = 0; j < columns; j++) s += ALL_LANES(o[i * columns + j]) * LANES(y + 4 * j);
    SET_LANES(z + 4 * i) -= s;
  }
}

TAMGA_CLONES void tamga_gravity_dot(
  const double *a, const double *b, int64_t count, double *sums) {
  lanes total = {0, 0, 0, 0};
  for (int64_t begin = 0; begin < count; begin += 1024) {
    int64_t end = begin + 1024 < count ? begin + 1024 : count;
    lanes s = {0, 0, 0, 0};
    for (int64_t k = begin; k < end; k++) s += LANES(a + 4 * k) * LANES(b + 4 * k);
    total += s;
  }
  SET_LANES(sums) = total;
}

TAMGA_CLONES void tamga_gravity_advance(
  const double *alpha, const double *p, const double *q, int64_t count, double *x, double *r) {
  lanes scale = LANES(alpha);
  for (int64_t k = 0; k < count; k++) {
    SET_LANES(x + 4 * k) += scale * LANES(p + 4 * k);
    SET_LANES(r + 4 * k) -= scale * LANES(q + 4 * k);
  }
}

TAMGA_CLONES void tamga_gravity_direct(
  const double *beta, const double *z, int64_t count, double *p) {
  lanes scale = LANES(beta);
  for (int64_t k = 0; k < count; k++)
    SET_LANES(p + 4 * k) = LANES(z + 4 * k) + scale * LANES(p + 4 * k);
}
