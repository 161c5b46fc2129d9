internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// `tamga composite`: a composite index with what it hangs on.
struct CompositeCommand: TableCommand {
  static let schema = "composite"
  static let configuration = CommandConfiguration(
    commandName: "composite",
    abstract: "A composite index: treat, normalise, weight, aggregate, and how firm its ranks are.",
    discussion: """
      DATA has one row for each unit and one column for each indicator; META has the columns indicator \
      and direction (higher or lower), and where they are wanted weight, pillar, lower, upper. Nothing \
      is imputed: a unit with less than --coverage of the weights has no rank. 1,000 draws over \
      normalisation, weights and aggregation give rank intervals and the share of each choice.
      """)

  @Argument(help: "A delimited text with one row for each unit.", completion: .file())
  var data: String

  @Option(name: .long, help: "A delimited text that describes the indicators.", completion: .file())
  var meta: String

  @Option(name: .long, help: "minmax, z-score, rank, leader or bounds.")
  var normalisation = Normalisation.minMax.rawValue

  @Option(name: .long, help: "arithmetic, geometric, harmonic or copeland.")
  var aggregation = Aggregation.geometric.rawValue

  @Option(name: .long, help: "The share of the weights a unit must have values for.")
  var coverage = 0.9

  @Flag(name: .long, help: "Leave skewed indicators as they are.")
  var untreated = false

  @Option(name: .long, help: "Draws of the robustness analysis.")
  var draws = 1000

  @Option(name: .long, help: "Seed of the draws.")
  var seed: UInt64 = 1

  @OptionGroup var options: TableOptions

  func answer() throws -> CompositeResult {
    guard let scale = Normalisation(rawValue: normalisation) else {
      throw Diagnostic("T848", ["what": "--normalisation \(normalisation)"])
    }
    guard let mean = Aggregation(rawValue: aggregation) else {
      throw Diagnostic("T848", ["what": "--aggregation \(aggregation)"])
    }
    let table = try read()
    let method = CompositeMethod(
      normalisation: scale, aggregation: mean, treatsOutliers: !untreated,
      minimumCoverage: coverage)
    return try withEngine(data) {
      CompositeResult(
        composite: try composite(table, method: method), table: table,
        robustness: try compositeRobustness(
          table, method: method, draws: draws, seed: seed, threads: 2), seed: seed)
    }
  }

  private func read() throws -> CompositeTable {
    let file = try RegionalFile(
      meta, numbers: ["weight", "lower", "upper"], options: options.reading)
    let names = try file.words("indicator")
    let directions = try file.words("direction")
    let weights = file.has("weight") ? try file.numbers("weight") : names.map { _ in 1 }
    let pillars = file.has("pillar") ? try file.words("pillar") : names.map { _ in "" }
    let low = file.has("lower") ? try file.numbers("lower") : names.map { _ in nil }
    let high = file.has("upper") ? try file.numbers("upper") : names.map { _ in nil }
    let indicators = try names.indices.map { row -> CompositeIndicator in
      guard let direction = PreferredDirection(rawValue: directions[row]) else {
        throw Diagnostic("T848", ["what": "direction \(directions[row])"], place: Place(file: meta))
      }
      guard let weight = weights[row] else {
        throw Diagnostic("T852", ["indicator": names[row]], place: Place(file: meta))
      }
      var bounds: ClosedRange<Double>?
      if let lower = low[row], let upper = high[row] {
        guard lower < upper else {
          throw Diagnostic("T852", ["indicator": names[row]], place: Place(file: meta))
        }
        bounds = lower...upper
      }
      return CompositeIndicator(
        id: names[row], direction: direction, weight: weight,
        pillar: pillars[row].isEmpty ? nil : pillars[row], bounds: bounds)
    }
    let table = try NumericTable.read(
      URL(fileURLWithPath: data), columns: names, options: options.reading)
    let columns = table.columns.map(\.reals)
    let units = try table.unitNames()
    return try withEngine(data) {
      try CompositeTable(
        indicators: indicators,
        rows: units.indices.map { row in
          (unit: units[row], values: columns.map { $0[row] })
        })
    }
  }
}
