public import TamgaNumerics

/// A joint test of linear hypotheses.
public struct WaldTest: Hashable, Sendable {
  /// The hypotheses as text.
  public let hypotheses: [String]
  /// W, or F = W/q with a t law.
  public let statistic: Double
  /// The number of hypotheses q.
  public let numerator: Int
  /// The degrees of freedom of the denominator of F; nil for χ².
  public let denominator: Double?
  /// The p-value.
  public let p: Double
  /// What the variance is.
  public let seType: VarianceTag
}

extension VarianceEstimate {
  /// Tests linear hypotheses together.
  ///
  ///     W = (Rβ − q)ᵀ (R V Rᵀ)⁻¹ (Rβ − q)
  ///
  /// With the normal law W is read against χ²(q), with Student's law W/q against F(q, df).
  ///
  /// - Parameters:
  ///   - hypotheses: at least one, independent of each other.
  ///   - estimates: β.
  /// - Returns: the statistic, its degrees of freedom and its p-value.
  /// - Throws: ``InferenceError/dependentHypotheses`` when R V Rᵀ is singular;
  ///   ``InferenceError/shape(name:found:wanted:)``.
  /// - Source: Wald (1943).
  public func wald(
    _ hypotheses: [LinearHypothesis], estimates: [Double]
  ) throws(InferenceError) -> WaldTest {
    let matrix = matrix
    guard !hypotheses.isEmpty else { throw .dependentHypotheses }
    for hypothesis in hypotheses { try hypothesis.check(estimates, matrix.size) }
    let count = hypotheses.count
    var spread = SquareMatrix(size: count)
    for row in 0..<count {
      for column in 0..<count {
        spread[row, column] = matrix.form(hypotheses[row].weights, hypotheses[column].weights)
      }
    }
    let gap = hypotheses.map { dot($0.weights, estimates) - $0.value }
    guard let solved = spread.solvingPositive(gap) else { throw .dependentHypotheses }
    let statistic = max(0, dot(gap, solved))
    guard statistic.isFinite else { throw .outOfRange(name: "statistic") }
    let texts = hypotheses.map(\.text)
    switch tag.law {
    case .normal:
      let p = ChiSquaredDistribution(degreesOfFreedom: Double(count))?.upperTail(statistic)
      return WaldTest(
        hypotheses: texts, statistic: statistic, numerator: count, denominator: nil, p: p ?? 1,
        seType: tag)
    case .student(let df):
      let ratio = statistic / Double(count)
      let p = FisherDistribution(numerator: Double(count), denominator: df)?.upperTail(ratio)
      return WaldTest(
        hypotheses: texts, statistic: ratio, numerator: count, denominator: df, p: p ?? 1,
        seType: tag)
    }
  }

  /// A linear combination of coefficients with its standard error.
  ///
  ///     Σ r_k β_k − q,  se = √(rᵀVr)
  public func combination(
    _ hypothesis: LinearHypothesis, estimates: [Double]
  ) throws(InferenceError) -> CoefficientRow {
    let matrix = matrix
    try hypothesis.check(estimates, matrix.size)
    let se = max(0, matrix.form(hypothesis.weights, hypothesis.weights)).squareRoot()
    guard
      let row = CoefficientRow(
        name: hypothesis.text, estimate: dot(hypothesis.weights, estimates) - hypothesis.value,
        se: se, seType: tag)
    else { throw .outOfRange(name: hypothesis.text) }
    return row
  }
}
