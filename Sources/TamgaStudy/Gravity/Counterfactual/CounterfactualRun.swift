internal import TamgaGravity
internal import TamgaPresent

/// Fits a model and puts a change of its variables through the equilibrium.
public struct CounterfactualRun: Sendable {
  /// What is asked.
  public let request: CounterfactualRequest

  /// Prepares a run.
  public init(_ request: CounterfactualRequest) { self.request = request }

  /// Reads the data, fits the model, and solves for the effects of the change.
  ///
  /// - Returns: conditional and full effects with residuals, intervals and audit where asked for.
  /// - Throws: a diagnostic: those of a fit, `T560`–`T572` for the change, `T573`–`T586` for base
  ///   and equilibrium.
  public func report() throws -> CounterfactualReport {
    let failure = CounterfactualFailure(request)
    let shock = try failure.guarding { try CostShock(request.change) }
    guard let roles = request.model.roles else {
      throw Diagnostic("T533", ["for": "counterfactual"])
    }
    let run = ModelRun(request.model)
    let data = try ModelData(
      request.model, further: [roles.exporter, roles.importer] + (roles.time.map { [$0] } ?? []))
    guard let model = data.formula.models.first, data.formula.models.count == 1 else {
      throw Diagnostic("T555", ["text": data.formula.text], place: failure.formulaPlace)
    }
    guard [Family.poisson, .gamma, .negativeBinomial].contains(request.model.family),
      model.endogenous.isEmpty
    else {
      throw Diagnostic(
        "T586", ["what": "\(request.model.family.rawValue): \(data.formula.text)"],
        place: failure.formulaPlace)
    }
    if let trade = request.trade, model.outcome.description != trade {
      throw Diagnostic(
        "T586", ["what": "\(model.outcome.description) ≠ --trade \(trade)"],
        place: failure.formulaPlace)
    }
    let period = try CounterfactualPeriod(
      data.frame, roles: roles, wanted: request.period, failure: failure)
    var evaluator: ModelEvaluator? = try run.evaluator(data.frame)
    let evaluated = try run.evaluate(model, with: &evaluator)
    let fit = try ModelFit(request.model, evaluated, ModelSeconds()).report()
    return try solve(
      CounterfactualData(
        request, frame: data.frame, evaluated: evaluated, report: fit, period: period,
        failure: failure), shock)
  }

  private func solve(
    _ data: CounterfactualData, _ shock: CostShock
  ) throws -> CounterfactualReport {
    let failure = data.failure
    let (costs, covariance) = try data.costs(shock)
    let change = try failure.guarding { try costs.change(shock) }
    let (base, absent) = try data.base()
    let model = try failure.guarding {
      try EquilibriumModel(
        base: base, sigma: request.sigma, closure: request.closure, reference: request.reference,
        options: request.options)
    }
    let intervals = try request.draws.map { draws in
      try failure.guarding {
        try model.intervals(
          shock, costs: costs, covariance: covariance,
          settings: DrawSettings(
            draws: draws.count, seed: draws.seed, threads: request.model.threads))
      }
    }
    let result = try failure.guarding { try intervals?.point ?? model.solve(change) }
    let audit =
      try request.auditsLoop
      ? failure.guarding { try model.loopAudit(change) } : nil
    return CounterfactualReport(
      request: request, model: data.report, period: data.period.label, terms: costs.terms,
      covariance: covariance, result: result, intervals: intervals, audit: audit,
      absentPairs: absent, unplacedRows: data.period.unplacedRows)
  }
}
