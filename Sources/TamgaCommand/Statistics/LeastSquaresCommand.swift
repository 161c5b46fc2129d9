internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// `tamga stats ols`: a least-squares regression whose errors hold without equal variances.
struct LeastSquaresCommand: TableCommand {
  static let schema = "stats.ols"
  static let configuration = CommandConfiguration(
    commandName: "ols",
    abstract: "Least squares with robust standard errors, t, p, intervals and what n allows.",
    discussion: """
      An intercept is always estimated. Rows with a missing value are left out and counted; a column \
      that is a combination of others is named and refused. Standard errors are HC3 unless another \
      kind is asked for, with Student’s t on n − k. newey-west takes rows in the order of time, with \
      --lags or ⌊4 (n/100)^(2/9)⌋, and none may be missing between others. For fixed effects, clusters and instruments see `tamga model fit`.
      """)

  @Argument(help: "A delimited text with a header.", completion: .file())
  var data: String

  @Option(name: .long, help: "The column to explain.")
  var y: String

  @Option(name: .long, help: "Columns that explain, as in gdp,distance; may be repeated.")
  var x: [String]

  @Option(
    name: .customLong("se"), help: "Standard errors: hc3, hc2, hc1, hc0, classical, newey-west.")
  var errors = CovarianceEstimator.hc3.rawValue

  @Option(name: .long, help: "Lags of newey-west.")
  var lags: Int?

  @OptionGroup var options: TableOptions

  func answer() throws -> LeastSquaresResult {
    guard let estimator = CovarianceEstimator(rawValue: errors) else {
      throw Diagnostic("T848", ["what": "--se \(errors)"])
    }
    guard lags == nil || estimator == .neweyWest else {
      throw Diagnostic("T848", ["what": "--lags with --se \(errors)"])
    }
    let names = x.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    if names.contains(y) {
      throw Diagnostic("T314", ["column": y], place: Place(file: data))
    }
    let table = try NumericTable.read(
      URL(fileURLWithPath: data), columns: [y] + names, options: options.reading)
    let columns = table.columns.map(\.reals)
    return try withEngine(data, lines: table.lines, columns: [y]) {
      let known = columns[0].compactMap(\.self)
      guard known.isEmpty || known.contains(where: { $0 != known[0] }) else {
        throw SeriesError.zeroVariance(series: 0)
      }
      let fit = try linearRegression(
        of: columns[0],
        on: zip(names, columns.dropFirst()).map { Regressor(name: $0, values: $1) },
        estimator: estimator, lags: lags)
      return LeastSquaresResult(
        fit: fit, y: y, x: names, leftOut: fit.leftOut.map { table.labels[$0] })
    }
  }
}

/// A regression as JSON and as a table.
struct LeastSquaresResult: CommandAnswer {
  let fit: LinearRegression
  let y: String
  let x: [String]
  let leftOut: [String]

  var json: JSONValue {
    .object([
      "y": .string(y), "x": .array(x.map { .string($0) }), "n": .integer(fit.observations),
      "left_out": .array(leftOut.map { .string($0) }), "df": .integer(fit.degreesOfFreedom),
      "errors": .string(fit.estimator.rawValue), "lags": fit.lags.map { .integer($0) } ?? .null,
      "coefficients": .array(fit.coefficients.map(\.json)), "r2": fit.determination.number,
      "r2_adjusted": fit.adjustedDetermination.number,
      "residual_sd": .number(fit.residualDeviation), "durbin_watson": fit.durbinWatson.number,
      "n_eff": .number(fit.effectiveObservations),
      "warnings": .array(fit.warnings.map { .string($0.rawValue) }),
    ])
  }

  var diagnostics: [Diagnostic] {
    sampleDiagnostics(fit.warnings, n: fit.observations, leftOut: leftOut.count)
  }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    let rows = fit.coefficients.enumerated().map { place, coefficient in
      [
        place == 0 ? localiser.text("ols.intercept") : coefficient.name,
        localiser.number(coefficient.estimate, significant: 5),
        coefficient.standardError.value.map {
          localiser.number($0, significant: 4)
        } ?? coefficient.standardError.text(localiser),
        coefficient.statistic.text(localiser, digits: 2), coefficient.probability.text(localiser),
        coefficient.interval.value.map { interval in
          [interval.lower, interval.upper].map {
            localiser.number($0, significant: 4)
          }.joined(separator: " … ")
        } ?? "",
      ]
    }
    let header =
      ["ols.coefficient", "ols.estimate", "ols.error"].map { localiser.text($0) } + ["t"]
      + ["column.p", "column.interval95"].map { localiser.text($0) }
    let table = TerminalTable(header: header, rows: rows).text(style)
    guard style == .table else { return table }
    let errors = Message(
      "ols.errors." + fit.estimator.rawValue, ["lags": .text(String(fit.lags ?? 0))])
    return table + "\n"
      + localiser.text(
        Message(
          "ols.summary",
          [
            "y": .text(y), "n": .text(String(fit.observations)),
            "r2": .text(fit.determination.text(localiser)),
            "adjusted": .text(fit.adjustedDetermination.text(localiser)),
            "sd": .text(
              localiser.number(fit.residualDeviation, significant: 4)),
            "df": .text(String(fit.degreesOfFreedom)),
            "dw": .text(fit.durbinWatson.text(localiser, digits: 2)),
            "errors": .text(localiser.text(errors)),
          ]))
  }
}

extension RegressionCoefficient {
  /// The coefficient as JSON.
  var json: JSONValue {
    .object([
      "name": .string(name), "estimate": .number(estimate), "se": standardError.number,
      "t": statistic.number, "p": probability.number,
      "ci95": interval.value.map { .array([.number($0.lower), .number($0.upper)]) } ?? .null,
    ])
  }
}

extension Localiser {
  /// A number with so many digits that say something, whatever its size.
  fileprivate func number(_ value: Double, significant digits: Int) -> String {
    guard value != 0, value.isFinite else { return numbers.string(value, digits: 0) }
    let size = Int(log10(abs(value)).rounded(.down))
    return numbers.string(value, digits: max(0, min(12, digits - 1 - size)))
  }
}
