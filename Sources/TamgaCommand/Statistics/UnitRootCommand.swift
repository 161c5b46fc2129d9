internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// `tamga stats unit-root`: whether a series has a unit root, by two tests with opposite hypotheses.
struct UnitRootCommand: TableCommand {
  static let schema = "stats.unit-root"
  static let configuration = CommandConfiguration(
    commandName: "unit-root",
    abstract: "Whether a series has a unit root: Dickey–Fuller and KPSS side by side.",
    discussion: """
      Rows are equal steps of time in the order of the file; a gap inside is refused, since lags would \
      skip it. Dickey and Fuller's test decides by the critical value for this many observations; its \
      p-value is that of an endless series and is marked so. KPSS decides by its published table. \
      Where the two do not agree, that is the answer.
      """)

  @Argument(help: "A delimited text with a header.", completion: .file())
  var data: String

  @Option(name: .long, help: "The column of the series.")
  var column: String

  @Flag(name: .long, help: "Allow a linear trend.")
  var trend = false

  @Option(name: .long, help: "Lags of Dickey–Fuller: a number, aic or bic.")
  var lags = "bic"

  @Option(name: .long, help: "The most lags that aic and bic try; Schwert’s bound by default.")
  var maxLags: Int?

  @OptionGroup var options: TableOptions

  func answer() throws -> UnitRootResult {
    let table = try NumericTable.read(
      URL(fileURLWithPath: data), columns: [column], options: options.reading)
    let series = table.columns[0].reals
    let choice = try LagChoice(
      lags, upTo: maxLags ?? defaultLags(series.count { $0 != nil }))
    let order = try withEngine(data, lines: table.lines, columns: [column]) {
      try integrationOrder(series, terms: trend ? .trend : .constant, lags: choice)
    }
    return UnitRootResult(order: order, column: column, choice: lags)
  }
}

/// Two tests of a unit root as JSON and as tables.
struct UnitRootResult: CommandAnswer {
  let order: IntegrationOrder
  let column: String
  let choice: String

  var json: JSONValue {
    .object([
      "column": .string(column), "n": .integer(order.observations),
      "left_out": .integer(order.leftOut), "terms": .string(order.dickeyFuller.terms.rawValue),
      "lag_choice": .string(choice), "adf": order.dickeyFuller.json,
      "kpss": order.stationarity.json, "verdict": .string(order.level.rawValue),
      "difference": .optional(order.difference?.rawValue), "order": .integer(order.order),
      "warnings": .array(order.warnings.map { .string($0.rawValue) }),
    ])
  }

  var diagnostics: [Diagnostic] {
    sampleDiagnostics(
      order.warnings, n: order.observations, leftOut: order.leftOut)
  }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    let root = order.dickeyFuller
    let level = order.stationarity
    func decision(_ rejects: Bool?) -> String {
      rejects.map { localiser.text("unit-root.decision." + ($0 ? "rejected" : "kept")) } ?? ""
    }
    func bound(_ critical: Outcome<Double>, _ kind: String) -> String {
      guard critical.value != nil else { return "" }
      let words = Message(
        "unit-root.bound-kind." + kind, ["n": .text(String(root.observations))])
      return critical.text(localiser) + " (" + localiser.text(words) + ")"
    }
    let stationary = root.terms == .trend ? "trend-stationary" : "stationary"
    let table = TerminalTable(
      header: [
        "unit-root.test", "unit-root.null", "granger.lags", "column.statistic", "unit-root.bound",
        "unit-root.p", "unit-root.decision",
      ].map { localiser.text($0) },
      rows: [
        [
          localiser.text("granger.adf"), localiser.text("unit-root.null.root"), String(root.lags),
          root.statistic.value == nil
            ? root.why(localiser) : "τ = " + root.statistic.text(localiser),
          bound(root.criticalValue, "finite-sample"),
          root.probability.value == nil ? "" : root.probability.text(localiser),
          decision(root.rejects),
        ],
        [
          localiser.text("granger.kpss"), localiser.text("unit-root.null." + stationary),
          String(level.lags),
          level.statistic.value == nil
            ? level.why(localiser) : "η = " + level.statistic.text(localiser),
          bound(level.criticalValue, "asymptotic"),
          level.probability.value == nil
            ? "" : (level.isBound ? level.sign + " " : "") + level.probability.text(localiser),
          decision(level.rejects),
        ],
      ])
    let verdict = Message("unit-root.verdict." + order.level.rawValue, ["series": .text(column)])
    return table.text(style) + (style == .table ? "\n" + localiser.text(verdict) : "")
  }
}
