#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// How interaction falls with distance, from 1 at none.
public enum DistanceDecay: Hashable, Sendable {
  /// 1 / d; not defined at no distance (Stewart 1941).
  case stewart
  /// (1 + α d)^−β with α = (2^(1/β) − 1) / span, so that it is ½ at the span.
  case pareto(span: Double, beta: Double)
  /// exp(−α d^β) with α = ln 2 / span^β, so that it is ½ at the span.
  case exponential(span: Double, beta: Double)
  /// d^−λ; not defined at no distance (Hansen 1959).
  case power(lambda: Double)

  /// The name of the family, as in `pareto`.
  public var name: String {
    switch self {
    case .stewart: "stewart"
    case .pareto: "pareto"
    case .exponential: "exponential"
    case .power: "power"
    }
  }

  /// Whether the value at no distance is infinite.
  public var isInfiniteAtZero: Bool {
    switch self {
    case .stewart, .power: true
    case .pareto, .exponential: false
    }
  }

  /// Refuses parameters out of range.
  func check() throws(BorderError) {
    switch self {
    case .stewart: return
    case .pareto(let span, let beta), .exponential(let span, let beta):
      guard span > 0, span.isFinite else { throw .choiceOutOfRange("span") }
      guard beta > 0, beta.isFinite else { throw .choiceOutOfRange("beta") }
    case .power(let lambda):
      guard lambda > 0, lambda.isFinite else { throw .choiceOutOfRange("lambda") }
    }
  }

  /// The value at a distance, in `0...1` for Pareto and exponential.
  func value(at distance: Double) -> Double {
    switch self {
    case .stewart: 1 / distance
    case .pareto(let span, let beta):
      pow(1 + (pow(2, 1 / beta) - 1) / span * distance, -beta)
    case .exponential(let span, let beta): exp(-log(2) * pow(distance / span, beta))
    case .power(let lambda): pow(distance, -lambda)
    }
  }
}
