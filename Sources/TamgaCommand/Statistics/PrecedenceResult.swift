internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// A test of precedence as JSON and as tables.
struct PrecedenceResult: CommandAnswer {
  let report: PrecedenceReport
  let x: String
  let y: String

  var json: JSONValue {
    .object([
      "x": .string(x), "y": .string(y), "n": .integer(report.observations),
      "method": .string(report.method.rawValue),
      "integration": .object([
        "x": report.integrationX.json, "y": report.integrationY.json,
      ]),
      "tests": .array([
        json(report.forward, from: x, to: y, adjusted: report.adjusted[0]),
        json(report.backward, from: y, to: x, adjusted: report.adjusted[1]),
      ]),
      "plain": .array(
        zip(report.plain, [(x, y), (y, x)]).map {
          json($0, from: $1.0, to: $1.1, adjusted: nil)
        }),
      "warnings": .array(report.warnings.map { .string($0.rawValue) }),
    ])
  }

  private func json(_ test: PrecedenceTest, from: String, to: String, adjusted: Double?)
    -> JSONValue
  {
    .object([
      "from": .string(from), "to": .string(to), "method": .string(test.method.rawValue),
      "lags": .integer(test.lags), "extra_lags": .integer(test.extraLags),
      "n": .integer(test.observations), "f": test.statistic.number,
      "df1": .integer(test.numeratorFreedom), "df2": .integer(test.denominatorFreedom),
      "p": test.probability.number, "p_holm": .optional(adjusted), "wald": test.wald.number,
      "p_wald": test.waldProbability.number, "f2": test.effect.number,
      "power_medium": test.powerMedium.number, "power_large": test.powerLarge.number,
      "verdict": .string(Self.verdict(test, adjusted)),
      "refusal": .optional(test.refusal?.rawValue),
      "criteria": .array(
        test.criteria.map {
          .object([
            "lags": .integer($0.lags), "aic": .number($0.aic), "bic": .number($0.bic),
          ])
        }),
      "warnings": .array(test.warnings.map { .string($0.rawValue) }),
    ])
  }

  /// `precedes`, `no-evidence` or `refused`.
  private static func verdict(_ test: PrecedenceTest, _ adjusted: Double?) -> String {
    guard let p = adjusted ?? test.probability.value else { return "refused" }
    return p < 0.05 ? "precedes" : "no-evidence"
  }

  var diagnostics: [Diagnostic] {
    var list: [Diagnostic] = []
    for (test, pair) in [(report.forward, "\(x) → \(y)"), (report.backward, "\(y) → \(x)")] {
      if let refusal = test.refusal {
        list.append(
          Diagnostic(
            "T842", severity: .warning,
            [
              "test": pair,
              "reason": DiagnosticWord("granger.refusal.\(refusal.rawValue)").argument,
            ]))
      }
    }
    return list + sampleDiagnostics(report.warnings, n: report.observations)
  }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    func row(_ test: PrecedenceTest, _ from: String, _ to: String, _ adjusted: Double?) -> [String]
    {
      let isWald = test.method == .todaYamamoto
      return [
        "\(from) → \(to)", localiser.text("granger.method.\(test.method.rawValue)"),
        String(test.lags),
        "F(\(test.numeratorFreedom), \(test.denominatorFreedom)) = "
          + test.statistic.text(localiser, digits: 2),
        test.probability.text(localiser), isWald ? test.waldProbability.text(localiser) : "",
        test.powerMedium.text(localiser, digits: 2),
        localiser.text("granger.verdict.\(Self.verdict(test, adjusted))"),
      ]
    }
    let tests = TerminalTable(
      header: [
        "granger.direction", "granger.method", "granger.lags", "column.statistic", "column.p",
        "granger.wald", "granger.power", "granger.verdict",
      ].map { localiser.text($0) },
      rows: [
        row(report.forward, x, y, report.adjusted[0]),
        row(report.backward, y, x, report.adjusted[1]),
      ])
    let orders = TerminalTable(
      header: ["granger.series", "granger.order", "granger.adf", "granger.kpss"].map {
        localiser.text($0)
      },
      rows: [(x, report.integrationX), (y, report.integrationY)].map { name, order in
        [
          name, "I(\(order.order))", order.dickeyFuller.cell(localiser),
          order.stationarity.cell(localiser),
        ]
      })
    return orders.text(style) + "\n" + tests.text(style)
  }
}
