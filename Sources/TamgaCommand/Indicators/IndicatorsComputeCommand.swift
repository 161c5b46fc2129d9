internal import ArgumentParser
internal import Foundation
internal import TamgaIndicators
internal import TamgaPresent
internal import TamgaStudy

/// `tamga indicators compute`: indicators of tidy tables or of a warehouse.
struct IndicatorsComputeCommand: TableCommand {
  static let schema = "indicators.compute"
  static let configuration = CommandConfiguration(
    commandName: "compute", abstract: "Compute indicators from tidy tables or a warehouse.",
    discussion: """
      `tamga indicators show ID` names the columns of the tables. With --db the flows of a \
      warehouse, or with --value an indicator of its regions, are such a table. An indicator without \
      its variant, as concentration.hhi, is understood with --as. Every result has its state, \
      interval, n, unit, flags, sources and the choices that differ from the default.
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

  @OptionGroup var options: TableOptions

  func answer() throws -> IndicatorsAnswer {
    let (indicators, notes) = try IndicatorCatalogue.named(ids, as: profile)
    let choices = try choices(of: indicators)
    let stored = try warehouse.table()
    guard stored != nil || !data.isEmpty else { throw Diagnostic("T817") }
    let tables = try IndicatorTables.reading(
      data.map { URL(fileURLWithPath: $0) }, options: options.reading,
      beside: stored.map { [$0.table] } ?? [])
    let source = profile.flatMap { IndicatorProfile(rawValue: $0.lowercased()) }
    let context = IndicatorContext(
      choices: choices, profile: source,
      seed: seed, threads: max(1, min(64, threads)), intervals: !noIntervals)
    let results = try indicators.compute(tables, context).filter {
      stored?.shows($0.subject) ?? true
    }
    if results.isEmpty {
      throw Diagnostic("T810", ["indicator": indicators.map(\.id).joined(separator: ", ")])
    }
    return IndicatorsAnswer(
      results: results, inputUnit: stored?.unit, profile: source,
      sources: (stored?.sources ?? []) + data,
      diagnostics: notes + (stored?.notes ?? []))
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
}
