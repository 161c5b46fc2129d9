/// A total of floating-point numbers that keeps what each addition loses (Neumaier 1974).
///
///     s ← fl(s + x);  c ← c + the error of that addition;  total = s + c
///
/// Open to other modules' optimiser, since it stands in their inner loops.
@frozen
public struct CompensatedSum: Hashable, Sendable {
  @usableFromInline var sum = 0.0
  @usableFromInline var lost = 0.0

  /// Starts at zero.
  @inlinable public init() {}

  /// Adds a number.
  @inlinable public mutating func add(_ value: Double) {
    let next = sum + value
    lost += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
    sum = next
  }

  /// Adds another total.
  @inlinable public mutating func add(_ other: CompensatedSum) {
    add(other.sum)
    lost += other.lost
  }

  /// The total.
  @inlinable public var total: Double { sum + lost }
}

/// The compensated total of numbers.
///
/// - Parameter values: finite numbers.
/// - Returns: the total; 0 of none.
@inlinable
public func compensatedTotal(of values: some Sequence<Double>) -> Double {
  var sum = CompensatedSum()
  for value in values { sum.add(value) }
  return sum.total
}
