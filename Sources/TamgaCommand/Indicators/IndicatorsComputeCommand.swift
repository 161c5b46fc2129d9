internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// `tamga indicators compute`: indicators of tidy tables.
struct IndicatorsComputeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compute", abstract: "Compute indicators from tidy tables or a warehouse.",
    discussion: """
      `tamga indicators show ID` names the columns of the tables. With --db the flows of a warehouse, \
      or with --value an indicator of its regions, are such a table. An indicator without its variant, \
      as concentration.hhi, is understood with --as. Every result has its state, interval, n, unit, \
      flags and the choices that differ from the default.
      """)

  @Argument(help: "Ids, or families with --as.")
  var ids: [String]

  @Option(
    name: .long, parsing: .singleValue, help: "A tidy table with a header; may be repeated.",
    completion: .file())
  var data: [String] = []

  @OptionGroup(title: "Warehouse") var warehouse: WarehouseOptions

  @Option(name: .customLong("as"), help: "Definitions of a source: wits, unctad, harvard, reat.")
  var profile: String?

  @Option(
    name: .long, parsing: .singleValue, help: "A choice, as level=product; may be repeated.")
  var choice: [String] = []

  @Option(name: .long, help: "Seed of bootstrap and permutation draws.")
  var seed: UInt64 = IndicatorContext().seed

  @Option(name: .long, help: "Threads; they change no number.")
  var threads = 1

  @Flag(name: .long, help: "Compute no intervals.")
  var noIntervals = false

  @Option(name: .long, help: "Decimal mark of the texts: . or ,")
  var decimal: String?

  @OptionGroup var options: GlobalOptions

  private static let schema = "indicators.compute"

  func run() throws {
    try options.running(Self.schema) {
      let (indicators, notes) = try IndicatorCatalogue.named(ids, as: profile)
      let choices = try choices(of: indicators)
      var reading = ImportOptions()
      reading.decimal = decimal
      let stored = try warehouse.table()
      guard stored != nil || !data.isEmpty else { throw Diagnostic("T817") }
      let tables = try IndicatorTables.reading(
        data.map { URL(fileURLWithPath: $0) }, options: reading,
        beside: stored.map { [$0.table] } ?? [])
      let context = IndicatorContext(
        choices: choices, seed: seed, threads: max(1, min(64, threads)),
        intervals: !noIntervals)
      let results = try indicators.compute(tables, context)
      if results.isEmpty {
        throw Diagnostic("T810", ["indicator": indicators.map(\.id).joined(separator: ", ")])
      }
      let sources = (stored?.sources ?? []) + data
      let rows = results.map { $0.json(inputUnit: stored?.unit, sources: sources) }
      try options.print(
        Envelope(schema: Self.schema, data: .array(rows)),
        diagnostics: notes + (stored?.notes ?? [])
      ) { try table(results, unit: stored?.unit) }
    }
  }

  /// The choices as a table; each must be one that an indicator has.
  private func choices(of indicators: [IndicatorDefinition]) throws -> [String: String] {
    var found: [String: String] = [:]
    for text in choice {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw Diagnostic("T812", ["text": text]) }
      found[parts[0]] = parts[1]
    }
    try indicators.check(found)
    return found
  }

  private func table(_ results: [IndicatorResult], unit: String?) throws -> String {
    let localiser = try Localiser(language: Language.choose(requested: options.lang))
    func number(_ value: Double) -> String {
      let size = abs(value)
      return localiser.numbers.string(value, digits: size >= 1000 ? 1 : size >= 10 ? 2 : 4)
    }
    let header =
      ["indicator-page.id", "indicator-page.subject", "column.period", "column.value"].map {
        localiser.text($0)
      }
      + [localiser.text("indicator-page.interval"), localiser.text("column.n")]
      + [localiser.text("column.unit"), localiser.text("column.mark")]
    return TerminalTable(
      header: header,
      rows: results.map { result in
        let interval = result.interval.map {
          "\(number($0.lower)) … \(number($0.upper)) \($0.kind)"
        }
        let probability = result.probability.map { localiser.numbers.pStatement($0) }
        return [
          result.id, result.subject, result.period,
          result.value.map(number) ?? localiser.reason(result.state),
          [interval, probability].compactMap(\.self).joined(separator: ", "), String(result.n),
          result.unit(ofInput: unit), result.flags.map(\.rawValue).joined(separator: ", "),
        ]
      }
    ).text(options.format)
  }
}
