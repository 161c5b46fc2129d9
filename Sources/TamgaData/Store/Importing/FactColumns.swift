internal import TamgaNumerics

/// Columns of facts and their cells on the way into the tables, one row at a time.
struct FactColumns {
  private var flows = Rows(width: 27)
  private var indicators = Rows(width: 16)
  private var cells = Rows(width: 5)
  private(set) var periods: [String: Period] = [:]
  private(set) var units: [String: MeasureUnit] = [:]
  private var nextObservation: Int
  private var cellsOfFile: (file: Int, locators: Set<Int>) = (0, [])

  init(nextObservation: Int) { self.nextObservation = nextObservation }

  /// The rows waiting to be written.
  var rowCount: Int { cells.count }

  /// Forgets the rows that were written.
  mutating func removeRows() {
    flows = Rows(width: 27)
    indicators = Rows(width: 16)
    cells = Rows(width: 5)
  }

  /// Adds a number.
  mutating func add(
    _ row: PreparedImport.Row, dataset: String, vintage: Int, file: Int
  ) {
    let observation = row.observation
    periods[observation.period.description] = observation.period
    units[observation.unit.id] = observation.unit
    let head: [Rows.Value] = [
      .integer(nextObservation), .text(dataset), .integer(vintage),
    ]
    let tail: [Rows.Value] = [.integer(file), .integer(row.locator)]
    nextObservation += 1
    switch observation.fact {
    case .flow: flows.append(head + Self.flow(row) + tail)
    case .indicator: indicators.append(head + Self.indicator(row) + tail)
    }
    if cellsOfFile.file != file { cellsOfFile = (file, []) }
    guard cellsOfFile.locators.insert(row.locator).inserted else { return }
    cells.append(
      tail + [.integer(observation.line), .text(observation.raw), .text(observation.printed)])
  }

  private static func status(_ row: PreparedImport.Row) -> Rows.Value {
    let marks = Set(row.observation.flags + row.number.marks + row.quantity.marks)
    return .text(marks.sorted().joined(separator: " "))
  }

  private static func flow(_ row: PreparedImport.Row) -> [Rows.Value] {
    let o = row.observation
    return [
      .text(o.reporter.text), .text(o.partner.text), .text(o.partnerKind), .text(o.flow),
      .text(o.product), .text(o.nomenclature), .text(o.period.description),
      .decimal(row.number.mantissa, scale: 3), .text(o.currency ?? ""), .text(o.valuation),
      .decimal(row.quantity.mantissa, scale: 3), .text(o.quantityUnit),
      .decimal(kilograms(o), scale: 3), .text(nil), .text(nil), .text(nil),
      .text(o.state.rawValue), .text(o.reason), status(row), .boolean(o.isAggregate),
      .text(o.unit.id), .decimal(row.number.source, scale: StoredNumber.sourceScale),
    ]
  }

  private static func indicator(_ row: PreparedImport.Row) -> [Rows.Value] {
    let o = row.observation
    return [
      .text(o.reporter.text), .text(o.indicator), .text(o.period.description),
      .decimal(row.number.mantissa, scale: 9), .text(o.unit.id), .text(o.priceBasis),
      .text(nil), .text(o.state.rawValue), .text(o.reason), status(row), .boolean(o.isAggregate),
    ]
  }

  /// The quantity as net mass, when its unit is one of mass and nothing is lost.
  private static func kilograms(_ observation: Observation) -> Int128? {
    guard let quantity = observation.quantity,
      let unit = observation.quantityUnit.flatMap({ MeasureUnit(id: $0) }), unit.dimension == .mass,
      let number = try? StoredNumber(
        quantity, power: unit.powerOfTen, scale: 3, width: 18, mark: "")
    else { return nil }
    return number.marks.isEmpty ? number.mantissa : nil
  }

  /// Appends everything to the tables.
  func write(to connection: Connection) throws {
    try flows.write(to: "flow", connection)
    try indicators.write(to: "indicator", connection)
    try cells.write(to: "cell", connection)
  }

  /// Adds the periods and units that are new to the warehouse.
  func writeDimensions(to connection: Connection) throws {
    for (id, period) in periods.sorted(by: { $0.key < $1.key }) {
      let span = period.span
      try connection.execute(
        "INSERT OR IGNORE INTO period VALUES (?, CAST(? AS DATE), CAST(? AS DATE), ?, ?)",
        [.text(id), .text(span.first), .text(span.last), .text(span.frequency), .text(span.kind)])
    }
    for (id, unit) in units.sorted(by: { $0.key < $1.key }) {
      let power = unit.powerOfTen
      let factor = { (power: Int) in "1" + String(repeating: "0", count: min(max(power, 0), 37)) }
      try connection.execute(
        "INSERT OR IGNORE INTO unit VALUES (?, ?, CAST(? AS DECIMAL(38,0)), CAST(? AS DECIMAL(38,0)))",
        [
          .text(id), .text(unit.dimensionName), .text(factor(power)), .text(factor(-power)),
        ])
    }
  }
}

/// Rows turned into contiguous columns.
struct Rows {
  /// A cell of a row.
  enum Value {
    case text(String?)
    case integer(Int?)
    case decimal(Int128?, scale: Int)
    case boolean(Bool)
  }

  private var columns: [[Value]]
  private(set) var count = 0

  init(width: Int) { columns = Array(repeating: [], count: width) }

  mutating func append(_ row: [Value]) {
    for (index, value) in row.enumerated() { columns[index].append(value) }
    count += 1
  }

  /// Appends the rows to a table whose columns have the types of the values.
  func write(to table: String, _ connection: Connection) throws {
    guard count > 0 else { return }
    let appender = try Appender(connection, table: table)
    try appender.append(columns.map(Self.column))
    try appender.close()
  }

  private static func column(_ values: [Value]) -> Column {
    switch values.first {
    case .text, nil:
      Column(
        texts: values.map {
          guard case .text(let text) = $0 else { return nil }
          return text
        })
    case .integer:
      Column(
        integers: values.map {
          guard case .integer(let number) = $0 else { return nil }
          return number
        })
    case .decimal(_, let scale):
      Column(
        mantissas: values.map {
          guard case .decimal(let number, _) = $0 else { return nil }
          return number
        }, scale: scale)
    case .boolean:
      Column(
        booleans: values.map {
          guard case .boolean(let truth) = $0 else { return false }
          return truth
        })
    }
  }
}
