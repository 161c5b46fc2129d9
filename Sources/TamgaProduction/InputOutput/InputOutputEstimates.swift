internal import TamgaCatalogue
internal import TamgaNumerics

/// Indicators of regional coefficients and of balancing.
enum InputOutputEstimates {
  package static let all: [IndicatorDefinition] = quotients + [balance]

  private static let national = InputTable(.other, ["supplier", "purchaser", "coefficient"])
  private static let employment = InputTable(
    .other, ["sector", "region_employment", "nation_employment"])
  private static let delta = IndicatorChoice.number("delta", "0.25")
  private static let tables = [
    """
    supplier,purchaser,coefficient
    a,a,0.2
    a,b,0.3
    b,a,0.1
    b,b,0.4
    """,
    "sector,region_employment,nation_employment\na,30,100\nb,10,100",
  ]

  private static func quotient(
    _ id: String, formula: String, tex: String, citation: String, choices: [IndicatorChoice],
    expected: Double, isFan: Bool,
    _ method: @escaping @Sendable (Double) -> LocationQuotientMethod
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .inputOutput, formula: formula, tex: tex, tables: [national, employment],
      unit: .fixed(.ratio), rules: (.zeroDenominator, isFan ? .fan : .exact),
      citations: [citation, "Miller and Blair (2009), Input–Output Analysis, §8.2"],
      choices: choices,
      examples: [
        WorkedExample(
          "SLQ 1.5 and 0.5, λ = log₂(1.2)^0.25, by hand", tables, subject: "b/a",
          expected: expected, tolerance: 1e-12)
      ], note: "Always an estimate; the interval is the fan over δ from 0.15 to 0.35."
    ) { tables, context in
      let cells = try KeyedRows(
        tables.table(national), words: ["supplier", "purchaser"], numbers: ["coefficient"])
      let sectors = try KeyedRows(
        tables.table(employment), words: ["sector"],
        numbers: ["region_employment", "nation_employment"])
      let standard = choices.isEmpty ? 0.25 : context.number(delta)
      return RegionalBook(cells, sectors).measurements(
        method, at: standard, fan: isFan ? [0.15, 0.2, 0.25, 0.3, 0.35] : [])
    }
  }

  private static let flegg = "Flegg and Webber (1997), On the Appropriate Use of Location Quotients"

  private static let quotients = [
    quotient(
      "io.regional.cilq", formula: "a min(1, SLQ_i / SLQ_j)", tex: "a_{ij}\\min(1, CILQ_{ij})",
      citation: "Morrison and Smith (1974), Nonsurvey Input–Output Techniques", choices: [],
      expected: 0.1 / 3, isFan: false
    ) { _ in .cilq },
    quotient(
      "io.regional.flq", formula: "a min(1, CILQ_ij log₂(1 + E_r / E)^δ)",
      tex: "a_{ij}\\min(1, CILQ_{ij}\\,\\log_2(1+E_r/E)^{\\delta})", citation: flegg,
      choices: [delta], expected: 0.1 / 3 * 0.7161485878118181, isFan: true
    ) { .flq(delta: $0) },
    quotient(
      "io.regional.aflq", formula: "the same times log₂(1 + SLQ_j) where SLQ_j > 1",
      tex: "a_{ij}\\min(1, FLQ_{ij})\\log_2(1+SLQ_j)",
      citation: "Flegg and Webber (2000), Regional Size and Regional Specialization",
      choices: [delta], expected: 0.1 / 3 * 0.7161485878118181 * 1.3219280948873624, isFan: true
    ) { .aflq(delta: $0) },
  ]

  private static let start = InputTable(.other, ["row", "column", "value"])
  private static let margins = InputTable(.other, ["name", "row_total", "column_total"])

  private static let balance = IndicatorDefinition(
    "io.balance.ras", .inputOutput, formula: "r_i a_ij s_j with given margins",
    tex: "r_i a_{ij} s_j,\\ \\sum_j = u_i,\\ \\sum_i = v_j", tables: [start, margins],
    unit: .sameAsInput, rules: (.zeroDenominator, .exact),
    citations: ["Stone (1961), Input–Output and National Accounts"], choices: [],
    examples: [
      WorkedExample(
        "ones with margins (6, 4) and (5, 5), by hand: 6 · 5 / 10",
        [
          "row,column,value\na,a,1\na,b,1\nb,a,1\nb,b,1",
          "name,row_total,column_total\na,6,5\nb,4,5",
        ], subject: "a/b", expected: 3, tolerance: 1e-9)
    ], note: "Margins that no such matrix has give no value, never a best effort."
  ) { tables, _ in
    let cells = try KeyedRows(tables.table(start), words: ["row", "column"], numbers: ["value"])
    let totals = try KeyedRows(
      tables.table(margins), words: ["name"], numbers: ["row_total", "column_total"])
    return MarginBook(cells, totals).measurements()
  }
}

