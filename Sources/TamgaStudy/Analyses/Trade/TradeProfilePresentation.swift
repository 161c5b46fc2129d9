internal import TamgaNumerics
public import TamgaPresent

/// Tables, figures and findings of a trade profile.
struct TradeProfilePresentation {
  let profile: TradeProfile
  let step: String

  private var reporter: EntityCode { profile.parameters.reporter }
  private var partner: EntityCode { profile.parameters.partner }
  private var first: TradeProfile.Year { profile.years[0] }
  private var last: TradeProfile.Year { profile.years[profile.years.count - 1] }

  private var subject: [String: MessageArgument] {
    [
      "document": .text(document),
      "reporter": .entity(reporter), "partner": .entity(partner),
      "first": .period(first.period), "last": .period(last.period),
    ]
  }

  func result() -> AnalysisResult {
    let figures = profile.years.count > 1 ? [flowFigure, shareFigure, growthFigure] : []
    return AnalysisResult(
      step: step,
      title: Message(isPrinted ? "trade.profile.printed" : "trade.profile.title", subject),
      introduction: Message("trade.profile.introduction", subject), values: profile.records,
      tables: [flows, shares, growth] + (profile.years.count > 1 ? [averages] : []),
      figures: figures.filter { !$0.y.isEmpty },
      findings: isPrinted ? [] : findings, diagnostics: profile.diagnostics)
  }

  /// Whether the profile shows what a publication prints, not what an office reports.
  private var isPrinted: Bool { profile.dataset.hasPrefix("published.") }

  /// The document whose table is shown, as its rows cite it.
  private var document: String {
    for record in profile.records {
      for case .cell(let cell) in record.inputs {
        if let printed = cell.printed { return String(printed.prefix { $0 != "," }) }
      }
    }
    return profile.dataset
  }

  /// The measures that have a number in some year.
  private func present(_ measures: [String]) -> [String] {
    measures.filter { measure in
      profile.years.contains { year in
        if case .missing? = profile.record(measure, year)?.value { return false }
        return year.ids[measure] != nil
      }
    }
  }

  // MARK: Tables

  private func table(_ id: String, columns: [String], unit: (String) -> String?) -> ResultTable {
    let columns = present(columns)
    return ResultTable(
      id: "\(step).\(id)", title: Message("trade.profile.table.\(id)", subject),
      columns: [.init(key: "period", header: Message("column.period"))]
        + columns.map {
          .init(key: $0, header: Message("measure.\($0)"), unit: unit($0))
        },
      rows: profile.years.map { year in
        [.period(year.period)] + columns.map { year.ids[$0].map(TableCell.value) ?? .blank }
      },
      notes: [Message("trade.profile.note.\(id)")])
  }

  private var flows: ResultTable {
    let columns = ["turnover", "exports", "imports", "balance", "asymmetry"]
    return table("flows", columns: columns) {
      $0 == "asymmetry" ? nil : profile.parameters.unit
    }
  }

  private var shares: ResultTable {
    let names = FlowMeasure.allCases.map(\.rawValue)
    let columns = names.flatMap {
      ["share-of-\($0)", "share-change-pp-\($0)", "share-change-pct-\($0)"]
    }
    return table("shares", columns: columns) {
      $0.hasPrefix("share-change-pp") ? "pp" : "pct"
    }
  }

  private var growth: ResultTable {
    let names = FlowMeasure.allCases.map(\.rawValue)
    return table(
      "growth", columns: names.map { "growth-\($0)" } + names.map { "base-growth-\($0)" }
    ) { _ in "pct" }
  }

  private var averages: ResultTable {
    let variants = ["cagr", "mean-chain", "least-squares"]
    return ResultTable(
      id: "\(step).averages", title: Message("trade.profile.table.averages", subject),
      columns: [.init(key: "measure", header: Message("column.measure"))]
        + variants.map {
          .init(key: $0, header: Message("measure.\($0)"), unit: "pct")
        },
      rows: FlowMeasure.allCases.map { measure in
        [.label(Message("measure.\(measure.rawValue)"))]
          + variants.map {
            profile.span["\($0)-\(measure.rawValue)"].map(TableCell.value) ?? .blank
          }
      },
      notes: [Message("trade.profile.note.averages", subject)])
  }

  // MARK: Figures

  private func figure(
    _ id: String, kind: FigureKind, of table: ResultTable, columns: [String], _ finding: Message
  ) -> Figure {
    let table = drawn(table, columns, id: id)
    let y = present(columns)
    return Figure(
      id: "fig:\(step).\(id)", kind: kind, finding: finding,
      subtitle: Message(
        "trade.profile.subtitle.\(id)",
        subject.merging([
          "unit": .unit(profile.parameters.unit)
        ]) { $1 }), table: table, x: "period", y: y, xTitle: Message("column.year"),
      yTitle: Message(
        "trade.profile.axis.\(id)",
        [
          "unit": .unit(profile.parameters.unit)
        ]), sources: SourceReference.list(of: profile.records),
      summary: Message(
        "trade.profile.summary.\(id)", named.merging(summaryArguments(id)) { $1 }))
  }

