internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// How strong the excluded instruments of one endogenous regressor are under a variance of choice.
///
///     F     = π̂ᵀ V⁻¹ π̂ / L                       the Wald test that all π are 0, by their number
///     F_eff = π̂ᵀ Q π̂ / tr(V Q)                    Q = Z⊥ᵀ W Z⊥, what the instruments hold by themselves
///     K_eff = tr(M)²(1 + 2x) / (tr(M²) + 2x tr(M) λ_max(M)),  M = Q^½ V Q^½
///
/// V is that of the coefficients π of the instruments in the first stage. With one instrument both F
/// are the same. The critical value at 5 % is the quantile of a noncentral χ² with K_eff degrees of
/// freedom and noncentrality x K_eff, over K_eff: above it the bias of two-stage least squares is
/// below a share 1/x of that in the worst case.
///
/// - Source: Montiel Olea and Pflueger (2013), A robust test for weak instruments, Journal of Business
///   & Economic Statistics 31(3), sections 3 and 4 (the conservative critical value).
package struct InstrumentStrength: Hashable, Sendable {
  /// F under the variance.
  package let robust: Double
  /// L, how many instruments were kept.
  package let instruments: Int
  /// F_eff.
  package let effective: Double
  /// K_eff for x = 10.
  package let effectiveFreedom: Double
  /// The critical value of F_eff at 5 % for a bias of 10 %.
  package let criticalValue: Double

  private static let x = 10.0

  /// Measures strength; nil without instruments, or when a matrix is singular.
  ///
  /// - Parameters:
  ///   - estimates: coefficients of the first stage.
  ///   - covariance: their covariance by rows.
  ///   - bread: (X̃ᵀWX̃)⁻¹ of the first stage by rows.
  ///   - places: those of the instruments among the coefficients.
  package init?(
    estimates: [Double], covariance: [Double], bread: [Double], places: [Int]
  ) {
    let all = estimates.count
    guard !places.isEmpty, covariance.count == all * all, bread.count == all * all else {
      return nil
    }
    func block(_ matrix: [Double]) -> SquareMatrix {
      SquareMatrix(
        size: places.count,
        values: places.flatMap { row in places.map { matrix[row * all + $0] } })
    }
    let pi = places.map { estimates[$0] }
    let variance = block(covariance)
    guard let own = block(bread).invertedPositive, let solved = variance.solvingPositive(pi) else {
      return nil
    }
    var wald = 0.0
    for index in pi.indices { wald += pi[index] * solved[index] }
    let product = variance * own
    let trace = (0..<places.count).reduce(0.0) { $0 + product[$1, $1] }
    guard trace > 0 else { return nil }
    instruments = places.count
    robust = wald / Double(places.count)
    effective = own.form(pi, pi) / trace
    guard let largest = Self.largest(variance, own) else { return nil }
    let square = product * product
    let squares = (0..<places.count).reduce(0.0) { $0 + square[$1, $1] }
    effectiveFreedom =
      trace * trace * (1 + 2 * Self.x) / (squares + 2 * Self.x * trace * largest)
    guard
      let quantile = noncentralQuantile(
        freedom: effectiveFreedom, noncentrality: Self.x * effectiveFreedom, upperTail: 0.05)
    else { return nil }
    criticalValue = quantile / effectiveFreedom
  }

  /// The largest eigenvalue of Q^½ V Q^½.
  private static func largest(_ variance: SquareMatrix, _ own: SquareMatrix) -> Double? {
    let (values, vectors) = own.symmetricEigen
    guard values.allSatisfy({ $0 >= 0 }) else { return nil }
    var root = SquareMatrix(size: own.size)
    for row in 0..<own.size {
      for column in 0..<own.size {
        for k in 0..<own.size {
          root[row, column] += vectors[row, k] * values[k].squareRoot() * vectors[column, k]
        }
      }
    }
    return (root * variance * root).symmetrised.symmetricEigen.values.max()
  }
}

/// The value that a noncentral χ² exceeds with a probability; nil when it is not found.
///
///     P(χ² > c) = Σ_j e^{-λ/2} (λ/2)^j / j!  P(χ²_{k+2j} > c)
func noncentralQuantile(freedom: Double, noncentrality: Double, upperTail: Double) -> Double? {
  guard freedom > 0, noncentrality >= 0, freedom.isFinite, noncentrality < 1e4 else { return nil }
  func tail(_ value: Double) -> Double {
    var weight = exp(-noncentrality / 2)
    var sum = 0.0
    var rest = 1.0
    var j = 0.0
    while rest > 1e-14, j < 1e5 {
      let law = ChiSquaredDistribution(degreesOfFreedom: freedom + 2 * j)
      sum += weight * (law?.upperTail(value) ?? 0)
      rest -= weight
      j += 1
      weight *= noncentrality / 2 / j
      if weight < 1e-300, j > noncentrality { break }
    }
    return sum
  }
  guard exp(-noncentrality / 2) > 0 else { return nil }
  var (low, high) = (0.0, freedom + noncentrality)
  while tail(high) > upperTail { (low, high) = (high, 2 * high) }
  for _ in 0..<100 {
    let middle = 0.5 * (low + high)
    if tail(middle) > upperTail { low = middle } else { high = middle }
  }
  return 0.5 * (low + high)
}
