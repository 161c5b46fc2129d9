public import TamgaNumerics

/// How a place is given to a pole.
public enum ZoneMethod: Hashable, Sendable {
  /// The most probable pole by Huff: mass times time^−λ.
  case huff(lambda: Double)
  /// The pole with the largest population over squared distance, as Reilly has it.
  case reilly
  /// The nearest pole within a time.
  case isochrone(hours: Double)

  /// The name of the method.
  public var name: String {
    switch self {
    case .huff: "huff"
    case .reilly: "reilly"
    case .isochrone: "isochrone"
    }
  }
}

/// A place or district that lies in a pole's zone or beyond all.
public struct ServedPlace: Hashable, Sendable {
  /// The name.
  public let name: String
  /// Area.
  public let area: Double
  /// Population.
  public let population: Double
  /// Gross regional product; 0 where it is not known.
  public let product: Double

  /// Creates a place.
  public init(name: String, area: Double, population: Double, product: Double) {
    self.name = name
    self.area = area
    self.population = population
    self.product = product
  }
}

/// Area, population and product of a set of places, and their shares in all.
public struct ZoneTotals: Hashable, Sendable {
  /// Number of places.
  public let places: Int
  /// Area.
  public let area: Double
  /// Population.
  public let population: Double
  /// Product.
  public let product: Double
  /// The share of area, population and product, in this order.
  public let shares: [Outcome<Double>]
}

/// Poles, the places around them and the time between.
public struct PoleField: Sendable {
  /// The names of poles.
  public let poles: [String]
  /// Their masses for Huff, as GRP.
  public let masses: [Double]
  /// Their populations for Reilly.
  public let populations: [Double]
  /// The places.
  public let places: [ServedPlace]
  /// Places × poles by rows, hours (or km), above zero at or near 0; nil where there is no way.
  public let hours: [Double?]

  /// Takes a field.
  ///
  /// - Throws: ``PoleError``.
  public init(
    poles: [String], masses: [Double], populations: [Double], places: [ServedPlace],
    hours: [Double?]
  ) throws(PoleError) {
    func size(_ what: String, _ expected: Int, _ given: Int) throws(PoleError) {
      guard expected == given else {
        throw .wrongSize(what: what, expected: expected, given: given)
      }
    }
    try size("mass", poles.count, masses.count)
    try size("population", poles.count, populations.count)
    try size("hours", places.count * poles.count, hours.count)
    try checkPole("mass", masses)
    try checkPole("population", populations)
    try checkPole("hours", hours.map { $0 ?? 0 })
    try checkPole("area", places.map(\.area))
    try checkPole("population", places.map(\.population))
    try checkPole("product", places.map(\.product))
    for names in [poles.sorted(), places.map(\.name).sorted()] {
      if let twice = zip(names, names.dropFirst()).first(where: { $0 == $1 }) {
        throw .duplicateName(twice.0)
      }
    }
    self.poles = poles
    self.masses = masses
    self.populations = populations
    self.places = places
    self.hours = hours
  }

  /// Returns the pole each place belongs to; nil where no pole can be reached or is near enough.
  ///
  /// A pole at no distance takes the place; of equal poles the first takes it.
  ///
  /// - Throws: ``PoleError/choiceOutOfRange(_:)``.
  /// - Source: Huff (1964); Reilly (1931), which is Huff at A = population and λ = 2.
  public func zones(_ method: ZoneMethod) throws(PoleError) -> [Int?] {
    switch method {
    case .huff(let lambda):
      guard lambda > 0, lambda.isFinite else { throw .choiceOutOfRange("lambda") }
      return places.indices.map { strongest($0, masses, .power(lambda: lambda)) }
    case .reilly:
      return places.indices.map { strongest($0, populations, .power(lambda: 2)) }
    case .isochrone(let limit):
      guard limit >= 0, limit.isFinite else { throw .choiceOutOfRange("hours") }
      return places.indices.map { place in
        var best: (pole: Int, hours: Double)?
        for pole in poles.indices {
          guard let hours = hours[place * poles.count + pole], hours <= limit else { continue }
          if best.map({ hours < $0.hours }) ?? true { best = (pole, hours) }
        }
        return best?.pole
      }
    }
  }

  private func strongest(_ place: Int, _ masses: [Double], _ decay: DistanceDecay) -> Int? {
    var best: (pole: Int, pull: Double)?
    for pole in poles.indices {
      guard let hours = hours[place * poles.count + pole] else { continue }
      let pull = hours == 0 ? Double.infinity : masses[pole] * decay.value(at: hours)
      if pull > 0, best.map({ pull > $0.pull }) ?? true { best = (pole, pull) }
    }
    return best?.pole
  }

  /// Totals of chosen places.
  public func totals(_ isChosen: [Bool]) -> ZoneTotals {
    let chosen = places.indices.filter { $0 < isChosen.count && isChosen[$0] }
    func sum(_ key: KeyPath<ServedPlace, Double>, _ members: [Int]) -> Double {
      compensatedTotal(of: members.map { places[$0][keyPath: key] }.sorted())
    }
    let all = Array(places.indices)
    return ZoneTotals(
      places: chosen.count, area: sum(\.area, chosen), population: sum(\.population, chosen),
      product: sum(\.product, chosen),
      shares: [\ServedPlace.area, \.population, \.product].map { key in
        let whole = sum(key, all)
        return whole > 0 ? .value(min(1, sum(key, chosen) / whole)) : .missing(.zeroDenominator)
      })
  }
}
