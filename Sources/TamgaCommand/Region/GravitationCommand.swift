internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

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
    guard speed > 0, speed.isFinite else { throw Diagnostic("T824", ["what": "--speed"]) }
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
    let kinds = try mass.map { text -> [String] in
      let columns = text.split(separator: ",").map(String.init)
      guard columns.count == 2 else { throw Diagnostic("T824", ["what": "--mass \(text)"]) }
      return columns
    }
    let table = try NumericTable.read(
      URL(fileURLWithPath: data), columns: distance + kinds.flatMap(\.self),
      ifPresent: ["border_minutes"], words: ["origin", "destination"], options: options.reading)
    let columns = table.columns.map(\.reals)
    let border = table.optionalColumns[0]?.reals
    var rows: [RegionPair] = []
    for row in table.lines.indices {
      var distances = distance.indices.map { columns[$0][row] }
      if let border {
        let detour = (border[row] ?? 0) / 60 * speed
        // A pair within one country has no border time.
        distances += distance.indices.map { columns[$0][row].map { $0 + detour } }
      }
      let masses = try kinds.indices.map { kind -> (Double, Double) in
        let first = distance.count + 2 * kind
        guard let one = columns[first][row], let other = columns[first + 1][row] else {
          throw Diagnostic(
            "T133", ["column": mass[kind], "raw": ""],
            place: Place(file: data, line: table.lines[row]))
        }
        return (one, other)
      }
      rows.append(
        RegionPair(
          origin: table.words[0][row], destination: table.words[1][row],
          originMasses: masses.map(\.0), destinationMasses: masses.map(\.1),
          distances: distances))
    }
    let distanceKinds = distance + (border == nil ? [] : distance.map { $0 + "+border" })
    return try RegionPairs(rows, massKinds: mass, distanceKinds: distanceKinds)
  }
}
