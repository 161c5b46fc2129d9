internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// `tamga region gravitation`: how strongly pairs of regions draw each other, and how sure that is.
struct GravitationCommand: TableCommand {
  static let schema = "region.gravitation"
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

  @OptionGroup var options: TableOptions

  func answer() throws -> GravitationResult {
    let pairs = try withEngine(data) { try read() }
    let (index, fan) = try withEngine(data) {
      let grid = exponent.isEmpty ? RegionPairs.standardExponents : exponent
      return (
        try pairs.gravitation(exponent: exponent.first ?? 2),
        try pairs.fan(exponents: grid)
      )
    }
    return GravitationResult(pairs: pairs, index: index, fan: fan)
  }

  private func read() throws -> RegionPairs {
    let kinds = try mass.map(RegionPairTable.kind)
    let file = try NumberFile(
      URL(fileURLWithPath: data), path: data,
      columns: RegionPairTable.columns(masses: kinds, distances: distance, countries: false),
      options: options.reading)
    return try RegionPairTable(file: file, masses: kinds, distances: distance, speed: speed).pairs()
  }
}
