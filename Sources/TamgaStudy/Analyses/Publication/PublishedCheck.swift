public import TamgaNumerics
public import TamgaPresent

/// A printed number and the inputs it should follow from.
public struct PrintedClaim: Hashable, Sendable, Codable {
  /// An input: a flow of the table (`X KGZ 2023`) or another printed number (its id and year).
  public struct Term: Hashable, Sendable, Codable {
    /// `X`, `M` or `T`; nil for a printed number.
    public var flow: String?
    /// The partner of a flow.
    public var partner: EntityCode?
    /// The id of a printed number.
    public var indicator: String?
    /// The year.
    public var year: Int
  }

  /// The id of the printed number, as in `published.growth-rate.imports.kgz`.
  public var indicator: String
  /// The year it stands under.
  public var year: Int
  /// The formula.
  public var formula: ClaimFormula
  /// The inputs in the order of the formula.
  public var inputs: [Term]
}

/// What `publication.check` is asked for.
public struct PublishedCheckParameters: StudyParameters {
  /// The reporting country of the printed table.
  public var reporter: EntityCode
  /// The partners of its rows.
  public var partners: [EntityCode]
  /// The data set of the printed table.
  public var printed: String
  /// The data set of the official figures.
  public var official: String?
  /// The prefix of the ids of printed shares; `exports.kgz` and the like follow.
  public var shares: String?
  /// Printed numbers of text and figures.
  public var claims: [PrintedClaim]

  /// The keys of the study file.
  public static let keys = [
    ParameterKey("reporter", required: true, "reporting country of the printed table"),
    ParameterKey("partners", required: true, "partners of its rows, as in [WLD, KGZ]"),
    ParameterKey("printed", required: true, "data set of the printed table"),
    ParameterKey("official", "data set of the official figures"),
    ParameterKey("shares", "prefix of the ids of printed shares"),
    ParameterKey("claims", "list of {indicator, year, formula, inputs: [X KGZ 2023, …]}"),
  ]

  /// Reads the parameters of a study file.
  public init(_ reader: ParameterReader) throws {
    reporter = try reader.entity("reporter")
    partners = try reader.texts("partners").map { EntityCode($0) }
    printed = try reader.text("printed")
    official = try reader.optionalText("official")
    shares = try reader.optionalText("shares")
    claims = try reader.optional("claims")?.list().map(PrintedClaim.init(reading:)) ?? []
  }
}

extension PrintedClaim {
  /// Reads a claim.
  init(reading node: YAMLNode) throws {
    try node.rejectUnknownKeys(allowed: ["indicator", "year", "formula", "inputs"])
    indicator = try node.requireKey("indicator").string()
    year = try node.requireKey("year").integer()
    let name = try node.requireKey("formula").choice(of: ClaimFormula.allCases.map(\.rawValue))
    formula = ClaimFormula(rawValue: name) ?? .level
    inputs = try node.requireKey("inputs").list().map(Self.term)
  }

  /// Reads `X KGZ 2023` or `published.some-number 2023`.
  private static func term(_ node: YAMLNode) throws -> Term {
    let words = try node.string().split(separator: " ").map(String.init)
    if words.count == 3, ["X", "M", "T"].contains(words[0]), let year = Int(words[2]) {
      return Term(flow: words[0], partner: EntityCode(words[1]), indicator: nil, year: year)
    }
    if words.count == 2, let year = Int(words[1]) {
      return Term(flow: nil, partner: nil, indicator: words[0], year: year)
    }
    throw node.diagnostic("T069", ["text": try node.string()])
  }
}

/// Recomputes the printed numbers of a publication from its own table, and from official figures,
/// and says beside each whether it follows.
///
/// A printed number stands for its rounding interval (half a unit in the last place). *Agrees*: the
/// recomputation rounds to it. *Rounding*: values that round to the printed inputs could give it.
/// *Differs*: none could.
public enum PublishedCheckAnalysis: Analysis {
  /// The id.
  public static let id = "publication.check"
  /// The version.
  public static let version = 1

  /// The printed table, the printed numbers and the official figures.
  public static func inputs(_ parameters: PublishedCheckParameters) -> [TableRequest] {
    var printed = TableRequest(name: "printed", fact: .flow)
    printed.reporter = parameters.reporter
    printed.partners = parameters.partners
    printed.totalsOnly = true
    printed.dataset = parameters.printed
    var numbers = TableRequest(name: "numbers", fact: .indicator)
    numbers.dataset = parameters.printed
    guard let dataset = parameters.official else { return [printed, numbers] }
    var official = printed
    official.name = "official"
    official.dataset = dataset
    return [printed, numbers, official]
  }

  /// Computes the check.
  public static func run(_ tables: Tables, _ parameters: PublishedCheckParameters, step: String)
    throws -> AnalysisResult
  {
    var check = PublishedCheck(
      parameters: parameters, step: step, printed: tables["printed"], numbers: tables["numbers"],
      official: tables["official"])
    return check.result()
  }
}
