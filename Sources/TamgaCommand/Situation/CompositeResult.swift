internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// A composite as JSON and as a table.
struct CompositeResult: CommandAnswer {
  let report: CompositeReport

  private var composite: Composite { report.composite }

  var diagnostics: [Diagnostic] {
    report.table.indicators.compactMap { indicator in
      composite.dropped[indicator.id].map { reason in
        Diagnostic(
          "T875", severity: .warning,
          [
            "indicator": indicator.id,
            "reason": DiagnosticWord("missing.\(reason.rawValue)").argument,
          ])
      }
    }
      + sampleDiagnostics(
        composite.warnings, n: report.table.units.count - composite.leftOut.count,
        leftOut: composite.leftOut.count)
  }

  var json: JSONValue {
    let intervals = report.intervals
    return .object([
      "normalisation": .string(composite.method.normalisation.rawValue),
      "aggregation": .string(composite.method.aggregation.rawValue),
      "coverage": .number(composite.method.minimumCoverage),
      "pillars": .array(composite.pillars.map { .string($0) }),
      "indicators": .array(report.table.indicators.map(json)),
      "units": .array(composite.scores.map { json($0, intervals[$0.unit]) }),
      "robustness": report.robustness.value.map(json) ?? .null,
      "robustness_reason": .optional(report.robustness.reason?.rawValue),
      "warnings": .array(composite.warnings.map { .string($0.rawValue) }),
    ])
  }

  private func json(_ indicator: CompositeIndicator) -> JSONValue {
    let record = composite.treatments.first { $0.indicator == indicator.id }
    return .object([
      "indicator": .string(indicator.id), "direction": .string(indicator.direction.rawValue),
      "weight": .number(indicator.weight), "pillar": .optional(indicator.pillar),
      "skewness": record?.skewness.number ?? .null, "kurtosis": record?.kurtosis.number ?? .null,
      "treatment": .string(record.map { Self.word($0.treatment) } ?? "none"),
      "drawn_in": .array((record?.units ?? []).map { .string($0) }),
      "dropped": .optional(composite.dropped[indicator.id]?.rawValue),
    ])
  }

  private static func word(_ treatment: OutlierTreatment) -> String {
    switch treatment {
    case .none: "none"
    case .winsorised: "winsorised"
    case .logarithm: "logarithm"
    case .untreated: "untreated"
    }
  }

  private func json(_ unit: CompositeScore, _ interval: RankInterval?) -> JSONValue {
    .object([
      "unit": .string(unit.unit), "score": unit.score.number, "rank": .optional(unit.rank),
      "coverage": .number(unit.coverage), "reason": unit.score.why,
      "pillars": .array(unit.pillars.map(\.number)),
      "normalised": .array(unit.normalised.map { .optional($0) }),
      "rank_low": .optional(interval?.low), "rank_median": .optional(interval?.median),
      "rank_high": .optional(interval?.high), "share_at_top": .optional(interval?.shareAtTop),
    ])
  }

  private func json(_ robustness: CompositeRobustness) -> JSONValue {
    .object([
      "draws": .integer(robustness.draws), "seed": .integer(Int(clamping: report.seed)),
      "mean_shift": .number(robustness.meanShift), "top": .integer(robustness.top),
      "draws_left_out": .integer(robustness.drawsLeftOut),
      "shares": .array(
        robustness.shares.map {
          .object([
            "choice": .string($0.choice.rawValue), "first": $0.first.number,
            "total": $0.total.number,
          ])
        }),
    ])
  }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    let intervals = report.intervals
    let table = TerminalTable(
      header: ["composite.unit", "composite.score", "composite.rank", "composite.ranks"].map {
        localiser.text($0)
      },
      rows: report.ordered.map { unit in
        [
          unit.unit, unit.score.text(localiser, digits: 1), unit.rank.map { String($0) } ?? "",
          intervals[unit.unit].map { "\($0.low)–\($0.high)" } ?? "",
        ]
      }
    ).text(style)
    let dropped = report.table.indicators.compactMap { indicator in
      composite.dropped[indicator.id].map { reason in
        indicator.id + " – "
          + localiser.text(
            Message(
              "composite.dropped", ["reason": .message(Message("missing.\(reason.rawValue)"))]))
      }
    }
    return dropped.isEmpty ? table : table + "\n" + dropped.joined(separator: "\n") + "\n"
  }
}
