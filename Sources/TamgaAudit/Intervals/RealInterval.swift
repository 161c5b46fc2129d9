// Interval arithmetic with outward rounding: every operation returns an interval that holds all
// results of its operands' members. Moore, Kearfott, Cloud (2009), Introduction to Interval Analysis.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A closed interval of real numbers, `low ≤ high`, both finite or infinite, never NaN.
public struct RealInterval: Hashable, Sendable {
  /// The lower end.
  public var low: Double
  /// The upper end.
  public var high: Double

  /// Creates an interval from its ends.
  public init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  /// The interval of one number.
  public init(point: Double) { self.init(point, point) }

  /// Whether a number lies in it.
  public func contains(_ value: Double) -> Bool { low <= value && value <= high }

  /// Whether two intervals share a number.
  public func meets(_ other: RealInterval) -> Bool { low <= other.high && other.low <= high }

  /// The smallest interval that holds both.
  public func hull(_ other: RealInterval) -> RealInterval {
    RealInterval(Swift.min(low, other.low), Swift.max(high, other.high))
  }

  /// What both hold; nil when they share no number.
  public func intersection(_ other: RealInterval) -> RealInterval? {
    let low = Swift.max(low, other.low)
    let high = Swift.min(high, other.high)
    return low <= high ? RealInterval(low, high) : nil
  }

  /// The number halfway.
  public var middle: Double { low / 2 + high / 2 }

  /// The distance of the ends.
  public var width: Double { high - low }

  /// The interval one step wider at each end; nil where an end is not a number.
  static func outward(_ low: Double, _ high: Double) -> RealInterval? {
    guard !low.isNaN, !high.isNaN else { return nil }
    return RealInterval(low.nextDown, high.nextUp)
  }

  func plus(_ other: RealInterval) -> RealInterval? {
    .outward(low + other.low, high + other.high)
  }

  func minus(_ other: RealInterval) -> RealInterval? {
    .outward(low - other.high, high - other.low)
  }

  func times(_ other: RealInterval) -> RealInterval? {
    let products = [low * other.low, low * other.high, high * other.low, high * other.high]
    guard !products.contains(where: \.isNaN) else { return nil }
    return .outward(products.min() ?? .nan, products.max() ?? .nan)
  }

  /// The quotient; nil when the divisor holds zero.
  func over(_ other: RealInterval) -> RealInterval? {
    guard !other.contains(0) else { return nil }
    let quotients = [low / other.low, low / other.high, high / other.low, high / other.high]
    guard !quotients.contains(where: \.isNaN) else { return nil }
    return .outward(quotients.min() ?? .nan, quotients.max() ?? .nan)
  }

  var negated: RealInterval { RealInterval(-high, -low) }

  var magnitude: RealInterval {
    if low >= 0 { return self }
    if high <= 0 { return negated }
    return RealInterval(0, Swift.max(-low, high))
  }

  /// The square root; nil when it holds a negative number.
  var squareRoot: RealInterval? {
    guard low >= 0, let root = Self.outward(low.squareRoot(), high.squareRoot()) else { return nil }
    return RealInterval(Swift.max(0, root.low), root.high)
  }

  /// The natural logarithm; nil when it holds a number that is not positive.
  ///
  /// Two steps outward, as the C library's logarithm may be off by one.
  var logarithm: RealInterval? {
    guard low > 0 else { return nil }
    return .outward(log(low).nextDown, log(high).nextUp)
  }

  /// A power: whole exponents of any base, other exponents of positive bases; nil elsewhere.
  func power(_ exponent: RealInterval) -> RealInterval? {
    if exponent.low == exponent.high, exponent.low == exponent.low.rounded() {
      return wholePower(exponent.low)
    }
    guard low > 0 else { return nil }
    let corners = [
      pow(low, exponent.low), pow(low, exponent.high), pow(high, exponent.low),
      pow(high, exponent.high),
    ]
    guard !corners.contains(where: \.isNaN), let least = corners.min(), let most = corners.max()
    else { return nil }
    return .outward(least.nextDown, most.nextUp)
  }

  private func wholePower(_ exponent: Double) -> RealInterval? {
    if exponent < 0 {
      return RealInterval(point: 1).over(wholePower(-exponent) ?? RealInterval(point: 0))
    }
    let isEven = exponent.truncatingRemainder(dividingBy: 2) == 0
    let base = isEven ? magnitude : self
    return .outward(pow(base.low, exponent).nextDown, pow(base.high, exponent).nextUp)
  }
}
