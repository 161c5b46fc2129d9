internal import TamgaNumerics

/// A statistic that depends on the arrangement of values through one sum of products only.
///
///     Moran and G: Σ_i x_i Σ_j w_ij x_j;  Geary: ΣΣ w_ij (x_i − x_j)² = Σ x_i² (w_i. + w_.i) − 2 ΣΣ w x x
struct AssociationKernel: Sendable {
  /// The values in the order of regions, centred for Moran and Geary.
  package let values: [Double]
  package let expected: Double
  private let starts: [Int32]
  private let places: [Int32]
  private let weights: [Double]
  /// The common weight of all links of a region, where they have one; else empty.
  private let common: [Double]
  /// Row plus column sums of weights, for Geary.
  private let margins: [Double]
  private let isGeary: Bool
  private let scale: Double

  package static func make(
    _ statistic: SpatialStatistic, _ values: [Double], _ weights: SpatialWeights
  )
    -> Outcome<AssociationKernel>
  {
    guard values.count >= 3, weights.links > 0 else { return .missing(.tooFewObservations) }
    guard values.contains(where: { $0 != values[0] }) else { return .missing(.noVariation) }
    let n = Double(values.count)
    let total = weights.total
    switch statistic {
    case .moran, .geary:
      let moments = PairedMoments(x: values, y: values)
      guard moments.squaresX > 0 else { return .missing(.noVariation) }
      let scale =
        statistic == .moran
        ? n / total / moments.squaresX : (n - 1) / (2 * total) / moments.squaresX
      return .value(
        AssociationKernel(
          moments.deviationsX, weights, expected: statistic == .moran ? -1 / (n - 1) : 1,
          isGeary: statistic == .geary, scale: scale))
    case .generalG:
      guard values.allSatisfy({ $0 >= 0 }) else { return .missing(.undefined) }
      let largest = values.reduce(0, max)
      guard largest > 0 else { return .missing(.zeroDenominator) }
      let scaled = values.map { $0 / largest.binade }
      let sum = compensatedTotal(of: scaled)
      let products = sum * sum - compensatedTotal(of: scaled.lazy.map { $0 * $0 })
      guard products > 1e-12 * sum * sum else { return .missing(.zeroDenominator) }
      return .value(
        AssociationKernel(
          scaled, weights, expected: total / (n * (n - 1)), isGeary: false, scale: 1 / products))
    }
  }

  private init(
    _ values: [Double], _ weights: SpatialWeights, expected: Double, isGeary: Bool, scale: Double
  ) {
    self.values = values
    self.expected = expected
    self.isGeary = isGeary
    self.scale = scale
    starts = weights.starts.map { Int32(truncatingIfNeeded: $0) }
    places = weights.places.map { Int32(truncatingIfNeeded: $0) }
    self.weights = weights.weights
    var common: [Double] = []
    for region in values.indices {
      let row = weights.weights[weights.starts[region]..<weights.starts[region + 1]]
      guard row.allSatisfy({ $0 == row.first }) else {
        common = []
        break
      }
      common.append(row.first ?? 0)
    }
    self.common = common.count == values.count ? common : []
    var margins = [Double](repeating: 0, count: isGeary ? values.count : 0)
    if isGeary {
      for region in values.indices {
        for (place, weight) in weights.neighbours(of: region) {
          margins[region] += weight
          margins[place] += weight
        }
      }
    }
    self.margins = margins
  }

  /// The statistic of an arrangement.
  package func evaluate(_ arrangement: [Double]) -> Double {
    let products = sumOfProducts(
      arrangement.span, starts.span, places.span, weights.span, common.span)
    guard isGeary else { return products * scale }
    var squares = 0.0
    for region in margins.indices {
      squares += margins[region] * arrangement[region] * arrangement[region]
    }
    return (squares - 2 * products) * scale
  }

