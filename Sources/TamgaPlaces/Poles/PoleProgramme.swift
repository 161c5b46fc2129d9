internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The two forms of a border pole.
public enum PoleForm: String, Sendable, Codable, CaseIterable {
  /// A border centre: an urban place with its complex.
  case centre
  /// A border region without a large town that raises a cluster.
  case region
}

/// How hard a programme is tried.
public struct ProgrammeStress: Hashable, Sendable {
  /// The chance that a pole is cut off, `0..<1`.
  public let closure: Double
  /// The standard deviation of the logarithm of times by pole.
  public let delay: Double
  /// The standard deviation of the logarithm of weights by place.
  public let demand: Double
  /// The draws.
  public let draws: Int
  /// The part of draws a pole must be chosen in to be kept.
  public let keep: Double

  /// Creates a stress.
  public init(
    closure: Double = 0.1, delay: Double = 0.2, demand: Double = 0.2, draws: Int = 500,
    keep: Double = 0.8
  ) {
    self.closure = closure
    self.delay = delay
    self.demand = demand
    self.draws = draws
    self.keep = keep
  }
}

/// A pole of a programme.
public struct ProgrammePole: Hashable, Sendable {
  /// The name.
  public let name: String
  /// The form.
  public let form: PoleForm
  /// Whether it is chosen without stress.
  public let isChosen: Bool
  /// The part of draws in which it is chosen.
  public let frequency: Double
  /// Whether it is chosen in enough draws to be kept.
  public let isKept: Bool
}

/// The third stage: which poles to develop, and which of them withstand shocks.
public struct PoleProgramme: Hashable, Sendable {
  /// The poles, the most often chosen first.
  public let poles: [ProgrammePole]
  /// What the choice without stress covers.
  public let covered: Double
  /// The seed of the draws.
  public let seed: UInt64
}

extension PoleField {
  /// Returns a programme of poles under a budget, tried by closures, delays and demand.
  ///
  /// In each draw poles are cut off by chance, times are stretched by a factor of each pole, weights
  /// by a factor of each place, and poles are chosen anew by greedy covering.
  ///
  /// - Parameters:
  ///   - count: the budget, in poles.
  ///   - weight: what is to be covered.
  ///   - decay: f.
  ///   - threshold: τ, fixed beforehand.
  ///   - centreFrom: the population from which a pole is a centre.
  ///   - stress: how hard it is tried.
  ///   - seed: of the draws.
  /// - Returns: every pole with how often it is chosen.
  /// - Throws: ``PoleError``.
  public func programme(
    _ count: Int, weight: KeyPath<ServedPlace, Double>, decay: DistanceDecay, threshold: Double,
    centreFrom: Double = 100_000, stress: ProgrammeStress = ProgrammeStress(),
    seed: UInt64 = 20_260_101
  ) throws(PoleError) -> PoleProgramme {
    guard stress.closure >= 0, stress.closure < 1 else { throw .choiceOutOfRange("closure") }
    guard stress.delay >= 0, stress.delay <= 3 else { throw .choiceOutOfRange("delay") }
    guard stress.demand >= 0, stress.demand <= 3 else { throw .choiceOutOfRange("demand") }
    guard (1...100_000).contains(stress.draws) else { throw .choiceOutOfRange("draws") }
    let (plain, _) = try maximalCovering(
      count, weight: weight, decay: decay, threshold: threshold, solver: nil)
    var hits = [Int](repeating: 0, count: poles.count)
    for draw in 0..<stress.draws {
      let shocked = try stressed(stress, weight, seed: seed, draw: draw)
      let choice = shocked.greedy(count, decay: decay, threshold: threshold)
      for pole in choice { hits[pole] += 1 }
    }
    let order = poles.indices.sorted { (-hits[$0], poles[$0]) < (-hits[$1], poles[$1]) }
    return PoleProgramme(
      poles: order.map { pole in
        let frequency = Double(hits[pole]) / Double(stress.draws)
        return ProgrammePole(
          name: poles[pole], form: populations[pole] >= centreFrom ? .centre : .region,
          isChosen: plain.poles.contains(pole), frequency: frequency,
          isKept: frequency >= stress.keep)
      }, covered: plain.covered, seed: seed)
  }

  /// The field of one draw; the weight to be covered stands as population.
  private func stressed(
    _ stress: ProgrammeStress, _ weight: KeyPath<ServedPlace, Double>, seed: UInt64, draw: Int
  ) throws(PoleError) -> PoleField {
    var stream = RandomStream(seed: seed, entity: UInt64(draw), purpose: "pole.programme")
    let factors = poles.map { _ -> Double? in
      let isCut = stream.uniform() < stress.closure
      let factor = exp(stress.delay * stream.normal())
      return isCut ? nil : factor
    }
    let shocked = hours.indices.map { cell -> Double? in
      guard let hours = hours[cell], let factor = factors[cell % poles.count] else { return nil }
      return hours * factor
    }
    let weighted = places.map { place in
      ServedPlace(
        name: place.name, area: 0,
        population: place[keyPath: weight] * exp(stress.demand * stream.normal()), product: 0)
    }
    return try PoleField(
      poles: poles, masses: masses, populations: populations, places: weighted, hours: shocked)
  }
}
