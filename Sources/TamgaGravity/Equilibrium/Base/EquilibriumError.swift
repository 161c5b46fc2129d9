/// Why a trade equilibrium cannot be computed; each case carries what a message needs.
public enum EquilibriumError: Error, Hashable, Sendable {
  /// An equilibrium needs at least two countries.
  case tooFewCountries(Int)
  /// A country is named twice.
  case duplicateCountry(String)
  /// An array does not have the length that the countries ask for.
  case wrongSize(what: String, expected: Int, found: Int)
  /// A pair of countries has more than one row.
  case duplicatePair(exporter: String, importer: String)
  /// A flow is negative or not a finite number.
  case invalidFlow(exporter: String, importer: String)
  /// These countries have no positive flow from themselves to themselves.
  case missingInternalFlows([String])
  /// Output or expenditure of a country is not positive and finite.
  case invalidMargin(what: String, country: String)
  /// World output and world expenditure differ, and no rebasing was asked for.
  case worldTotalsDiffer(output: Double, expenditure: Double)
  /// Under the closure this country's expenditure would not stay positive.
  case expenditureNotPositive(country: String)
  /// No flows on the positive cells can meet the margins: these exporters sell to these importers
  /// only, and their output is larger than what those importers spend.
  case infeasibleZeroPattern(exporters: [String], importers: [String])
  /// Scaling rows and columns did not reach the margins.
  case balancingNotConverged(residual: Double)
  /// The elasticity of substitution must be finite and above 1.
  case sigmaOutOfRange(Double)
  /// A country is not in the base; the nearest names follow.
  case unknownCountry(String, nearest: [String])
  /// A cost factor t̂ is not positive and finite.
  case invalidCostChange(exporter: String, importer: String)
  /// The closure needs a reference importer.
  case referenceRequired(closure: String)
  /// An option lies outside its range.
  case invalidOption(name: String)
  /// The covariance matrix of the coefficients is not symmetric and positive semidefinite.
  case covarianceNotPositive
  /// Prices left the range of finite numbers, so that there is no point to report.
  case notFinite

  /// A stable code, as in `gravity.ge.internal-flow-missing`.
  public var code: String {
    switch self {
    case .tooFewCountries: "gravity.ge.too-few-countries"
    case .duplicateCountry: "gravity.ge.duplicate-country"
    case .wrongSize: "gravity.ge.wrong-size"
    case .duplicatePair: "gravity.ge.duplicate-pair"
    case .invalidFlow: "gravity.ge.invalid-flow"
    case .missingInternalFlows: "gravity.ge.internal-flow-missing"
    case .invalidMargin: "gravity.ge.invalid-margin"
    case .worldTotalsDiffer: "gravity.ge.world-totals-differ"
    case .expenditureNotPositive: "gravity.ge.expenditure-not-positive"
    case .infeasibleZeroPattern: "gravity.ge.infeasible-zero-pattern"
    case .balancingNotConverged: "gravity.ge.balancing-not-converged"
    case .sigmaOutOfRange: "gravity.ge.sigma-out-of-range"
    case .unknownCountry: "gravity.ge.unknown-country"
    case .invalidCostChange: "gravity.ge.invalid-cost-change"
    case .referenceRequired: "gravity.ge.reference-required"
    case .invalidOption: "gravity.ge.invalid-option"
    case .covarianceNotPositive: "gravity.ge.covariance-not-positive"
    case .notFinite: "gravity.ge.not-finite"
    }
  }
}
