// T = mean((x/μ) ln(x/μ));  L = mean(ln(μ/x));  T_w = Σ w (x/μ) ln(x/μ), μ = Σ w x
// T = T_B + T_W,  T_B = Σ s_g ln(μ_g/μ),  T_W = Σ s_g T_g                       Shorrocks (1980)
// G = ΣΣ w_i w_j |x_i − x_j| / (2 μ)                                               Gini (1921)

public import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Returns Theil's T of values with weights.
///
///     T = Σ w (x/μ) ln(x/μ),  μ = Σ w x,  Σ w = 1
///
/// - Parameters:
///   - values: per head or per unit, none below zero; a zero adds its limit, nothing.
///   - weights: of the same count, none below zero, scaled to one here; applied once.
/// - Returns: `0...ln n`; `missing(zeroDenominator)` when all values or weights are zero,
///   `missing(tooFewObservations)` of none, `missing(negativeValue)`.
/// - Source: Theil (1967), Economics and Information Theory.
public func theilT(of values: [Double], weights: [Double]) -> Outcome<Double> {
  normalised(values, weights).map { shares, mean in
    var sum = CompensatedSum()
    for (x, w) in zip(values, shares) where x > 0 && w > 0 {
      let ratio = x / mean
      sum.add(w * ratio * log(ratio))
    }
    return max(0, sum.total)
  }
}

/// Returns Theil's L, the mean logarithmic deviation.
///
///     L = mean(ln(μ/x))
///
/// - Parameter values: positive.
/// - Returns: 0 or more; `missing(nonpositiveInLog)` when a value is not positive; nothing is
///   added to it. `missing(tooFewObservations)` of none.
/// - Source: Theil (1967).
public func theilL(of values: [Double]) -> Outcome<Double> {
  guard !values.isEmpty else { return .missing(.tooFewObservations) }
  guard values.allSatisfy({ $0 > 0 }) else { return .missing(.nonpositiveInLog) }
  return normalised(values, values.map { _ in 1 }).map { shares, mean in
    var sum = CompensatedSum()
    for (x, w) in zip(values, shares) { sum.add(w * log(mean / x)) }
    return max(0, sum.total)
  }
}

/// Theil's T split into inequality between and within groups.
public struct TheilDecomposition: Hashable, Sendable {
  /// Σ s_g ln(μ_g/μ).
  public let between: Double
  /// Σ s_g T_g.
  public let within: Double
}

/// Returns Theil's T between and within groups; the parts add up to the whole.
///
/// - Parameters:
///   - values: none below zero.
///   - groups: the group of each value, any numbers.
/// - Returns: both parts; missing as ``theilT(of:weights:)``.
/// - Source: Shorrocks (1980), The Class of Additively Decomposable Inequality Measures.
public func theilDecomposition(of values: [Double], groups: [Double])
  -> Outcome<TheilDecomposition>
{
  normalised(values, values.map { _ in 1 }).map { shares, mean in
    var members: [Double: [Double]] = [:]
    for (value, group) in zip(values, groups) { members[group, default: []].append(value) }
    var between = CompensatedSum()
    var within = CompensatedSum()
    for group in members.keys.sorted() {
      let inside = members[group] ?? []
      let total = compensatedTotal(of: inside)
      guard total > 0 else { continue }
      let share = total / (mean * Double(values.count))
      between.add(share * log(total / Double(inside.count) / mean))
      let inequality = theilT(of: inside, weights: inside.map { _ in 1 })
      within.add(share * (inequality.value ?? 0))
    }
    return TheilDecomposition(between: between.total, within: within.total)
  }
}

/// Returns the Gini coefficient of values with weights.
///
///     G = ΣΣ w_i w_j |x_i − x_j| / (2 μ),  μ = Σ w x,  Σ w = 1
///
/// A weight travels with its value when values are sorted.
///
/// - Parameters:
///   - values: none below zero.
///   - weights: of the same count, none below zero.
/// - Returns: `0..<1`; missing as ``theilT(of:weights:)``.
/// - Source: Gini (1921), Measurement of Inequality of Incomes.
public func giniCoefficient(of values: [Double], weights: [Double]) -> Outcome<Double> {
  normalised(values, weights).map { shares, mean in
    let pairs = zip(values, shares).sorted { $0 < $1 }
    var sum = CompensatedSum()
    var weight = CompensatedSum()
    var below = CompensatedSum()
    for (x, w) in pairs {
      sum.add(w * (x * weight.total - below.total))
      weight.add(w)
      below.add(w * x)
    }
    return max(0, sum.total / mean)
  }
}

/// Returns the Hoover index, the share that would have to move for equality.
///
///     ½ Σ |s − a|,  s = w x / Σ w x,  a = w / Σ w
///
/// - Parameters:
///   - values: per head or per unit, none below zero.
///   - weights: of the same count, none below zero.
/// - Returns: `0..<1`; missing as ``theilT(of:weights:)``.
/// - Source: Hoover (1936), The Measurement of Industrial Localization.
public func hooverIndex(of values: [Double], weights: [Double]) -> Outcome<Double> {
  normalised(values, weights).map { shares, mean in
    var sum = CompensatedSum()
    for (x, w) in zip(values, shares) { sum.add(w * abs(x / mean - 1)) }
    return sum.total / 2
  }
}

/// Returns the coefficient of variation of values with weights.
///
///     √(Σ w (x − μ)²) / μ, with √(n/(n − 1)) before it for a sample
///
/// Weights and divisor are independent switches.
///
/// - Parameters:
///   - values: none below zero.
///   - weights: of the same count, none below zero.
///   - isSample: whether the values are a sample, divisor n − 1.
/// - Returns: 0 or more; missing as ``theilT(of:weights:)``, and of one value as a sample.
/// - Source: Williamson (1965), Regional Inequality and the Process of National Development.
public func coefficientOfVariation(of values: [Double], weights: [Double], isSample: Bool)
  -> Outcome<Double>
{
  if isSample, values.count < 2 { return .missing(.tooFewObservations) }
  return normalised(values, weights).map { shares, mean in
    var sum = CompensatedSum()
    for (x, w) in zip(values, shares) { sum.add(w * (x / mean - 1) * (x / mean - 1)) }
    let count = Double(values.count)
    return (isSample ? sum.total * count / (count - 1) : sum.total).squareRoot()
  }
}

/// Weights that add up to one, and the weighted mean.
private func normalised(_ values: [Double], _ weights: [Double]) -> Outcome<
  (
    shares: [Double], mean: Double
  )
> {
  guard !values.isEmpty, values.count == weights.count else {
    return .missing(.tooFewObservations)
  }
  guard !values.contains(where: { $0 < 0 }), !weights.contains(where: { $0 < 0 }) else {
    return .missing(.negativeValue)
  }
  let total = compensatedTotal(of: weights)
  guard total > 0, total.isFinite else { return .missing(.zeroDenominator) }
  let shares = weights.map { $0 / total }
  var mean = CompensatedSum()
  for (x, w) in zip(values, shares) { mean.add(w * x) }
  guard mean.total > 0, mean.total.isFinite else { return .missing(.zeroDenominator) }
  return .value((shares, mean.total))
}
