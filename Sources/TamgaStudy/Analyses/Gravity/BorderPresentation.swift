internal import TamgaGravity
internal import TamgaNumerics
internal import TamgaPresent

/// Numbers, tables, figure and findings of a border question.
struct BorderPresentation {
  let parameters: BorderParameters
  let step: String
  let rows: BorderRows
  let specification: BorderSpecification
  let identification: [BorderFinding]
  /// Nil when the rows cannot identify the effect.
  let report: ModelReport?

  func result() -> AnalysisResult {
    var ledger = ValueLedger()
    let data = dataTable(&ledger)
    let inputs = ledger.records.map(\.id)
    let account = accountTable(&ledger, inputs)
    var tables = [account]
    var figures: [Figure] = []
    var findings: [Finding] = []
    if let identified = identificationTable(&ledger, inputs) { tables.append(identified) }
    if let report {
      tables.append(coefficientTable(report, &ledger, inputs))
      let quantities = BorderEffects(
        parameters: parameters, specification: specification, report: report, step: step)
      if let (table, statements) = quantities.table(&ledger, inputs) {
        tables.append(table)
        findings += statements
      }
      if let drawn = figure(report, sources: SourceReference.list(of: ledger.records)) {
        figures.append(drawn.figure)
        for value in drawn.values {
          var record = value
          record.inputs += inputs.map { .value($0) }
          record.sources = ledger.inheritedSources(of: inputs)
          record.formula = record.formula ?? specification.formula
          ledger.add(record)
        }
      }
    } else {
      findings.append(
        Finding(
          id: "\(step).not-estimated", kind: .weak,
          message: Message("border.finding.not-estimated", subject)))
    }
    findings += identification.enumerated().map { index, finding in
      Finding(
        id: "\(step).identification-\(index + 1)", kind: .weak, message: finding.message)
    }
    if let data { tables.append(data) }
    return AnalysisResult(
      step: step, title: title(subject),
      introduction: Message(
        parameters.isMadeUp ? "border.introduction.made-up" : "border.introduction", subject),
      values: ledger.records, tables: tables, figures: figures, findings: findings,
      diagnostics: report?.diagnostics ?? [])
  }

  /// The question, and what sets its answer apart from others in one report.
  private func title(_ subject: [String: MessageArgument]) -> Message {
    var title = Message("border.title.\(parameters.question.rawValue)", subject)
    if parameters.pairEffects { title = Message("border.title.within", ["title": .message(title)]) }
    if parameters.isMadeUp { title = Message("border.title.made-up", ["title": .message(title)]) }
    return title
  }

  private var subject: [String: MessageArgument] {
    [
      "formula": .text(specification.formula), "variable": .text(specification.variable),
      "first": .period(Period(year: rows.years.first ?? 0)),
      "last": .period(Period(year: rows.years.last ?? 0)),
    ]
  }

  /// Where the made-up panel is named, all notes say so.
  private var notes: [Message] {
    parameters.isMadeUp ? [Message("border.note.made-up")] : []
  }

  // MARK: Data

  /// The flows of the warehouse, or one record for the file that holds the rows.
  private func dataTable(_ ledger: inout ValueLedger) -> ResultTable? {
    if let panel = parameters.panel {
      ledger.add(
        ValueRecord(
          id: ValueID("border.file.rows", ["step": step]),
          value: .exact(ExactDecimal(mantissa: Int128(panel.exporters.count))), unit: "count",
          digits: 0, marks: parameters.isMadeUp ? ["scenario"] : [], inputs: [.cell(panel.cell)],
          steps: ["count rows"], sources: ["panel.\(slug(panel.path))@undated"]))
      return nil
    }
    let cells = rows.rows.compactMap { row -> [TableCell]? in
      guard let point = row.point else { return nil }
      let id = ledger.add(
        ValueRecord(
          published: point,
          id: ValueID(
            "border.flow",
            [
              "step": step, "who": row.exporter, "partner": row.importer, "t": "\(row.year)",
              "flow": point.flow,
            ]), unit: .money("USD", powerOfTen: 6)))
      return [
        .entity(EntityCode(row.exporter)), .entity(EntityCode(row.importer)),
        .period(point.period), .text(point.flow), .value(id),
      ]
    }
    return ResultTable(
      id: "\(step).flows", title: Message("border.table.flows"),
      columns: [
        .init(key: "exporter", header: Message("border.column.exporter")),
        .init(key: "importer", header: Message("border.column.importer")),
        .init(key: "period", header: Message("column.period")),
        .init(key: "flow", header: Message("border.column.record")),
        .init(key: "trade", header: Message("column.value"), unit: "MUSD"),
      ], rows: cells, display: .download)
  }

