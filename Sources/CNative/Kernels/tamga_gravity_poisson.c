// The Poisson weights, residuals and deviance, with exp in plain arithmetic.
#include "tamga_gravity.h"
#include "tamga_lanes.h"

// exp by x = n log 2 + r, a Taylor polynomial of degree 13 in r and a shift of the exponent.
TAMGA_INLINE void exponential(const lanes *argument, lanes *result) {
  lanes x = *argument;
  lanes low = ALL_LANES(-708.0), high = ALL_LANES(709.0);
  x = CHOOSE(x < low, low, x);
  x = CHOOSE(x > high, high, x);
  lanes magic = ALL_LANES(6755399441055744.0);
  lanes shifted = x * ALL_LANES(1.4426950408889634074) + magic;
  lanes n = shifted - magic;
  lanes r = (x - n * ALL_LANES(6.93147180369123816490e-01)) - n * ALL_LANES(1.90821492927058770002e-10);
  lanes p = ALL_LANES(1.0 / 6227020800.0);
  p = p * r + ALL_LANES(1.0 / 479001600.0);
  p = p * r + ALL_LANES(1.0 / 39916800.0);
  p = p * r + ALL_LANES(1.0 / 3628800.0);
  p = p * r + ALL_LANES(1.0 / 362880.0);
  p = p * r + ALL_LANES(1.0 / 40320.0);
  p = p * r + ALL_LANES(1.0 / 5040.0);
  p = p * r + ALL_LANES(1.0 / 720.0);
  p = p * r + ALL_LANES(1.0 / 120.0);
  p = p * r + ALL_LANES(1.0 / 24.0);
  p = p * r + ALL_LANES(1.0 / 6.0);
  p = p * r + ALL_LANES(0.5);
  p = ALL_LANES(1.0) + (r + (r * r) * p);
  whole_lanes power = (whole_lanes)shifted - (whole_lanes)magic;
  power = (power + 1023) << 52;
  *result = p * (lanes)power;
}

// d²/2 + d³/6 + …, which is exp(d) - 1 - d for small d without cancellation.
TAMGA_INLINE void remainder_of(const lanes *change, lanes *result) {
  lanes d = *change;
  lanes p = ALL_LANES(1.0 / 479001600.0);
  p = p * d + ALL_LANES(1.0 / 39916800.0);
  p = p * d + ALL_LANES(1.0 / 3628800.0);
  p = p * d + ALL_LANES(1.0 / 362880.0);
  p = p * d + ALL_LANES(1.0 / 40320.0);
  p = p * d + ALL_LANES(1.0 / 5040.0);
  p = p * d + ALL_LANES(1.0 / 720.0);
  p = p * d + ALL_LANES(1.0 / 120.0);
  p = p * d + ALL_LANES(1.0 / 24.0);
  p = p * d + ALL_LANES(1.0 / 6.0);
  p = p * d + ALL_LANES(0.5);
  *result = (d * d) * p;
}

// Weights, residuals, deviances of four rows.
TAMGA_INLINE void four(
  const double *y, const double *log_y, const double *eta, double *mean, double *residual,
  double *deviance) {
  lanes zero = ALL_LANES(0.0), one = ALL_LANES(1.0);
  lanes outcome = LANES(y), positive_log = LANES(log_y), predictor = LANES(eta);
  whole_lanes positive = outcome > zero;
  lanes base = CHOOSE(positive, positive_log, zero);
  lanes scale = CHOOSE(positive, outcome, one);
  lanes d = predictor - base, ratio, small;
  exponential(&d, &ratio);
  remainder_of(&d, &small);
  lanes direct = (ratio - one) - d;
  whole_lanes near = (d < ALL_LANES(0.1)) & (d > ALL_LANES(-0.1));
  lanes part = CHOOSE(near, small, direct);
  part = CHOOSE(positive, part, ratio);
  SET_LANES(mean) = scale * ratio;
  SET_LANES(residual) = CHOOSE(positive, one / ratio - one, -one);
  SET_LANES(deviance) = (ALL_LANES(2.0) * scale) * part;
}

TAMGA_CLONES double tamga_gravity_poisson(
  const double *y, const double *log_y, const double *eta, const double *omega, int64_t count,
  double *w, double *u) {
  lanes total = {0, 0, 0, 0};
  lanes greatest = ALL_LANES(-1e308);
  for (int64_t row = 0; row < count; row += 4) {
    double outcome[4] = {0}, logarithm[4] = {0}, predictor[4] = {0}, user[4] = {0};
    double mean[4], residual[4], deviance[4];
    int64_t some = count - row < 4 ? count - row : 4;
    const double *o = omega ? omega + row : 0;
    if (some == 4) {
      four(y + row, log_y + row, eta + row, mean, residual, deviance);
      lanes parts = LANES(deviance), means = LANES(mean), predictors = LANES(eta + row);
      if (o) {
        parts *= LANES(o);
        means *= LANES(o);
      }
      total += parts;
      SET_LANES(w + row) = means;
      greatest = CHOOSE(predictors > greatest, predictors, greatest);
    } else {
      for (int64_t k = 0; k < some; k++) {
        outcome[k] = y[row + k];
        logarithm[k] = log_y[row + k];
        predictor[k] = eta[row + k];
        user[k] = o ? o[k] : 1;
      }
      four(outcome, logarithm, predictor, mean, residual, deviance);
      total += LANES(deviance) * LANES(user);
      for (int64_t k = 0; k < some; k++) {
        w[row + k] = mean[k] * user[k];
        if (predictor[k] > greatest[0]) greatest[0] = predictor[k];
      }
    }
    for (int64_t k = 0; k < some; k++) u[4 * (row + k)] = residual[k];
  }
  for (int k = 0; k < 4; k++)
    if (!(greatest[k] <= 700)) return __builtin_inf();
  return (total[0] + total[1]) + (total[2] + total[3]);
}

TAMGA_CLONES void tamga_gravity_exp(const double *x, int64_t count, double *out) {
  for (int64_t row = 0; row < count; row += 4) {
    int64_t some = count - row < 4 ? count - row : 4;
    double argument[4] = {0};
    for (int64_t k = 0; k < some; k++) argument[k] = x[row + k];
    lanes value = LANES(argument), result;
    exponential(&value, &result);
    for (int64_t k = 0; k < some; k++) out[row + k] = result[k];
  }
}
