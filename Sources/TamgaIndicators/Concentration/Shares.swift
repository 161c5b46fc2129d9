internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The shares of classes in their total, in the order of the classes; zeros stay classes.
struct Shares: Sendable {
  let values: [Double]

  private init(values: [Double]) { self.values = values }

  /// Σ s².
  var herfindahl: Double {
    var sum = CompensatedSum()
    for share in values { sum.add(share * share) }
    return sum.total
  }

  /// −Σ s ln s, where a zero adds its limit, nothing.
  var entropy: Double {
    var sum = CompensatedSum()
    for share in values where share > 0 { sum.add(-share * log(share)) }
    return max(0, sum.total)
  }

  /// The sum of the largest shares.
  func largest(_ count: Int) -> Double {
    min(1, compensatedTotal(of: values.sorted(by: >).prefix(count)))
  }

  /// The natural logarithm, for formulas beside.
  static func logarithm(_ value: Double) -> Double { log(value) }

  /// Shares of amounts; `missing(zeroDenominator)` when all are zero, `missing(tooFewObservations)`
  /// of none.
  static func of(_ amounts: [Double]) -> Outcome<Shares> {
    guard !amounts.isEmpty else { return .missing(.tooFewObservations) }
    let total = compensatedTotal(of: amounts)
    guard total > 0, total.isFinite else { return .missing(.zeroDenominator) }
    return .value(Shares(values: amounts.map { $0 / total }))
  }
}
