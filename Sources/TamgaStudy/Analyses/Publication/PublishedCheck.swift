public import TamgaNumerics
public import TamgaPresent

/// A printed number and the inputs it should follow from.
public struct PrintedClaim: Hashable, Sendable, Codable {
  /// An input: a flow of the printed table, or another printed number.
  public struct Term: Hashable, Sendable, Codable {
    /// `X`, `M` or `T`; nil for a printed number.
    public var flow: String?
    /// The reporter of a flow, when it is not the table's.
    public var reporter: EntityCode?
    /// The partner of a flow.
    public var partner: EntityCode?
    /// The product of a flow; nil for the total.
    public var product: String?
    /// The id of a printed number.
    public var indicator: String?
    /// The period.
    public var period: Period
  }

  /// The id of the printed number, as in `published.growth-rate.imports.kgz`.
  public var indicator: String
  /// The data set it stands in; nil for the first of the check that holds it.
  public var dataset: String?
  /// The period it stands under.
  public var period: Period
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
  /// Further data sets of printed flows, for the inputs of claims.
  public var more: [String]
  /// The data sets of printed numbers: shares, text, figures.
  public var numbers: [String]
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
    ParameterKey("more", "further data sets of printed flows"),
    ParameterKey("numbers", "data sets of printed shares and of numbers in text and figures"),
    ParameterKey("official", "data set of the official figures"),
    ParameterKey("shares", "prefix of the ids of printed shares"),
    ParameterKey("claims", "list of {indicator, period, formula, inputs: [X KGZ 2023, …]}"),
  ]

  /// Reads the parameters of a study file.
  public init(_ reader: ParameterReader) throws {
    reporter = try reader.entity("reporter")
    partners = try reader.texts("partners").map { EntityCode($0) }
    printed = try reader.text("printed")
    more = try reader.texts("more")
    numbers = try reader.texts("numbers")
    official = try reader.optionalText("official")
    shares = try reader.optionalText("shares")
    claims = try reader.optional("claims")?.list().map(PrintedClaim.init(reading:)) ?? []
  }
}

extension PrintedClaim {
  /// Reads a claim.
  init(reading node: YAMLNode) throws {
    try node.rejectUnknownKeys(
      allowed: ["indicator", "dataset", "period", "formula", "inputs"])
    indicator = try node.requireKey("indicator").string()
    dataset = try node["dataset"]?.string()
    let period = try node.requireKey("period")
    self.period = try Self.period(period.string(), period)
    let name = try node.requireKey("formula").choice(of: ClaimFormula.allCases.map(\.rawValue))
    formula = ClaimFormula(rawValue: name) ?? .level
    inputs = try node.requireKey("inputs").list().map(Self.term)
  }

  /// Reads `X KGZ 2023`, `X KGZ:KAZ 2023 Gold` or `published.some-number 2023`.
  private static func term(_ node: YAMLNode) throws -> Term {
    let words = try node.string().split(separator: " ").map(String.init)
    if words.count >= 3, ["X", "M", "T"].contains(words[0]) {
      let parties = words[1].split(separator: ":").map { EntityCode(String($0)) }
      let product = words.dropFirst(3).joined(separator: " ")
      return Term(
        flow: words[0], reporter: parties.count == 2 ? parties[0] : nil, partner: parties.last,
        product: product.isEmpty ? nil : product, indicator: nil,
        period: try period(words[2], node))
    }
    guard words.count == 2 else { throw node.diagnostic("T069", ["text": try node.string()]) }
    return Term(
      flow: nil, reporter: nil, partner: nil, product: nil, indicator: words[0],
      period: try period(words[1], node))
  }

  private static func period(_ text: String, _ node: YAMLNode) throws -> Period {
    guard let period = Period(text) else {
      throw node.diagnostic("T069", ["text": try node.string()])
    }
    return period
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
  public static let version = 2

  /// The printed table, the printed numbers and the official figures.
  public static func inputs(_ parameters: PublishedCheckParameters) -> [TableRequest] {
    var printed = TableRequest(name: "printed", fact: .flow)
    printed.dataset = parameters.printed
    var requests = [printed]
    for (position, dataset) in parameters.more.enumerated() {
      var more = printed
      more.name = "more-\(position)"
      more.dataset = dataset
      requests.append(more)
    }
    for (position, dataset) in parameters.numbers.enumerated() {
      var numbers = TableRequest(name: "numbers-\(position)", fact: .indicator)
      numbers.dataset = dataset
      requests.append(numbers)
    }
    if let dataset = parameters.official {
      var official = TableRequest(name: "official", fact: .flow)
      official.reporter = parameters.reporter
      official.partners = parameters.partners
      official.totalsOnly = true
      official.dataset = dataset
      requests.append(official)
    }
    return requests
  }

  /// Computes the check.
  public static func run(_ tables: Tables, _ parameters: PublishedCheckParameters, step: String)
    throws -> AnalysisResult
  {
    var check = PublishedCheck(
      parameters: parameters, step: step, printed: tables["printed"],
      more: parameters.more.indices.flatMap { tables["more-\($0)"] },
      numbers: parameters.numbers.indices.flatMap { tables["numbers-\($0)"] },
      official: tables["official"])
    guard !(check.printed + check.numbers).isEmpty else {
      throw Diagnostic(
        "T052",
        [
          "reporter": parameters.reporter.text,
          "partner": parameters.partners.map(\.text).joined(separator: ", "),
          "what": ([parameters.printed] + parameters.numbers).joined(separator: ", "),
        ])
    }
    return check.result()
  }
}
