/// Why a counterfactual with draws cannot be made: the shock, or the equilibrium.
public enum CounterfactualError: Error, Hashable, Sendable {
  /// The shock does not fit the data.
  case shock(CostShockError)
  /// The equilibrium cannot be computed at the estimate, or a setting lies outside its range.
  case equilibrium(EquilibriumError)

  /// The code of what lies beneath.
  public var code: String {
    switch self {
    case .shock(let error): error.code
    case .equilibrium(let error): error.code
    }
  }
}
