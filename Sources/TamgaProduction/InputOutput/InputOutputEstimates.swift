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
      return SquareBook(cells, sectors, mayBeNegative: false).regionalised(
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
    return SquareBook(cells, totals, mayBeNegative: true).balanced()
  }
}
