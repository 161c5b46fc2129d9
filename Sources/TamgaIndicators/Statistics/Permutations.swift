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
  let observed = abs(sumOfProducts(x, y))
  let bound = (sumOfProducts(x, x) * sumOfProducts(y, y)).squareRoot()
  let threshold = observed - 1e-12 * bound
  var (all, asFar) = (0, 0)
  forEachOrdering(of: y) { ordering in
    all += 1
    if abs(sumOfProducts(x, ordering)) >= threshold { asFar += 1 }
  }
  return .value(Double(asFar) / Double(all))
}

/// Visits every ordering once by exchanging two members at a time (Heap 1963).
private func forEachOrdering(of values: [Double], _ visit: ([Double]) -> Void) {
  var values = values
  var counters = [Int](repeating: 0, count: values.count)
  visit(values)
  var place = 1
  while place < values.count {
    if counters[place] < place {
      values.swapAt(place.isMultiple(of: 2) ? 0 : counters[place], place)
      visit(values)
      counters[place] += 1
      place = 1
    } else {
      counters[place] = 0
      place += 1
    }
  }
}

private func sumOfProducts(_ x: [Double], _ y: [Double]) -> Double {
  var sum = 0.0
  for index in x.indices { sum += x[index] * y[index] }
  return sum
}
