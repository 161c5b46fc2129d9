/// Weights of rows whose sum no point can meet, in Farkas's sense.
///
///     β = Σᵢ yᵢ · (Lᵢ if yᵢ > 0, Uᵢ if yᵢ < 0)        what the rows ask of Σᵢ yᵢ aᵢ·x, at least
///     γ = Σⱼ dⱼ · (uⱼ if dⱼ > 0, lⱼ if dⱼ < 0),  d = Aᵀy   what the columns allow it, at most
///
/// The programme is infeasible when β > γ. The check needs no solver. An excess β − γ of 1e-9 or less
/// of the sum of sizes is taken for rounding, and proves nothing.
public struct InfeasibilityProof: Hashable, Sendable {
  /// One weight a row; the largest is 1 in size.
  public let weights: [Double]
  /// What the rows ask of their weighted sum beyond what the columns allow, β − γ; positive.
  public let excess: Double

  /// Tests weights in both signs; nil when they prove nothing.
  ///
  /// A dⱼ of a column without a bound on its side must be 0; up to 1e-9 of the sum of sizes |yᵢ aᵢⱼ|
  /// it is taken for rounding.
  public init?(_ weights: [Double], of programme: LinearProgramme) {
    let largest = weights.lazy.map { abs($0) }.max() ?? 0
    guard weights.count == programme.rows.count, largest > 0, largest.isFinite else { return nil }
    for sign in [1.0, -1.0] {
      let scaled = weights.map { sign * $0 / largest + 0 }
      guard let excess = Self.excess(scaled, programme) else { continue }
      self.weights = scaled
      self.excess = excess
      return
    }
    return nil
  }

  /// β − γ; nil when it is not positive, a bound in it is infinite or an index out of range.
  private static func excess(_ weights: [Double], _ programme: LinearProgramme) -> Double? {
    var parts: [Double] = []
    var columns = [CompensatedSum](repeating: .init(), count: programme.columns.count)
    var sizes = [Double](repeating: 0, count: programme.columns.count)
    for (weight, row) in zip(weights, programme.rows) where weight != 0 {
      parts.append(weight * (weight > 0 ? row.lower : row.upper))
      for term in row.terms {
        guard columns.indices.contains(term.column) else { return nil }
        columns[term.column].add(weight * term.coefficient)
        sizes[term.column] += abs(weight * term.coefficient)
      }
    }
    for (index, column) in programme.columns.enumerated() {
      let slope = columns[index].total
      let bound = slope > 0 ? column.upper : column.lower
      if abs(slope) <= 1e-9 * sizes[index], !bound.isFinite { continue }
      if slope != 0 { parts.append(-slope * bound) }
    }
    let excess = compensatedTotal(of: parts)
    let size = compensatedTotal(of: parts.map { abs($0) })
    return excess.isFinite && excess > 1e-9 * size ? excess : nil
  }
}

extension HighsSolver {
  /// Returns weights of rows that prove a programme infeasible, checked apart from the solver.
  ///
  /// - Returns: nil when the programme can be met, and when only whole numbers make it infeasible
  ///   or a row or column alone does by bounds that exclude each other.
  public func infeasibilityProof(
    of programme: LinearProgramme
  ) throws(SolverError) -> InfeasibilityProof? {
    try programme.validate()
    guard !programme.columns.isEmpty, !programme.rows.isEmpty else { return nil }
    var relaxed = programme
    for index in relaxed.columns.indices {
      relaxed.columns[index].isInteger = false
      relaxed.columns[index].cost = 0
    }
    let weights = try dualRay(of: relaxed)
    return weights.flatMap { InfeasibilityProof($0, of: programme) }
  }
}
