/// The law that links outcome and linear predictor.
public enum Family: String, Sendable, Hashable, CaseIterable {
  /// Poisson pseudo-maximum likelihood, log link: y ≥ 0 (Santos Silva & Tenreyro 2006).
  case poisson = "ppml"
  /// Least squares, identity link.
  case gaussian = "ols"
  /// Binary or fractional logit: 0 ≤ y ≤ 1.
  case logit
  /// Gamma pseudo-maximum likelihood, log link: y ≥ 0.
  case gamma
  /// Negative binomial with variance μ + μ²/θ, log link, θ estimated: y ≥ 0. Not scale-invariant: the
  /// unit of y changes the coefficients.
  case negativeBinomial = "negbin"

  /// Whether μ = exp η.
  public var hasLogLink: Bool { self == .poisson || self == .gamma || self == .negativeBinomial }

  var pruneRule: PruneRule { PruneRule(zeros: self != .gaussian, ones: self == .logit) }
}

/// How a fit is computed.
public struct FitOptions: Sendable {
  /// Threads; results do not depend on them.
  public var threads: Int
  /// Newton steps at most.
  public var stepCap = 60
  /// Conjugate gradient iterations at most for four columns.
  public var projectionCap = 500
  /// Relative tolerance of the last projection, in the energy norm: from 1e-13 to 1e-2.
  public var projectionTolerance = 1e-8
  /// Bound on q = Σw(Δη)²/(D + 0.1) at which Newton stops: from 1e-20 to 1e-4.
  public var tolerance = 1e-12
  /// How the projection is solved; nil to choose by structure.
  public var route: ProjectionRoute?
  /// Whether the exact Newton direction at the end is kept, for the proof that the estimate exists.
  public var keepsDirection = false
  /// How exactly the working residual is projected for that direction; at most 1e-2.
  package var directionTolerance = 1e-12
  /// Rows a chunk of sums has at least; a change alters the last bits.
  package var chunkRows = 131_072

  /// Creates options.
  public init(threads: Int = 1) { self.threads = max(1, threads) }

  func validate() throws(GravityError) {
    guard tolerance >= 1e-20, tolerance <= 1e-4 else {
      throw .badOption(name: "tolerance", value: tolerance)
    }
    guard projectionTolerance >= 1e-13, projectionTolerance <= 1e-2 else {
      throw .badOption(name: "projectionTolerance", value: projectionTolerance)
    }
    guard stepCap > 0 else { throw .badOption(name: "stepCap", value: Double(stepCap)) }
    guard projectionCap > 0 else {
      throw .badOption(name: "projectionCap", value: Double(projectionCap))
    }
  }
}

/// One Newton step of a fit.
public struct TraceStep: Hashable, Sendable {
  /// Deviance after the step, of the outcome divided by its mean where the family allows.
  public let deviance: Double
  /// q = Σw(Δη)²/(|D| + 0.1).
  public let change: Double
  /// Greatest |Δβ|/max(|β|, se).
  public let coefficientChange: Double
  /// Iterations of the projection, over all groups of four columns.
  public let projectionIterations: Int
  /// The tolerance of the projection.
  public let projectionTolerance: Double
  /// Halvings of the step.
  public let halvings: Int
}

/// How a fit went.
public struct ConvergenceTrace: Hashable, Sendable {
  /// The steps in order.
  public internal(set) var steps: [TraceStep] = []
  /// Builds of the preconditioner.
  public internal(set) var factorings = 0
  /// How the projection was solved in the end.
  public internal(set) var route = ProjectionRoute.direct
  /// Iterations of the projection at the final weights.
  public internal(set) var finalIterations = 0
}
