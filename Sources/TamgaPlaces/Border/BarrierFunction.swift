// B = 1 − Σ P_i V_i^b / Σ P_i V_i⁰

public import TamgaNumerics

/// A border crossing as it is.
public struct BorderCrossing: Hashable, Sendable {
  /// The name.
  public let name: String
  /// The hours a crossing takes.
  public let delayHours: Double
  /// Whether the post works at all.
  public let isOpen: Bool
  /// Whether it works in each season; empty when it does in all.
  public let openSeasons: [Bool]

  /// Creates a crossing.
  public init(name: String, delayHours: Double, isOpen: Bool, openSeasons: [Bool] = []) {
    self.name = name
    self.delayHours = delayHours
    self.isOpen = isOpen
    self.openSeasons = openSeasons
  }
}

/// What part of a barrier is due to which cause, by Shapley values over the eight states of three
/// switches; the parts sum to the barrier.
public struct BarrierCauses: Hashable, Sendable {
  /// Waiting at crossings.
  public let delay: Double
  /// Crossings that close in some seasons.
  public let season: Double
  /// Detours because posts are closed.
  public let detour: Double
}

/// How much potential a border takes away.
public struct BarrierFunction: Hashable, Sendable {
  /// The barrier of each home place, `0...1`.
  public let places: [Outcome<Double>]
  /// The barrier of all home places, each weighted by its mass.
  public let belt: Outcome<Double>
  /// σ: the part of the free potential that lies abroad.
  public let abroadShare: Outcome<Double>
  /// The barrier of the potential abroad alone; B = σ·this, as the potential at home is not
  /// touched.
  public let abroad: Outcome<Double>
  /// The causes; nil where there is no barrier value.
  public let causes: BarrierCauses?
  /// The fall in the barrier when every delay drops by an hour, or to nothing.
  public let hourElasticity: Outcome<Double>
}

/// A stretch of border: places at home and abroad, crossings between them, seasons of the year.
public struct BorderStretch: Sendable {
  /// The masses of home places.
  public let homeMasses: [Double]
  /// The potential that home places have from their own side.
  public let homePotentials: [Double]
  /// The masses of places abroad.
  public let massesAbroad: [Double]
  /// The crossings, in the order of the legs.
  public let crossings: [BorderCrossing]
  /// The legs.
  public let times: CrossingTimes
  /// The days of each season; at least one season.
  public let seasonDays: [Double]

  /// Takes a stretch.
  ///
  /// - Throws: ``BorderError``.
  public init(
    homeMasses: [Double], homePotentials: [Double], massesAbroad: [Double],
    crossings: [BorderCrossing], times: CrossingTimes, seasonDays: [Double] = [365]
  ) throws(BorderError) {
    func size(_ what: String, _ expected: Int, _ given: Int) throws(BorderError) {
      guard expected == given else {
        throw .wrongSize(what: what, expected: expected, given: given)
      }
    }
    try size("home mass", times.homePlaces, homeMasses.count)
    try size("home potential", times.homePlaces, homePotentials.count)
    try size("mass abroad", times.placesAbroad, massesAbroad.count)
    try size("crossings", times.crossings, crossings.count)
    try checkBorder("home mass", homeMasses)
    try checkBorder("home potential", homePotentials)
    try checkBorder("mass abroad", massesAbroad)
    try checkBorder("delay", crossings.map(\.delayHours))
    try checkBorder("season", seasonDays)
    guard seasonDays.reduce(0, +) > 0 else { throw .choiceOutOfRange("season") }
    for crossing in crossings where !crossing.openSeasons.isEmpty {
      try size("season of a crossing", seasonDays.count, crossing.openSeasons.count)
    }
    self.homeMasses = homeMasses
    self.homePotentials = homePotentials
    self.massesAbroad = massesAbroad
    self.crossings = crossings
    self.times = times
    self.seasonDays = seasonDays
  }

  /// The delays of a season under switches; nil where a crossing is closed.
  func delays(_ switches: BarrierSwitches, season: Int, relief: Double = 0) -> [Double?] {
    crossings.map { crossing in
      if switches.detour, !crossing.isOpen { return nil }
      if switches.season, !crossing.openSeasons.isEmpty, !crossing.openSeasons[season] {
        return nil
      }
      return switches.delay ? max(0, crossing.delayHours - relief) : 0
    }
  }

