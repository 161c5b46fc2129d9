public import TamgaNumerics

/// The fitness of countries and the quality of their products.
public struct FitnessQuality: Hashable, Sendable {
  /// The fitness of each country, mean 1; `zero-denominator` without any product.
  public let fitness: [Outcome<Double>]
  /// The quality of each product, mean 1; `zero-denominator` without any country.
  public let quality: [Outcome<Double>]
  /// The places of countries whose fitness goes to zero without end: their order is a matter of
  /// when the iteration stops.
  public let decaying: [Int]
  /// The steps taken.
  public let iterations: Int
  /// The largest change of a fitness in the last step.
  public let change: Double
  /// Whether the last change is at most the tolerance.
  public let hasConverged: Bool
}

/// Returns fitness and quality, by iteration.
///
///     F̃_c = Σ_p M_cp Q_p,  Q̃_p = 1 / Σ_c M_cp (1 / F_c),  each over its mean; F = Q = 1 at first
///
/// Where the table is nearly triangular the fitness of some countries falls to zero for ever; they
/// are listed as decaying.
///
/// - Parameters:
///   - presence: M.
///   - tolerance: the largest change of a fitness at which to stop.
///   - iterations: the most steps, at least 1.
/// - Returns: `missing(tooFewObservations)` without any presence.
/// - Throws: ``ComplexityError/choiceOutOfRange(_:)``.
/// - Source: Tacchella, Cristelli, Caldarelli, Gabrielli and Pietronero (2012), Scientific
///   Reports 2, 723, eq. 1; Pugliese, Zaccaria and Pietronero (2016) on convergence.
public func fitnessQuality(
  of presence: PresenceMatrix, tolerance: Double = 1e-8, iterations: Int = 1_000
) throws(ComplexityError) -> FitnessQuality {
  guard tolerance > 0, tolerance.isFinite else { throw .choiceOutOfRange("tolerance") }
  guard iterations >= 1 else { throw .choiceOutOfRange("iterations") }
  let (diversity, ubiquity) = (presence.diversity, presence.ubiquity)
  let countries = diversity.count { $0 > 0 }
  let products = ubiquity.count { $0 > 0 }
  let lists = (0..<presence.products).map { product in
    var list: [Int32] = []
    presence.forEachCountry(of: product) { list.append(Int32($0)) }
    return list
  }
  var fitness = diversity.map { $0 > 0 ? 1.0 : 0 }
  var quality = ubiquity.map { $0 > 0 ? 1.0 : 0 }
  var (change, steps) = (Double.infinity, 0)
  var previous = fitness
  while countries > 0, steps < iterations, change > tolerance {
    steps += 1
    var nextFitness = [Double](repeating: 0, count: fitness.count)
    var nextQuality = quality
    for (product, list) in lists.enumerated() where !list.isEmpty {
      var burden = 0.0
      for country in list {
        nextFitness[Int(country)] += quality[product]
        burden += 1 / fitness[Int(country)]
      }
      // A fitness that has fallen below the smallest number has an infinite burden, quality 0.
      nextQuality[product] = 1 / burden
    }
    normalise(&nextFitness, count: countries)
    normalise(&nextQuality, count: products)
    change = zip(nextFitness, fitness).reduce(0) { max($0, abs($1.0 - $1.1)) }
    previous = fitness
    (fitness, quality) = (nextFitness, nextQuality)
  }
  let decaying = fitness.indices.filter { place in
    diversity[place] > 0 && fitness[place] < 1e-2
      && previous[place] - fitness[place] > 1e-6 * previous[place]
  }
  func outcomes(_ values: [Double], _ degrees: [Int]) -> [Outcome<Double>] {
    zip(values, degrees).map { $1 == 0 ? .missing(.zeroDenominator) : .value($0) }
  }
  return FitnessQuality(
    fitness: outcomes(fitness, diversity), quality: outcomes(quality, ubiquity),
    decaying: decaying, iterations: steps, change: change.isFinite ? change : 0,
    hasConverged: change <= tolerance)
}

/// Divides by the mean over those that count.
private func normalise(_ values: inout [Double], count: Int) {
  let mean = compensatedTotal(of: values) / Double(count)
  guard mean > 0 else { return }
  for index in values.indices { values[index] /= mean }
}
