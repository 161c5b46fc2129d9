internal import ArgumentParser
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// `tamga indicators show`: the formula page of an indicator.
struct IndicatorsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an indicator: formula, inputs, rules, sources, worked numbers.")

  @Argument(help: "The id, as in concentration.hhi.sum-squares.")
  var id: String

  @OptionGroup var options: GlobalOptions

  private static let schema = "indicators.show"

  func run() throws {
    try options.running(Self.schema) {
      let localiser = try Localiser(language: Language.choose(requested: options.lang))
      let found = try IndicatorCatalogue.named(id, as: nil).indicators
      guard let indicator = found.first else { return }
      let data = indicator.page(named: localiser.text(indicator.nameKey))
      try options.print(Envelope(schema: Self.schema, data: data)) {
        page(indicator, localiser)
      }
    }
  }

  private func page(_ indicator: IndicatorDefinition, _ localiser: Localiser) -> String {
    func label(_ name: String) -> String { localiser.text("indicator-page." + name) }
    var rows = [
      [label("id"), indicator.id], [label("name"), localiser.text(indicator.nameKey)],
      [label("group"), indicator.group.rawValue], [label("formula"), indicator.formula],
      ["TeX", indicator.tex],
    ]
    rows += indicator.tables.map { table in
      [label("table"), "\(table.kind.rawValue): " + columns(table)]
    }
    rows += [
      [localiser.text("column.unit"), indicator.unit.id],
      [label("zeros"), localiser.text("zero-rule." + indicator.zeroRule.rawValue)],
      [
        label("interval"),
        indicator.varianceRule == .exact && !indicator.hasRoundingInterval
          ? label("no-interval")
          : localiser.text("variance-rule." + indicator.varianceRule.rawValue),
      ],
    ]
    rows += indicator.citations.map { [label("source"), $0] }
    if !indicator.profiles.isEmpty {
      rows.append(
        [label("profiles"), indicator.profiles.map(\.rawValue).sorted().joined(separator: ", ")])
    }
    rows += indicator.choices.map { choice in
      [
        label("choice"),
        "\(choice.key)=\(choice.standard)"
          + (choice.values.count > 1 ? " (\(choice.values.joined(separator: " | ")))" : ""),
      ]
    }
    if !indicator.note.isEmpty { rows.append([label("note"), indicator.note]) }
    let table = TerminalTable(
      columns: [TerminalTable.Column("", .left), TerminalTable.Column("", .left)], rows: rows
    ).text(options.format)
    return ([table] + indicator.examples.map { example(indicator, $0, localiser) })
      .joined(separator: "\n\n")
  }

  private func columns(_ table: InputTable) -> String {
    table.required.joined(separator: ", ")
      + (table.optional.isEmpty ? "" : " [\(table.optional.joined(separator: ", "))]")
  }

  private func example(
    _ indicator: IndicatorDefinition, _ example: WorkedExample, _ localiser: Localiser
  ) -> String {
    let value = indicator.result(of: example).map { result in
      let name = [result.subject, result.period].filter { !$0.isEmpty }.joined(separator: " ")
      let interval = result.interval.map {
        " [\($0.lower.description); \($0.upper.description)] \($0.kind)"
      }
      return "\(name) = \(result.value?.description ?? result.state)\(interval ?? "")"
    }
    return
      ([localiser.text("indicator-page.example") + ": " + example.source] + example.tables
      + [value ?? ""]).joined(separator: "\n")
  }
}