  /// Draws arrangements; each has its own stream, so that threads change no bit.
  package func drawn(_ threshold: Double, draws: Int, seed: UInt64, threads: Int)
    -> ArrangementSummary
  {
    let size = 64
    let blocks = (draws + size - 1) / size
    let parts = mapped(blocks, threads: threads) { block -> ArrangementSummary in
      var summary = ArrangementSummary()
      for draw in (block * size)..<min(draws, (block + 1) * size) {
        var stream = RandomStream(seed: seed, entity: UInt64(draw), purpose: "indicators.spatial")
        var arrangement = values
        shuffle(&arrangement, &stream)
        summary.add(evaluate(arrangement), expected, threshold)
      }
      return summary
    }
    return parts.reduce(into: ArrangementSummary()) { $0.add($1) }
  }

  /// Counts all arrangements by Heap's method.
  package func exact(_ threshold: Double) -> ArrangementSummary {
    var summary = ArrangementSummary()
    var arrangement = values
    var counters = [Int](repeating: 0, count: values.count)
    summary.add(evaluate(arrangement), expected, threshold)
    var place = 1
    while place < values.count {
      guard counters[place] < place else {
        counters[place] = 0
        place += 1
        continue
      }
      arrangement.swapAt(place % 2 == 0 ? 0 : counters[place], place)
      summary.add(evaluate(arrangement), expected, threshold)
      counters[place] += 1
      place = 1
    }
    return summary
  }
}

/// What arrangements sum up to.
struct ArrangementSummary: Sendable {
  private(set) var count = 0
  private var asFar = 0
  private var sum = CompensatedSum()
  private var squares = CompensatedSum()

  init() {}

  package mutating func add(_ value: Double, _ expected: Double, _ threshold: Double) {
    let difference = value - expected
    count += 1
    if abs(difference) >= threshold { asFar += 1 }
    sum.add(difference)
    squares.add(difference * difference)
  }

  package mutating func add(_ other: ArrangementSummary) {
    count += other.count
    asFar += other.asFar
    sum.add(other.sum)
    squares.add(other.squares)
  }

  /// The standard deviation over arrangements.
  package var deviation: Double {
    guard count > 0 else { return 0 }
    let mean = sum.total / Double(count)
    return max(0, squares.total / Double(count) - mean * mean).squareRoot()
  }

  package func probability(exact: Bool) -> Double {
    exact ? Double(asFar) / Double(count) : Double(asFar + 1) / Double(count + 1)
  }
}

/// Fisher and Yates's shuffle with multiplication in place of division (Lemire 2019); two 32-bit
/// numbers from each word, the bias below n·2⁻³² removed by drawing again.
func shuffle(_ values: inout [Double], _ stream: inout RandomStream) {
  let count = values.count
  guard count > 1, count < 1 << 31 else { return }
  var word: UInt64 = 0
  var hasHalf = false
  var place = count - 1
  while place > 0 {
    if !hasHalf { word = stream.next() }
    let half = UInt64(hasHalf ? word >> 32 : word & 0xFFFF_FFFF)
    hasHalf.toggle()
    let limit = UInt64(place + 1)
    let product = half * limit
    if product & 0xFFFF_FFFF < limit, product & 0xFFFF_FFFF < (1 << 32) % limit { continue }
    values.swapAt(place, Int(product >> 32))
    place -= 1
  }
}

/// Σ_i x_i Σ_j w_ij x_j over compressed rows.
private func sumOfProducts(
  _ x: Span<Double>, _ starts: Span<Int32>, _ places: Span<Int32>, _ weights: Span<Double>,
  _ common: Span<Double>
) -> Double {
  var total = 0.0
  let hasCommon = common.count == x.count
  for region in 0..<x.count {
    var lag = 0.0
    let end = Int(starts[region + 1])
    var place = Int(starts[region])
    if hasCommon {
      while place < end {
        lag += x[Int(places[place])]
        place += 1
      }
      lag *= common[region]
    } else {
      while place < end {
        lag += weights[place] * x[Int(places[place])]
        place += 1
      }
    }
    total += x[region] * lag
  }
  return total
}
