/// Whether a number is there and near another, to a tolerance relative to the other (at least 1e-3).
public func isNear(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
  guard let value else { return false }
  return abs(value - expected) <= tolerance * max(abs(expected), 1e-3)
}
