/// How expenditure follows output when prices move.
///
/// D = E - Y is the base's deficit, φ = E/Y.
public enum EquilibriumClosure: String, Hashable, Sendable, CaseIterable {
  /// E'_j = Y'_j + D_j·ΣY'/ΣY: the deficit keeps its share of world output.
  case deficitFixed = "deficit-fixed"
  /// E'_j = κφ_jY'_j with κ = ΣY'/Σφ_lY'_l, so that the world adds up.
  case deficitMultiplicative = "deficit-multiplicative"
  /// The base is first solved again without deficits; then E'_j = Y'_j.
  case balanced
  /// The published iteration with its stop rule: E'_j = φ_jY'_j, the world need not add up.
  case agtpaLoop = "agtpa-loop"

  /// A sentence's worth of what the closure cannot tell, as a code.
  public var limitationCode: String { "gravity.ge.limitation.\(rawValue)" }
}

/// Expenditure under a closed closure, and its derivative by log prices.
///
///     ∂E'_j/∂log p_k = 1[j=k]·g_k + u_j·v_k
struct ClosureResponse {
  var expenditure: [Double]
  var diagonal: [Double]
  var left: [Double]
  var right: [Double]

  /// Computes E' from Y' (`value`), the base's Y and E, and ΣY (`world`).
  ///
  /// The loop has no such form and counts as multiplicative.
  init(
    _ closure: EquilibriumClosure, value: [Double], output: [Double], expenditure: [Double],
    world: Double
  ) {
    let n = value.count
    let total = value.reduce(0, +)
    switch closure {
    case .balanced:
      self.expenditure = value
      diagonal = value
      left = [Double](repeating: 0, count: n)
      right = left
    case .deficitFixed:
      left = (0..<n).map { (expenditure[$0] - output[$0]) / world }
      self.expenditure = [Double](repeating: 0, count: n)
      for j in 0..<n { self.expenditure[j] = value[j] + left[j] * total }
      diagonal = value
      right = value
    case .deficitMultiplicative, .agtpaLoop:
      let scaled = (0..<n).map { expenditure[$0] / output[$0] * value[$0] }
      let sum = scaled.reduce(0, +)
      let kappa = total / sum
      self.expenditure = scaled.map { kappa * $0 }
      diagonal = self.expenditure
      left = self.expenditure
      right = (0..<n).map { value[$0] / total - scaled[$0] / sum }
    }
  }
}
