public import TamgaPresent

/// An analysis: a pure function from tables to a result whose numbers carry value ids.
public protocol Analysis: Sendable {
  /// What the study file or the command line says.
  associatedtype Parameters: StudyParameters

  /// The id, as in `trade.profile`.
  static var id: String { get }
  /// The version; it enters the cache key, so a changed formula never meets an old result.
  static var version: Int { get }
  /// The tables needed.
  static func inputs(_ parameters: Parameters) -> [TableRequest]
  /// Computes the result from the tables alone: no clock, file, network or environment.
  static func run(_ tables: Tables, _ parameters: Parameters, step: String) throws
    -> AnalysisResult
}

/// Parameters of an analysis, read from the study file with line and column.
public protocol StudyParameters: Sendable, Codable {
  /// The keys a study file may use.
  static var keys: [ParameterKey] { get }
  /// Reads the parameters.
  init(_ reader: ParameterReader) throws
}

/// A key of an analysis's parameters, for help and validation.
public struct ParameterKey: Sendable {
  /// The key.
  public let name: String
  /// Whether it must be there.
  public let isRequired: Bool
  /// What it means, in one line.
  public let help: String

  /// Creates a key.
  public init(_ name: String, required: Bool = false, _ help: String) {
    self.name = name
    isRequired = required
    self.help = help
  }
}
