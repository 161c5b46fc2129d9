/// A city with what it weighs.
public struct AxisCity: Hashable, Sendable {
  /// The name.
  public let name: String
  /// Where it lies; nil leaves straightness without a value.
  public let point: EarthPoint?
  /// People.
  public let population: Double
  /// Gross product.
  public let product: Double

  /// Creates a city.
  public init(name: String, point: EarthPoint?, population: Double, product: Double) {
    self.name = name
    self.point = point
    self.population = population
    self.product = product
  }
}

/// A way between two cities.
public struct AxisLink: Hashable, Sendable {
  /// One end.
  public let from: String
  /// The other end.
  public let to: String
  /// Length.
  public let kilometres: Double
  /// Driving time without borders.
  public let freeHours: Double
  /// Waiting at borders on the way.
  public let borderHours: Double
  /// Driving time in the worst season over the free one, 1 when it is the same.
  public let seasonalSlowdown: Double

  /// Creates a link.
  public init(
    from: String, to: String, kilometres: Double, freeHours: Double, borderHours: Double = 0,
    seasonalSlowdown: Double = 1
  ) {
    self.from = from
    self.to = to
    self.kilometres = kilometres
    self.freeHours = freeHours
    self.borderHours = borderHours
    self.seasonalSlowdown = seasonalSlowdown
  }
}

/// Cities and ways between them.
public struct AxisNetwork: Sendable {
  /// The cities, sorted by name.
  public let cities: [AxisCity]
  /// The links, sorted by their ends.
  public let links: [AxisLink]
  let places: [String: Int]
  private let byEnds: [Set<String>: AxisLink]

  /// Takes cities and links; a link serves both directions.
  ///
  /// - Throws: ``AxisError``.
  public init(cities: [AxisCity], links: [AxisLink]) throws(AxisError) {
    self.cities = cities.sorted { $0.name < $1.name }
    self.links = links.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    var places: [String: Int] = [:]
    for (place, city) in self.cities.enumerated() {
      guard places[city.name] == nil else { throw .duplicate(city.name) }
      places[city.name] = place
      for value in [city.population, city.product] where !(value >= 0 && value < .infinity) {
        throw .badNumber(what: "mass", name: city.name)
      }
    }
    var byEnds: [Set<String>: AxisLink] = [:]
    for link in self.links {
      for end in [link.from, link.to] where places[end] == nil { throw .unknownCity(end) }
      let name = link.from + "–" + link.to
      guard link.from != link.to, byEnds[[link.from, link.to]] == nil else {
        throw .duplicate(name)
      }
      for value in [link.kilometres, link.freeHours, link.borderHours]
      where !(value >= 0 && value < .infinity) { throw .badNumber(what: "link", name: name) }
      guard link.kilometres > 0, link.seasonalSlowdown >= 1, link.seasonalSlowdown.isFinite else {
        throw .badNumber(what: "link", name: name)
      }
      byEnds[[link.from, link.to]] = link
    }
    self.places = places
    self.byEnds = byEnds
  }

  /// The link between two cities, if there is one.
  public func link(_ from: String, _ to: String) -> AxisLink? { byEnds[[from, to]] }

  /// The city of a name, if there is one.
  public func city(_ name: String) -> AxisCity? { places[name].map { cities[$0] } }
}
