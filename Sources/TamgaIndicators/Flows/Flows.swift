// T = X + M;  B = X − M;  X / M;  A = (X − M) / (X + M)
// United Nations (2011), International Merchandise Trade Statistics: Concepts and Definitions 2010.

public import TamgaNumerics

/// Returns turnover, exports and imports together.
///
/// - Parameters:
///   - exports: X, any unit.
///   - imports: M, the same unit.
/// - Returns: X + M, exact.
/// - Throws: ``DecimalError/overflow``.
public func turnover(exports: ExactDecimal, imports: ExactDecimal) throws(DecimalError)
  -> ExactDecimal
{ try exports + imports }

/// Returns the balance of trade.
///
/// - Parameters:
///   - exports: X, any unit.
///   - imports: M, the same unit.
/// - Returns: X − M, exact; below zero for a deficit.
/// - Throws: ``DecimalError/overflow``.
public func balance(exports: ExactDecimal, imports: ExactDecimal) throws(DecimalError)
  -> ExactDecimal
{ try exports - imports }

/// Returns the coverage of imports by exports.
///
/// - Parameters:
///   - exports: X, any unit.
///   - imports: M, the same unit.
/// - Returns: X / M; `missing(zeroDenominator)` without imports.
public func coverageRatio(exports: ExactDecimal, imports: ExactDecimal) -> Outcome<Double> {
  exports.ratio(to: imports)
}

/// Returns the asymmetry of two flows.
///
///     A = (X − M) / (X + M)
///
/// - Parameters:
///   - exports: X, any unit.
///   - imports: M, the same unit.
/// - Returns: −1 (imports only) to 1 (exports only); `missing(zeroDenominator)` without trade.
/// - Throws: ``DecimalError/overflow``.
/// - Source: International Trade Centre, Trade Performance Index.
public func asymmetry(exports: ExactDecimal, imports: ExactDecimal) throws(DecimalError)
  -> Outcome<Double>
{ try (exports - imports).ratio(to: exports + imports) }

/// A part and the whole it belongs to, as exports to one country and to the world.
public struct PartOfWhole: Hashable, Sendable {
  /// The part.
  public let part: ExactDecimal
  /// The whole, in the same unit.
  public let whole: ExactDecimal

  /// Creates a pair.
  public init(_ part: ExactDecimal, of whole: ExactDecimal) {
    self.part = part
    self.whole = whole
  }

  /// The share in percent; `missing(zeroDenominator)` when the whole is zero.
  public var share: Outcome<Double> { percent(part, of: whole) }
}

/// Returns the change of a share in percentage points.
///
///     100 (p₁/w₁ − p₀/w₀) = 100 (p₁ w₀ − p₀ w₁) / (w₁ w₀)
///
/// - Parameters:
///   - before: the earlier part and whole.
///   - after: the later part and whole.
/// - Returns: points, from exact products and one division; `missing(zeroDenominator)`.
/// - Throws: ``DecimalError/overflow``.
public func shareChangeInPoints(from before: PartOfWhole, to after: PartOfWhole)
  throws(DecimalError) -> Outcome<Double>
{
  guard !before.whole.isZero, !after.whole.isZero else { return .missing(.zeroDenominator) }
  let difference = try after.part * before.whole - before.part * after.whole
  return try percent(difference, of: after.whole * before.whole)
}

/// Returns the change of a share in percent of the earlier share.
///
///     100 ((p₁/w₁) / (p₀/w₀) − 1) = 100 (p₁ w₀ − p₀ w₁) / (p₀ w₁)
///
/// - Parameters:
///   - before: the earlier part and whole.
///   - after: the later part and whole.
/// - Returns: percent, from exact products and one division; `missing(zeroDenominator)`.
/// - Throws: ``DecimalError/overflow``.
public func shareChangeInPercent(from before: PartOfWhole, to after: PartOfWhole)
  throws(DecimalError) -> Outcome<Double>
{
  guard !before.whole.isZero, !after.whole.isZero else { return .missing(.zeroDenominator) }
  let difference = try after.part * before.whole - before.part * after.whole
  return try percent(difference, of: before.part * after.whole)
}
