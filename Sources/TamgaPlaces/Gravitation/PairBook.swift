internal import TamgaCatalogue
internal import TamgaNumerics

/// Pairs of places with masses and distance, gathered from a tidy table.
struct PairBook: Sendable {
  struct Row: Sendable {
    let origin: String
    let destination: String
    let one: Double
    let other: Double
    let distance: Double?
  }

  /// The rows whose masses are known.
  let rows: [Row]
  private let all: [[String]]
  private let reason: MissingReason?

  init(_ table: TidyTable) throws {
    let read = try KeyedRows(
      table, words: ["origin", "destination"], numbers: ["mass_i", "mass_j", "distance"])
    var rows: [Row] = []
    var reason: MissingReason?
    var seen: Set<[String]> = []
    for row in read.rows {
      guard seen.insert(row.words.sorted()).inserted else {
        reason = reason ?? .duplicateKey
        continue
      }
      guard let one = row.numbers[0], let other = row.numbers[1] else {
        reason = reason ?? .missingInput
        continue
      }
      if min(one, other, row.numbers[2] ?? 0) < 0 { reason = reason ?? .negativeValue }
      rows.append(
        Row(
          origin: row.words[0], destination: row.words[1], one: one, other: other,
          distance: row.numbers[2]))
    }
    self.rows = rows
    self.reason = reason
    all = read.rows.map(\.words)
  }

  func pairs() throws(BorderError) -> RegionPairs {
    try RegionPairs(
      rows.map {
        RegionPair(
          origin: $0.origin, destination: $0.destination, originMasses: [$0.one],
          destinationMasses: [$0.other], distances: [$0.distance])
      }, massKinds: ["mass"], distanceKinds: ["distance"])
  }

  func potentials(_ decay: DistanceDecay) throws(BorderError) -> [([String], Measurement.Formula)] {
    let names = Set(rows.flatMap { [$0.origin, $0.destination] }).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    var masses = [Double](repeating: 0, count: names.count)
    var distances = [Double?](repeating: nil, count: names.count * names.count)
    for row in rows {
      guard let one = places[row.origin], let other = places[row.destination] else { continue }
      masses[one] = row.one
      masses[other] = row.other
      distances[one * names.count + other] = row.distance
      distances[other * names.count + one] = row.distance
    }
    let field = try potentialField(
      names.indices.map { AttractingPlace(name: names[$0], country: "", mass: masses[$0]) },
      distances: distances, decay: decay)
    // A table without any mass has no field.
    guard masses.contains(where: { $0 > 0 }) else {
      return names.map { ([$0], .known(.missing(.zeroDenominator))) }
    }
    return field.places.map { ([$0.name], .known($0.potential)) }
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
  ) throws -> [Measurement] {
    func missing(_ reason: MissingReason) -> [Measurement] {
      all.map { .missing(reason, $0, period: "", n: all.count) }
    }
    if let reason { return missing(reason) }
    do throws(BorderError) {
      return try values(self).map { subject, formula in
        Measurement(subject, period: "", n: rows.count, formula)
      }
    } catch {
      switch error {
      case .zeroDistance, .selfPair: return missing(.zeroDenominator)
      case .negativeValue: return missing(.negativeValue)
      case .massChanges: return missing(.duplicateKey)
      default: return missing(.undefined)
      }
    }
  }
}
