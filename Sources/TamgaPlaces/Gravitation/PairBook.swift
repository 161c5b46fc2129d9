internal import TamgaCatalogue
internal import TamgaNumerics

/// Pairs of places with masses and distances, gathered from a tidy table.
struct PairBook: Sendable {
  struct Row: Sendable {
    let origin: String
    let destination: String
    let countries: [String]
    /// By kind of mass, the one in force first.
    let masses: [[Double]]
    /// By kind of distance, the one in force first; nil where there is no way.
    let distances: [Double?]

    var one: Double { masses[0][0] }
    var other: Double { masses[0][1] }
    var distance: Double? { distances[0] }
  }

  /// The rows whose masses in force are known.
  let rows: [Row]
  private let columns: PairColumns
  /// Why the table cannot be used.
  let fault: MissingReason?
  private let all: [[String]]

  /// Reads the kinds in force and every other kind that the table holds without a fault.
  init(_ table: TidyTable, _ wanted: PairColumns = .generic) throws {
    let held = wanted.held(by: table)
    let read = try KeyedRows(
      table, words: ["origin", "destination"], ifPresent: ["country_i", "country_j"],
      numbers: held.numbers)
    var rows: [Row] = []
    var reason: MissingReason?
    var seen: Set<[String]> = []
    all = read.rows.map { Array($0.words.prefix(2)) }
    let columns = held.usable(read.rows)
    for row in read.rows {
      let names = Array(row.words.prefix(2))
      guard seen.insert(names.sorted()).inserted else {
        reason = reason ?? .duplicateKey
        continue
      }
      let masses = columns.masses.map { held.masses($0, row) }
      let distances = columns.distances.map { held.distance($0, row) }
      guard let one = masses[0][0], let other = masses[0][1] else {
        reason = reason ?? .missingInput
        continue
      }
      if min(one, other, distances[0] ?? 0) < 0 { reason = reason ?? .negativeValue }
      rows.append(
        Row(
          origin: names[0], destination: names[1], countries: Array(row.words.suffix(2)),
          masses: masses.map { $0.map { $0 ?? 0 } }, distances: distances))
    }
    self.rows = rows
    fault = reason
    self.columns = columns
  }

  func pairs() throws(BorderError) -> RegionPairs {
    try RegionPairs(
      rows.map { row in
        RegionPair(
          origin: row.origin, destination: row.destination,
          originMasses: row.masses.map { $0[0] }, destinationMasses: row.masses.map { $0[1] },
          distances: row.distances)
      }, massKinds: columns.masses.map(\.name), distanceKinds: columns.distances)
  }

  /// The potential of every place in the order of names, and the places that do not count themselves
  /// for want of a distance to themselves.
  func field(_ decay: DistanceDecay, _ own: OwnMass) throws(BorderError) -> (
    field: PotentialField, withoutSelf: Set<String>
  ) {
    let names = Set(rows.flatMap { [$0.origin, $0.destination] }).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    var masses = [Double?](repeating: nil, count: names.count)
    var countries = [String](repeating: "", count: names.count)
    var distances = [Double?](repeating: nil, count: names.count * names.count)
    for (index, row) in rows.enumerated() {
      for (side, name) in [row.origin, row.destination].enumerated() {
        guard let place = places[name] else { continue }
        let (mass, country) = (row.masses[0][side], row.countries[side])
        if let known = masses[place], known != mass || countries[place] != country {
          throw .massChanges(place: name, row: index)
        }
        (masses[place], countries[place]) = (mass, country)
      }
      guard let one = places[row.origin], let other = places[row.destination] else { continue }
      guard one != other || own.counts else { continue }
      distances[one * names.count + other] = row.distance
      distances[other * names.count + one] = row.distance
    }
    let attracting = names.indices.map { place in
      AttractingPlace(
        name: names[place], country: countries[place], mass: masses[place] ?? 0,
        area: own.counts ? own.areas[names[place]] : nil)
    }
    let without = names.indices.filter {
      own.counts && attracting[$0].area == nil && distances[$0 * names.count + $0] == nil
    }
    return (
      try potentialField(attracting, distances: distances, decay: decay),
      Set(without.map { names[$0] })
    )
  }

  func byOrigin(
    _ value: ([Double], [Double?]) throws(BorderError) -> Outcome<Double>
  ) throws(BorderError) -> [([String], Measurement.Formula)] {
    var results: [([String], Measurement.Formula)] = []
    for origin in Set(rows.map(\.origin)).sorted() {
      let own = rows.filter { $0.origin == origin }
      results.append(([origin], .known(try value(own.map(\.other), own.map(\.distance)))))
    }
    return results
  }

  func markets(
    _ value: ([Double], [Double?]) throws(BorderError) -> Outcome<[Double]>
  ) throws(BorderError) -> [([String], Measurement.Formula)] {
    var results: [([String], Measurement.Formula)] = []
    for origin in Set(rows.map(\.origin)).sorted() {
      let own = rows.filter { $0.origin == origin }
      let found = try value(own.map(\.other), own.map(\.distance))
      for (place, row) in own.enumerated() {
        let outcome: Outcome<Double> =
          found.value.map { .value($0[place]) } ?? .missing(found.reason ?? .undefined)
        results.append(([origin, row.destination], .known(outcome)))
      }
    }
    return results
  }

  /// Values of each origin and two of its destinations, in the order of names.
  func townPairs(
    _ value: (Row, Row) throws(BorderError) -> Outcome<Double>
  ) throws(BorderError) -> [([String], Measurement.Formula)] {
    var results: [([String], Measurement.Formula)] = []
    for origin in Set(rows.map(\.origin)).sorted() {
      let own = rows.filter { $0.origin == origin }
      for (place, one) in own.enumerated() {
        for other in own.dropFirst(place + 1) {
          results.append(
            ([origin, one.destination, other.destination], .known(try value(one, other))))
        }
      }
    }
    return results
  }

  /// Values of pairs or places; a table that cannot be used gives its reason for each pair.
  func measurements(
    _ values: (PairBook) throws(BorderError) -> [([String], Measurement.Formula)]
  ) -> [Measurement] {
    measured { book throws(BorderError) in
      try values(book).map { subject, formula in
        Measurement(subject, period: "", n: book.rows.count, formula)
      }
    }
  }

  /// Measurements of pairs or places; a table that cannot be used gives its reason for each pair.
  func measured(_ values: (PairBook) throws(BorderError) -> [Measurement]) -> [Measurement] {
    func missing(_ reason: MissingReason) -> [Measurement] {
      all.map { .missing(reason, $0, period: "", n: all.count) }
    }
    if let fault { return missing(fault) }
    do throws(BorderError) {
      return try values(self)
    } catch {
      switch error {
      case .zeroDistance, .badPair(_, _, .zeroDistance), .badPair(_, _, .samePlace):
        return missing(.zeroDenominator)
      case .negativeValue, .badPair(_, _, .negative): return missing(.negativeValue)
      case .massChanges: return missing(.duplicateKey)
      default: return missing(.undefined)
      }
    }
  }
}
