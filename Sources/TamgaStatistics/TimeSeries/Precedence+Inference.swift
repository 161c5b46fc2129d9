internal import TamgaNumerics

extension PrecedenceTest {
  init(_ x: [Double], _ y: [Double], lags: Int, extra: Int, criteria: [LagCriterion]) {
    let all = lags + extra
    method = extra == 0 ? .granger : .todaYamamoto
    self.lags = lags
    extraLags = extra
    self.criteria = criteria
    observations = max(0, y.count - all)
    numeratorFreedom = lags
    denominatorFreedom = max(0, observations - 2 * all - 1)
    var found: Set<SampleWarning> = []
    if observations < 20 { found.insert(.fewEffectiveObservations) }
    if observations < 10 { found.insert(.smallSample) }
    let power = PrecedenceTest.power(lags, denominatorFreedom)
    powerMedium = power.map(\.medium)
    powerLarge = power.map(\.large)
    if let medium = power.value?.medium, medium < 0.5 { found.insert(.lowPower) }
    let outcome = PrecedenceTest.test(x, y, lags, all, denominatorFreedom)
    switch outcome {
    case .refused(let why):
      refusal = why
      let reason: MissingReason =
        why == .fewDegreesOfFreedom
        ? .tooFewObservations : why == .collinear ? .undefined : .noVariation
      statistic = .missing(reason)
      probability = .missing(reason)
      wald = .missing(reason)
      waldProbability = .missing(reason)
      effect = .missing(reason)
      if why == .exactFit { found.insert(.exactFit) }
    case .value(let f):
      refusal = nil
      statistic = .value(f)
      probability = .value(
        TailProbability.fisher(f, Double(lags), Double(denominatorFreedom)))
      effect = .value(f * Double(lags) / Double(denominatorFreedom))
      if extra > 0 {
        wald = .value(f * Double(lags))
        waldProbability = .value(TailProbability.chiSquare(f * Double(lags), Double(lags)))
      } else {
        wald = .missing(.undefined)
        waldProbability = .missing(.undefined)
      }
    }
    warnings = SampleWarning.ordered(found)
  }

  private enum Result {
    case refused(PrecedenceRefusal)
    case value(Double)
  }

  private static func test(
    _ x: [Double], _ y: [Double], _ lags: Int, _ all: Int, _ freedom: Int
  ) -> Result {
    guard freedom >= 5 else { return .refused(.fewDegreesOfFreedom) }
    if y.allSatisfy({ $0 == y[0] }) || x.allSatisfy({ $0 == x[0] }) {
      return .refused(.noVariation)
    }
    guard let full = lagFit(x, y, all, start: all, with: true) else { return .refused(.collinear) }
    let scale = y.reduce(0) { max($0, abs($1)) }
    guard full.squares.squareRoot() > 1e-12 * scale else { return .refused(.exactFit) }
    let tested = 0..<lags
    let variance = full.squares / Double(freedom)
    // b′ (σ² C)⁻¹ b for the tested block C of (X′X)⁻¹; equal to the comparison of residual sums.
    let block = tested.map { row in tested.map { full.inverse[row][$0] } }
    guard let solved = solvedSymmetric(block, tested.map { full.coefficients[$0] }) else {
      return .refused(.collinear)
    }
    let form = compensatedTotal(of: tested.map { full.coefficients[$0] * solved[$0] })
    return .value(max(0, form) / variance / Double(lags))
  }

  /// Power of the F test for f² = 0.15 and 0.35 at 5 %, noncentrality f² (df₁ + df₂ + 1).
  private static func power(_ lags: Int, _ freedom: Int)
    -> Outcome<(medium: Double, large: Double)>
  {
    guard freedom >= 1, lags >= 1 else { return .missing(.tooFewObservations) }
    let (first, second) = (Double(lags), Double(freedom))
    let bound = TailProbability.fisherQuantile(above: 0.05, first, second)
    func power(_ effect: Double) -> Double {
      TailProbability.noncentralFisher(
        bound, first, second, noncentrality: effect * (first + second + 1))
    }
    return .value((power(0.15), power(0.35)))
  }
}

/// Solves a symmetric positive definite system by Cholesky's method; nil when it is not.
func solvedSymmetric(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
  let size = right.count
  var lower = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
  for row in 0..<size {
    for column in 0...row {
      var value = matrix[row][column]
      for place in 0..<column { value -= lower[row][place] * lower[column][place] }
      if row == column {
        guard value > 0 else { return nil }
        lower[row][row] = value.squareRoot()
      } else {
        lower[row][column] = value / lower[column][column]
      }
    }
  }
  var solution = right
  for row in 0..<size {
    for place in 0..<row { solution[row] -= lower[row][place] * solution[place] }
    solution[row] /= lower[row][row]
  }
  for row in (0..<size).reversed() {
    for place in (row + 1)..<max(size, row + 1) {
      solution[row] -= lower[place][row] * solution[place]
    }
    solution[row] /= lower[row][row]
  }
  return solution
}
