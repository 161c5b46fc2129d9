internal import TamgaCatalogue
internal import TamgaNumerics
internal import TamgaStatistics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Growth by a line through logarithms, with its 95 % interval by HC3 errors and Student's t.
enum TrendInterval {
  /// The formula of a series: growth `100 (e^b − 1)` or slope `100 b`.
  static func formula(_ series: SeriesBook.Series, _ amounts: [Amount], isCompound: Bool)
    -> Measurement.Formula
  {
    let steps = series.points.enumerated().map { place, point in
      intervals(from: series.points[0], to: point, steps: place)
    }
    let years = zip(steps, amounts).map { AnnualValue(year: $0, value: $1.value) }
    guard case .value(let trend) = logLinearTrend(of: years) else {
      return .known(.missing(logLinearTrend(of: years).reason ?? .undefined))
    }
    func figure(_ slope: Double) -> Double { 100 * (isCompound ? expm1(slope) : slope) }
    let fit = LinearFit(
      y: amounts.map { log($0.double) }, columns: [steps.map(Double.init)])
    let interval = fit?.interval(of: 1).flatMap {
      IndicatorInterval(lower: figure($0.lower), upper: figure($0.upper), kind: LinearFit.kind)
    }
    return .known(.value(figure(trend.slope)), interval: interval)
  }
}
