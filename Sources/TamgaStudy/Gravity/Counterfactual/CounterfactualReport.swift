public import TamgaGravity
public import TamgaPresent

/// A counterfactual with all that must stand beside its numbers.
public struct CounterfactualReport: Sendable {
  /// What was asked.
  public let request: CounterfactualRequest
  /// The fitted model.
  public let model: ModelReport
  /// The period whose flows are the base.
  public let period: String
  /// The terms of trade costs in that period.
  public let terms: [CostTerm]
  /// The covariance of their coefficients by rows.
  public let covariance: [Double]
  /// Conditional and full effects.
  public let result: EquilibriumResult
  /// Intervals over draws; nil when none were asked for.
  public let intervals: EquilibriumIntervals?
  /// The published loop beside its limit and a closed equilibrium; nil when not asked for.
  public let audit: LoopAudit?
  /// Pairs of the period without a row in the data or the model; their flow counts as 0.
  public let absentPairs: Int
  /// Rows of the data without exporter, importer or period.
  public let unplacedRows: Int

  /// Warnings and notes, those of the model first.
  public var diagnostics: [Diagnostic] {
    var found = model.diagnostics
    let count = result.countries.count
    if absentPairs > 0 || unplacedRows > 0 {
      found.append(
        Diagnostic(
          "T587", severity: .warning,
          [
            "pairs": "\(absentPairs)", "total": "\(count * count)", "period": period,
            "rows": "\(unplacedRows)",
          ]))
    }
    if case .stopped(_, let residuals) = result.status {
      found.append(
        Diagnostic(
          "T588", severity: .warning,
          ["residual": "\(Float(residuals.largest))", "closure": closureWord]))
    }
    return found
  }

  private var closureWord: String { result.closure.rawValue }
}