  private func count(
    _ name: String, _ number: Int, _ ledger: inout ValueLedger, _ inputs: [ValueID]
  ) -> TableCell {
    .value(
      ledger.add(
        ValueRecord(
          id: ValueID("border.count.\(name)", ["step": step]),
          value: .exact(ExactDecimal(mantissa: Int128(number))), unit: "count", digits: 0,
          inputs: inputs.map { .value($0) }, sources: ledger.inheritedSources(of: inputs))))
  }

  private func accountTable(_ ledger: inout ValueLedger, _ inputs: [ValueID]) -> ResultTable {
    let counts = [
      ("rows", rows.rows.count), ("left-out", rows.leftOut), ("countries", rows.countries.count),
      ("pairs", rows.pairs), ("years", rows.years.count), ("internal", rows.internalRows),
    ]
    var cells: [[TableCell]] = []
    for (name, number) in counts {
      cells.append([
        .label(Message("border.count.\(name)")), count(name, number, &ledger, inputs),
      ])
    }
    return ResultTable(
      id: "\(step).account", title: Message("border.table.account", subject),
      columns: [
        .init(key: "what", header: Message("border.column.what")),
        .init(key: "count", header: Message("column.n")),
      ], rows: cells, notes: notes)
  }

  private func identificationTable(
    _ ledger: inout ValueLedger, _ inputs: [ValueID]
  ) -> ResultTable? {
    guard !identification.isEmpty else { return nil }
    var cells: [[TableCell]] = []
    for (index, finding) in identification.enumerated() {
      cells.append([
        .label(finding.message), .label(Message("border.severity.\(finding.severity.rawValue)")),
        .text(finding.code),
        count("identification-\(index + 1)", finding.count, &ledger, inputs),
        count("identification-\(index + 1).of", finding.total, &ledger, inputs),
      ])
    }
    return ResultTable(
      id: "\(step).identification", title: Message("border.table.identification", subject),
      columns: [
        .init(key: "what", header: Message("border.column.what")),
        .init(key: "severity", header: Message("border.column.severity")),
        .init(key: "code", header: Message("border.column.code")),
        .init(key: "count", header: Message("column.n")),
        .init(key: "total", header: Message("border.column.of")),
      ], rows: cells, notes: notes)
  }

  // MARK: Estimates

  private func coefficientTable(
    _ report: ModelReport, _ ledger: inout ValueLedger, _ inputs: [ValueID]
  ) -> ResultTable {
    var cells: [[TableCell]] = []
    for (index, row) in report.coefficients.enumerated() {
      var record: [TableCell] = [.text(row.name)]
      for (part, value) in [
        ("estimate", row.estimate), ("se", row.se), ("lower", row.ci95.lower),
        ("upper", row.ci95.upper),
      ] {
        record.append(
          .value(
            ledger.add(
              ValueRecord(
                id: ValueID("border.coefficient.\(part)", ["step": step, "of": "b\(index + 1)"]),
                value: .real(value), unit: "1", digits: 3,
                interval: part == "estimate" ? row.ci95 : nil,
                observations: report.sample.rowsKept, formula: specification.formula,
                inputs: inputs.map { .value($0) },
                sources: ledger.inheritedSources(of: inputs)))))
      }
      cells.append(record)
    }
    return ResultTable(
      id: "\(step).coefficients", title: Message("border.table.coefficients", subject),
      columns: [
        .init(key: "term", header: Message("regression.column.term")),
        .init(key: "estimate", header: Message("regression.part.estimate"), unit: "1"),
        .init(key: "se", header: Message("regression.part.standard-error"), unit: "1"),
        .init(key: "lower", header: Message("column.lower"), unit: "1"),
        .init(key: "upper", header: Message("column.upper"), unit: "1"),
      ], rows: cells,
      notes: [
        Message(
          "border.note.estimation",
          [
            "n": .count(report.sample.rowsKept), "read": .count(report.sample.rowsRead),
            "clusters": .count(report.variance?.clusters.first?.count ?? 0),
            "convention": .text(report.variance?.convention.rawValue ?? "–"),
          ])
      ] + notes)
  }

  private func figure(_ report: ModelReport, sources: [SourceReference]) -> EstimateFigure? {
    EstimateFigure(
      id: "\(step).coefficients.figure",
      items: report.coefficients.map {
        .init(label: .text($0.name), code: $0.name, estimate: $0.estimate, interval: $0.ci95)
      },
      texts: .init(
        finding: Message("border.figure.finding", subject),
        subtitle: Message("border.figure.subtitle", subject),
        axis: Message("regression.part.estimate"),
        summary: Message(
          "border.figure.summary",
          subject.merging(["n": .count(report.coefficients.count)]) { $1 })),
      unit: "1", digits: 3, sources: sources)
  }
}

extension BorderFinding {
  /// The finding as a sentence.
  var message: Message {
    let word = code.split(separator: ".").last.map(String.init) ?? code
    return Message(
      "border.found.\(word)",
      ["variable": .text(variable), "count": .count(count), "total": .count(total)])
  }
}
