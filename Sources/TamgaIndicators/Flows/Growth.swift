// chain: x_t/x_{t−1} − 1;  base: x_t/x_0 − 1;  average: (x_T/x_0)^(1/T) − 1, T intervals
// least squares: ln x_t = a + b t, growth e^b − 1
// UNCTAD (2024), Handbook of Statistics, annex on growth rates.

internal import TamgaCatalogue
public import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Returns the change from one value to another in percent of the earlier one.
///
///     100 (x₁/x₀ − 1) = 100 (x₁ − x₀) / x₀
///
/// - Parameters:
///   - before: x₀.
///   - after: x₁, the same unit.
/// - Returns: percent; `missing(zeroDenominator)` when x₀ is zero, `missing(undefined)` when it is
///   below zero, where a rate has no meaning.
/// - Throws: ``DecimalError/overflow``.
public func growthRate(from before: ExactDecimal, to after: ExactDecimal) throws(DecimalError)
  -> Outcome<Double>
{
  guard before >= 0 else { return .missing(.undefined) }
  return percent(try after - before, of: before)
}

/// Returns the average growth over a number of intervals, as if each grew alike.
///
///     100 ((x_T/x_0)^(1/T) − 1)
///
/// - Parameters:
///   - first: x_0, positive.
///   - last: x_T, positive, the same unit.
///   - intervals: T, the intervals between them, not the years listed: 3 from 2020 to 2023.
/// - Returns: percent an interval; `missing(nonpositiveInLog)`, or `missing(tooFewObservations)`
///   below one interval.
/// - Throws: ``DecimalError/overflow``.
public func compoundGrowth(from first: ExactDecimal, to last: ExactDecimal, intervals: Int)
  throws(DecimalError) -> Outcome<Double>
{
  guard intervals >= 1 else { return .missing(.tooFewObservations) }
  guard first > 0, last > 0 else { return .missing(.nonpositiveInLog) }
  guard case .value(let change) = try (last - first).ratio(to: first) else {
    return .missing(.zeroDenominator)
  }
  return .value(100 * expm1(log1p(change) / Double(intervals)))
}

/// Returns the arithmetic mean of chain rates.
///
/// - Parameter series: values at equal steps of time, the earliest first.
/// - Returns: percent an interval; `missing(tooFewObservations)` below two values,
///   `missing(zeroDenominator)` or `missing(undefined)` when a rate has none.
/// - Throws: ``DecimalError/overflow``.
public func meanChainGrowth(of series: [ExactDecimal]) throws(DecimalError) -> Outcome<Double> {
  var rates: [Double] = []
  for (before, after) in zip(series, series.dropFirst()) {
    switch try growthRate(from: before, to: after) {
    case .value(let rate): rates.append(rate)
    case .missing(let reason): return .missing(reason)
    }
  }
  return mean(of: rates)
}

/// A value of a year.
public struct AnnualValue: Hashable, Sendable {
  /// The calendar year.
  public let year: Int
  /// The value.
  public let value: ExactDecimal

  /// Creates a value.
  public init(year: Int, value: ExactDecimal) {
    self.year = year
    self.value = value
  }
}

/// A line through logarithms of values over years.
public struct LogLinearTrend: Hashable, Sendable {
  /// The number of years.
  public let observations: Int
  /// b, the slope of ln x a year.
  public let slope: Double
  /// 100 (e^b − 1), the growth in percent a year.
  public let growth: Double
  /// The standard error of b under equal variances; missing below three years.
  public let standardError: Outcome<Double>
}

/// Returns the least-squares line through the logarithms of annual values.
///
///     ln x_t = a + b t
///
/// - Parameter values: years in any order, each once; gaps between them are allowed.
/// - Returns: the line; `missing(tooFewObservations)` below two years, `missing(nonpositiveInLog)`,
///   `missing(noVariation)` when all values are of one year.
/// - Source: UNCTAD (2024), Handbook of Statistics, annex.
public func logLinearTrend(of values: [AnnualValue]) -> Outcome<LogLinearTrend> {
  guard values.count >= 2 else { return .missing(.tooFewObservations) }
  guard values.allSatisfy({ $0.value > 0 }) else { return .missing(.nonpositiveInLog) }
  let sorted = values.sorted { ($0.year, $0.value) < ($1.year, $1.value) }
  let moments = PairedMoments(
    x: sorted.map { Double($0.year) }, y: sorted.map { log($0.value.double) })
  guard moments.squaresX > 0 else { return .missing(.noVariation) }
  let scaled = moments.products / moments.squaresX
  let slope = scaled * moments.scaleY / moments.scaleX
  let residual = zip(moments.deviationsX, moments.deviationsY).map { $1 - scaled * $0 }
  let squares = compensatedTotal(of: residual.lazy.map { $0 * $0 })
  let freedom = Double(values.count - 2)
  let error = (squares / freedom / moments.squaresX).squareRoot() * moments.scaleY / moments.scaleX
  return .value(
    LogLinearTrend(
      observations: values.count, slope: slope, growth: 100 * expm1(slope),
      standardError: values.count < 3 ? .missing(.tooFewObservations) : .value(error)))
}
