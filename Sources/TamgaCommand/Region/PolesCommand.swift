internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// `tamga region poles`: zones of influence, what lies beyond them, which poles to develop.
struct PolesCommand: TableCommand {
  static let schema = "region.poles"
  static let configuration = CommandConfiguration(
    commandName: "poles",
    abstract: "Zones of influence of poles, places beyond them, and a programme that withstands.",
    discussion: """
      The table of places has the columns name, area, population, grp. --poles has name, population, \
      grp of the candidates, and columns of dimensions named by --dimension, a larger number always \
      better; propulsive_tests, where it is there, counts the tests passed of 4. --times has place, \
      pole, hours; a pair that is not there has no way. --risks has region, group (socio-cultural, \
      transport, economic), indicator, likelihood, impact, a \
      larger number worse, but where the column direction says lower (as of growth).
      """)

  @Argument(help: "Places or districts.", completion: .file())
  var places: String

  @Option(name: .long, help: "Candidates for poles.", completion: .file())
  var poles: String

  @Option(name: .long, help: "Hours from places to poles.", completion: .file())
  var times: String

  @Option(name: .long, help: "Risks of regions, graded against each other.", completion: .file())
  var risks: String?

  @Option(name: .long, help: "A column of a dimension of the score; may be repeated.")
  var dimension: [String] = []

  @Option(name: .long, help: "Hours of the isochrone.")
  var hours = 2.0

  @Option(name: .long, help: "Exponent of Huff's zones.")
  var lambda = 2.0

  @Option(name: .long, help: "How many poles the programme may have.")
  var budget = 1

  @Option(name: .long, help: "Seed of all draws.")
  var seed: UInt64 = 20_260_101

  @OptionGroup var options: TableOptions

  func answer() throws -> PolesResult {
    func file(_ path: String, _ columns: NumberFile.Columns) throws -> NumberFile {
      try NumberFile(
        URL(fileURLWithPath: path), path: path, columns: columns, options: options.reading)
    }
    let tables = PoleTables(
      places: try file(places, PoleTables.placeColumns),
      poles: try file(poles, PoleTables.poleColumns(dimension)),
      distances: try file(times, PoleTables.distanceColumns("hours")), measure: "hours",
      dimensions: dimension)
    let register = try PoleTables.risks(risks.map { try file($0, PoleTables.riskColumns) })
    let graded = try withEngine(risks ?? poles) { try riskRegister(register) }
    return try withEngine(poles) {
      try PolesResult(
        field: tables.field(), candidates: dimension.isEmpty ? [] : tables.candidates(),
        tests: tables.passedTests, risks: graded,
        settings: PolesSettings(hours: hours, lambda: lambda, budget: budget, seed: seed))
    }
  }
}
