public import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A quantity made of coefficients.
public enum EffectKind: Hashable, Sendable {
  /// 100 (e^β − 1): the change in percent when a dummy goes from 0 to 1.
  case percent
  /// e^(−β): by how much a border divides trade.
  case border
  /// β of a logarithm, as of crossing time: percent of trade for one percent of delay.
  case elasticity
  /// 100 (r^β − 1): the change in percent when a regressor in logs is multiplied by r > 0.
  case ratio(Double)
  /// 100 (e^(β/β_τ) − 1), β_τ the coefficient of log(1 + tariff) by its place.
  case adValorem(tariff: Int)
  /// 100 (e^(−β/σ) − 1) with a declared elasticity of substitution σ > 0 that has no error.
  case adValoremDeclared(sigma: Double)
}

/// A quantity made of coefficients, its standard error by the delta method and its interval.
public struct EffectRow: Hashable, Sendable {
  /// The coefficient's name.
  public let name: String
  /// What it is.
  public let kind: EffectKind
  /// The value: percent, a factor or an elasticity.
  public let estimate: Double
  /// √(gᵀVg), g the gradient at the estimate.
  public let se: Double
  /// What kind of standard error it is.
  public let seType: VarianceTag
  /// The 95 % interval: for a monotone function of one coefficient the images of its ends
  /// (`transformed`), else estimate ± c·se (`delta`).
  public let ci95: Interval
}

extension VarianceEstimate {
  /// A quantity made of coefficients.
  ///
  /// - Parameters:
  ///   - kind: what.
  ///   - index: the place of the coefficient.
  ///   - names: the names of the coefficients.
  ///   - estimates: β.
  /// - Returns: the quantity with its standard error and interval.
  /// - Throws: ``InferenceError/outOfRange(name:)`` when the value or its interval is not finite, a
  ///   declared number not positive, or β_τ is 0; ``InferenceError/shape(name:found:wanted:)``.
  /// - Source: delta method, Oehlert (1992); ad-valorem equivalents, Yotov et al. (2016), box 1.
  public func effect(
    _ kind: EffectKind, of index: Int, names: [String], estimates: [Double]
  ) throws(InferenceError) -> EffectRow {
    let rows = try rows(names: names, estimates: estimates)
    guard rows.indices.contains(index) else {
      throw .shape(name: "coefficient", found: index, wanted: rows.count)
    }
    let row = rows[index]
    let bad = InferenceError.outOfRange(name: row.name)
    switch kind {
    case .percent:
      return try transformed(row, kind) {
        100 * expm1($0)
      } slope: {
        100 * exp($0)
      }
    case .border:
      return try transformed(row, kind) {
        exp(-$0)
      } slope: {
        -exp(-$0)
      }
    case .elasticity:
      return try transformed(row, kind) {
        $0
      } slope: { _ in
        1
      }
    case .ratio(let ratio):
      guard ratio > 0, ratio.isFinite else { throw bad }
      let log = log(ratio)
      return try transformed(row, kind) {
        100 * expm1($0 * log)
      } slope: {
        100 * log * exp($0 * log)
      }
    case .adValoremDeclared(let sigma):
      guard sigma > 0, sigma.isFinite else { throw bad }
      return try transformed(row, kind) {
        100 * expm1(-$0 / sigma)
      } slope: {
        -100 / sigma * exp(-$0 / sigma)
      }
    case .adValorem(let tariff):
      guard rows.indices.contains(tariff), rows[tariff].estimate != 0 else { throw bad }
      return try adValorem(rows, index, tariff, kind)
    }
  }

  private func adValorem(
    _ rows: [CoefficientRow], _ index: Int, _ tariff: Int, _ kind: EffectKind
  ) throws(InferenceError) -> EffectRow {
    let (beta, slope) = (rows[index].estimate, rows[tariff].estimate)
    let ratio = beta / slope
    let level = 100 * exp(ratio)
    var gradient = [Double](repeating: 0, count: rows.count)
    gradient[index] += level / slope
    gradient[tariff] -= level * ratio / slope
    let se = max(0, matrix.form(gradient, gradient)).squareRoot()
    let estimate = 100 * expm1(ratio)
    let half = tag.law.critical() * se
    guard estimate.isFinite, (abs(estimate) + half).isFinite else {
      throw .outOfRange(name: rows[index].name)
    }
    return EffectRow(
      name: rows[index].name, kind: kind, estimate: estimate, se: se, seType: tag,
      ci95: Interval(
        lower: estimate - half, upper: estimate + half, level: 0.95, method: "delta"))
  }

  private func transformed(
    _ row: CoefficientRow, _ kind: EffectKind, _ value: (Double) -> Double,
    slope: (Double) -> Double
  ) throws(InferenceError) -> EffectRow {
    let estimate = value(row.estimate)
    let se = abs(slope(row.estimate)) * row.se
    let ends = [value(row.ci95.lower), value(row.ci95.upper)].sorted()
    guard estimate.isFinite, se.isFinite, ends.allSatisfy(\.isFinite) else {
      throw .outOfRange(name: row.name)
    }
    return EffectRow(
      name: row.name, kind: kind, estimate: estimate, se: se, seType: tag,
      ci95: Interval(lower: ends[0], upper: ends[1], level: 0.95, method: "transformed"))
  }
}
