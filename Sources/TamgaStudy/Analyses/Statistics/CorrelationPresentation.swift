internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// Numbers, tables, figures and findings of a correlation.
struct CorrelationPresentation {
  let parameters: CorrelationParameters
  let step: String
  let rows: CorrelationRows
  let printed: DataPoint?

  private var idKeys: [String: String] { ["step": step] }

  func result() throws -> AnalysisResult {
    let report: CorrelationReport
    do {
      report = try correlationReport(of: rows.pairs)
    } catch {
      throw Diagnostic("T309", ["statistic": step, "reason": "\(error)"])
    }
    var ledger = ValueLedger()
    let data = dataTable(&ledger)
    let inputs = ledger.records.map(\.id)
    let statistics = CorrelationNumbers(report: report, step: step, inputs: inputs)
    let tests = statistics.testTable(&ledger)
    let influence = statistics.influenceTable(&ledger)
    let printedID = printed.map { point in
      ledger.add(
        ValueRecord(
          asPublished: point, id: parameters.printed?.id(of: point) ?? ValueID("series", idKeys)))
    }
    return AnalysisResult(
      step: step, title: Message("correlation.title", subject),
      introduction: Message("correlation.introduction", subject), values: ledger.records,
      tables: [data, tests, influence],
      figures: figures(data, influence, report, SourceReference.list(of: ledger.records)),
      findings: findings(report, statistics, printedID, ledger),
      diagnostics: report.diagnostics(x: parameters.x.name, y: parameters.y.name))
  }

  private var subject: [String: MessageArgument] {
    [
      "x": parameters.x.label, "y": parameters.y.label,
      "where": .entity(parameters.x.reporter), "reporter": .entity(parameters.y.reporter),
      "partner": .entity(parameters.y.partner ?? parameters.y.reporter),
      "first": .period(rows.rows[0].period), "last": .period(rows.rows[rows.rows.count - 1].period),
    ]
  }

  private func dataTable(_ ledger: inout ValueLedger) -> ResultTable {
    let cells = rows.rows.map { row -> [TableCell] in
      let x = row.x.map { ledger.add(ValueRecord(asPublished: $0, id: parameters.x.id(of: $0))) }
      let y = row.y.map { ledger.add(ValueRecord(asPublished: $0, id: parameters.y.id(of: $0))) }
      return [
        .period(row.period), x.map(TableCell.value) ?? .blank, y.map(TableCell.value) ?? .blank,
      ]
    }
    return ResultTable(
      id: "\(step).data", title: Message("correlation.table.data", subject),
      columns: [
        .init(key: "period", header: Message("column.period")),
        .init(
          key: "x", header: Message("correlation.x", subject),
          unit: rows.rows.first?.x?.publishedUnit),
        .init(
          key: "y", header: Message("correlation.y", subject),
          unit: rows.rows.first?.y?.publishedUnit),
      ], rows: cells)
  }

  private func figures(
    _ data: ResultTable, _ influence: ResultTable, _ report: CorrelationReport,
    _ sources: [SourceReference]
  ) -> [Figure] {
    guard report.pearson.coefficient.value != nil else { return [] }
    let coefficient = MessageArgument.value(CorrelationNumbers.id(step, "pearson", "r"))
    let arguments = subject.merging(["r": coefficient, "n": .count(report.observations)]) { $1 }
    return [
      Figure(
        id: "fig:\(step).scatter", kind: .scatter,
        finding: Message("correlation.figure.scatter", arguments),
        subtitle: Message("correlation.subtitle.scatter", arguments), table: data, x: "x", y: ["y"],
        labels: "period", xTitle: Message("correlation.x", subject),
        yTitle: Message("correlation.y", subject), sources: sources,
        summary: Message("correlation.summary.scatter", arguments)),
      Figure(
        id: "fig:\(step).influence", kind: .bar,
        finding: Message("correlation.figure.influence", arguments),
        subtitle: Message("correlation.subtitle.influence", arguments), table: influence,
        x: "left-out", y: ["r"], xTitle: Message("correlation.left-out"),
        yTitle: Message("correlation.r"), sources: sources,
        summary: Message("correlation.summary.influence", arguments)),
    ]
  }

  private func findings(
    _ report: CorrelationReport, _ numbers: CorrelationNumbers, _ printedID: ValueID?,
    _ ledger: ValueLedger
  ) -> [Finding] {
    guard let r = report.pearson.coefficient.value else { return [] }
    var arguments = subject.merging([
      "r": .value(CorrelationNumbers.id(step, "pearson", "r")),
      "p": .value(CorrelationNumbers.id(step, "pearson", "p")),
      "lo": .value(CorrelationNumbers.id(step, "pearson", "lo")),
      "hi": .value(CorrelationNumbers.id(step, "pearson", "hi")),
      "d": .value(CorrelationNumbers.id(step, "first-differences", "r")),
      "dn": .count(report.firstDifferences.observations),
      "n": .count(report.observations),
    ]) { $1 }
    let doubts: Set<CorrelationWarning> = [
      .noInference, .smallSample, .intervalThroughZero, .leaveOneOutSign, .leaveOneOutHalf,
    ]
    let isWeak = !doubts.isDisjoint(with: report.warnings)
    var findings: [Finding] = []
    if let printed, let printedID, let value = printed.value {
      arguments["printed"] = .value(printedID)
      let verdict = PrintedVerdict.judge(
        printed: value.double, decimals: printed.printedDecimals ?? 0, recomputed: r)
      findings.append(
        Finding(
          id: "\(step).printed", kind: verdict == .agrees ? .reproduced : .differs,
          message: Message("correlation.finding.\(verdict.rawValue)", arguments)))
    }
    if report.pearson.interval.value != nil {
      findings.append(
        Finding(
          id: "\(step).strength", kind: isWeak ? .weak : .statement,
          message: Message(
            isWeak ? "correlation.finding.weak" : "correlation.finding.strong", arguments)))
    }
    if let low = numbers.lowest(ledger) {
      arguments["label"] = .text(low.label)
      arguments["low"] = .value(low.id)
      findings.append(
        Finding(
          id: "\(step).influence", kind: .statement,
          message: Message("correlation.finding.influence", arguments)))
    }
    return findings
  }
}
