internal import TamgaCatalogue
internal import TamgaNumerics

/// Pairs of places with masses and distances, gathered from a tidy table.
struct PairBook: Sendable {
  struct Row: Hashable, Sendable {
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

    /// The same pair read from its other end.
    var reversed: Row {
      Row(
        origin: destination, destination: origin, countries: countries.reversed(),
        masses: masses.map { $0.reversed() }, distances: distances)
    }
  }

  /// The rows whose masses in force are known; each pair once, or, where direction counts, each way once.
  let rows: [Row]
  /// Pairs that stood more than once with the same numbers, names in order.
  let repeated: Set<[String]>
  private let columns: PairColumns
  /// Why the table cannot be used.
  let fault: MissingReason?
  private let all: [[String]]
  private let marks: [IndicatorFlag: Marks]

  /// Reads the kinds in force and every other kind that the table holds without a fault.
  ///
  /// A pair may stand both ways, as in a full matrix, where its numbers agree; others contradict.
  /// - Parameters:
  ///   - table: of pairs.
  ///   - wanted: the kinds of mass and distance.
  ///   - directed: an origin has its own row to each destination, and the way back is another.
  /// - Throws: `TableError`.
  init(_ table: TidyTable, _ wanted: PairColumns = .generic, directed: Bool = false) throws {
    let held = wanted.held(by: table)
    let read = try KeyedRows(
      table, words: ["origin", "destination"], ifPresent: ["country_i", "country_j"],
      numbers: held.numbers)
    var rows: [Row] = []
    var reason: MissingReason?
    var seen: [[String]: Row] = [:]
    var repeated: Set<[String]> = []
    all = read.rows.map { Array($0.words.prefix(2)) }
    let columns = held.usable(read.rows)
    for row in read.rows {
      let names = Array(row.words.prefix(2))
      let masses = columns.masses.map { held.masses($0, row) }
      let distances = columns.distances.map { held.distance($0, row) }
      guard let one = masses[0][0], let other = masses[0][1] else {
        reason = reason ?? .missingInput
        continue
      }
      let pair = Row(
        origin: names[0], destination: names[1], countries: Array(row.words.suffix(2)),
        masses: masses.map { $0.map { $0 ?? 0 } }, distances: distances)
      let key = directed ? names : names.sorted()
      if let known = seen[key] {
        guard known == pair || known == pair.reversed else {
          reason = reason ?? .duplicateKey
          continue
        }
        repeated.insert(names.sorted())
        continue
      }
      seen[key] = pair
      if min(one, other, distances[0] ?? 0) < 0 { reason = reason ?? .negativeValue }
      rows.append(pair)
    }
    self.repeated = repeated
    marks = [
      .unreachable: Marks(
        rows.filter { $0.distance == nil && $0.origin != $0.destination }, isDirected: directed),
      .duplicates: Marks(
        rows.filter { repeated.contains([$0.origin, $0.destination].sorted()) },
        isDirected: directed),
    ]
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
        Measurement(
          subject, period: "", n: book.rows.count, flags: book.flags(subject, formula), formula)
      }
    }
  }

  /// What a value of a place, a pair, or an origin and its destinations has to say: that a pair of its
  /// own has no way and adds nothing, that one stood more than once.
  private func flags(_ subject: [String], _ formula: Measurement.Formula) -> Set<IndicatorFlag> {
    guard case .known(let outcome, _, _) = formula, outcome.value != nil else { return [] }
    return Set(marks.filter { $0.value.concern(subject) }.keys)
  }

  /// Pairs, and the places whose sums they are in.
  private struct Marks: Sendable {
    private var pairs: Set<[String]> = []
    private var places: Set<String> = []

    init(_ rows: [Row], isDirected: Bool) {
      for row in rows {
        pairs.insert([row.origin, row.destination])
        places.insert(row.origin)
        if !isDirected { places.insert(row.destination) }
      }
    }

    func concern(_ subject: [String]) -> Bool {
      guard let first = subject.first else { return false }
      return subject.count == 1
        ? places.contains(first) : subject.dropFirst().contains { pairs.contains([first, $0]) }
    }
  }

  /// The pairs as they stand, each once.
  private var subjects: [[String]] {
    all.indices.filter { $0 == 0 || all[$0] != all[$0 - 1] }.map { all[$0] }
  }

  /// Measurements of pairs or places; a table that cannot be used gives its reason for each pair.
  func measured(_ values: (PairBook) throws(BorderError) -> [Measurement]) -> [Measurement] {
    func missing(_ reason: MissingReason) -> [Measurement] {
      subjects.map { .missing(reason, $0, period: "", n: all.count) }
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
