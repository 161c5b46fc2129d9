internal import TamgaCatalogue
internal import TamgaNumerics

/// The employment table of each period, the earliest first.
struct IndustryBook {
  /// A table, or why there is none.
  struct Period {
    let name: String
    let table: Outcome<IndustryTable>
    let rows: Int
  }

  static let input = InputTable(.employment, ["region", "industry", "period", "employment"])

  let regions: [String]
  let periods: [Period]
  let flags: Set<IndicatorFlag>

  init(_ tables: IndicatorTables, _ input: InputTable, _ context: IndicatorContext) throws {
    let book = try CellBook(
      tables.table(input), by: ["region", "industry", "period"], of: "employment")
    let names = Set(book.cells.keys.map { book.word("region", $0) }).sorted()
    let industries = Set(book.cells.keys.map { book.word("industry", $0) }).sorted()
    regions = names
    let place = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    let column = Dictionary(uniqueKeysWithValues: zip(industries, industries.indices))
    periods = book.groups(book.cells, by: ["period"]).map { key, members in
      var values = [[Double]](
        repeating: [Double](repeating: 0, count: industries.count), count: names.count)
      var reason: MissingReason?
      for member in members {
        guard let region = place[book.word("region", member.key)],
          let industry = column[book.word("industry", member.key)]
        else { continue }
        switch member.cell.known(context) {
        case .value(let amount): values[region][industry] = amount.double
        case .missing(let why): reason = reason ?? why
        }
      }
      let table = IndustryTable(
        regions: names, industries: industries, values: values,
        absentPairs: names.count * industries.count - members.count)
      if reason == nil, !table.total.isFinite { reason = .undefined }
      return Period(
        name: book.word("period", key), table: reason.map { .missing($0) } ?? .value(table),
        rows: members.count)
    }.sorted { periodPrecedes($0.name, $1.name) }
    var flags: Set<IndicatorFlag> =
      book.cells.values.contains { $0.duplicates > 0 } ? [.duplicates] : []
    if periods.contains(where: { $0.rows < names.count * industries.count }) {
      flags.insert(.absentPairs)
    }
    self.flags = flags
  }

  /// What a function of the first and the last table gives for each region, or why there is none.
  func measured(
    flagging: (IndustryTable, IndustryTable) throws -> Set<IndicatorFlag> = { _, _ in [] },
    _ formula: (IndustryTable, IndustryTable) throws -> Outcome<[Outcome<Double>]>
  ) rethrows -> [Measurement] {
    guard let first = periods.first, let last = periods.last else { return [] }
    let name = periods.count > 1 ? "\(first.name)/\(last.name)" : first.name
    let size = first.rows + (periods.count > 1 ? last.rows : 0)
    guard periods.count > 1 else {
      return regions.map { .missing(.tooFewObservations, [$0], period: name, n: size) }
    }
    let values: Outcome<[Outcome<Double>]>
    var flags = flags
    switch (first.table, last.table) {
    case (.missing(let reason), _), (_, .missing(let reason)): values = .missing(reason)
    case (.value(let start), .value(let end)):
      values = start.total > 0 ? try formula(start, end) : .missing(.zeroDenominator)
      if start.total > 0 { flags.formUnion(try flagging(start, end)) }
    }
    return regions.indices.map { region in
      Measurement(
        [regions[region]], period: name, n: size, flags: flags,
        .known(values.flatMap { $0.indices.contains(region) ? $0[region] : .missing(.undefined) }))
    }
  }
}
