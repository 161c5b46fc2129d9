internal import TamgaPresent

/// Checks a claims document.
public struct Audit: Sendable {
  /// The document, ready to be checked.
  public let model: AuditModel
  private let figures: [DataKey: [OfficialFigure]]
  private let asOf: String?

  /// Prepares a check.
  ///
  /// - Parameters:
  ///   - document: the claims file.
  ///   - official: where official numbers come from; nil to look at the document alone.
  ///   - asOf: the last publication date that counts; nil for that of the document.
  /// - Throws: a diagnostic of the language, or what the source of official numbers throws.
  public init(
    _ document: ClaimsDocument, official: (any OfficialFigures)? = nil, asOf: String? = nil
  ) throws {
    model = try AuditModel(document)
    self.asOf = asOf ?? document.asOf
    var figures: [DataKey: [OfficialFigure]] = [:]
    if let official {
      for key in ExternalCheck.keys(of: model) {
        let found = try official.figures(for: key)
        if !found.isEmpty { figures[key] = found }
      }
    }
    self.figures = figures
  }

  /// Checks every claim and identity, searches repairs and follows what they taint.
  public func report() -> AuditReport {
    var resolver = ReadingResolver(model)
    let numbers = resolver.resolved()
    let external = ExternalCheck(model: model, numbers: numbers, figures: figures, asOf: asOf)
    let evaluator = Evaluator(numbers: numbers, official: external.values)
    let evaluations = model.statements.map { evaluator.evaluate($0) }
    let finder = RepairFinder(
      model, numbers: numbers, before: evaluations.map(\.fit), official: external.cells)
    let repairs = finder.repairs()
    let judge = ClaimJudge(
      model: model, evaluator: evaluator, evaluations: evaluations, repairs: repairs,
      ambiguous: resolver.ambiguous, external: figures.isEmpty ? nil : external)
    let claims = judge.results()
    return AuditReport(
      model: model, claims: claims, repairs: repairs, ambiguous: resolver.ambiguous.sorted(),
      numbers: numbers,
      conclusions: ConclusionJudge(document: model.document, claims: claims).results())
  }
}
