internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// A SWOT table as JSON and as a table of lines.
struct SWOTResult: CommandAnswer {
  let table: SWOT
  let weights: AWOT?

  private func priority(_ line: Int) -> Double? {
    let quadrant = table.lines[line].quadrant
    let place = table.lines[..<line].count { $0.quadrant == quadrant }
    return weights?.priorities.first { $0.quadrant == quadrant && $0.place == place }?.priority
  }

  var json: JSONValue {
    .object([
      "unit": .string(table.unit), "assertions": .integer(table.assertions),
      "contradicted": .integer(table.contradicted),
      "lines": .array(table.lines.indices.map(json)),
      "gaps": .array(
        table.gaps.sorted { $0.key < $1.key }.map {
          .object(["indicator": .string($0.key), "reason": .string($0.value.rawValue)])
        }),
      "consistency": weights.map { weights in
        .array(
          [("quadrants", Optional(weights.quadrants))].map(json)
            + zip(Quadrant.allCases, weights.lines).map { json(($0.rawValue, $1)) })
      } ?? .null,
    ])
  }

  private func json(_ line: Int) -> JSONValue {
    let item = table.lines[line]
    return .object([
      "quadrant": .string(item.quadrant.rawValue), "text": .string(item.text),
      "basis": .string(item.basis.rawValue), "indicator": .optional(item.indicator),
      "value": .optional(item.standing?.value), "rank": .optional(item.standing?.rank),
      "of": .optional(item.standing?.of), "percentile": .optional(item.standing?.percentile),
      "peers": .optional(item.peers), "direction": .optional(item.direction?.rawValue),
      "source": .string(item.source), "date": .optional(item.date),
      "contradicted": .bool(item.isContradicted), "gap": .optional(item.gap?.rawValue),
      "priority": .optional(priority(line)),
    ])
  }

  private func json(_ part: (name: String, priorities: PairwisePriorities?)) -> JSONValue {
    guard let priorities = part.priorities else {
      return .object([
        "of": .string(part.name), "ratio": .null, "weights": .array([]),
        "worst_triad": .null,
      ])
    }
    return .object([
      "of": .string(part.name), "ratio": priorities.consistencyRatio.number,
      "weights": .array(priorities.weights.map { .number($0) }),
      "worst_triad": priorities.worstTriad.map {
        .array([.integer($0.first + 1), .integer($0.second + 1), .integer($0.third + 1)])
      } ?? .null,
    ])
  }

  var diagnostics: [Diagnostic] {
    var list: [Diagnostic] = []
    if table.assertions > 0 {
      list.append(
        Diagnostic(
          "T859", severity: .warning,
          ["count": String(table.assertions), "total": String(table.lines.count)]))
    }
    for line in table.lines where line.isContradicted {
      list.append(
        Diagnostic(
          "T864", severity: .warning,
          [
            "text": line.text, "rank": String(line.standing?.rank ?? 0),
            "of": String(line.standing?.of ?? 0), "indicator": line.indicator ?? "",
          ]))
    }
    if let weights {
      let all =
        [("quadrants", Optional(weights.quadrants))]
        + zip(Quadrant.allCases.map(\.rawValue), weights.lines).map { ($0, $1) }
      for (name, priorities) in all where priorities?.isInconsistent == true {
        let triad = priorities?.worstTriad.map {
          "\($0.first + 1), \($0.second + 1), \($0.third + 1)"
        }
        list.append(
          Diagnostic(
            "T858", severity: .warning,
            [
              "of": name, "triad": triad ?? "–",
              "ratio": NumberFormat.plain(
                priorities?.consistencyRatio.value ?? 0, digits: 2),
            ]))
      }
    }
    return list
  }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    TerminalTable(
      header: [
        "swot.quadrant", "swot.line", "swot.basis", "swot.standing", "swot.source",
        "swot.priority",
      ].map { localiser.text($0) },
      rows: table.lines.indices.map { place in
        let line = table.lines[place]
        let standing = line.standing.map {
          "\(localiser.numbers.string($0.value, digits: 1)) · \($0.rank)/\($0.of)"
        }
        return [
          localiser.text("swot.quadrant.\(line.quadrant.rawValue)"), line.text,
          localiser.text("swot.basis.\(line.basis.rawValue)"), standing ?? "",
          [line.source, line.date].compactMap(\.self).joined(separator: ", "),
          priority(place).map { localiser.numbers.string($0, digits: 3) } ?? "",
        ]
      }
    ).text(style)
  }
}
