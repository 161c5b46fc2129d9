#ifndef TAMGA_GRAVITY_H
#define TAMGA_GRAVITY_H
#include <stdint.h>

/// Rows in groups of the eliminated effect, with the levels of the further terms.
typedef struct {
  /// Where each group of rows starts; one more than there are groups.
  const int32_t *starts;
  /// One over the weight of each group, or 0 where no mean is taken off.
  const double *inverse;
  /// The weight of each row.
  const double *weights;
  /// For each term the level of each row.
  const int32_t *const *levels;
  /// For each term the multiplier of each row; null for 1.
  const double *const *slopes;
  int32_t terms;
  /// Whether any term has a multiplier.
  int32_t sloped;
} tamga_gravity_rows;

/// Four columns side by side are a group of lanes: 32 bytes a row or level.
///
/// Every function works on the groups of rows from `first` to before `last`.

/// One over the sum of weights of each group, 0 for a sum of 0.
void tamga_gravity_weigh(
  const tamga_gravity_rows *rows, int64_t first, int64_t last, double *inverse);

/// Adds D'W(I - M)D v to `out`, M the weighted mean by group.
void tamga_gravity_apply(
  const tamga_gravity_rows *rows, int64_t first, int64_t last, const double *v, double *out);

/// Adds D'W(I - M)(x - D v) to `out`.
void tamga_gravity_residual(
  const tamga_gravity_rows *rows, int64_t first, int64_t last, const double *x, const double *v,
  double *out);

/// Writes (I - M)(x - D v) to `out`, which begins with the first row of `first`, and the means of
/// x - D v to `means`.
void tamga_gravity_demean(
  const tamga_gravity_rows *rows, int64_t first, int64_t last, const double *x, const double *v,
  double *out, double *means);

/// Adds the sums of w a b' over rows to 16 numbers, row by row of the lanes of a.
void tamga_gravity_cross(
  const double *weights, const double *a, const double *b, int64_t count, double *sums);

/// Adds scale times the change x·c + D d + m to `eta`; returns the sum of w times its square.
///
/// x has an address for each of `lanes` groups of lanes; `change` may be null.
double tamga_gravity_step(
  const tamga_gravity_rows *rows, int64_t first, int64_t last, const double *const *x,
  int64_t lanes, const double *coefficients, const double *d, const double *means, double scale,
  double *eta, double *change);

/// For `count` rows: weight w = ωμ and residual u = (y - μ)/μ, the latter every fourth number.
///
/// Returns the deviance 2Σω(y log(y/μ) - (y - μ)), or infinity when a linear predictor is over 700.
/// `log_y` is log y where y > 0; `omega` may be null.
double tamga_gravity_poisson(
  const double *y, const double *log_y, const double *eta, const double *omega, int64_t count,
  double *w, double *u);

/// exp of `count` numbers between -708 and 709; further ones are moved to the nearest bound.
void tamga_gravity_exp(const double *x, int64_t count, double *out);

/// A round of balancing: adds Σ c f Πa over the rows of each level of term `target` to `out`, the
/// product over the other terms, c = margin/Σ f Πa of the group; `factor` f may be null.
void tamga_gravity_balance(
  const tamga_gravity_rows *rows, int64_t first, int64_t last, const double *factor,
  const double *a, const double *margins, int32_t target, double *c, double *out);

/// Adds w s²(1 - w/W) to the diagonal and, with `cells`, w(1 - w/W) to the cell of the first two
/// terms: `cells[base[level of the first] + level of the second]`.
void tamga_gravity_edges(
  const tamga_gravity_rows *rows, int64_t first, int64_t last, const int64_t *base, double *cells,
  double *diagonal);

/// Adds D'W(I - M)D to `s`, entry (k, l) at `s[base[k] + l]`. `sums` is 0 for each level and stays
/// so; `touched` has room for every level.
void tamga_gravity_schur(
  const tamga_gravity_rows *rows, int64_t first, int64_t last, const int64_t *base, double *s,
  double *sums, int32_t *touched);

/// c -= b'b in the upper triangle; b has k rows of n numbers, both row after row with strides.
void tamga_gravity_rank(double *c, int64_t c_stride, const double *b, int64_t b_stride, int64_t k,
  int64_t n);

/// The upper Cholesky factor in place; `inverse` becomes one over its diagonal, and 0 with a row of
/// zeros where a pivot is at most `tolerance` times the diagonal it began with.
void tamga_gravity_cholesky(double *a, int64_t n, double tolerance, double *inverse);

/// Solves R'R z = z for four lanes in place.
void tamga_gravity_solve(const double *r, int64_t n, const double *inverse, double *z);

/// z -= o'y or z -= o y for four lanes; o has `rows` rows of `columns` numbers.
void tamga_gravity_subtract_transposed(
  const double *o, int64_t rows, int64_t columns, const double *y, double *z);
void tamga_gravity_subtract(
  const double *o, int64_t rows, int64_t columns, const double *y, double *z);

/// Sums of a b by lane over `count` levels, in four numbers.
void tamga_gravity_dot(const double *a, const double *b, int64_t count, double *sums);

/// x += αp and r -= αq by lane.
void tamga_gravity_advance(
  const double *alpha, const double *p, const double *q, int64_t count, double *x, double *r);

/// p = z + βp by lane.
void tamga_gravity_direct(const double *beta, const double *z, int64_t count, double *p);

/// Solves L D L' x = r for four right-hand sides with a sparse factor, `count` places.
///
/// `levels` names the level in r of each place, -1 for none; levels from `turn` on change their sign.
/// The column of a place has its entries, less their sign, from `starts` on at later places.
void tamga_gravity_sparse_solve(
  const int32_t *levels, int32_t turn, const int32_t *starts, const int32_t *places,
  const double *entries, const double *inverse, int64_t count, const double *r, double *x);

/// Adds x, by place, to the levels of z.
void tamga_gravity_sparse_add(
  const int32_t *levels, int32_t turn, int64_t count, const double *x, double *z);
#endif
