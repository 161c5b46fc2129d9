/// Returns the regularised incomplete beta function.
///
///     I_x(a, b) = ∫₀ˣ u^(a−1) (1 − u)^(b−1) du / B(a, b)
///
/// - Parameters:
///   - x: the upper limit, `0...1`.
///   - complement: `1 − x`, given apart by a caller who knows it to more digits.
///   - a: the first shape, positive.
///   - b: the second shape, positive.
/// - Returns: a probability, `0...1`; relative error about 1e-14.
/// - Source: continued fraction of Didonato and Morris (1992), Algorithm 708, by Lentz's method.
public func regularisedBeta(
  _ x: Double, complement: Double? = nil, _ a: Double, _ b: Double
) -> Double {
  let y = complement ?? 1 - x
  if x <= 0 { return 0 }
  if y <= 0 { return 1 }
  let kernel = betaKernel(a, b, x: x, y: y)
  if a * y > b * x { return kernel / betaFraction(a, b, x: x, y: y) }
  return 1 - kernel / betaFraction(b, a, x: y, y: x)
}

/// The continued fraction `β₀ + α₁/(β₁ + α₂/(β₂ + …))` below the kernel.
///
///     α_m = m (a + m − 1)(a + b + m − 1)(b − m) x² / (a + 2m − 1)²
///     β_m = m + m (b − m) x / (a + 2m − 1) + (a + m)(ay − bx + 1 + m (1 + y)) / (a + 2m + 1)
private func betaFraction(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
  let slope = a * y - b * x
  var fraction = a * (slope + 1) / (a + 1)
  var forward = fraction
  var backward = 0.0
  for step in 1...100_000 {
    let m = Double(step)
    let odd = a + 2 * m - 1
    let numerator = m * (a + m - 1) / odd * (a + b + m - 1) / odd * (b - m) * x * x
    let denominator =
      m + m * (b - m) * x / odd + (a + m) * (slope + 1 + m * (1 + y)) / (odd + 2)
    backward = 1 / nonzero(denominator + numerator * backward)
    forward = nonzero(denominator + numerator / forward)
    let change = forward * backward
    fraction *= change
    if abs(change - 1) < 1e-16 { break }
  }
  return fraction
}

/// Lentz's guard against a vanishing denominator.
private func nonzero(_ value: Double) -> Double { value == 0 ? 1e-300 : value }
