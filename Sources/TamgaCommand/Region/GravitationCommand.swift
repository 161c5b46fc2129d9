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
      The table has origin, destination, and columns of masses and distances. Without --mass and \
      --distance every kind is taken that it has: masses mass, grp, population (grp_i, grp_j and so \
      on) and √(grp · population); distances distance, hours, road, line (hours, km, km). With all of \
      grp, population, hours, road, line the fan has 45 runs. In force is the first of each with \
      exponent 2: the middle of the fan says more. border_minutes (0 for a pair without a border) are added to hours where there are \
      any, else a further distance is made: the road that could be driven in that time at --speed is \
      added. An empty distance is no way.
      """)

  @Argument(help: "A delimited text with one row for each pair.", completion: .file())
  var data: String

  @Option(
    name: .long,
    help: "Two columns of a kind of mass, as grp_i,grp_j; four are the root of a product.")
  var mass: [String] = []

  @Option(name: .long, help: "A column of a kind of distance.")
  var distance: [String] = []

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
    try RegionPairTable(
      masses: mass.map(RegionPairTable.kind), distances: distance, countries: false, speed: speed
    ) {
      try NumberFile(
        URL(fileURLWithPath: data), path: data, columns: $0, options: options.reading)
    }.pairs()
  }
}