/// National coefficients and employment as dense arrays.
private struct RegionalBook {
  private let square: SquareBook
  private let region: [Double]
  private let nation: [Double]
  private var reason: MissingReason?

  init(_ cells: KeyedRows, _ sectors: KeyedRows) {
    square = SquareBook(cells, names: sectors.names([0]))
    reason = square.reason
    let known = sectors.complete
    if known.gaps > 0 { reason = reason ?? .missingInput }
    if known.rows.count != square.names.count { reason = reason ?? .duplicateKey }
    region = known.rows.map { $0.numbers[0] }
    nation = known.rows.map { $0.numbers[1] }
    if (region + nation).contains(where: { $0 < 0 }) { reason = reason ?? .negativeValue }
  }

  func measurements(
    _ method: (Double) -> LocationQuotientMethod, at delta: Double, fan: [Double]
  ) -> [Measurement] {
    if let reason { return square.missing(reason) }
    do throws(InputOutputError) {
      let central = try coefficients(method(delta))
      guard central.simple.contains(where: { $0 > 0 }) else {
        return square.missing(.zeroDenominator)
      }
      var runs = [central]
      for delta in fan { runs.append(try coefficients(method(delta))) }
      return square.measurements(flags: [.estimate]) { cell in
        let values = runs.map { $0.coefficients[cell] }
        let interval =
          fan.isEmpty
          ? nil
          : IndicatorInterval(
            lower: values.min() ?? 0, upper: values.max() ?? 0, kind: "fan")
        return .known(.value(values[0]), interval: interval)
      }
    } catch {
      if case .choiceOutOfRange("regional employment") = error {
        return square.missing(.zeroDenominator)
      }
      return square.missing(.undefined)
    }
  }

  private func coefficients(_ method: LocationQuotientMethod) throws(InputOutputError)
    -> RegionalCoefficients
  {
    try regionalCoefficients(
      national: square.values, regional: region, nation: nation, method: method)
  }
}

/// A start and its margins as dense arrays.
private struct MarginBook {
  private let square: SquareBook
  private let rows: [Double]
  private let columns: [Double]
  private var reason: MissingReason?

  init(_ cells: KeyedRows, _ totals: KeyedRows) {
    square = SquareBook(cells, names: totals.names([0]))
    reason = square.reason
    let known = totals.complete
    if known.gaps > 0 { reason = reason ?? .missingInput }
    if known.rows.count != square.names.count { reason = reason ?? .duplicateKey }
    rows = known.rows.map { $0.numbers[0] }
    columns = known.rows.map { $0.numbers[1] }
  }

  func measurements() -> [Measurement] {
    if let reason { return square.missing(reason) }
    guard rows.contains(where: { $0 != 0 }) else { return square.missing(.zeroDenominator) }
    do throws(InputOutputError) {
      let found = try balanced(square.values, rows: rows, columns: columns)
      return square.measurements(flags: []) { .known(.value(found.values[$0])) }
    } catch {
      if case .negativeValue = error { return square.missing(.negativeValue) }
      return square.missing(.undefined)
    }
  }
}

/// A square matrix by names.
private struct SquareBook {
  let names: [String]
  let values: [Double]
  let reason: MissingReason?
  let hasDuplicates: Bool

  init(_ cells: KeyedRows, names: [String]) {
    let places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    var values = [Double](repeating: 0, count: names.count * names.count)
    var reason: MissingReason?
    var seen: Set<[String]> = []
    var twice = false
    for row in cells.rows {
      guard let one = places[row.words[0]], let other = places[row.words[1]],
        let value = row.numbers[0]
      else {
        reason = reason ?? .missingInput
        continue
      }
      if value < 0 { reason = reason ?? .negativeValue }
      if !seen.insert(row.words).inserted { twice = true }
      values[one * names.count + other] += value
    }
    self.names = names
    self.values = values
    self.reason = reason
    hasDuplicates = twice
  }

  func missing(_ reason: MissingReason) -> [Measurement] {
    measurements(flags: []) { _ in .known(.missing(reason)) }
  }

  func measurements(flags: Set<IndicatorFlag>, _ formula: (Int) -> Measurement.Formula)
    -> [Measurement]
  {
    names.indices.flatMap { row in
      names.indices.map { column in
        Measurement(
          [names[row], names[column]], period: "", n: names.count,
          flags: hasDuplicates ? flags.union([.duplicates]) : flags,
          formula(row * names.count + column))
      }
    }
  }
}
