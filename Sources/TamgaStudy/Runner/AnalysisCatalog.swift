internal import Foundation
public import TamgaPresent

/// An analysis without its type: what the runner and the help see.
public struct AnalysisEntry: Sendable {
  /// The id, as in `trade.profile`.
  public let id: String
  /// The version.
  public let version: Int
  /// The parameters a study file may give.
  public let keys: [ParameterKey]
  let prepare: @Sendable (StudyStep) throws -> PreparedStep

  init<A: Analysis>(_ analysis: A.Type) {
    id = A.id
    version = A.version
    keys = A.Parameters.keys
    prepare = { step in
      let reader = try ParameterReader(step: step, keys: A.Parameters.keys)
      let parameters = try A.Parameters(reader)
      return try PreparedStep(analysis: A.self, parameters: parameters, step: step.id)
    }
  }
}

/// A step whose parameters are read: it knows its inputs and can run.
public struct PreparedStep: Sendable {
  /// The id of the step.
  public let step: String
  /// The tables it asks for.
  public let inputs: [TableRequest]
  /// Analysis, version and parameters as canonical text, for the cache key.
  public let identity: String
  /// Computes the result.
  public let run: @Sendable (Tables) throws -> AnalysisResult

  /// Prepares an analysis with typed parameters.
  ///
  /// - Parameters:
  ///   - analysis: the analysis.
  ///   - parameters: its parameters.
  ///   - step: the id of the step; it prefixes the ids of tables and figures.
  /// - Throws: when the parameters cannot be written as canonical text.
  public init<A: Analysis>(analysis: A.Type, parameters: A.Parameters, step: String) throws {
    self.step = step
    inputs = A.inputs(parameters)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let canonical = String(decoding: try encoder.encode(parameters), as: UTF8.self)
    identity = "\(A.id)/\(A.version)/\(step)/\(canonical)"
    run = { tables in try A.run(tables, parameters, step: step) }
  }
}

/// The analyses a study can use, one line each.
public enum AnalysisCatalog {
  /// All analyses, sorted by id.
  public static let all: [AnalysisEntry] = [
    AnalysisEntry(ClaimsAuditAnalysis.self),
    AnalysisEntry(CompositeAnalysis.self),
    AnalysisEntry(BorderAnalysis.self),
    AnalysisEntry(IndicatorStudyAnalysis.self),
    AnalysisEntry(AxisAnalysis.self),
    AnalysisEntry(GravitationAnalysis.self),
    AnalysisEntry(PoleAnalysis.self),
    AnalysisEntry(CorrelationAnalysis.self),
    AnalysisEntry(SWOTAnalysis.self),
    AnalysisEntry(TradeMutualAnalysis.self),
    AnalysisEntry(TradeProfileAnalysis.self),
    AnalysisEntry(PartnerRankingAnalysis.self),
    AnalysisEntry(TradeStructureAnalysis.self),
  ]

  /// The analysis with an id.
  public static func entry(_ id: String) -> AnalysisEntry? { all.first { $0.id == id } }
}
