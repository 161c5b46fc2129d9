internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// `tamga stats moran`: whether neighbours are alike.
struct MoranCommand: TableCommand {
  static let schema = "stats.moran"
  static let configuration = CommandConfiguration(
    commandName: "moran",
    abstract: "Whether neighbours are alike: Moran's I, Geary's C, G, and their local forms.",
    discussion: """
      The weights have the columns i, j and w, one row for each ordered pair. Rows of weights are made \
      to sum to 1. Regions without neighbours take no part and are named. Up to nine regions every \
      arrangement is counted, above that --draws of them.
      """)

  @Argument(help: "A delimited text with one row for each region.", completion: .file())
  var data: String

  @Option(name: .long, help: "The column of the measure.")
  var value: String

  @Option(name: .long, help: "A delimited text of neighbours: i, j, w.", completion: .file())
  var weights: String

  @Option(name: .long, help: "moran, geary or g.")
  var statistic = "moran"

  @Option(name: .long, help: "Also the local statistic: lisa, g or g-star.")
  var local: String?

  @Option(name: .long, help: "Arrangements drawn.")
  var draws = permutationDraws

  @Option(name: .long, help: "Seed of the draws.")
  var seed: UInt64 = 1

  @Option(name: .long, help: "Threads; they change no number.")
  var threads = 2

  @Flag(name: .long, help: "Take weights as they are.")
  var rawWeights = false

  @OptionGroup var options: TableOptions

  func answer() throws -> MoranResult {
    guard let kind = SpatialStatistic(rawValue: statistic) else {
      throw Diagnostic("T848", ["what": "--statistic \(statistic)"])
    }
    let localKind = try local.map { text -> LocalStatistic in
      guard let kind = LocalStatistic(rawValue: text) else {
        throw Diagnostic("T848", ["what": "--local \(text)"])
      }
      return kind
    }
    let table = try NumericTable.read(
      URL(fileURLWithPath: data), columns: [value], options: options.reading)
    let regions = try table.unitNames()
    let values = zip(regions, table.columns[0].reals).map {
      RegionValue(region: $0, value: $1)
    }
    let neighbours = try RegionalFile(weights, numbers: ["w"], options: options.reading)
    let links = try neighbours.links()
    let threads = max(1, min(64, threads))
    let matrix = try withEngine(weights) { try SpatialWeights(regions: regions, links: links) }
    return try withEngine(data) {
      return MoranResult(
        whole: try spatialAssociation(
          kind, of: values, weights: matrix, standardise: !rawWeights, draws: draws, seed: seed,
          threads: threads),
        local: try localKind.map {
          try localAssociations(
            $0, of: values, weights: matrix, draws: min(draws, 9999), seed: seed,
            threads: threads)
        }, seed: seed)
    }
  }
}

/// Spatial association as JSON and as tables.
struct MoranResult: CommandAnswer {
  let whole: SpatialAssociation
  let local: LocalAssociations?
  let seed: UInt64

  var json: JSONValue {
    .object([
      "statistic": .string(whole.statistic.rawValue), "n": .integer(whole.regions),
      "value": whole.value.number, "expected": whole.expected.number,
      "deviation": whole.deviation.number, "z": whole.score.number,
      "p": whole.probability.number, "arrangements": .integer(whole.arrangements),
      "method": .string(whole.method.rawValue), "seed": .integer(Int(clamping: seed)),
      "islands": .array(whole.islands.map { .string($0) }),
      "left_out": .array(whole.leftOut.map { .string($0) }), "reason": whole.value.why,
      "local": local.map { .array($0.regions.map(Self.json)) } ?? .null,
      "warnings": .array(whole.warnings.map { .string($0.rawValue) }),
    ])
  }

  private static func json(_ region: LocalAssociation) -> JSONValue {
    .object([
      "region": .string(region.region), "neighbours": .integer(region.neighbours),
      "value": region.value.number, "class": .optional(region.quadrant.value?.rawValue),
      "p": region.probability.number, "q": region.adjusted.number, "reason": region.value.why,
    ])
  }

  var diagnostics: [Diagnostic] {
    var list: [Diagnostic] = []
    if !whole.islands.isEmpty {
      list.append(
        Diagnostic(
          "T860", severity: .warning,
          ["count": String(whole.islands.count), "regions": whole.islands.joined(separator: ", ")]))
    }
    return list
      + sampleDiagnostics(whole.warnings.filter { $0 != .islands }, n: whole.regions)
  }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    let table = TerminalTable(
      header: [
        "column.statistic", "column.n", "spatial.value", "spatial.expected", "column.p",
        "spatial.arrangements",
      ].map { localiser.text($0) },
      rows: [
        [
          localiser.text("spatial.statistic.\(whole.statistic.rawValue)"), String(whole.regions),
          whole.value.text(localiser), whole.expected.text(localiser),
          whole.probability.text(localiser), String(whole.arrangements),
        ]
      ])
    guard let local else { return table.text(style) }
    let rows = local.regions.map { region in
      [
        region.region, region.value.text(localiser),
        region.quadrant.value.map { localiser.text("spatial.class.\($0.rawValue)") } ?? "",
        region.probability.text(localiser), region.adjusted.text(localiser),
      ]
    }
    return table.text(style) + "\n"
      + TerminalTable(
        header: [
          "spatial.region", "spatial.value", "spatial.class", "column.p", "spatial.rate",
        ].map { localiser.text($0) }, rows: rows
      ).text(style)
  }
}
