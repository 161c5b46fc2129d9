internal import TamgaNumerics

extension Tape {
  /// The value at given leaves; nil where it is undefined: a divisor of zero, a logarithm or root
  /// of what has none, a statistic without variation.
  public func value(at leaves: [Double]) -> Double? {
    var values: [Double] = []
    values.reserveCapacity(steps.count)
    for step in steps {
      guard let value = Self.value(of: step, values, leaves), value.isFinite else { return nil }
      values.append(value)
    }
    return values.last
  }

  private static func value(of step: Step, _ v: [Double], _ leaves: [Double]) -> Double? {
    switch step {
    case .constant(let number): number
    case .leaf(let index): leaves[index]
    case .add(let a, let b): v[a] + v[b]
    case .subtract(let a, let b): v[a] - v[b]
    case .multiply(let a, let b): v[a] * v[b]
    case .divide(let a, let b): v[b] == 0 ? nil : v[a] / v[b]
    case .power(let a, let b): realPower(v[a], v[b])
    case .negate(let a): -v[a]
    case .magnitude(let a): v[a].magnitude
    case .squareRoot(let a): v[a] < 0 ? nil : v[a].squareRoot()
    case .logarithm(let a): v[a] <= 0 ? nil : naturalLogarithm(v[a])
    case .minimum(let list): list.map { v[$0] }.min()
    case .maximum(let list): list.map { v[$0] }.max()
    case .round(let a, let digits, let power): rounded(v[a], digits: digits, power: power)
    case .statistic(let kind, let first, let second):
      statistic(kind, first.map { v[$0] }, second.map { v[$0] })
    }
  }

  /// A number rounded half away from zero to decimals of a unit.
  static func rounded(_ value: Double, digits: Int, power: Int) -> Double {
    let place = scaled(1, power - digits)
    return (value / place).rounded(.toNearestOrAwayFromZero) * place
  }
}
