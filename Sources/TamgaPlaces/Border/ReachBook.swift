internal import TamgaCatalogue
internal import TamgaNumerics

/// The two sides of a border and its crossings, gathered from tidy tables.
struct ReachBook: Sendable {
  static let legs = InputTable(.other, ["place", "crossing", "distance", "population"])
  static let legsAbroad = InputTable(.other, ["crossing", "destination", "distance", "mass_j"])
  static let delays = InputTable(.other, ["crossing", "delay"])
  static let tables = [legs, legsAbroad, delays]
  static let note =
    "distance is hours from a place to a crossing, and from a crossing to a place abroad; an empty one "
    + "is no way there. A crossing that is closed has no row among the delays."

  static let homeTable = """
    place,crossing,distance,population
    a,one,0.5,30
    a,two,3,30
    b,one,1.5,50
    c,two,5,20
    """
  static let sample = [
    homeTable,
    """
    crossing,destination,distance,mass_j
    one,x,1,100
    two,x,1,100
    """,
    """
    crossing,delay
    one,2
    two,0
    """,
  ]

  let home: PlacesInReach
  let abroad: PlacesInReach
  /// The stretch of border, or why there is none.
  let stretch: Outcome<BorderStretch>

  init(_ tables: IndicatorTables) throws {
    home = try PlacesInReach(home: tables.table(Self.legs))
    abroad = PlacesInReach(
      try KeyedRows(
        tables.table(Self.legsAbroad), words: ["crossing", "destination"],
        numbers: ["distance", "mass_j"]), place: 1)
    let waits = try KeyedRows(tables.table(Self.delays), words: ["crossing"], numbers: ["delay"])
    if let fault = home.fault ?? abroad.fault ?? Self.fault(waits) {
      stretch = .missing(fault)
    } else {
      stretch = Self.stretch(home, abroad, waits).map { .value($0) } ?? .missing(.undefined)
    }
  }

  /// Why rows of one number cannot be used.
  private static func fault(_ rows: KeyedRows) -> MissingReason? {
    if Set(rows.rows.map { $0.words[0] }).count < rows.rows.count { return .duplicateKey }
    for row in rows.rows {
      guard let value = row.numbers[0] else { return .missingInput }
      if value < 0 { return .negativeValue }
    }
    return rows.rows.isEmpty ? .missingInput : nil
  }

  private static func stretch(_ home: PlacesInReach, _ abroad: PlacesInReach, _ waits: KeyedRows)
    -> BorderStretch?
  {
    let crossings = waits.rows.map { $0.words[0] }
    let times = try? CrossingTimes(
      crossings: crossings.count,
      toCrossing: home.names.flatMap { place in crossings.map { home.hours[[place, $0]] ?? nil } },
      fromCrossing: crossings.flatMap { crossing in
        abroad.names.map { abroad.hours[[crossing, $0]] ?? nil }
      })
    return times.flatMap { times in
      try? BorderStretch(
        homeMasses: home.names.map { home.sizes[$0] ?? 0 },
        homePotentials: home.names.map { _ in 0 },
        massesAbroad: abroad.names.map { abroad.sizes[$0] ?? 0 },
        crossings: waits.rows.map {
          BorderCrossing(name: $0.words[0], delayHours: $0.numbers[0] ?? 0, isOpen: true)
        }, times: times)
    }
  }
}

/// Places on one side with their people or masses, and the hours between them and crossings.
struct PlacesInReach {
  let names: [String]
  private(set) var sizes: [String: Double] = [:]
  /// By the words of a row, place and crossing in the table's order.
  private(set) var hours: [[String]: Double?] = [:]
  private(set) var fault: MissingReason?
  private let place: Int

  /// Reads the legs of home places.
  init(home table: TidyTable) throws {
    self.init(
      try KeyedRows(
        table, words: ["place", "crossing"], numbers: ["distance", "population"]), place: 0)
  }

  /// Reads rows of two words, one of them the place at `place`, with hours and size.
  init(_ rows: KeyedRows, place: Int) {
    self.place = place
    names = rows.names([place])
    for row in rows.rows {
      let (name, known) = (row.words[place], row.numbers[1])
      if hours[row.words] != nil { fault = fault ?? .duplicateKey }
      hours[row.words] = .some(row.numbers[0])
      guard let known else {
        fault = fault ?? .missingInput
        continue
      }
      if known < 0 || (row.numbers[0] ?? 0) < 0 { fault = fault ?? .negativeValue }
      if sizes[name].map({ $0 != known }) ?? false { fault = fault ?? .duplicateKey }
      sizes[name] = known
    }
    if rows.rows.isEmpty { fault = .missingInput }
    if rows.rows.allSatisfy({ $0.numbers[0] == nil }) { fault = fault ?? .unreachable }
  }

  /// The hours to the nearest crossing.
  func nearest(_ name: String) -> Double {
    hours.reduce(.infinity) { best, leg in
      leg.key[place] == name ? min(best, leg.value ?? .infinity) : best
    }
  }
}
