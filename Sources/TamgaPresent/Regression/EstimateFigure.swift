public import TamgaNumerics

/// A figure of estimates with intervals, and the records of its numbers.
public struct EstimateFigure: Sendable {
  /// An estimate to draw.
  public struct Item: Sendable {
    /// The name: a regressor, a country.
    public let label: TableCell
    /// The code in value ids; made unique and free of separators here.
    public let code: String
    /// The estimate.
    public let estimate: Double
    /// The interval, if there is one.
    public let interval: Interval?

    /// Creates an item.
    public init(label: TableCell, code: String, estimate: Double, interval: Interval?) {
      self.label = label
      self.code = code
      self.estimate = estimate
      self.interval = interval
    }
  }

  /// The texts of a figure.
  public struct Texts: Sendable {
    /// The finding.
    public let finding: Message
    /// Unit, period, geography.
    public let subtitle: Message
    /// The title of the axis.
    public let axis: Message
    /// One sentence for readers who do not see it.
    public let summary: Message

    /// Creates texts.
    public init(finding: Message, subtitle: Message, axis: Message, summary: Message) {
      self.finding = finding
      self.subtitle = subtitle
      self.axis = axis
      self.summary = summary
    }
  }

  /// The figure.
  public let figure: Figure
  /// The records of its numbers.
  public let values: [ValueRecord]

  /// Draws estimates in falling order; nil of none, or when a number is not finite.
  ///
  /// - Parameters:
  ///   - id: the figure's id without `fig:`, as in `gravity.baseline.coefficients`; also the path
  ///     of the value ids.
  ///   - items: the estimates.
  ///   - texts: finding, subtitle, axis, summary.
  ///   - unit: the unit of the estimates, as in `1` or `pct`.
  ///   - digits: decimal places.
  ///   - sources: the sources.
  ///   - limit: at most so many; of more the largest and the smallest halves are kept, and a note
  ///     says how many are left out.
  public init?(
    id: String, items: [Item], texts: Texts, unit: String, digits: Int,
    sources: [SourceReference], limit: Int = 40
  ) {
    let numbers = items.flatMap { item in
      [item.estimate] + (item.interval.map { [$0.lower, $0.upper] } ?? [])
    }
    guard !items.isEmpty, limit >= 2, numbers.allSatisfy(\.isFinite) else { return nil }
    let sorted = items.enumerated().sorted {
      ($1.element.estimate, $0.offset) < ($0.element.estimate, $1.offset)
    }.map(\.element)
    let kept =
      sorted.count <= limit
      ? sorted : Array(sorted.prefix((limit + 1) / 2) + sorted.suffix(limit / 2))
    var codes: Set<String> = []
    var values: [ValueRecord] = []
    var rows: [[TableCell]] = []
    for item in kept {
      let code = EstimateFigure.unique(item.code, &codes)
      let estimate = ValueID(id, ["of": code])
      values.append(
        ValueRecord(
          id: estimate, value: .real(item.estimate), unit: unit, digits: digits,
          interval: item.interval))
      var row: [TableCell] = [item.label, .value(estimate)]
      for (part, end) in [
        ("lower", item.interval?.lower), ("upper", item.interval?.upper),
      ] {
        guard let end else {
          row.append(.blank)
          continue
        }
        let place = ValueID(id + "." + part, ["of": code])
        values.append(
          ValueRecord(
            id: place, value: .real(end), unit: unit, digits: digits,
            inputs: [.value(estimate)]))
        row.append(.value(place))
      }
      rows.append(row)
    }
    self.values = values
    let left = items.count - kept.count
    figure = Figure(
      id: "fig:" + id, kind: .interval, finding: texts.finding, subtitle: texts.subtitle,
      table: ResultTable(
        id: id, title: texts.finding,
        columns: [
          .init(key: "name", header: Message("regression.column.term")),
          .init(key: "estimate", header: Message("regression.part.estimate"), unit: unit),
          .init(key: "lower", header: Message("regression.part.ci95-lower"), unit: unit),
          .init(key: "upper", header: Message("regression.part.ci95-upper"), unit: unit),
        ], rows: rows),
      x: "name", y: ["estimate", "lower", "upper"],
      xTitle: Message("regression.column.term"), yTitle: texts.axis, sources: sources,
      notes: left > 0 ? [Message("regression.note.leftOut", ["n": .count(left)])] : [],
      summary: texts.summary)
  }

  /// A code for value ids: letters, digits, `.`, `:`, `-` and `_` only, each once.
  private static func unique(_ text: String, _ used: inout Set<String>) -> String {
    let cleaned = String(
      text.map { character in
        character.isASCII
          && (character.isLetter || character.isNumber || "_-:".contains(character))
          ? character : "."
      })
    let base = cleaned.isEmpty ? "." : cleaned
    var candidate = base
    var number = 2
    while !used.insert(candidate).inserted {
      candidate = "\(base)-\(number)"
      number += 1
    }
    return candidate
  }
}

extension EstimateFigure {
  /// Effects by country as a ranked figure: general-equilibrium changes, border effects.
  ///
  /// - Parameters:
  ///   - id: the figure's id without `fig:`.
  ///   - effects: a country, its effect and an interval where there is one.
  ///   - what: what the effect is, as in "Real output"; the beginning of the title.
  ///   - subtitle: unit, scenario, closure, period.
  ///   - unit: the unit of the effects, as in `pct`.
  ///   - digits: decimal places.
  ///   - sources: the sources.
  ///   - limit: at most so many bars.
  /// - Returns: nil of no effect, or when a number is not finite.
  public static func ranked(
    id: String, effects: [(country: EntityCode, estimate: Double, interval: Interval?)],
    what: Message, subtitle: Message, unit: String, digits: Int, sources: [SourceReference],
    limit: Int = 40
  ) -> EstimateFigure? {
    guard let first = effects.max(by: { $0.estimate < $1.estimate }),
      let last = effects.min(by: { $0.estimate < $1.estimate })
    else { return nil }
    let ends: [String: MessageArgument] = [
      "where": .entity(first.country), "last": .entity(last.country),
    ]
    return EstimateFigure(
      id: id,
      items: effects.map {
        Item(
          label: .entity($0.country), code: $0.country.text, estimate: $0.estimate,
          interval: $0.interval)
      },
      texts: Texts(
        finding: Message(
          "regression.effects.ranked", ends.merging(["what": .message(what)]) { $1 }),
        subtitle: subtitle, axis: what,
        summary: Message(
          "regression.effects.summary", ends.merging(["n": .count(effects.count)]) { $1 })),
      unit: unit, digits: digits, sources: sources, limit: limit)
  }
}
