internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// How attraction falls with distance, by name.
enum DecayName: String, ExpressibleByArgument, CaseIterable {
  case stewart, pareto, exponential
}

/// `tamga region potential`: what reaches each place, and which part of it comes over borders.
struct PotentialCommand: TableCommand {
  static let schema = "region.potential"
  static let configuration = CommandConfiguration(
    commandName: "potential",
    abstract: "Potential of places and its part from abroad, by each kind of distance.",
    discussion: """
      The table has the columns origin, destination, country_i, country_j, mass_i, mass_j and one \
      column for each kind of distance (--distance line --distance road). With border_minutes a \
      second distance is made of each: the road that could be driven in that time at --speed is \
      added. Each pair stands once and counts for both places; an empty distance is no way.
      """)

  @Argument(help: "A delimited text with one row for each pair.", completion: .file())
  var data: String

  @Option(name: .long, help: "A column of a kind of distance.")
  var distance: [String] = ["distance"]

  @Option(name: .long, help: "stewart, pareto, exponential.")
  var decay: DecayName = .pareto

  @Option(name: .long, help: "The distance at which a half is left (pareto, exponential).")
  var span = 100.0

  @Option(name: .long, help: "The steepness (pareto, exponential).")
  var beta = 2.0

  @Option(name: .long, help: "km/h on open road, for time at borders.")
  var speed = 60.0

  @OptionGroup var options: TableOptions

  private var function: DistanceDecay {
    switch decay {
    case .stewart: .stewart
    case .pareto: .pareto(span: span, beta: beta)
    case .exponential: .exponential(span: span, beta: beta)
    }
  }

  func answer() throws -> PotentialResult {
    let masses = [["mass_i", "mass_j"]]
    let file = try NumberFile(
      URL(fileURLWithPath: data), path: data,
      columns: RegionPairTable.columns(masses: masses, distances: distance, countries: true),
      options: options.reading)
    let (places, kinds) = try RegionPairTable(
      file: file, masses: masses, distances: distance, speed: speed
    ).places()
    let fields = try withEngine(data) {
      try kinds.map { kind in
        (kind.name, try potentialField(places, distances: kind.distances, decay: function))
      }
    }
    return PotentialResult(decay: decay.rawValue, places: places, fields: fields)
  }
}
