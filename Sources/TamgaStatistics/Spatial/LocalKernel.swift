internal import TamgaNumerics

/// A local statistic: all depend on the arrangement through Σ_j w_ij x_j only.
struct LocalKernel: Sendable {
  /// A region's test.
  struct Test: Sendable {
    package let probability: Double
    package let arrangements: Int
    let isExact: Bool
  }

  private let statistic: LocalStatistic
  /// Deviations from the mean over a power of two.
  private let values: [Double]
  private let sumOfSquares: Double
  private let weights: SpatialWeights

  package static func make(_ statistic: LocalStatistic, _ sample: SpatialSample) -> Outcome<
    LocalKernel
  > {
    guard sample.values.count >= 4 else { return .missing(.tooFewObservations) }
    let moments = PairedMoments(x: sample.values, y: sample.values)
    guard moments.squaresX > 0 else { return .missing(.noVariation) }
    return .value(
      LocalKernel(
        statistic: statistic, values: moments.deviationsX, sumOfSquares: moments.squaresX,
        weights: statistic == .moran ? sample.weights.rowStandardised() : sample.weights))
  }

  private func row(_ region: Int) -> Range<Int> {
    weights.starts[region]..<weights.starts[region + 1]
  }

  package func neighbours(of region: Int) -> Int { row(region).count }

  private func lag(of region: Int) -> Double {
    var sum = CompensatedSum()
    for place in row(region) { sum.add(weights.weights[place] * values[weights.places[place]]) }
    return sum.total
  }

  /// I_i, or the score of G_i or G*_i.
  package func value(of region: Int) -> Outcome<Double> {
    let n = Double(values.count)
    let own = values[region]
    switch statistic {
    case .moran: return .value(own * lag(of: region) * n / sumOfSquares)
    case .g, .gStar:
      let links = row(region)
      var sum = compensatedTotal(of: links.lazy.map { weights.weights[$0] })
      var squares = compensatedTotal(
        of: links.lazy.map { weights.weights[$0] * weights.weights[$0] })
      var total = lag(of: region)
      var count = n
      var mean = 0.0
      var variance = sumOfSquares / n
      if statistic == .gStar {
        // The region counts itself with its largest link, 1 for binary weights.
        let self1 = links.reduce(0.0) { max($0, weights.weights[$1]) }
        sum += self1
        squares += self1 * self1
        total += self1 * own
      } else {
        count = n - 1
        mean = -own / count
        variance = (sumOfSquares - own * own) / count - mean * mean
      }
      let spread = variance * (count * squares - sum * sum) / (count - 1)
      guard spread > 1e-14 * sumOfSquares else { return .missing(.noVariation) }
      return .value((total - sum * mean) / spread.squareRoot())
    }
  }

  package func quadrant(of region: Int) -> Outcome<MoranClass> {
    let own = values[region]
    let near = lag(of: region)
    guard own != 0, near != 0, !row(region).isEmpty else { return .missing(.undefined) }
    switch (own > 0, near > 0) {
    case (true, true): return .value(.highHigh)
    case (false, false): return .value(.lowLow)
    case (true, false): return .value(.highLow)
    case (false, true): return .value(.lowHigh)
    }
  }

  /// Conditional tests; nil for a region without neighbours of its own.
  package func tests(draws: Int, seed: UInt64, threads: Int) -> [Test?] {
    let longest = values.indices.map { row($0).count }.max() ?? 0
    let others = values.count - 1
    let needsDraws = values.indices.contains { !isSmall(row($0).count) }
    let picks = needsDraws ? drawnPlaces(draws, longest, others, seed, threads) : []
    return mapped(values.count, threads: threads) { region in
      let links = row(region)
      guard !links.isEmpty else { return nil }
      // The lag's mean over arrangements: the others' mean times the sum of weights.
      let own = values[region]
      let sum = compensatedTotal(of: links.lazy.map { weights.weights[$0] })
      let expected = sum * (-own / Double(others))
      let observed = lag(of: region)
      let scale = sumOfSquares.squareRoot() * sum
      let threshold = abs(observed - expected) - 1e-12 * scale
      var pool = values
      pool.remove(at: region)
      let factors = Array(weights.weights[links])
      if isSmall(links.count) {
        var counter = ArrangementCount(pool, factors, expected, threshold)
        counter.extend(0, sum: 0)
        return Test(
          probability: Double(counter.asFar) / Double(counter.all), arrangements: counter.all,
          isExact: true)
      }
      let asFar = countAsFar(
        pool.span, factors.span, picks.span, draws, longest, expected, threshold)
      return Test(
        probability: Double(asFar + 1) / Double(draws + 1), arrangements: draws, isExact: false)
    }
  }

  /// Whether the arrangements of so many neighbours can all be counted.
  private func isSmall(_ count: Int) -> Bool {
    var arrangements = 1.0
    for step in 0..<count {
      arrangements *= Double(values.count - 1 - step)
      if arrangements > Double(exactArrangements) { return false }
    }
    return true
  }

  /// Distinct places below `others` for each draw, as many as the longest row.
  private func drawnPlaces(
    _ draws: Int, _ longest: Int, _ others: Int, _ seed: UInt64, _ threads: Int
  ) -> [Int32] {
    mapped(draws, threads: threads) { draw -> [Int32] in
      var stream = RandomStream(seed: seed, entity: UInt64(draw), purpose: "indicators.lisa")
      // Floyd's method would need a set; rows are short, so that a search is as fast.
      var chosen: [Int32] = []
      chosen.reserveCapacity(longest)
      if longest * 4 > others {
        var pool = (0..<others).map { Int32(truncatingIfNeeded: $0) }
        for place in 0..<longest {
          pool.swapAt(place, place + stream.below(others - place))
          chosen.append(pool[place])
        }
      } else {
        while chosen.count < longest {
          let place = Int32(truncatingIfNeeded: stream.below(others))
          if !chosen.contains(place) { chosen.append(place) }
        }
      }
      return chosen
    }.flatMap(\.self)
  }
}

/// Draws whose weighted sum is as far from its mean as a threshold.
private func countAsFar(
  _ pool: Span<Double>, _ factors: Span<Double>, _ picks: Span<Int32>, _ draws: Int,
  _ stride: Int, _ expected: Double, _ threshold: Double
) -> Int {
  var asFar = 0
  for draw in 0..<draws {
    var sum = 0.0
    let start = draw * stride
    for place in 0..<factors.count {
      sum += factors[place] * pool[Int(picks[start + place])]
    }
    if abs(sum - expected) >= threshold { asFar += 1 }
  }
  return asFar
}

/// Counts the ways to deal values of a pool to places with factors.
private struct ArrangementCount {
  let pool: [Double]
  let factors: [Double]
  let mean: Double
  let threshold: Double
  var used: [Bool]
  var all = 0
  var asFar = 0

  init(_ pool: [Double], _ factors: [Double], _ mean: Double, _ threshold: Double) {
    self.pool = pool
    self.factors = factors
    self.mean = mean
    self.threshold = threshold
    used = [Bool](repeating: false, count: pool.count)
  }

  mutating func extend(_ place: Int, sum: Double) {
    if place == factors.count {
      all += 1
      if abs(sum - mean) >= threshold { asFar += 1 }
      return
    }
    for choice in pool.indices where !used[choice] {
      used[choice] = true
      extend(place + 1, sum: sum + factors[place] * pool[choice])
      used[choice] = false
    }
  }
}
