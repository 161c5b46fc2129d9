public import TamgaNumerics

/// Returns the contribution of a part to the growth of a whole.
///
///     100 (x_k1 − x_k0) / X_0
///
/// - Parameters:
///   - before: the part before.
///   - after: the part after, the same unit.
///   - whole: the whole before, the same unit.
/// - Returns: percentage points, which add up over all parts; `missing(zeroDenominator)`.
/// - Throws: ``DecimalError/overflow``.
/// - Source: United Nations et al. (2009), System of National Accounts 2008.
public func contribution(
  from before: ExactDecimal, to after: ExactDecimal, ofWhole whole: ExactDecimal
)
  throws(DecimalError) -> Outcome<Double>
{ percent(try after - before, of: whole) }

/// Which growth an advance index puts over which.
public enum AdvanceDirection: String, Sendable, Codable, CaseIterable {
  /// Above 100 imports grew faster.
  case importsOverExports = "imports-over-exports"
  /// Above 100 exports grew faster.
  case exportsOverImports = "exports-over-imports"
}

/// A flow at two times.
public struct FlowChange: Hashable, Sendable {
  /// The value before.
  public let before: ExactDecimal
  /// The value after, in the same unit.
  public let after: ExactDecimal

  /// Creates a pair.
  public init(from before: ExactDecimal, to after: ExactDecimal) {
    self.before = before
    self.after = after
  }
}

/// An advance index with its direction.
public struct AdvanceIndex: Hashable, Sendable {
  /// Which growth stands over which.
  public let direction: AdvanceDirection
  /// The index in percent.
  public let index: Outcome<Double>
}

/// Returns how far the growth of one flow runs ahead of the other's.
///
///     100 I_M / I_X,  I_M = M₁/M₀,  I_X = X₁/X₀
///
/// - Parameters:
///   - exports: X at both times, any unit.
///   - imports: M at both times, any unit.
///   - direction: which growth stands above the line.
/// - Returns: the index, from exact products and one division; `missing(zeroDenominator)` when one of
///   the flows it divides by is zero.
/// - Throws: ``DecimalError/overflow``.
public func advanceIndex(
  exports: FlowChange, imports: FlowChange, direction: AdvanceDirection
) throws(DecimalError) -> AdvanceIndex {
  let (upper, lower) =
    direction == .importsOverExports ? (imports, exports) : (exports, imports)
  if upper.before.isZero || lower.before.isZero {
    return AdvanceIndex(direction: direction, index: .missing(.zeroDenominator))
  }
  let index = percent(try upper.after * lower.before, of: try upper.before * lower.after)
  return AdvanceIndex(direction: direction, index: index)
}
