internal import Foundation
public import TamgaAudit
internal import TamgaData
internal import TamgaNumerics
public import TamgaPresent

/// What `claims.audit` is asked for: a claims file, read when the parameters are.
public struct ClaimsAuditParameters: StudyParameters {
  /// The path of the claims file, relative to the folder of the study.
  public let claims: String
  /// The text of the claims file.
  public let text: String
  /// The last publication date that counts for official figures; nil for that of the document.
  public let asOf: String?
  /// The document.
  public let document: ClaimsDocument
  /// The official figures it asks for.
  public let dataKeys: [DataKey]

  /// The keys of the study file.
  public static let keys = [
    ParameterKey("claims", required: true, "claims file, relative to the folder of the study"),
    ParameterKey("as-of", "last publication date of official figures that counts"),
  ]

  /// Reads the parameters of a study file, and the claims file.
  public init(_ reader: ParameterReader) throws {
    let file = try reader.file("claims")
    try self.init(
      claims: file.path, text: String(decoding: file.bytes, as: UTF8.self),
      asOf: reader.optionalDate("as-of"))
  }

  /// Creates parameters.
  ///
  /// - Throws: what the reader of claims files throws, with line and column there.
  public init(claims: String, text: String, asOf: String? = nil) throws {
    self.claims = claims
    self.text = text
    self.asOf = asOf
    document = try ClaimsDocument(parsing: Array(text.utf8), file: claims)
    dataKeys = try AuditModel(document).dataKeys
  }

  private enum CodingKeys: String, CodingKey {
    case claims
    case text
    case asOf
  }

  /// Reads parameters that were written.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      claims: container.decode(String.self, forKey: .claims),
      text: container.decode(String.self, forKey: .text),
      asOf: container.decodeIfPresent(String.self, forKey: .asOf))
  }

  /// Writes path, text and date: a changed text is another parameter.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(claims, forKey: .claims)
    try container.encode(text, forKey: .text)
    try container.encodeIfPresent(asOf, forKey: .asOf)
  }

  /// The last component of the path.
  var fileName: String { claims.split(separator: "/").last.map(String.init) ?? claims }
}

/// Audits a publication: recomputes each number it prints from the others and from official figures,
/// and says beside each whether it follows, what would repair it and what hangs on it.
///
/// A printed number stands for all numbers that round to it. The verdicts are those of the claims
/// language; see `Documentation/claims.md`.
public enum ClaimsAuditAnalysis: Analysis {
  /// The id.
  public static let id = "claims.audit"
  /// The version.
  public static let version = 1

  /// The data sets the document is bound to, in all their publications.
  public static func inputs(_ parameters: ClaimsAuditParameters) -> [TableRequest] {
    let byDataset = Dictionary(grouping: parameters.dataKeys, by: \.dataset)
    return byDataset.keys.sorted().flatMap { dataset -> [TableRequest] in
      let keys = byDataset[dataset] ?? []
      let flows = keys.filter { $0.parts["indicator"] == nil }
      let indicators = keys.filter { $0.parts["indicator"] != nil }
      return [request(dataset, flows, .flow), request(dataset, indicators, .indicator)]
        .compactMap { $0 }
    }
  }

  private static func request(_ dataset: String, _ keys: [DataKey], _ fact: TableRequest.Fact)
    -> TableRequest?
  {
    guard !keys.isEmpty else { return nil }
    func all(_ part: String) -> [String] { Set(keys.compactMap { $0.parts[part] }).sorted() }
    var request = TableRequest(name: "\(fact.rawValue):\(dataset)", fact: fact)
    request.dataset = dataset
    request.allVintages = true
    let reporters = all(fact == .flow ? "reporter" : "region")
    request.reporter = reporters.count == 1 ? EntityCode(reporters[0]) : nil
    request.partners = all("partner").map { EntityCode($0) }
    request.flows = all("flow")
    request.indicators = all("indicator")
    request.totalsOnly = fact == .flow && all("product").isEmpty
    return request
  }

  /// Audits the document.
  public static func run(_ tables: Tables, _ parameters: ClaimsAuditParameters, step: String) throws
    -> AnalysisResult
  {
    let points = inputs(parameters).flatMap { tables[$0.name] }
    let figures = WarehouseFigures(points: points, for: parameters.dataKeys)
    let audit = try AuditedClaims(
      parameters,
      report: Audit(parameters.document, official: figures, asOf: parameters.asOf).report(),
      diagnostics: figures.diagnostics)
    guard !audit.report.claims.isEmpty else {
      throw Diagnostic(
        "T052",
        ["reporter": parameters.document.id, "partner": "–", "what": parameters.claims])
    }
    var presentation = ClaimsAuditPresentation(audit: audit, parameters: parameters, step: step)
    return presentation.result()
  }
}

extension AuditedClaims {
  /// An audit of a document without its text: quotes are not looked up.
  init(_ parameters: ClaimsAuditParameters, report: AuditReport, diagnostics: [Diagnostic]) {
    loaded = LoadedClaims(
      document: parameters.document, file: URL(fileURLWithPath: parameters.claims),
      path: parameters.claims)
    self.report = report
    quotes = [:]
    coverage = nil
    self.diagnostics = diagnostics
  }
}
