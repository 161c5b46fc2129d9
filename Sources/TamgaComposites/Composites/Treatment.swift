// G₁ = √(n(n − 1))/(n − 2) · m₃/m₂^{3/2}
// G₂ = (n − 1)/((n − 2)(n − 3)) · ((n + 1)(m₄/m₂² − 3) + 6)                Joanes and Gill (1998)

public import TamgaNumerics

/// What was done to a skewed indicator before it was normalised.
public enum OutlierTreatment: Hashable, Sendable {
  /// Nothing was needed.
  case none
  /// So many points were drawn in to the next value.
  case winsorised(points: Int)
  /// The logarithm was taken.
  case logarithm
  /// It was needed, but neither five points nor a logarithm of positive values serve.
  case untreated
}

/// An indicator's shape and treatment.
public struct TreatmentRecord: Hashable, Sendable {
  /// The indicator's key.
  public let indicator: String
  /// The sample skewness G₁ before; missing below four values or without variation.
  public let skewness: Outcome<Double>
  /// The sample excess kurtosis G₂ before.
  public let kurtosis: Outcome<Double>
  /// What was done.
  public let treatment: OutlierTreatment
  /// The units whose values were drawn in, sorted.
  public let units: [String]
}

/// The sample skewness and excess kurtosis of values.
///
/// - Parameter values: finite numbers.
/// - Returns: G₁ and G₂; `missing(tooFewObservations)` below four, `missing(noVariation)` when equal.
/// - Source: Joanes and Gill (1998), type 2.
public func sampleShape(_ values: [Double]) -> Outcome<(skewness: Double, kurtosis: Double)> {
  guard values.count >= 4 else { return .missing(.tooFewObservations) }
  let moments = PairedMoments(x: values, y: values)
  let n = Double(values.count)
  let m2 = moments.squaresX / n
  guard m2 > 0 else { return .missing(.noVariation) }
  let m3 = compensatedTotal(of: moments.deviationsX.lazy.map { $0 * $0 * $0 }) / n
  let m4 = compensatedTotal(of: moments.deviationsX.lazy.map { $0 * $0 * $0 * $0 }) / n
  guard m2 * m2 > 0 else { return .missing(.noVariation) }
  let skewness = (n * (n - 1)).squareRoot() / (n - 2) * m3 / (m2 * m2.squareRoot())
  let kurtosis =
    (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / (m2 * m2) - 3) + 6)
  return .value((skewness, kurtosis))
}

/// Treats one indicator: at most five points are drawn in, else the logarithm is taken.
///
/// - Source: OECD/JRC (2008); the thresholds |G₁| > 2 and G₂ > 3.5 after Groeneveld and Meeden (1984).
func treated(_ column: [Double?], id: String, units: [String])
  -> (values: [Double?], record: TreatmentRecord)
{
  let known = column.indices.filter { column[$0] != nil }
  let before = sampleShape(known.compactMap { column[$0] })
  func record(_ treatment: OutlierTreatment, _ drawn: Set<Int> = []) -> TreatmentRecord {
    TreatmentRecord(
      indicator: id, skewness: before.map(\.skewness), kurtosis: before.map(\.kurtosis),
      treatment: treatment, units: drawn.sorted().map { units[$0] })
  }
  guard isSkewed(before) else { return (column, record(.none)) }
  var values = column
  var drawn: Set<Int> = []
  while drawn.count < 5 {
    let current = known.compactMap { values[$0] }
    guard case .value(let shape) = sampleShape(current) else { break }
    let distinct = Set(current).sorted()
    guard distinct.count >= 3 else { break }
    let isHigh = shape.skewness > 0
    let extreme = isHigh ? distinct[distinct.count - 1] : distinct[0]
    let next = isHigh ? distinct[distinct.count - 2] : distinct[1]
    for place in known where values[place] == extreme {
      values[place] = next
      drawn.insert(place)
    }
    if drawn.count <= 5, !isSkewed(sampleShape(known.compactMap { values[$0] })) {
      return (values, record(.winsorised(points: drawn.count), drawn))
    }
  }
  guard known.allSatisfy({ (column[$0] ?? 0) > 0 }) else { return (column, record(.untreated)) }
  return (column.map { $0.map(Elementary.logarithm) }, record(.logarithm))
}

private func isSkewed(_ shape: Outcome<(skewness: Double, kurtosis: Double)>) -> Bool {
  shape.value.map { abs($0.skewness) > 2 && $0.kurtosis > 3.5 } ?? false
}
