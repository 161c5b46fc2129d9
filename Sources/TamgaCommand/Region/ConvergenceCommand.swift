internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// `tamga region convergence`: whether regions draw together, and how fast.
struct ConvergenceCommand: TableCommand {
  static let schema = "region.convergence"
  static let configuration = CommandConfiguration(
    commandName: "convergence",
    abstract: "Convergence of regions: dispersion by year, beta, speed, half-life.",
    discussion: """
      The table has the columns region, period (whole years) and value, as income per person; values \
      are positive. The regressand is growth per year, so that the speed divides by the span once.
      """)

  @Argument(help: "A delimited text: region, period, value.", completion: .file())
  var data: String

  @Option(name: .long, help: "The first year; the table's first by default.")
  var from: Int?

  @Option(name: .long, help: "The last year; the table's last by default.")
  var to: Int?

  @Option(name: .long, help: "Dispersion: sd-log or cv.")
  var dispersion = "sd-log"

  @Option(name: .long, help: "Standard errors: hc3, hc2, hc1, hc0, classical.")
  var errors = "hc3"

  @OptionGroup var options: TableOptions

  func answer() throws -> ConvergenceResult {
    guard let measure = DispersionMeasure(rawValue: dispersion) else {
      throw Diagnostic("T848", ["what": "--dispersion \(dispersion)"])
    }
    guard let estimator = CovarianceEstimator(rawValue: errors), estimator != .neweyWest else {
      throw Diagnostic("T848", ["what": "--errors \(errors)"])
    }
    let panel = try RegionalFile(data, numbers: ["value"], options: options.reading).panel()
    return try withEngine(data) {
      ConvergenceResult(
        beta: try betaConvergence(panel, from: from, to: to, estimator: estimator),
        sigma: sigmaConvergence(panel, measure: measure))
    }
  }
}

/// Convergence as JSON and as tables.
struct ConvergenceResult: CommandAnswer {
  let beta: BetaConvergence
  let sigma: SigmaConvergence

  private static func json(_ interval: Interval?) -> JSONValue {
    interval.map { .array([.number($0.lower), .number($0.upper)]) } ?? .null
  }

  var json: JSONValue {
    .object([
      "span": .integer(beta.span), "n": .integer(beta.regression.observations),
      "df": .integer(beta.regression.degreesOfFreedom),
      "errors": .string(beta.regression.estimator.rawValue),
      "beta": beta.beta.json,
      "coefficients": .array(beta.regression.coefficients.map(\.json)),
      "r2": beta.regression.determination.number, "speed": beta.speed.number,
      "speed_se": beta.speedError.number, "speed_ci95": Self.json(beta.speedInterval.value),
      "half_life": beta.halfLife.number, "half_life_reason": beta.halfLife.why,
      "left_out": .array(beta.leftOut.map { .string($0) }),
      "sigma": .object([
        "measure": .string(sigma.measure.rawValue), "ratio": sigma.ratio.number,
        "trend": sigma.trend?.json ?? .null,
        "left_out": .array(sigma.leftOut.map { .string($0) }),
        "periods": .array(
          sigma.periods.map {
            .object([
              "period": .integer($0.period), "n": .integer($0.regions), "value": $0.value.number,
              "reason": $0.value.why,
            ])
          }),
      ]),
      "warnings": .array(beta.warnings.map { .string($0.rawValue) }),
    ])
  }

  var diagnostics: [Diagnostic] {
    sampleDiagnostics(beta.warnings, n: beta.regression.observations)
  }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    let interval = beta.beta.interval.value.map { localiser.interval($0, digits: 4) } ?? ""
    let speed = beta.speedInterval.value.map { localiser.interval($0, digits: 4) } ?? ""
    let table = TerminalTable(
      header: ["column.statistic", "convergence.value", "column.p", "column.interval95"].map {
        localiser.text($0)
      },
      rows: [
        [
          "β", localiser.numbers.string(beta.beta.estimate, digits: 4),
          beta.beta.probability.text(localiser), interval,
        ],
        [localiser.text("convergence.speed"), beta.speed.text(localiser, digits: 4), "", speed],
        [
          localiser.text("convergence.half-life"), beta.halfLife.text(localiser, digits: 1), "", "",
        ],
      ])
    let periods = TerminalTable(
      header: [localiser.text("convergence.period"), localiser.text("column.n"), "σ"],
      rows: sigma.periods.map {
        [String($0.period), String($0.regions), $0.value.text(localiser)]
      })
    return table.text(style) + "\n" + periods.text(style)
  }
}
