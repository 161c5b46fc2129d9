// D_ij = |ln(V_j/V_i)| = e_i + m_j + year + product + noise;  l_i = the effect of a country
// σ_i = √(π/2) (l_i − K_i),  K_i = min l + 2 s.e._i                 Gaulier and Zignago (2010), eq 4–5
// v = e^{σ²} (e^{σ²} − 1),  w = v_j / (v_i + v_j),  V = w V_i + (1 − w) V_j                     eq 3

internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// How reliably countries report, from the distance of mirror records.
struct Reliability: Sendable {
  /// A country on one side of its records.
  struct Side: Hashable, Comparable, Sendable {
    let country: String
    let flow: String

    static func < (left: Side, right: Side) -> Bool {
      (left.country, left.flow) < (right.country, right.flow)
    }
  }

  /// The mean distance of a side net of the other effects, its standard error, its records.
  let effects: [Side: (level: Double, error: Double, count: Int)]
  private let least: Double

  /// Fits effects of exporters, importers, years and products; nil of no matched pair.
  init?(_ matched: [(pair: MirrorBook.Pair, exports: Double, imports: Double)]) {
    guard !matched.isEmpty else { return nil }
    let distances = matched.map { abs(log($0.imports / $0.exports)) }
    let groupings = [
      matched.map(\.pair.exporter), matched.map(\.pair.importer), matched.map(\.pair.period),
      matched.map(\.pair.product),
    ]
    let fit = AdditiveEffects(distances, groupings)
    var found: [Side: (level: Double, error: Double, count: Int)] = [:]
    for (grouping, flow) in [(0, "X"), (1, "M")] {
      for (name, effect) in fit.effects[grouping] {
        let count = fit.counts[grouping][name] ?? 1
        found[Side(country: name, flow: flow)] = (
          fit.mean + effect, fit.noise / Double(count).squareRoot(), count
        )
      }
    }
    effects = found
    least = found.values.map(\.level).min() ?? 0
  }

  /// σ with imprecision penalised: √(π/2) (l − min l + 2 s.e.).
  func penalised(_ side: Side) -> Double? {
    effects[side].map { (Double.pi / 2).squareRoot() * ($0.level - least + 2 * $0.error) }
  }

  /// σ as printed: √(π/2) (l − min l − 2 s.e.), not below zero; it rewards imprecision.
  func literal(_ side: Side) -> Double? {
    effects[side].map { max(0, (Double.pi / 2).squareRoot() * ($0.level - least - 2 * $0.error)) }
  }

  /// v = e^{σ²} (e^{σ²} − 1).
  static func variance(_ sigma: Double) -> Double {
    exp(sigma * sigma) * expm1(sigma * sigma)
  }
}

/// Means of groups that add up: y = mean + effect of each grouping + noise.
struct AdditiveEffects: Sendable {
  let mean: Double
  /// The effect of each group, by grouping; effects of a grouping have a mean of zero over rows.
  let effects: [[String: Double]]
  let counts: [[String: Int]]
  /// The standard deviation of what is left.
  let noise: Double

  /// Fits by alternating means, in the order of names, until nothing moves.
  init(_ values: [Double], _ groupings: [[String]]) {
    let count = Double(max(1, values.count))
    let mean = compensatedTotal(of: values) / count
    var left = values.map { $0 - mean }
    let members = groupings.map { grouping in
      Dictionary(grouping: grouping.indices) { grouping[$0] }
    }
    var effects: [[String: Double]] = groupings.map { _ in [:] }
    for _ in 0..<500 {
      var moved = 0.0
      for (place, groups) in members.enumerated() {
        for name in groups.keys.sorted() {
          let rows = groups[name] ?? []
          let step = compensatedTotal(of: rows.map { left[$0] }) / Double(rows.count)
          for row in rows { left[row] -= step }
          effects[place][name, default: 0] += step
          moved = max(moved, abs(step))
        }
      }
      if moved < 1e-13 { break }
    }
    self.mean = mean
    self.effects = effects
    counts = members.map { $0.mapValues(\.count) }
    let parameters = members.reduce(1) { $0 + max(0, $1.count - 1) }
    let freedom = max(1, values.count - parameters)
    noise = (compensatedTotal(of: left.map { $0 * $0 }) / Double(freedom)).squareRoot()
  }
}
