internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// What `region.poles` is asked for.
public struct PoleStudyParameters: StudyParameters {
  /// A line of the plan, fixed before a result is seen.
  public struct PlanLine: Sendable, Codable {
    /// The supposition by language.
    public let statement: [String: String]
    /// The id of the indicator that decides.
    public let indicator: String
    /// The column of the candidates that holds it.
    public let column: String
    /// The value that decides.
    public let threshold: Double
    /// Whether values above it confirm.
    public let holdsAbove: Bool
  }

  /// Places, candidates and distances.
  public let tables: PoleTables
  /// The poles that are there; all candidates when empty.
  public let network: [String]
  /// The column that poles draw with.
  public let mass: String
  /// The unit of distance: `h` or `km`.
  public let unit: String
  /// How far a pole reaches.
  public let reach: Double
  /// Huff's exponent.
  public let lambda: Double
  /// Poles of the programme.
  public let budget: Int
  /// The seed of all draws.
  public let seed: UInt64
  /// Suppositions.
  public let plan: [PlanLine]
  /// Risks: region, group, indicator, likelihood, impact.
  public let risks: NumberFile?
  /// Names by language.
  let names: NameTable?
  /// The source shown under the figure.
  public let citation: String?

  /// The keys of the study file.
  public static let keys = [
    ParameterKey("places", required: true, "places: name, population; area and grp where known"),
    ParameterKey("poles", required: true, "candidates: name, population, grp, dimensions"),
    ParameterKey("distances", required: true, "place, pole and a column of hours or kilometres"),
    ParameterKey("measure", "the column of the distance; default hours"),
    ParameterKey("unit", "its unit: h (default) or km"),
    ParameterKey("network", "names of the poles that are there; default all candidates"),
    ParameterKey("mass", "what a pole draws with: grp (default) or population"),
    ParameterKey("dimensions", "columns of the score, a larger number always better"),
    ParameterKey("reach", "how far a pole reaches, in the unit; default 2"),
    ParameterKey("lambda", "exponent of Huff's zones; default 2"),
    ParameterKey("budget", "poles of the programme; default 1"),
    ParameterKey("seed", "seed of all draws; default 20260101"),
    ParameterKey("plan", "list of {statement, indicator, column, above or below}"),
    ParameterKey(
      "risks",
      "region, group, indicator, likelihood, impact; direction: higher (default) or lower is worse"),
    NameTable.key,
    ParameterKey("citation", "source of the tables, shown under the figure"),
  ]

  /// Reads the parameters of a study file, and the tables.
  public init(_ reader: ParameterReader) throws {
    let measure = try reader.optionalText("measure") ?? "hours"
    let dimensions = try reader.texts("dimensions")
    let plan = try (reader.optional("plan")?.list() ?? []).map(Self.line)
    let wanted = dimensions + plan.map(\.column).filter { !dimensions.contains($0) }
    tables = PoleTables(
      places: try NumberFile(reader, "places", columns: PoleTables.placeColumns),
      poles: try NumberFile(reader, "poles", columns: PoleTables.poleColumns(wanted)),
      distances: try NumberFile(
        reader, "distances", columns: PoleTables.distanceColumns(measure)),
      measure: measure, dimensions: dimensions)
    network = try reader.texts("network")
    mass = try reader.optional("mass")?.choice(of: ["grp", "population"]) ?? "grp"
    unit = try reader.optional("unit")?.choice(of: ["h", "km"]) ?? "h"
    reach = try reader.optional("reach")?.double() ?? 2
    lambda = try reader.optional("lambda")?.double() ?? 2
    budget = try reader.optional("budget")?.integer() ?? 1
    seed = UInt64(exactly: try reader.optional("seed")?.integer() ?? 20_260_101) ?? 20_260_101
    self.plan = plan
    risks =
      try reader.optional("risks") == nil
      ? nil
      : NumberFile(reader, "risks", columns: PoleTables.riskColumns)
    names = try NameTable(reader)
    citation = try reader.optionalText("citation")
  }

  private static func line(_ node: YAMLNode) throws -> PlanLine {
    try node.rejectUnknownKeys(
      allowed: ["statement", "indicator", "column", "above", "below"])
    let above = try node["above"]?.double()
    let threshold = try above ?? node.requireKey("below").double()
    return PlanLine(
      statement: try StudyFile.texts(node.requireKey("statement")),
      indicator: try node.requireKey("indicator").string(),
      column: try node.requireKey("column").string(), threshold: threshold,
      holdsAbove: above != nil)
  }

  /// The decay whose half is left at the reach.
  var decay: DistanceDecay { .pareto(span: reach, beta: 2) }
}
