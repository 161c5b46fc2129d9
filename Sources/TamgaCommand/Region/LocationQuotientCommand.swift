internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// `tamga region lq`: what regions are specialised in.
struct LocationQuotientCommand: TableCommand {
  static let schema = "region.lq"
  static let configuration = CommandConfiguration(
    commandName: "lq",
    abstract: "Location quotients: plain, symmetric, standardised, with a band; excess jobs.",
    discussion: """
      The table has the columns region, industry, employment, and period where there are several; the \
      nation is the sum of its regions. --draws gives the 95 % band of persons drawn again.
      """)

  @Argument(help: "A delimited text: region, industry, employment.", completion: .file())
  var data: String

  @Option(name: .long, help: "The period; the last by default.")
  var period: String?

  @Option(name: .long, help: "Draws for the band; 0 for none.")
  var draws = 0

  @Option(name: .long, help: "Seed of the draws.")
  var seed: UInt64 = 1

  @OptionGroup var options: TableOptions

  func answer() throws -> LocationQuotientResult {
    guard draws >= 0, draws <= 100_000 else { throw Diagnostic("T848", ["what": "--draws"]) }
    let periods = try RegionalFile(data, numbers: ["employment"], options: options.reading)
      .employment()
    guard !periods.isEmpty else {
      throw Diagnostic(
        "T846", ["what": "rows", "needed": "1", "given": "0"], place: Place(file: data))
    }
    guard let chosen = periods.last(where: { period == nil || $0.period == period }) else {
      throw Diagnostic("T848", ["what": "--period \(period ?? "")"], place: Place(file: data))
    }
    return LocationQuotientResult(
      period: chosen.period, absentPairs: chosen.absent,
      quotients: locationQuotients(chosen.table, draws: draws, seed: seed, threads: 2))
  }
}

/// Location quotients as JSON and as a table.
struct LocationQuotientResult: CommandAnswer {
  let period: String
  let absentPairs: Int
  let quotients: [LocationQuotient]

  var json: JSONValue {
    .object([
      "period": .string(period), "absent_pairs": .integer(absentPairs),
      "quotients": .array(quotients.map(Self.json)),
    ])
  }

  var diagnostics: [Diagnostic] { Diagnostic.absentPairs(absentPairs) }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    TerminalTable(
      header: [
        "column.period", "spatial.region", "lq.industry", "lq.quotient", "lq.standardised",
        "lq.excess",
        "column.interval95",
      ].map { localiser.text($0) },
      rows: quotients.map { item in
        [
          period, item.region, item.industry, item.ratio.text(localiser, digits: 2),
          item.standardised.text(localiser, digits: 2), item.excess.text(localiser, digits: 1),
          item.band.value.map { localiser.interval($0, digits: 2) } ?? "",
        ]
      }
    ).text(style)
  }

  private static func json(_ item: LocationQuotient) -> JSONValue {
    .object([
      "region": .string(item.region), "industry": .string(item.industry),
      "lq": item.ratio.number, "symmetric": item.symmetric.number,
      "z": item.standardised.number, "z_log": item.standardisedLogarithm.number,
      "excess": item.excess.number,
      "band95": item.band.value.map { .array([.number($0.lower), .number($0.upper)]) } ?? .null,
      "reason": item.ratio.why,
    ])
  }
}
