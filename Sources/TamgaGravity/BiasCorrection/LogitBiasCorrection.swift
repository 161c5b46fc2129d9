/// The correction of a logit for its fixed effects.
///
/// With w = μ(1 − μ), ζ = w(1 − 2μ) and the regressors x̃ projected with weights w,
///
///     b_k = ½ Σ_effects Σ_levels (Σ ζ x̃_k) / (Σ w),     β_bc = β + A⁻¹b,  A = Σ w x̃ x̃ᵀ.
///
/// With predetermined regressors the pair effects add, over lags l = 1…L of each pair's T rows in the
/// order of time, T/(T − l) Σ_t (w x̃_k)_t (y − μ)_{t−l} / Σ w.
///
/// - Source: Fernández-Val and Weidner (2016), Journal of Econometrics 192(1), for two-way models;
///   Hinz, Stammann and Wanner (2020), State dependence and unobserved heterogeneity in the extensive
///   margin of trade, for three-way ones.
public struct LogitBiasCorrection: Sendable, Hashable {
  /// b, one a regressor.
  public let scoreBias: [Double]
  /// A⁻¹b: what is added to the coefficients.
  public let coefficientShift: [Double]

  /// Corrects a fit.
  ///
  /// - Parameters:
  ///   - outcome: y, 0 or 1 (or a share).
  ///   - fitted: μ, strictly between 0 and 1.
  ///   - weights: ω; nil is 1 everywhere.
  ///   - regressors: x̃, one array a regressor.
  ///   - effects: the effects of the model.
  ///   - predetermined: for regressors that react to past outcomes, the lags L, the pair effect and the
  ///     period of each row.
  /// - Throws: ``BiasCorrectionError``.
  public init(
    outcome: [Double], fitted: [Double], weights: [Double]? = nil, regressors: [[Double]],
    effects: [FactorColumn],
    predetermined: (lags: Int, pair: FactorColumn, time: FactorColumn)? = nil
  ) throws(BiasCorrectionError) {
    try Self.check(outcome, fitted, weights, regressors, effects, predetermined)
    let count = fitted.count
    let k = regressors.count
    var curvature = [Double](repeating: 0, count: count)
    var slope = curvature
    for row in 0..<count {
      let weight = weights?[row] ?? 1
      curvature[row] = weight * fitted[row] * (1 - fitted[row])
      slope[row] = curvature[row] * (1 - 2 * fitted[row])
    }
    var bias = [Double](repeating: 0, count: k)
    for effect in effects {
      let total = Self.sums(curvature, by: effect)
      for (index, column) in regressors.enumerated() {
        let sums = Self.sums(zip(slope, column).map { $0 * $1 }, by: effect)
        for level in total.indices where total[level] > 0 {
          bias[index] += 0.5 * sums[level] / total[level]
        }
      }
    }
    if let predetermined, predetermined.lags > 0 {
      let residuals = (0..<count).map { (weights?[$0] ?? 1) * (outcome[$0] - fitted[$0]) }
      for rows in Self.ordered(predetermined.pair, predetermined.time) {
        let total = rows.reduce(0.0) { $0 + curvature[$1] }
        guard total > 0 else { continue }
        for (index, column) in regressors.enumerated() {
          var sum = 0.0
          for lag in 1...predetermined.lags where lag < rows.count {
            let factor = Double(rows.count) / Double(rows.count - lag)
            for t in lag..<rows.count {
              let row = rows[t]
              sum += factor * curvature[row] * column[row] * residuals[rows[t - lag]]
            }
          }
          bias[index] += sum / total
        }
      }
    }
    var information = [Double](repeating: 0, count: k * k)
    for a in 0..<k {
      for b in 0..<k {
        for row in 0..<count {
          information[a * k + b] += curvature[row] * regressors[a][row] * regressors[b][row]
        }
      }
    }
    guard let inverse = SmallInverse(information, size: k, worstCondition: 1e15) else {
      throw .singularInformation
    }
    scoreBias = bias
    coefficientShift = inverse.times(bias)
  }

  private static func sums(_ values: [Double], by factor: FactorColumn) -> [Double] {
    var sums = [Double](repeating: 0, count: factor.levelCount)
    for (value, code) in zip(values, factor.codes) { sums[Int(code)] += value }
    return sums
  }

  /// The rows of each pair in the order of time.
  private static func ordered(_ pair: FactorColumn, _ time: FactorColumn) -> [[Int]] {
    var rows = [[Int]](repeating: [], count: pair.levelCount)
    for (row, code) in pair.codes.enumerated() { rows[Int(code)].append(row) }
    return rows.map { $0.sorted { (time.codes[$0], $0) < (time.codes[$1], $1) } }
  }

  private static func check(
    _ outcome: [Double], _ fitted: [Double], _ weights: [Double]?, _ regressors: [[Double]],
    _ effects: [FactorColumn],
    _ predetermined: (lags: Int, pair: FactorColumn, time: FactorColumn)?
  ) throws(BiasCorrectionError) {
    var columns = [("outcome", outcome), ("fitted", fitted)]
    if let weights { columns.append(("weights", weights)) }
    for (index, column) in regressors.enumerated() { columns.append(("x\(index + 1)", column)) }
    for (name, values) in columns {
      guard values.count == fitted.count else {
        throw .lengthMismatch(column: name, count: values.count, expected: fitted.count)
      }
      for (row, value) in values.enumerated() where !value.isFinite {
        throw .badNumber(column: name, row: row)
      }
    }
    for (row, mean) in fitted.enumerated() where mean <= 0 || mean >= 1 {
      throw .badNumber(column: "fitted", row: row)
    }
    for (row, weight) in (weights ?? []).enumerated() where weight < 0 {
      throw .badNumber(column: "weights", row: row)
    }
    let factors = effects + (predetermined.map { [$0.pair, $0.time] } ?? [])
    for factor in factors where factor.codes.count != fitted.count {
      throw .lengthMismatch(
        column: factor.name, count: factor.codes.count, expected: fitted.count)
    }
  }
}
