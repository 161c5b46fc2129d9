/// L with L·Lᵀ = V for a symmetric positive semidefinite V; columns of a zero pivot are 0.
///
/// - Throws: ``EquilibriumError/covarianceNotPositive``.
/// - Source: Golub and Van Loan (2013), section 4.2.
func covarianceFactor(_ covariance: [Double], order: Int) throws(EquilibriumError) -> [Double] {
  guard covariance.count == order * order else {
    throw .wrongSize(what: "covariance", expected: order * order, found: covariance.count)
  }
  let scale = (0..<order).map { abs(covariance[$0 * order + $0]) }.max() ?? 0
  guard covariance.allSatisfy(\.isFinite) else { throw .covarianceNotPositive }
  var lower = [Double](repeating: 0, count: order * order)
  for j in 0..<order {
    for i in j..<order {
      guard abs(covariance[i * order + j] - covariance[j * order + i]) <= 1e-9 * scale else {
        throw .covarianceNotPositive
      }
      var sum = covariance[i * order + j]
      for k in 0..<j { sum -= lower[i * order + k] * lower[j * order + k] }
      if i == j {
        guard sum >= -1e-12 * scale else { throw .covarianceNotPositive }
        lower[j * order + j] = sum > 1e-14 * scale ? sum.squareRoot() : 0
      } else if lower[j * order + j] > 0 {
        lower[i * order + j] = sum / lower[j * order + j]
      } else {
        guard abs(sum) <= 1e-6 * scale else { throw .covarianceNotPositive }
      }
    }
  }
  return lower
}
