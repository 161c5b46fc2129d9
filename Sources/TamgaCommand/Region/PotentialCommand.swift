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

/// Whether places count themselves.
enum SelfChoice: String, ExpressibleByArgument, CaseIterable {
  case on, off
}

/// `tamga region potential`: what reaches each place, and which part of it comes over borders.
struct PotentialCommand: TableCommand {
  static let schema = "region.potential"
  static let configuration = CommandConfiguration(
    commandName: "potential",
    abstract: "Potential of places and its part from abroad, by each kind of distance.",
    discussion: """
      The table has the columns origin, destination, country_i, country_j, a mass (mass_i, mass_j, \
      else grp_i, grp_j, else population_i, population_j) and distances: those of --distance, else \
      all of distance, hours, road, line (hours, km, km) that it has. border_minutes (0 for a pair without a border) are added to \
      hours where there are any, else a further distance is made: the road that could be driven in \
      that time at --speed is added. Each pair stands once and counts for both places; an empty \
      distance is no way. A place counts itself, at two thirds of the radius of a circle of its area, \
      where area_i, area_j give it in km²; which places do not is printed.
      """)

  @Argument(help: "A delimited text with one row for each pair.", completion: .file())
  var data: String

  @Option(name: .long, help: "A column of a kind of distance.")
  var distance: [String] = []

  @Option(name: .customLong("self"), help: "Whether places whose area is known count themselves.")
  var own: SelfChoice = .on

  @Option(name: .long, help: "stewart, pareto, exponential.")
  var decay: DecayName = .pareto

  @Option(
    name: .long, help: "km at which a half is left, for hours at --speed (pareto, exponential).")
  var span = 100.0

  @Option(name: .long, help: "The steepness (pareto, exponential).")
  var beta = 2.0

  @Option(name: .long, help: "km/h on open road, for time at borders.")
  var speed = 60.0

  @OptionGroup var options: TableOptions

  private func function(_ kind: RegionPairTable.DistanceTable) -> DistanceDecay {
    let span = kind.span(span, speed: speed)
    return switch decay {
    case .stewart: .stewart
    case .pareto: .pareto(span: span, beta: beta)
    case .exponential: .exponential(span: span, beta: beta)
    }
  }

  func answer() throws -> PotentialResult {
    let table = try RegionPairTable(
      masses: [], distances: distance, countries: true, speed: speed
    ) {
      try NumberFile(
        URL(fileURLWithPath: data), path: data, columns: $0, options: options.reading)
    }
    let (places, kinds) = try table.places(countThemselves: own == .on)
    let fields = try withEngine(data) {
      try kinds.map { kind in
        (kind.name, try potentialField(places, distances: kind.cells, decay: function(kind)))
      }
    }
    return PotentialResult(
      decay: decay.rawValue, mass: table.massKinds[0], own: own.rawValue, places: places,
      fields: fields)
  }
}
