internal import TamgaPresent
internal import TamgaStudy

/// Predictions on a terminal.
struct PredictionText {
  let report: PredictionReport
  let localiser: Localiser

  init(_ report: PredictionReport, language: Language) throws {
    self.report = report
    localiser = try Localiser(language: language)
  }

  /// Counts, reasons and the first rows; in other styles all rows.
  func text(_ style: TableStyle) -> String {
    switch style {
    case .csv: return DataFile.csv(report.rowColumns)
    case .jsonl:
      return (report.rowsJSON.array ?? []).map { $0.text() + "\n" }.joined()
    case .table, .md:
      var parts = [summary]
      if !report.gaps.isEmpty { parts.append(reasons.text(style)) }
      if !report.rows.isEmpty { parts.append(rows.text(style)) }
      if !report.levels.isEmpty { parts.append(effects) }
      return parts.joined(separator: "\n")
    }
  }

  private var summary: String {
    localiser.text(
      Message(
        "model.predict.summary",
        [
          "n": .count(report.predicted), "missing": .count(report.rows.count - report.predicted),
        ])) + "\n"
  }

  private var reasons: TerminalTable {
    TerminalTable(
      header: [
        localiser.text("model.predict.column.reason"), localiser.text("model.predict.column.rows"),
      ],
      rows: report.gaps.map { [reason($0.gap), localiser.numbers.string($0.rows)] })
  }

  private var rows: TerminalTable {
    let header = ["row", "mean", "link", "se", "reason"].map {
      localiser.text("model.predict.column.\($0)")
    }
    return TerminalTable(
      header: header,
      rows: report.rows.prefix(Self.shown).map { row in
        switch row.answer {
        case .value(let mean, let link, let error):
          [
            "\(row.row)", localiser.numbers.string(mean, digits: 4),
            localiser.numbers.string(link, digits: 4),
            error.map { localiser.numbers.string($0, digits: 4) } ?? "", "",
          ]
        case .none(let gap, let name):
          ["\(row.row)", "", "", "", reason(gap) + (name.map { " (\($0))" } ?? "")]
        }
      })
  }

  private var effects: String {
    localiser.text(
      Message(
        "model.predict.effects",
        [
          "normalisation": .text(report.normalisation),
          "levels": .count(report.levels.count { $0.value != nil }),
          "free": .count(report.freeDirections),
        ])) + "\n"
  }

  private func reason(_ gap: PredictionGap) -> String {
    localiser.text(Message("model.predict.reason.\(gap.rawValue)"))
  }

  /// Rows shown on a terminal; -o, --json and --format csv have all.
  private static let shown = 20
}
