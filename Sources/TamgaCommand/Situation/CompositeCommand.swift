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
    var choices = CompositeChoices()
    choices.normalisation = scale
    choices.aggregation = mean
    choices.treatsOutliers = !untreated
    choices.coverage = coverage
    choices.draws = draws
    choices.seed = seed
    let files = try CompositeFiles(
      data: (URL(fileURLWithPath: data), data), meta: (URL(fileURLWithPath: meta), meta),
      options: options.reading)
    return CompositeResult(report: try choices.report(of: files.table(), file: data))
  }
}