  /// The potential from abroad of each home place, seasons weighted by their days.
  func potentialsAbroad(
    _ switches: BarrierSwitches, _ decay: DistanceDecay, relief: Double = 0, threads: Int
  ) throws(BorderError) -> [Double] {
    let year = compensatedTotal(of: seasonDays)
    var sums = [Double](repeating: 0, count: homeMasses.count)
    var known: [[Double?]: [Double]] = [:]
    for (season, days) in seasonDays.enumerated() {
      let delays = delays(switches, season: season, relief: relief)
      let values: [Double]
      if let earlier = known[delays] {
        values = earlier
      } else {
        values = try potentials(delays, decay, threads: threads)
        known[delays] = values
      }
      for place in sums.indices { sums[place] += days / year * values[place] }
    }
    return sums
  }

  private func potentials(
    _ delays: [Double?], _ decay: DistanceDecay, threads: Int
  ) throws(BorderError) -> [Double] {
    let hours = try times.product(delays, threads: threads)
    let count = massesAbroad.count
    return homeMasses.indices.map { place in
      compensatedTotal(
        of: (0..<count).lazy.map { other in
          let time = hours[place * count + other]
          return time < .infinity ? massesAbroad[other] * decay.value(at: time) : 0
        })
    }
  }
}

/// Which of the three causes are at work.
struct BarrierSwitches: Hashable, Sendable {
  var delay: Bool
  var season: Bool
  var detour: Bool

  init(_ mask: Int) {
    delay = mask & 1 != 0
    season = mask & 2 != 0
    detour = mask & 4 != 0
  }
}

extension BorderStretch {
  /// Returns the barrier function with its causes.
  ///
  ///     V_i = V_i^home + Σ_j M_j f(t_ij),  B_i = 1 − V_i^b / V_i⁰
  ///
  /// V⁰ has all crossings open without delay; V^b has the delays, seasons and closures there are.
  ///
  /// - Parameters:
  ///   - decay: f of hours; Pareto or exponential, as times of zero may occur.
  ///   - threads: at least 1; any number gives equal bits.
  /// - Returns: `missing(zeroDenominator)` where there is no free potential.
  /// - Throws: ``BorderError/choiceOutOfRange(_:)``.
  public func barrier(_ decay: DistanceDecay, threads: Int = 1) throws(BorderError)
    -> BarrierFunction
  {
    try decay.check()
    guard !decay.isInfiniteAtZero else { throw .choiceOutOfRange("decay") }
    var states: [[Double]] = []
    for mask in 0..<8 {
      states.append(try potentialsAbroad(BarrierSwitches(mask), decay, threads: threads))
    }
    let (free, bound) = (states[0], states[7])
    let places = homeMasses.indices.map { place -> Outcome<Double> in
      let whole = homePotentials[place] + free[place]
      return whole > 0
        ? .value(fraction(1 - (homePotentials[place] + bound[place]) / whole))
        : .missing(.zeroDenominator)
    }
    let home = weighted(homePotentials)
    let abroad = states.map(weighted)
    let whole = home + abroad[0]
    guard whole > 0 else {
      return BarrierFunction(
        places: places, belt: .missing(.zeroDenominator), abroadShare: .missing(.zeroDenominator),
        abroad: .missing(.zeroDenominator), causes: nil,
        hourElasticity: .missing(.zeroDenominator))
    }
    let losses = abroad.map { (abroad[0] - $0) / whole }
    let relieved = weighted(
      try potentialsAbroad(BarrierSwitches(7), decay, relief: 1, threads: threads))
    return BarrierFunction(
      places: places, belt: .value(fraction(losses[7])), abroadShare: .value(abroad[0] / whole),
      abroad: abroad[0] > 0
        ? .value(fraction(1 - abroad[7] / abroad[0])) : .missing(.zeroDenominator),
      causes: BarrierCauses(
        delay: shapley(losses, 1), season: shapley(losses, 2), detour: shapley(losses, 4)),
      hourElasticity: .value(max(0, (relieved - abroad[7]) / whole)))
  }

  private func weighted(_ potentials: [Double]) -> Double {
    compensatedTotal(of: zip(homeMasses, potentials).lazy.map { $0 * $1 })
  }
}

private func fraction(_ value: Double) -> Double { min(1, max(0, value)) }

/// The mean contribution of a switch over all orders of three switches.
private func shapley(_ losses: [Double], _ bit: Int) -> Double {
  let others = [1, 2, 4].filter { $0 != bit }
  let (one, other) = (others[0], others[1])
  return (losses[bit] - losses[0]) / 3 + (losses[bit | one] - losses[one]) / 6
    + (losses[bit | other] - losses[other]) / 6 + (losses[7] - losses[7 ^ bit]) / 3
}
