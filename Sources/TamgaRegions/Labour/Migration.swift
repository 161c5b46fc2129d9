// net rate 1000 (I − O)/P;  effectiveness (I − O)/(I + O);  system MEI 100 Σ|I − O|/Σ(I + O)
// preference m_ij / (M P_i P_j / (P (P − P_i)))                 Bachi (1956); Bell et al. (2002)

public import TamgaNumerics

/// Moves of people to and from one place in a period.
public struct MigrationBalance: Hashable, Sendable {
  /// Persons who came.
  public let arrivals: Double
  /// Persons who left.
  public let departures: Double
  /// The mean population.
  public let population: Double

  /// Creates a balance.
  public init(arrivals: Double, departures: Double, population: Double) {
    self.arrivals = arrivals
    self.departures = departures
    self.population = population
  }

  private func checked(_ formula: () -> Outcome<Double>) -> Outcome<Double> {
    let all = [arrivals, departures, population]
    guard all.allSatisfy(\.isFinite) else { return .missing(.undefined) }
    return all.contains { $0 < 0 } ? .missing(.negativeValue) : formula()
  }

  /// Net migration per thousand persons, 1000 (I − O)/P.
  ///
  /// - Returns: per thousand; `missing(zeroDenominator)` without population, `missing(negativeValue)`
  ///   of a number below zero.
  /// - Source: United Nations (1970), Manual VI: Methods of Measuring Internal Migration.
  public var netRate: Outcome<Double> {
    checked { quotient(1000 * (arrivals - departures), population) }
  }

  /// Gross migration per thousand persons, 1000 (I + O)/P.
  public var turnoverRate: Outcome<Double> {
    checked { quotient(1000 * (arrivals + departures), population) }
  }

  /// How much of the moves changes the distribution, (I − O)/(I + O), `−1...1`.
  ///
  /// - Source: Shryock and Siegel (1976), The Methods and Materials of Demography.
  public var effectiveness: Outcome<Double> {
    checked { quotient(arrivals - departures, arrivals + departures) }
  }
}

/// How much the moves between all places redistribute people.
public struct MigrationSystem: Hashable, Sendable {
  /// 100 Σ|I − O| / Σ(I + O): the share of moves that is not undone by counter-moves.
  public let effectiveness: Outcome<Double>
  /// 100 · ½ Σ|I − O| / ΣP: the share of people redistributed.
  public let redistribution: Outcome<Double>
  /// 100 · ½ Σ(I + O) / ΣP: the crude intensity.
  public let intensity: Outcome<Double>
}

/// Returns the effectiveness, redistribution and intensity of moves between places.
///
/// - Parameter places: every place of a closed system.
/// - Returns: per cent; `missing(zeroDenominator)` without moves or people, `missing(negativeValue)`.
/// - Source: Bell et al. (2002), Cross-national comparison of internal migration, table 1.
public func migrationSystem(_ places: [MigrationBalance]) -> MigrationSystem {
  let all = places.flatMap { [$0.arrivals, $0.departures, $0.population] }
  let refusal: MissingReason? =
    all.allSatisfy(\.isFinite)
    ? all.contains { $0 < 0 } ? .negativeValue : places.isEmpty ? .tooFewObservations : nil
    : .undefined
  if let refusal {
    return MigrationSystem(
      effectiveness: .missing(refusal), redistribution: .missing(refusal),
      intensity: .missing(refusal))
  }
  let net = compensatedTotal(of: places.lazy.map { abs($0.arrivals - $0.departures) })
  let gross = compensatedTotal(of: places.lazy.map { $0.arrivals + $0.departures })
  let people = compensatedTotal(of: places.lazy.map(\.population))
  return MigrationSystem(
    effectiveness: quotient(100 * net, gross), redistribution: quotient(50 * net, people),
    intensity: quotient(50 * gross, people))
}

/// Returns how strongly two places attract each other's people beyond their size.
///
///     m_ij / (M · P_i/P · P_j/(P − P_i))
///
/// - Parameters:
///   - moves: persons from each place to each; the diagonal counts for nothing.
///   - population: of each place.
/// - Returns: 1 for a flow in proportion to size; missing on the diagonal, without population or
///   moves; nil when shapes differ.
/// - Source: Bachi (1956), A statistical analysis of the revival of Hebrew; Bell et al. (2002).
public func migrationPreference(_ moves: [[Double]], population: [Double])
  -> [[Outcome<Double>]]?
{
  guard moves.count == population.count, moves.allSatisfy({ $0.count == population.count }) else {
    return nil
  }
  let isUsable =
    population.allSatisfy { $0 >= 0 && $0.isFinite }
    && moves.joined().allSatisfy { $0 >= 0 && $0.isFinite }
  let people = compensatedTotal(of: population)
  let total = compensatedTotal(
    of: moves.indices.flatMap { i in moves.indices.filter { $0 != i }.map { moves[i][$0] } })
  return moves.indices.map { i in
    moves.indices.map { j in
      guard isUsable else { return .missing(.negativeValue) }
      guard i != j else { return .missing(.undefined) }
      guard people > 0, people > population[i] else { return .missing(.zeroDenominator) }
      let expected = total * (population[i] / people) * (population[j] / (people - population[i]))
      return quotient(moves[i][j], expected)
    }
  }
}