  private func summaryArguments(_ id: String) -> [String: MessageArgument] {
    let prefix = ["shares": "share-of-", "growth": "growth-"][id] ?? ""
    let measure = prefix + principal.rawValue
    return [
      "from": first.ids[measure].map(MessageArgument.value) ?? .text("–"),
      "to": last.ids[measure].map(MessageArgument.value) ?? .text("–"),
    ]
  }

  private var flowFigure: Figure {
    figure("flows", kind: .bar, of: flows, columns: ["exports", "imports"], turnoverSentence)
  }

  private var shareFigure: Figure {
    figure(
      "shares", kind: .line, of: shares,
      columns: ["share-of-turnover", "share-of-exports", "share-of-imports"], shareSentence)
  }

  private var growthFigure: Figure {
    figure(
      "growth", kind: .line, of: growth, columns: ["growth-exports", "growth-imports"],
      advanceSentence)
  }

  /// The columns a figure draws, under the short names of its legend.
  private func drawn(_ table: ResultTable, _ columns: [String], id: String) -> ResultTable {
    let positions = ["period"] + present(columns)
    let indices = positions.compactMap { key in table.columns.firstIndex { $0.key == key } }
    return ResultTable(
      id: "\(step).\(id)-figure", title: table.title,
      columns: indices.map { index in
        let column = table.columns[index]
        guard let measure = FlowMeasure.allCases.first(where: { column.key.hasSuffix($0.rawValue) })
        else { return column }
        return .init(
          key: column.key, header: Message("measure.\(measure.rawValue)"), unit: column.unit)
      }, rows: table.rows.map { row in indices.map { row[$0] } })
  }

  // MARK: Findings

  private func value(_ year: TradeProfile.Year, _ measure: String) -> MessageArgument {
    year.ids[measure].map(MessageArgument.value) ?? .text("–")
  }

  /// The measure the sentences speak of: turnover, or the flow that is reported.
  private var principal: FlowMeasure {
    FlowMeasure.allCases.first { measure in
      present([measure.rawValue]) == [measure.rawValue]
    } ?? .turnover
  }

  private var named: [String: MessageArgument] {
    subject.merging(["measure": .message(Message("flow.\(principal.code)"))]) { $1 }
  }

  private var turnoverSentence: Message {
    let measure = principal.rawValue
    return Message(
      "trade.profile.finding.\(principal == .turnover ? "turnover" : "flow")",
      named.merging([
        "value": value(last, measure), "start": value(first, measure),
        "growth": value(last, "base-growth-\(measure)"),
      ]) { $1 })
  }

  private var shareSentence: Message {
    let measure = "share-of-\(principal.rawValue)"
    return Message(
      "trade.profile.finding.\(principal == .turnover ? "share" : "share-of-flow")",
      named.merging(["from": value(first, measure), "to": value(last, measure)]) { $1 })
  }

  /// How imports ran ahead of exports; with one flow only, how that one grew.
  private var advanceSentence: Message {
    let advance = Message(
      "trade.profile.finding.advance",
      subject.merging([
        "exports": value(last, "base-growth-exports"),
        "imports": value(last, "base-growth-imports"),
        "index": profile.span["advance"].map(MessageArgument.value) ?? .text("–"),
      ]) { $1 })
    return profile.isComplete(advance) ? advance : turnoverSentence
  }

  private var findings: [Finding] {
    guard profile.years.count > 1 else { return [] }
    let balance = Message(
      "trade.profile.finding.balance",
      subject.merging([
        "balance": value(last, "balance"), "asymmetry": value(last, "asymmetry"),
      ]) { $1 })
    return [
      Finding(id: "\(step).turnover", kind: .statement, message: turnoverSentence),
      Finding(id: "\(step).share", kind: .statement, message: shareSentence),
      Finding(id: "\(step).advance", kind: .statement, message: advanceSentence),
      Finding(id: "\(step).balance", kind: .statement, message: balance),
    ].filter { finding in
      profile.isComplete(finding.message)
        && (finding.id != "\(step).advance" || finding.message != turnoverSentence)
    }
  }
}

extension TradeProfile {
  /// The data set shown.
  public var dataset: String { book.dataset }

  /// The record of an id.
  public func record(id: ValueID) -> ValueRecord? { ledger.record(id) }

  /// The data sets and vintages behind the numbers, sorted.
  public var sources: [String] { Array(Set(records.flatMap(\.sources))).sorted() }

  /// Whether every number of a sentence has a value: no sentence is made of missing numbers.
  func isComplete(_ message: Message) -> Bool {
    message.arguments.values.allSatisfy { argument in
      switch argument {
      case .value(let id):
        if case .missing? = record(id: id)?.value { false } else { record(id: id) != nil }
      case .text("–"): false
      default: true
      }
    }
  }
}
