public import TamgaGravity
public import TamgaNumerics
internal import TamgaPresent

/// Linear hypotheses about the coefficients of a model.
public struct ModelTestRequest: Sendable {
  /// A wild cluster bootstrap.
  public struct Bootstrap: Sendable, Hashable {
    /// The draws.
    public var draws: Int
    /// The seed.
    public var seed: UInt64
    /// The law of the weights.
    public var law: WildLaw

    /// Asks for a bootstrap.
    public init(draws: Int, seed: UInt64, law: WildLaw = .rademacher) {
      self.draws = draws
      self.seed = seed
      self.law = law
    }
  }

  /// The model.
  public var model: ModelSpecification
  /// The hypotheses, as in `rta - 2*tariff = 1`.
  public var hypotheses: [String]
  /// The bootstrap of each hypothesis; nil for none.
  public var bootstrap: Bootstrap?

  /// Creates a request.
  public init(model: ModelSpecification, hypotheses: [String], bootstrap: Bootstrap? = nil) {
    self.model = model
    self.hypotheses = hypotheses
    self.bootstrap = bootstrap
  }
}

/// Tests of linear hypotheses with the percent effects of the coefficients.
public struct ModelTestReport: Sendable {
  /// The formula, as understood.
  public let formula: String
  /// The family.
  public let family: Family
  /// Each hypothesis: left minus right side with its standard error.
  public let combinations: [CoefficientRow]
  /// All hypotheses together.
  public let wald: WaldTest
  /// What each coefficient does in percent, 100(e^β - 1), by the delta method.
  public let effects: [EffectRow]
  /// The bootstrap of each hypothesis; empty when not asked for.
  public let bootstrap: [BootstrapTest]
  /// Rows in the estimate.
  public let rowsKept: Int
}

/// Fits a model and tests hypotheses about it.
public struct ModelTestRun: Sendable {
  /// What is asked.
  public let request: ModelTestRequest

  /// Prepares a run.
  public init(_ request: ModelTestRequest) { self.request = request }

  /// Reads the data, fits the model and tests.
  ///
  /// - Throws: a diagnostic: those of a fit, `T589` for a hypothesis, `T534` for a bootstrap
  ///   without exactly one dimension of clusters, `T555` for several models.
  public func report() throws -> ModelTestReport {
    let run = ModelRun(request.model)
    let data = try ModelData(request.model)
    guard let model = data.formula.models.first, data.formula.models.count == 1 else {
      throw Diagnostic("T555", ["text": data.formula.text])
    }
    var evaluator: ModelEvaluator? = try run.evaluator(data.frame)
    let evaluated = try run.evaluate(model, with: &evaluator)
    return try run.guarded {
      let options = FitOptions(threads: request.model.threads)
      let design = evaluated.design
      let fit =
        design.endogenous.isEmpty && design.instruments.isEmpty
        ? try design.fitWithSeparation(
          request.model.family, options: options, separation: request.model.separation
        ).fit : try design.fit(request.model.family, options: options)
      return try tested(fit, evaluated)
    }
  }

  private func tested(_ fit: Fit, _ evaluated: EvaluatedModel) throws -> ModelTestReport {
    let hypotheses = try request.hypotheses.map { text in
      do throws(InferenceError) {
        return try LinearHypothesis(text, names: fit.names)
      } catch {
        throw refusal(text, error, fit.names)
      }
    }
    let variance = try ModelInference(request.model, evaluated, fit).variance()
    let wald: WaldTest
    do throws(InferenceError) {
      wald = try variance.wald(hypotheses, estimates: fit.coefficients)
    } catch {
      throw refusal(request.hypotheses.joined(separator: "; "), error, fit.names)
    }
    return ModelTestReport(
      formula: evaluated.formula.text, family: fit.family,
      combinations: try hypotheses.map {
        try variance.combination($0, estimates: fit.coefficients)
      }, wald: wald,
      effects: try fit.names.indices.map {
        try variance.effect(.percent, of: $0, names: fit.names, estimates: fit.coefficients)
      }, bootstrap: try bootstrap(hypotheses, fit, evaluated), rowsKept: fit.rowsKept)
  }

  private func refusal(_ text: String, _ error: InferenceError, _ names: [String]) -> Diagnostic {
    let place: Place? =
      if case .hypothesis(_, let position) = error {
        Place(file: "--hypothesis", line: 1, column: position + 1)
      } else { nil }
    return Diagnostic(
      "T589",
      ["text": text, "reason": Self.word(of: error), "known": names.joined(separator: ", ")],
      place: place, excerpt: place == nil ? nil : text)
  }

  private static func word(of error: InferenceError) -> String {
    switch error {
    case .hypothesis(_, let position): "column \(position + 1)"
    case .dependentHypotheses: "rank"
    default: "\(error)"
    }
  }

  private func bootstrap(
    _ hypotheses: [LinearHypothesis], _ fit: Fit, _ evaluated: EvaluatedModel
  ) throws -> [BootstrapTest] {
    guard let bootstrap = request.bootstrap else { return [] }
    guard request.model.clusters.count == 1,
      let factor = evaluated.factor(named: request.model.clusters[0])?.column,
      let cluster = FactorColumn(
        name: factor.name, codes: fit.order.map { factor.codes[Int($0)] },
        levelCount: factor.levelCount)
    else { throw Diagnostic("T534", ["vcov": "wild"]) }
    let scores = try ScoreData(
      regressors: fit.projected, residuals: fit.residuals, bread: fit.bread,
      coefficientCount: fit.names.count)
    let wanted = BootstrapRequest(
      cluster: cluster, law: bootstrap.law, draws: bootstrap.draws, seed: bootstrap.seed)
    return try hypotheses.map { hypothesis in
      fit.family == .gaussian
        ? try wildClusterBootstrap(
          of: scores, estimates: fit.coefficients, weights: fit.workingWeights,
          hypothesis: hypothesis, wanted, threads: request.model.threads)
        : try scoreBootstrap(
          of: scores, estimates: fit.coefficients, hypothesis: hypothesis, wanted,
          threads: request.model.threads)
    }
  }
}
