internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// `tamga region gravitation`: how strongly pairs of regions draw each other, and how sure that is.
struct GravitationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gravitation",
    abstract: "Gravitation of pairs of regions, with its fan over masses, distances, exponents.",
    discussion: """
      The table has the columns origin, destination, distance, mass_i, mass_j. With border_minutes a \
      second distance is made: the road that could be driven in that time at --speed is added. More \
      kinds of mass are pairs of columns, --mass grp_i,grp_j --mass pop_i,pop_j; more kinds of \
      distance are columns, --distance line --distance road. An empty distance is no way.
      """)

  @Argument(help: "A delimited text with one row for each pair.", completion: .file())
  var data: String

  @Option(name: .long, help: "Two columns of a kind of mass, origin's and destination's.")
  var mass: [String] = ["mass_i,mass_j"]

  @Option(name: .long, help: "A column of a kind of distance.")
  var distance: [String] = ["distance"]

  @Option(name: .long, help: "Exponents of distance; the first is the one in force.")
  var exponent: [Double] = []

  @Option(name: .long, help: "km/h on open road, for time at borders.")
  var speed = 60.0

  @Option(name: .long, help: "Decimal mark of the text: . or ,")
  var decimal: String?

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try options.running("region.gravitation") {
      let pairs = try withEngine(data) { try read() }
      let (index, fan) = try withEngine(data) {
        let grid = exponent.isEmpty ? RegionPairs.standardExponents : exponent
        return (
          try pairs.gravitation(exponent: exponent.first ?? 2),
          try pairs.fan(exponents: grid)
        )
      }
      let result = GravitationResult(pairs: pairs, index: index, fan: fan)
      try options.print(Envelope(schema: "region.gravitation", data: result.json)) {
        let localiser = try Localiser(language: Language.choose(requested: options.lang))
        return result.text(options.format, localiser)
      }
    }
  }

  private func read() throws -> RegionPairs {
    let kinds = try mass.map(RegionPairTable.kind)
    var reading = ImportOptions()
    reading.decimal = decimal
    let file = try NumberFile(
      URL(fileURLWithPath: data), path: data,
      columns: RegionPairTable.columns(masses: kinds, distances: distance, countries: false),
      options: reading)
    return try RegionPairTable(file: file, masses: kinds, distances: distance, speed: speed).pairs()
  }
}
