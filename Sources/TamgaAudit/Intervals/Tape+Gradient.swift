extension Tape {
  /// Intervals that hold the derivatives of the result by each leaf, by reverse accumulation.
  ///
  /// They hold everywhere over the leaves' intervals. Griewank and Walther (2008), Evaluating
  /// Derivatives.
  ///
  /// - Parameter values: what ``intervals(at:)`` gave.
  /// - Returns: one interval a leaf; nil where a derivative is not bounded.
  func gradient(_ values: [RealInterval]) -> [RealInterval]? {
    let zero = RealInterval(point: 0)
    var sensitivities = [RealInterval](repeating: zero, count: steps.count)
    var result = [RealInterval](repeating: zero, count: leaves.count)
    guard !steps.isEmpty else { return result }
    sensitivities[steps.count - 1] = RealInterval(point: 1)
    for index in steps.indices.reversed() {
      let own = sensitivities[index]
      if own.low == 0, own.high == 0 { continue }
      if case .leaf(let leaf) = steps[index] {
        guard let sum = result[leaf].plus(own) else { return nil }
        result[leaf] = sum
        continue
      }
      guard let parts = Self.derivatives(of: steps[index], values) else { return nil }
      for (operand, derivative) in parts {
        guard let product = own.times(derivative),
          let sum = sensitivities[operand].plus(product)
        else { return nil }
        sensitivities[operand] = sum
      }
    }
    return result
  }

  private static func derivatives(of step: Step, _ v: [RealInterval])
    -> [(operand: Int, derivative: RealInterval)]?
  {
    let one = RealInterval(point: 1)
    switch step {
    case .constant, .leaf: return []
    case .add(let a, let b): return [(a, one), (b, one)]
    case .subtract(let a, let b): return [(a, one), (b, one.negated)]
    case .multiply(let a, let b): return [(a, v[b]), (b, v[a])]
    case .divide(let a, let b):
      guard let inverse = one.over(v[b]), let quotient = v[a].over(v[b]),
        let slope = quotient.over(v[b])
      else { return nil }
      return [(a, inverse), (b, slope.negated)]
    case .power(let a, let b): return powerDerivatives(a, b, v)
    case .negate(let a): return [(a, one.negated)]
    case .magnitude(let a):
      return [(a, v[a].low >= 0 ? one : v[a].high <= 0 ? one.negated : RealInterval(-1, 1))]
    case .squareRoot(let a):
      guard let root = v[a].squareRoot, let twice = root.plus(root),
        let slope = one.over(twice)
      else { return nil }
      return [(a, slope)]
    case .logarithm(let a): return one.over(v[a]).map { [(a, $0)] }
    case .minimum(let list): return extremeDerivatives(list) { v[$0].low <= v[$1].high }
    case .maximum(let list): return extremeDerivatives(list) { v[$0].high >= v[$1].low }
    case .round, .statistic: return nil
    }
  }

  /// ∂(aᵇ)/∂a = b aᵇ⁻¹, ∂(aᵇ)/∂b = aᵇ ln a.
  private static func powerDerivatives(_ a: Int, _ b: Int, _ v: [RealInterval])
    -> [(operand: Int, derivative: RealInterval)]?
  {
    guard let less = v[b].minus(RealInterval(point: 1)) else { return nil }
    let exponent = v[b].low == v[b].high ? RealInterval(point: v[b].low - 1) : less
    guard let lower = v[a].power(exponent), let byBase = v[b].times(lower) else { return nil }
    if v[b].low == v[b].high { return [(a, byBase)] }
    guard let power = v[a].power(v[b]), let logarithm = v[a].logarithm,
      let byExponent = power.times(logarithm)
    else { return nil }
    return [(a, byBase), (b, byExponent)]
  }

  /// A member that may be the extreme has a derivative of 0 to 1; any other has none.
  private static func extremeDerivatives(_ list: [Int], _ mayBe: (Int, Int) -> Bool)
    -> [(operand: Int, derivative: RealInterval)]
  {
    list.filter { member in list.allSatisfy { mayBe(member, $0) } }
      .map { ($0, RealInterval(0, 1)) }
  }
}
