public import TamgaGravity
public import TamgaNumerics
public import TamgaPresent

/// Processor-independent times of the parts of a run, in seconds on the clock.
public struct ModelSeconds: Sendable, Hashable {
  /// Opening the source and reading its columns.
  public var reading = 0.0
  /// Evaluating the formula and numbering levels.
  public var preparing = 0.0
  /// Estimation with separation.
  public var fitting = 0.0
  /// Variance and bias correction.
  public var inferring = 0.0
}

/// A coefficient before and after its bias correction.
public struct CorrectedCoefficient: Sendable, Hashable {
  /// What is subtracted from the estimate.
  public let bias: Double
  /// The corrected coefficient with its adjusted standard error.
  public let row: CoefficientRow
}

/// A fitted model with all that must stand beside its numbers.
public struct ModelReport: Sendable {
  /// The formula of the model, as understood.
  public let formula: String
  /// The explained column.
  public let outcome: String
  /// The family.
  public let family: Family
  /// Whether endogenous regressors were instrumented.
  public let isInstrumental: Bool
  /// Where every row went.
  public let sample: SampleAccount
  /// The input's numbers, from 1, of every row proved separated, ascending.
  public let separatedRows: [Int]
  /// What is known of separation.
  public let separation: SeparationResult
  /// The coefficients.
  public let coefficients: [CoefficientRow]
  /// The covariance of the coefficients by rows.
  public let covariance: [Double]
  /// What the standard errors are; nil when no regressor is left.
  public let variance: VarianceTag?
  /// Regressors that are not in the estimate.
  public let omitted: [DroppedRegressor]
  /// The deviance.
  public let deviance: Double
  /// The log pseudo-likelihood, where the family has one.
  public let logLikelihood: Double?
  /// A measure of fit with its name.
  public let pseudoRSquared: PseudoRSquared?
  /// θ of the negative binomial.
  public let theta: Double?
  /// The fixed effects.
  public let effects: [EffectLevels]
  /// Newton steps, and how the projection was solved.
  public let trace: ConvergenceTrace
  /// The corrected coefficients; nil when no correction was asked for.
  public let corrected: [CorrectedCoefficient]?
  /// The correction's convention.
  public let convention: BiasConvention?
  /// Pairs with leverage 1 in the corrected variance.
  public let leverageOnePairs: Int
  /// What two-stage least squares adds.
  public let instrumental: InstrumentalDiagnostics?
  /// The first stages of an instrumented model under its variance.
  public let firstStages: [FirstStage]
  /// Warnings and notes.
  public let diagnostics: [Diagnostic]
  /// Seconds.
  public let seconds: ModelSeconds
  /// For each kept row its place in the evaluated design, from 0.
  let order: [Int32]
  /// Fitted means of the kept rows.
  let mu: [Double]

  /// The status in the words of tables.
  public var separationSummary: SeparationSummary {
    switch separation.status {
    case .certified: .certified(separatedRows: separation.separatedRows.count)
    case .undecided: .undecided(rows: separation.undecidedRows)
    case .notApplicable: .notApplicable
    }
  }

  /// The model as a column of a regression table.
  ///
  /// - Throws: ``RegressionModelError``, for a model without regressors.
  public func column(title: String) throws(RegressionModelError) -> RegressionModel {
    let correction: BiasCorrection =
      if let corrected, let convention {
        .corrected(
          convention: convention.rawValue, coefficients: corrected.map(\.row),
          leverageOne: leverageOnePairs)
      } else { .none }
    let steps = FitTrace(
      iterations: trace.steps.count, deviance: deviance, criterion: trace.steps.last?.change ?? 0)
    return try RegressionModel(
      title: title, dependent: outcome, family: isInstrumental ? "iv" : family.rawValue,
      coefficients: coefficients, correction: correction,
      omitted: omitted.map { OmittedRegressor(name: $0.name, reason: $0.tableReason) },
      sample: sample, separation: separationSummary, status: .converged(steps),
      measures: [
        FitMeasure(
          name: "log-pseudolikelihood",
          value: logLikelihood.map { .value($0) } ?? .missing(.undefined)),
        FitMeasure(
          name: family == .gaussian ? "r-squared" : "mcfadden",
          value: pseudoRSquared.map { .value($0.value) } ?? .missing(.undefined)),
      ] + instrumentMeasures)
  }

  /// The effective F of a single endogenous regressor with its critical value; else the smallest F.
  private var instrumentMeasures: [FitMeasure] {
    if let stage = firstStages.first, let effective = stage.effective,
      let critical = stage.criticalValue
    {
      return [
        FitMeasure(name: "effective-f", value: .value(effective)),
        FitMeasure(name: "effective-f-critical", value: .value(critical)),
      ]
    }
    return firstStages.map(\.robust).min().map {
      [FitMeasure(name: "first-stage-f", value: .value($0))]
    } ?? []
  }
}

extension DroppedRegressor {
  fileprivate var tableReason: OmittedRegressor.Reason {
    switch reason {
    case .absorbedByEffects: .absorbed
    case .collinear: .collinear
    case .zero: .zero
    case .constant: .constant
    }
  }
}
