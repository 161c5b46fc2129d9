internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// The numbers of a correlation report as value records and tables.
struct CorrelationNumbers {
  let report: CorrelationReport
  let step: String
  let inputs: [ValueID]

  static func id(_ step: String, _ test: String, _ measure: String) -> ValueID {
    ValueID("correlation.\(test).\(measure)", ["step": step])
  }

  private func add(
    _ test: String, _ measure: String, _ outcome: Outcome<Double>, digits: Int, n: Int,
    _ ledger: inout ValueLedger, interval: Interval? = nil, formula: String? = nil
  ) -> ValueID {
    let value: ResultValue =
      switch outcome {
      case .value(let number): .real(number)
      case .missing(let reason): .missing(reason.rawValue)
      }
    return ledger.add(
      ValueRecord(
        id: Self.id(step, test, measure), value: value, unit: "1", digits: digits,
        interval: interval, observations: n, marks: n < 10 ? ["small-n"] : [], formula: formula,
        inputs: inputs.map { .value($0) }, sources: ledger.inheritedSources(of: inputs)))
  }

  func testTable(_ ledger: inout ValueLedger) -> ResultTable {
    let pearson = report.pearson
    let n = report.observations
    let interval = pearson.interval.value
    let low: Outcome<Double> = interval.map { .value($0.lower) } ?? .missing(.tooFewObservations)
    let high: Outcome<Double> = interval.map { .value($0.upper) } ?? .missing(.tooFewObservations)
    let differences = report.firstDifferences
    let rows: [[TableCell]] = [
      row(
        "pearson", n, &ledger,
        [
          ("r", pearson.coefficient, 3), ("p", pearson.probability, 3), ("lo", low, 2),
          ("hi", high, 2), ("t", pearson.statistic, 2),
        ]),
      row(
        "spearman", n, &ledger,
        [
          ("r", report.spearman.coefficient, 3), ("p", report.spearman.probability, 3),
        ]),
      row(
        "kendall", n, &ledger,
        [
          ("r", report.kendall.coefficient, 3), ("p", report.kendall.probability, 3),
        ]),
      row(
        "first-differences", differences.observations, &ledger,
        [
          ("r", differences.coefficient, 3), ("p", differences.probability, 3),
        ]),
    ]
    return ResultTable(
      id: "\(step).tests", title: Message("correlation.table.tests"),
      columns: [
        .init(key: "test", header: Message("column.statistic")),
        .init(key: "n", header: Message("column.n")),
        .init(key: "r", header: Message("correlation.r")),
        .init(key: "p", header: Message("column.p")),
        .init(key: "lo", header: Message("column.lower")),
        .init(key: "hi", header: Message("column.upper")),
        .init(key: "t", header: Message("column.t")),
      ], rows: rows, notes: [Message("correlation.note.tests")])
  }

  private func row(
    _ test: String, _ n: Int, _ ledger: inout ValueLedger,
    _ numbers: [(name: String, outcome: Outcome<Double>, digits: Int)]
  ) -> [TableCell] {
    let formula = test == "pearson" ? "Σ(x−x̄)(y−ȳ) / √(Σ(x−x̄)² Σ(y−ȳ)²)" : nil
    let count = ledger.add(
      ValueRecord(
        id: Self.id(step, test, "n"), value: .exact(ExactDecimal(mantissa: Int128(n))),
        unit: "count", digits: 0, inputs: inputs.map { .value($0) },
        sources: ledger.inheritedSources(of: inputs)))
    let ids = numbers.map { number in
      (
        number.name,
        add(
          test, number.name, number.outcome, digits: number.digits, n: n, &ledger,
          interval: number.name == "r" && test == "pearson" ? report.pearson.interval.value : nil,
          formula: number.name == "r" ? formula : nil)
      )
    }
    return [.label(Message("correlation.test.\(test)")), .value(count)]
      + ["r", "p", "lo", "hi", "t"].map { name in
        ids.first { $0.0 == name }.map { .value($0.1) } ?? .blank
      }
  }

  func influenceTable(_ ledger: inout ValueLedger) -> ResultTable {
    let rows = report.leaveOneOut.map { item -> [TableCell] in
      [
        .text(item.label),
        .value(
          add(
            "leave-one-out", "without-\(slug(item.label))", item.coefficient, digits: 3,
            n: report.observations - 1, &ledger)),
      ]
    }
    return ResultTable(
      id: "\(step).influence", title: Message("correlation.table.influence"),
      columns: [
        .init(key: "left-out", header: Message("correlation.left-out")),
        .init(key: "r", header: Message("correlation.r")),
      ], rows: rows)
  }

  /// The row without which the coefficient is lowest.
  func lowest(_ ledger: ValueLedger) -> (label: String, id: ValueID)? {
    report.leaveOneOut
      .compactMap { item in item.coefficient.value.map { (item.label, $0) } }
      .min { $0.1 < $1.1 }
      .map { (label: $0.0, id: Self.id(step, "leave-one-out", "without-\(slug($0.0))")) }
  }
}
