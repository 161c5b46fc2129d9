internal import TamgaIndicators
internal import TamgaPresent

/// What `region.gravitation` is asked for.
public struct GravitationParameters: StudyParameters {
  /// The pairs.
  public let table: RegionPairTable
  /// Exponents of the fan, the first in force.
  public let exponents: [Double]
  /// How potential falls: `stewart`, `pareto`, `exponential`.
  public let decay: String
  /// The distance at which a half is left, and the steepness.
  public let span: Double
  /// The steepness of the decay.
  public let beta: Double
  /// Whether places whose area is known count themselves in their potential.
  public let countThemselves: Bool
  /// The most pairs shown on the page.
  public let top: Int
  /// Names by language.
  let names: NameTable?
  /// The source shown under the figure.
  public let citation: String?

  /// The keys of the study file.
  public static let keys = [
    ParameterKey(
      "data", required: true, "pairs: origin, destination, country_i, country_j, masses"),
    ParameterKey(
      "mass",
      "kinds of mass, two columns each, or four for the root of two kinds' product; default: all of "
        + "mass, grp, population (_i, _j) that the table has, and √(grp · population)"),
    ParameterKey(
      "distance",
      "kinds of distance, a column each; default: all of distance, hours, road, line that the table has"
    ),
    ParameterKey("exponent", "exponents of distance, the first in force; default 2, fan 1 to 3"),
    ParameterKey(
      "speed", "km/h that turn border_minutes into kilometres, and the span into hours; default 60"),
    ParameterKey("decay", "of the potential: stewart, pareto (default), exponential"),
    ParameterKey("span", "distance at which a half of the potential is left; default 100"),
    ParameterKey("beta", "steepness of the decay; default 2"),
    ParameterKey(
      "self", "on (default) or off: whether a place with area_i, area_j (km²) counts itself"),
    ParameterKey("top", "the most pairs on the page; default 20"),
    NameTable.key,
    ParameterKey("citation", "source of the table, shown under the figure"),
  ]

  /// Reads the parameters of a study file, and the table.
  public init(_ reader: ParameterReader) throws {
    let masses = try reader.optional("mass")?.strings() ?? []
    table = try RegionPairTable(
      masses: try masses.map(RegionPairTable.kind),
      distances: try reader.optional("distance")?.strings() ?? [], countries: true,
      speed: try reader.optional("speed")?.double() ?? 60
    ) { try NumberFile(reader, "data", columns: $0) }
    exponents = try reader.optional("exponent")?.list().map { try $0.double() } ?? []
    decay =
      try reader.optional("decay")?.choice(of: ["stewart", "pareto", "exponential"]) ?? "pareto"
    span = try reader.optional("span")?.double() ?? 100
    beta = try reader.optional("beta")?.double() ?? 2
    countThemselves = try reader.optional("self")?.choice(of: ["on", "off"]) != "off"
    top = try reader.optional("top")?.integer() ?? 20
    if let node = reader.optional("top"), top < 1 {
      throw node.diagnostic("T824", ["what": "top", "range": "≥ 1"])
    }
    names = try NameTable(reader)
    citation = try reader.optionalText("citation")
  }

  /// The decay over a kind of distance.
  func function(_ kind: RegionPairTable.DistanceTable) -> DistanceDecay {
    let span = kind.span(span, speed: table.speed)
    return switch decay {
    case "stewart": .stewart
    case "exponential": .exponential(span: span, beta: beta)
    default: .pareto(span: span, beta: beta)
    }
  }
}
