internal import TamgaCatalogue
internal import TamgaNumerics

/// The exports of one period, gathered from a table of flows.
struct ComplexityPeriod: Sendable {
  /// Income per head by country.
  static let incomes = InputTable(.other, ["region", "income"])

  let period: String
  let table: ExportTable
  let presence: PresenceMatrix
  let gaps: Int
  let isNegative: Bool
  private let incomesByCountry: [String: Double]
  private let hasBadIncome: Bool

  /// The periods of a table; totals over countries or products are left apart.
  static func all(_ tables: IndicatorTables, withIncomes: Bool) throws -> [ComplexityPeriod] {
    let flows = try KeyedRows(
      tables.table(.flowsByProduct), words: ["reporter", "product", "flow"],
      ifPresent: ["period"], numbers: ["value"])
    var incomes: [String: Double] = [:]
    var isBad = false
    if withIncomes {
      let rows = try KeyedRows(tables.table(Self.incomes), words: ["region"], numbers: ["income"])
      for row in rows.rows {
        guard let income = row.numbers[0] else { continue }
        if income <= 0 { isBad = true }
        incomes[row.words[0]] = income
      }
    }
    return try flows.grouped(by: 3).map { period, rows in
      try ComplexityPeriod(period, rows, incomes, hasBadIncome: isBad)
    }
  }

  private init(
    _ period: String, _ rows: KeyedRows, _ incomes: [String: Double], hasBadIncome: Bool
  ) throws {
    let exports = rows.rows.filter {
      $0.words[2] == "X" && $0.words[0] != FlowBook.world && $0.words[1] != FlowBook.total
    }
    let known = exports.filter { $0.numbers[0] != nil }
    let negative = known.contains { ($0.numbers[0] ?? 0) < 0 }
    self.period = period
    gaps = exports.count - known.count
    isNegative = negative
    table = try ExportTable(
      known.map { row in
        ExportRow(
          country: row.words[0], product: row.words[1],
          value: negative ? 0 : row.numbers[0] ?? 0)
      })
    presence = try PresenceMatrix(advantagesOf: table)
    incomesByCountry = incomes
    self.hasBadIncome = hasBadIncome
  }

  /// The income content; an income that is not positive counts as not known.
  func incomeContent() throws -> IncomeContent {
    try TamgaProduction.incomeContent(
      of: table,
      incomes: table.countries.map { country in
        incomesByCountry[country].flatMap { $0 > 0 ? $0 : nil }
      })
  }

  func countries(_ values: [Outcome<Double>]) -> [([String], Outcome<Double>)] {
    zip(table.countries, values).map { ([$0], $1) }
  }

  func products(_ values: [Outcome<Double>]) -> [([String], Outcome<Double>)] {
    zip(table.products, values).map { ([$0], $1) }
  }

  func cells(_ value: (Int, Int) -> Outcome<Double>) -> [([String], Outcome<Double>)] {
    table.countries.indices.flatMap { country in
      table.products.indices.map { product in
        ([table.countries[country], table.products[product]], value(country, product))
      }
    }
  }

  /// Values with what a reader must know beside them.
  func measurements(_ values: [([String], Outcome<Double>)]) throws -> [Measurement] {
    var flags: Set<IndicatorFlag> = gaps > 0 || hasBadIncome ? [.gaps] : []
    if table.duplicates > 0 { flags.insert(.duplicates) }
    return values.map { subject, outcome in
      Measurement(
        subject, period: period, n: table.countries.count, flags: flags,
        .known(isNegative ? .missing(.negativeValue) : outcome))
    }
  }
}
