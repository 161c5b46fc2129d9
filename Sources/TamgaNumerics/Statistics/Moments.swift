/// Sums of squares and products of paired numbers about their means.
///
///     Sxx = Σ(x − x̄)²,  Syy = Σ(y − ȳ)²,  Sxy = Σ(x − x̄)(y − ȳ)
///
/// Numbers are divided by a power of two near the largest magnitude first, which is exact, so that
/// no square overflows; sums are corrected for the rounding of the means.
///
/// - Source: Chan, Golub and LeVeque (1983), the corrected two-pass algorithm.
public struct PairedMoments: Hashable, Sendable {
  /// The number of pairs.
  public let count: Int
  /// The deviations of x from their mean, divided by the scale of x.
  public let deviationsX: [Double]
  /// The deviations of y from their mean, divided by the scale of y.
  public let deviationsY: [Double]
  /// The sum of squares of x, in squared units of ``scaleX``.
  public let squaresX: Double
  /// The sum of squares of y, in squared units of ``scaleY``.
  public let squaresY: Double
  /// The sum of products, in units of both scales.
  public let products: Double
  /// The power of two by which x was divided.
  public let scaleX: Double
  /// The power of two by which y was divided.
  public let scaleY: Double

  /// Computes moments of finite pairs; both arrays have the same length.
  public init(x: [Double], y: [Double]) {
    precondition(x.count == y.count, "pairs come from one table")
    count = x.count
    (deviationsX, scaleX) = centred(x)
    (deviationsY, scaleY) = centred(y)
    squaresX = centredProduct(deviationsX, deviationsX)
    squaresY = centredProduct(deviationsY, deviationsY)
    products = centredProduct(deviationsX, deviationsY)
  }

  /// The product-moment correlation, `−1...1`; missing when a side does not vary.
  ///
  /// A ratio within four units in the last place of ±1 is ±1: rounding cannot tell them apart.
  public var correlation: Outcome<Double> {
    guard count >= 2 else { return .missing(.tooFewObservations) }
    guard squaresX > 0, squaresY > 0 else { return .missing(.noVariation) }
    let ratio = products / (squaresX * squaresY).squareRoot()
    return .value(abs(ratio) > 1 - 4 * Double.ulpOfOne ? (ratio < 0 ? -1 : 1) : ratio)
  }
}

/// The arithmetic mean of finite numbers; missing of none.
public func mean(of values: [Double]) -> Outcome<Double> {
  guard !values.isEmpty else { return .missing(.tooFewObservations) }
  return .value(compensatedTotal(of: values.lazy.map { $0 / Double(values.count) }))
}

/// Deviations from the mean over a power of two, and that power.
///
/// Equal numbers give exact zeros.
private func centred(_ values: [Double]) -> (deviations: [Double], scale: Double) {
  guard let first = values.first else { return ([], 1) }
  let spread = values.reduce(0) { max($0, abs($1 / 2 - first / 2)) }
  guard spread > 0 else { return (values.map { _ in 0 }, 1) }
  let scale = spread.binade
  let shifted = values.map { ($0 / 2 - first / 2) / scale }
  let average = compensatedTotal(of: shifted) / Double(values.count)
  return (shifted.map { $0 - average }, scale * 2)
}

/// The sum of products of deviations, corrected for what is left of their means.
private func centredProduct(_ left: [Double], _ right: [Double]) -> Double {
  let count = Double(left.count)
  guard count > 0 else { return 0 }
  var products = CompensatedSum()
  for index in left.indices { products.add(left[index] * right[index]) }
  products.add(-compensatedTotal(of: left) * compensatedTotal(of: right) / count)
  return products.total
}
