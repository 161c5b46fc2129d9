public import TamgaNumerics

/// Why a model cannot stand in a table.
public enum RegressionModelError: Error, Hashable, Sendable {
  /// The fit did not converge.
  case notConverged(model: String)
  /// There is no coefficient.
  case noCoefficient(model: String)
  /// Coefficients of one model have different kinds of standard errors.
  case mixedErrors(model: String)
  /// Two coefficients have one name.
  case repeated(model: String, coefficient: String)
  /// A corrected coefficient has no original.
  case unknown(model: String, coefficient: String)
}

/// A regressor that is not in the estimate.
public struct OmittedRegressor: Hashable, Sendable {
  /// Why.
  public enum Reason: Hashable, Sendable {
    /// The fixed effects explain it.
    case absorbed
    /// It is a combination of other regressors.
    case collinear
    /// It is zero in every row of the sample.
    case zero
    /// It is the same in every row of the sample.
    case constant

    /// The word of the catalogue.
    var word: String {
      switch self {
      case .absorbed: "absorbed"
      case .collinear: "collinear"
      case .zero: "zero"
      case .constant: "constant"
      }
    }
  }

  /// The regressor as in the formula.
  public let name: String
  /// Why.
  public let reason: Reason

  /// Creates an omitted regressor.
  public init(name: String, reason: Reason) {
    self.name = name
    self.reason = reason
  }
}

/// A bias correction of a model.
public enum BiasCorrection: Hashable, Sendable {
  /// There is none.
  case none
  /// The convention as in `wz-stata`, the corrected coefficients, and the pairs whose leverage was
  /// too near 1 for the adjusted variance.
  case corrected(convention: String, coefficients: [CoefficientRow], leverageOne: Int)
}

/// A number that describes a whole fit.
public struct FitMeasure: Hashable, Sendable {
  /// The name: `log-pseudolikelihood`, or that of a pseudo-R² as in `squared-correlation`.
  public let name: String
  /// The number; missing when the family has none.
  public let value: Outcome<Double>

  /// Creates a measure.
  public init(name: String, value: Outcome<Double>) {
    self.name = name
    self.value = value
  }
}

/// A fitted model as a table shows it.
///
/// Every member is required: a model without its sample, its separation status or the kind of its
/// standard errors cannot be built, so it cannot be printed.
public struct RegressionModel: Hashable, Sendable {
  /// The title of its column.
  public let title: String
  /// The dependent variable as in the formula.
  public let dependent: String
  /// The family: `ppml`, `ols`, `iv`, `logit`, `gamma`, `negbin`.
  public let family: String
  /// The coefficients in the order of the formula.
  public let coefficients: [CoefficientRow]
  /// The bias correction.
  public let correction: BiasCorrection
  /// Regressors that are not in the estimate.
  public let omitted: [OmittedRegressor]
  /// Where every row went.
  public let sample: SampleAccount
  /// What is known about separation.
  public let separation: SeparationSummary
  /// How the iteration went.
  public let trace: FitTrace
  /// The log pseudo-likelihood, a pseudo-R² with its name.
  public let measures: [FitMeasure]

  /// Creates a model.
  ///
  /// - Throws: ``RegressionModelError`` by case.
  public init(
    title: String, dependent: String, family: String, coefficients: [CoefficientRow],
    correction: BiasCorrection, omitted: [OmittedRegressor], sample: SampleAccount,
    separation: SeparationSummary, status: FitStatus, measures: [FitMeasure]
  ) throws(RegressionModelError) {
    guard case .converged(let trace) = status else { throw .notConverged(model: title) }
    try RegressionModel.check(coefficients, title)
    if case .corrected(_, let corrected, _) = correction {
      try RegressionModel.check(corrected, title)
      let known = Set(coefficients.map(\.name))
      for row in corrected where !known.contains(row.name) {
        throw .unknown(model: title, coefficient: row.name)
      }
    }
    self.title = title
    self.dependent = dependent
    self.family = family
    self.coefficients = coefficients
    self.correction = correction
    self.omitted = omitted
    self.sample = sample
    self.separation = separation
    self.trace = trace
    self.measures = measures
  }

  private static func check(
    _ rows: [CoefficientRow], _ title: String
  ) throws(RegressionModelError) {
    guard let first = rows.first else { throw .noCoefficient(model: title) }
    guard rows.allSatisfy({ $0.seType == first.seType }) else { throw .mixedErrors(model: title) }
    var seen: Set<String> = []
    for row in rows where !seen.insert(row.name).inserted {
      throw .repeated(model: title, coefficient: row.name)
    }
  }
}
