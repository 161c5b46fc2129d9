internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// A correlation report as JSON and as tables.
struct CorrelationAnswer: CommandAnswer {
  let report: CorrelationReport
  let x: String
  let y: String

  var json: JSONValue { report.json }
  var diagnostics: [Diagnostic] { report.diagnostics(x: x, y: y) }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    func number(_ outcome: Outcome<Double>, _ digits: Int) -> String {
      outcome.value.map { localiser.numbers.string($0, digits: digits) }
        ?? localiser.reason(outcome.reason?.rawValue ?? "undefined")
    }
    let interval = report.pearson.interval.value
    let rows: [[String]] = [
      [
        localiser.text("correlation.test.pearson"), String(report.pearson.observations),
        number(report.pearson.coefficient, 3), number(report.pearson.probability, 3),
        interval.map { localiser.interval($0, digits: 2) } ?? "",
        "t(\(report.pearson.degreesOfFreedom)) = \(number(report.pearson.statistic, 2))",
      ],
      [
        localiser.text("correlation.test.spearman"), String(report.spearman.observations),
        number(report.spearman.coefficient, 3), number(report.spearman.probability, 3), "",
        localiser.text("correlation.method.\(report.spearman.method.rawValue)"),
      ],
      [
        localiser.text("correlation.test.kendall"), String(report.kendall.observations),
        number(report.kendall.coefficient, 3), number(report.kendall.probability, 3), "",
        localiser.text("correlation.method.\(report.kendall.method.rawValue)"),
      ],
      [
        localiser.text("correlation.test.first-differences"),
        String(report.firstDifferences.observations),
        number(report.firstDifferences.coefficient, 3),
        number(report.firstDifferences.probability, 3), "", "",
      ],
    ]
    let header = [
      localiser.text("column.statistic"), localiser.text("column.n"), "r",
      localiser.text("column.p"), localiser.text("column.interval95"), "",
    ]
    let influence = report.leaveOneOut.map {
      [$0.label, number($0.coefficient, 3)]
    }
    return TerminalTable(header: header, rows: rows).text(style)
      + (influence.isEmpty
        ? ""
        : "\n"
          + TerminalTable(
            header: [localiser.text("correlation.left-out"), "r"], rows: influence
          ).text(style))
  }
}
