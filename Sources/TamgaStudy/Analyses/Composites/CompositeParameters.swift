internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// What `composite.index` is asked for.
public struct CompositeParameters: StudyParameters {
  /// An indicator whose numbers are in the warehouse.
  struct Column: Sendable, Codable {
    let id: String
    let direction: PreferredDirection
    let weight: Double
    let pillar: String?
    let names: [String: String]
    let numbers: RegionColumn
  }

  /// An indicator that the index should have, and for which there are no data.
  struct Lack: Sendable, Codable {
    let names: [String: String]
    let needs: [String: String]
  }

  /// Two texts, where the numbers come from them.
  let files: CompositeFiles?
  /// Indicators of the warehouse, where they come from there.
  let columns: [Column]
  /// The regions; those that have a number when empty.
  let regions: [String]
  /// The choices.
  let choices: CompositeChoices
  /// What the index should also have.
  let lacking: [Lack]
  /// What the index is called, by language.
  let title: [String: String]?
  /// Names of units by language.
  let names: NameTable?
  /// The source shown under the figure.
  let citation: String?

  /// The keys of the study file.
  public static let keys = [
    ParameterKey("data", "a text with a row for each unit and a column for each indicator"),
    ParameterKey("meta", "its indicators: indicator, direction, weight, pillar, lower, upper"),
    ParameterKey(
      "indicators",
      "instead, numbers of regions: list of {id, dataset, indicator, period, since, price_basis, direction, weight, pillar, name}"
    ),
    ParameterKey("regions", "the regions; default all that have a number"),
    ParameterKey("normalisation", "minmax (default), z-score, rank, leader, bounds"),
    ParameterKey("aggregation", "geometric (default), arithmetic, harmonic, copeland"),
    ParameterKey("treated", "whether skewed indicators are treated first; default true"),
    ParameterKey("coverage", "share of the weights a unit must have values for; default 0.9"),
    ParameterKey("draws", "Monte Carlo draws; default 1000"),
    ParameterKey("seed", "seed of the draws; default 1"),
    ParameterKey("top", "how many count as the best; default 3"),
    ParameterKey("lacking", "what the index should also have: list of {name, needs}"),
    ParameterKey("title", "what the index is called, a text or by language"),
    NameTable.key,
    ParameterKey("citation", "source shown under the figure"),
  ]

  /// Reads the parameters of a study file, and the files they name.
  ///
  /// - Throws: T063 without a table, T848 for two of them, T870 for weights that are all zero, T010 for a word that is none of a choice's.
  public init(_ reader: ParameterReader) throws {
    columns = try reader.optional("indicators")?.list().map(Self.column) ?? []
    if let node = reader.optional("data"), !columns.isEmpty {
      throw node.diagnostic("T848", ["what": "data + indicators"])
    }
    if columns.isEmpty {
      let named = try ["data", "meta"].map { key in
        let file = try reader.file(key)
        return (url: reader.url(of: file), path: file.path)
      }
      let files = try CompositeFiles(data: named[0], meta: named[1])
      _ = try files.table()
      self.files = files
    } else {
      files = nil
      for (place, column) in columns.enumerated()
      where columns[..<place].contains(where: { $0.id == column.id }) {
        throw try reader.required("indicators").diagnostic("T843", ["key": column.id])
      }
      if columns.allSatisfy({ $0.weight == 0 }) {
        throw try reader.required("indicators").diagnostic("T870", [:])
      }
    }
    regions = try reader.texts("regions")
    choices = try Self.choices(reader)
    lacking =
      try reader.optional("lacking")?.list().map { node in
        try node.rejectUnknownKeys(allowed: ["name", "needs"])
        return Lack(
          names: try StudyFile.texts(node.requireKey("name")),
          needs: try StudyFile.texts(node.requireKey("needs")))
      } ?? []
    title = try reader.optional("title").map(StudyFile.texts)
    names = try NameTable(reader)
    citation = try reader.optionalText("citation")
  }

  private static func column(_ node: YAMLNode) throws -> Column {
    try node.rejectUnknownKeys(
      allowed: RegionColumn.keys + ["id", "direction", "weight", "pillar", "name"])
    let direction = try node.requireKey("direction").choice(
      of: PreferredDirection.allCases.map(\.rawValue))
    let id = try node.requireKey("id").string()
    let weight = try node["weight"]?.double() ?? 1
    guard weight >= 0 else {
      throw (node["weight"] ?? node).diagnostic("T852", ["indicator": id])
    }
    return Column(
      id: id, direction: PreferredDirection(rawValue: direction) ?? .higher, weight: weight,
      pillar: try node["pillar"]?.string(), names: try node["name"].map(StudyFile.texts) ?? [:],
      numbers: try RegionColumn(reading: node))
  }

  private static func choices(_ reader: ParameterReader) throws -> CompositeChoices {
    var choices = CompositeChoices()
    func word(_ key: String, _ words: [String]) throws -> String? {
      try reader.optional(key)?.choice(of: words)
    }
    if let text = try word("normalisation", Normalisation.allCases.map(\.rawValue)) {
      choices.normalisation = Normalisation(rawValue: text) ?? .minMax
    }
    if let text = try word("aggregation", Aggregation.allCases.map(\.rawValue)) {
      choices.aggregation = Aggregation(rawValue: text) ?? .geometric
    }
    choices.treatsOutliers = try reader.optional("treated")?.boolean() ?? true
    choices.coverage = try reader.optional("coverage")?.double() ?? choices.coverage
    choices.draws = try reader.optional("draws")?.integer() ?? choices.draws
    choices.top = try reader.optional("top")?.integer() ?? choices.top
    if let node = reader.optional("top"), choices.top < 1 {
      throw node.diagnostic("T848", ["what": "top"])
    }
    if let node = reader.optional("seed") {
      guard let seed = UInt64(exactly: try node.integer()) else {
        throw node.diagnostic("T848", ["what": "seed"])
      }
      choices.seed = seed
    }
    return choices
  }
}
