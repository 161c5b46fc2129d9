internal import ArgumentParser
internal import TamgaIndicators
internal import TamgaPresent
internal import TamgaStudy

/// `tamga indicators ls`: ids with names and formulas.
struct IndicatorsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls", abstract: "List indicators with their names and formulas.")

  @Option(name: .long, help: "Only one group, a letter: A flows, B concentration, …")
  var group: String?

  @OptionGroup var options: GlobalOptions

  private static let schema = "indicators.ls"

  func run() throws {
    try options.running(Self.schema) {
      let localiser = try Localiser(language: Language.choose(requested: options.lang))
      let wanted = try group.map { text in
        guard let group = IndicatorGroup(rawValue: text.uppercased()) else {
          throw Diagnostic(
            "T811",
            [
              "group": text,
              "known": Set(IndicatorCatalogue.all.map(\.group.rawValue)).sorted()
                .joined(separator: ", "),
            ])
        }
        return group
      }
      let indicators = IndicatorCatalogue.all.filter { wanted == nil || $0.group == wanted }
      let data = JSONValue.array(
        indicators.map { $0.summary(named: localiser.text($0.nameKey)) })
      try options.print(Envelope(schema: Self.schema, data: data)) {
        TerminalTable(
          header: [
            localiser.text("indicator-page.id"), localiser.text("indicator-page.group"),
            localiser.text("indicator-page.name"), localiser.text("indicator-page.formula"),
          ],
          rows: indicators.map {
            [$0.id, $0.group.rawValue, localiser.text($0.nameKey), $0.formula]
          }
        ).text(options.format)
      }
    }
  }
}
