internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// `tamga stats lead-lag`: correlations of two series at leads and lags.
struct LeadLagCommand: TableCommand {
  static let schema = "stats.lead-lag"
  static let configuration = CommandConfiguration(
    commandName: "lead-lag",
    abstract: "Correlations of two series at leads and lags, with block-bootstrap bands.",
    discussion: """
      Rows are equal steps of time in the order of the file. At lag k the coefficient is that of x with \
      y k steps later: above zero x leads. Bands draw blocks of neighbouring periods, p counts the \
      pairs that autocorrelated series are worth, and is adjusted by Holm for looking at every lag. \
      To lead is not to cause, and two series that both grow correlate at every lag.
      """)

  @Argument(help: "A delimited text with a header.", completion: .file())
  var data: String

  @Option(name: .long, help: "The column that may follow.")
  var y: String

  @Option(name: .long, help: "The column that may lead.")
  var x: String

  @Option(name: .long, help: "The most steps ahead and behind.")
  var lags = 3

  @Option(name: .long, help: "Draws of the bootstrap.")
  var draws = 1999

  @Option(name: .long, help: "Seed of the draws.")
  var seed: UInt64 = 1

  @Option(name: .long, help: "Threads; they change no number.")
  var threads = 2

  @OptionGroup var options: TableOptions

  func validate() throws {
    guard (1...1_000_000).contains(draws) else {
      throw ValidationError("--draws takes 1 to 1000000, not \(draws)")
    }
  }

  func answer() throws -> LeadLagResult {
    let table = try NumericTable.read(
      URL(fileURLWithPath: data), columns: [x, y], options: options.reading)
    let (one, other) = (table.columns[0].reals, table.columns[1].reals)
    let report = try withEngine(data, lines: table.lines, columns: [x, y]) {
      for (place, series) in [one, other].enumerated() {
        let known = series.compactMap(\.self)
        guard known.contains(where: { $0 != known[0] }) else {
          throw SeriesError.zeroVariance(series: place)
        }
      }
      return try leadLagReport(
        x: one, y: other, reach: lags, seed: seed, draws: draws,
        threads: max(1, min(64, threads)))
    }
    return LeadLagResult(
      report: report, x: x, y: y, rows: one.count,
      leftOut: zip(one, other).count { $0 == nil || $1 == nil }, seed: seed, draws: draws)
  }
}

/// Correlations at leads and lags as JSON and as a table.
struct LeadLagResult: CommandAnswer {
  let report: LeadLagReport
  let x: String
  let y: String
  let rows: Int
  let leftOut: Int
  let seed: UInt64
  let draws: Int

  var json: JSONValue {
    .object([
      "x": .string(x), "y": .string(y), "n": .integer(rows - leftOut),
      "left_out": .integer(leftOut), "seed": .string(String(seed)), "draws": .integer(draws),
      "strongest": report.strongest.map { .integer($0) } ?? .null,
      "lags": .array(zip(report.lags, report.adjusted).map(Self.json)),
      "warnings": .array(report.warnings.map { .string($0.rawValue) }),
    ])
  }

  private static func json(_ lag: LagCorrelation, adjusted: Double?) -> JSONValue {
    let interval = lag.interval.value
    return .object([
      "lag": .integer(lag.lag), "n": .integer(lag.observations), "r": lag.coefficient.number,
      "n_eff": lag.effectiveObservations.number, "p": lag.probability.number,
      "p_holm": .optional(adjusted),
      "ci95": interval.map { .array([.number($0.lower), .number($0.upper)]) } ?? .null,
      "ci_method": .optional(interval?.method),
      "reason": lag.coefficient.reason == nil ? lag.probability.why : lag.coefficient.why,
    ])
  }

  var diagnostics: [Diagnostic] {
    sampleDiagnostics(
      report.warnings, n: report.lags.map(\.observations).min() ?? 0, leftOut: leftOut,
      total: rows)
  }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    let rows = zip(report.lags, report.adjusted).map { lag, adjusted in
      [
        String(lag.lag), String(lag.observations), lag.coefficient.text(localiser),
        lag.interval.value.map { localiser.interval($0, digits: 2) } ?? "",
        lag.effectiveObservations.text(localiser, digits: 1), lag.probability.text(localiser),
        adjusted.map { localiser.numbers.string($0, digits: 3) } ?? "",
      ]
    }
    let header =
      [localiser.text("lead-lag.lag"), localiser.text("column.n"), "r"]
      + ["column.interval95", "lead-lag.effective", "column.p", "lead-lag.holm"].map {
        localiser.text($0)
      }
    let table = TerminalTable(header: header, rows: rows).text(style)
    guard style == .table, let reading = reading(localiser) else { return table }
    return table + "\n" + reading
  }

  /// What the largest coefficient says, with the same breath that all lags were looked at.
  private func reading(_ localiser: Localiser) -> String? {
    guard let largest = report.strongest else { return nil }
    let tested = report.adjusted.compactMap(\.self).count
    guard tested > 0 else { return localiser.text("lead-lag.untested") }
    let found = zip(report.lags, report.adjusted).filter { ($1 ?? 1) < 0.05 }.compactMap { lag, _ in
      lag.coefficient.value.map { (lag: lag.lag, r: $0) }
    }
    guard let (strongest, r) = found.max(by: { abs($0.r) < abs($1.r) }) else {
      return localiser.text(Message("lead-lag.none", ["count": .count(tested)]))
    }
    guard strongest == largest else {
      return localiser.text(
        Message(
          "lead-lag.other",
          [
            "largest": .text(String(largest)), "lag": .text(String(strongest)),
            "r": .text(localiser.numbers.string(r, digits: 2)),
          ]))
    }
    let arguments: [String: MessageArgument] = [
      "lag": .text(String(strongest)), "x": .text(x), "y": .text(y),
      "r": .text(localiser.numbers.string(r, digits: 2)),
    ]
    if strongest > 0 { return localiser.text(Message("lead-lag.leads", arguments)) }
    if strongest < 0 { return localiser.text(Message("lead-lag.lags", arguments)) }
    return localiser.text(Message("lead-lag.together", arguments))
  }
}
