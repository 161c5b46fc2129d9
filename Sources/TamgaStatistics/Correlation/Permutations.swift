internal import TamgaNumerics

/// The share of all orderings of y whose sum of products is as far from zero as the observed one.
///
/// Both sides are deviations from their means, so that this orders correlations. Sums within 1e-12
/// of the largest possible one count as equal: they differ by rounding only.
///
/// - Parameters:
///   - x: deviations of the first measure.
///   - y: deviations of the second measure.
/// - Returns: the exact two-sided p-value; missing above nine pairs, which have 362,880 orderings.
func permutationShare(_ x: [Double], _ y: [Double]) -> Outcome<Double> {
  guard x.count >= 2 else { return .missing(.tooFewObservations) }
  guard x.count <= 9 else { return .missing(.undefined) }
  let bound = (sumOfProducts(x, x) * sumOfProducts(y, y)).squareRoot()
  let threshold = abs(sumOfProducts(x, y)) - 1e-12 * bound
  var count = OrderingCount(x: x, y: y, threshold: threshold)
  count.extend(place: 0, used: 0, sum: 0)
  return .value(Double(count.asFar) / Double(count.all))
}

/// Counts orderings by choosing one y after another; those with one beginning share its sum.
private struct OrderingCount {
  let x: [Double]
  let y: [Double]
  let threshold: Double
  var all = 0
  var asFar = 0

  init(x: [Double], y: [Double], threshold: Double) {
    self.x = x
    self.y = y
    self.threshold = threshold
  }

  mutating func extend(place: Int, used: Int, sum: Double) {
    if place == x.count {
      all += 1
      if abs(sum) >= threshold { asFar += 1 }
      return
    }
    for choice in 0..<y.count where used & (1 << choice) == 0 {
      extend(place: place + 1, used: used | 1 << choice, sum: sum + x[place] * y[choice])
    }
  }
}

private func sumOfProducts(_ x: [Double], _ y: [Double]) -> Double {
  zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
}
