extension Tape {
  /// The interval of each step over intervals of the leaves; nil where a step is undefined there,
  /// or is a statistic, which has no interval form.
  func intervals(at leaves: [RealInterval]) -> [RealInterval]? {
    var values: [RealInterval] = []
    values.reserveCapacity(steps.count)
    for step in steps {
      guard let value = Self.interval(of: step, values, leaves), !value.low.isNaN else {
        return nil
      }
      values.append(value)
    }
    return values
  }

  private static func interval(of step: Step, _ v: [RealInterval], _ leaves: [RealInterval])
    -> RealInterval?
  {
    switch step {
    case .constant(let number): RealInterval(point: number)
    case .leaf(let index): leaves[index]
    case .add(let a, let b): v[a].plus(v[b])
    case .subtract(let a, let b): v[a].minus(v[b])
    case .multiply(let a, let b): v[a].times(v[b])
    case .divide(let a, let b): v[a].over(v[b])
    case .power(let a, let b): v[a].power(v[b])
    case .negate(let a): v[a].negated
    case .magnitude(let a): v[a].magnitude
    case .squareRoot(let a): v[a].squareRoot
    case .logarithm(let a): v[a].logarithm
    case .minimum(let list): extreme(list.map { v[$0] }, Swift.min)
    case .maximum(let list): extreme(list.map { v[$0] }, Swift.max)
    case .round, .statistic: nil
    }
  }

  private static func extreme(
    _ values: [RealInterval], _ choose: (Double, Double) -> Double
  ) -> RealInterval? {
    guard var result = values.first else { return nil }
    for value in values.dropFirst() {
      result = RealInterval(choose(result.low, value.low), choose(result.high, value.high))
    }
    return result
  }
}
