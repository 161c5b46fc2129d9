/// The hypotheses found so far: those near the cheapest.
struct Candidates {
  private var found: [[Hypothesis.Change]: Hypothesis] = [:]
  /// The cost of the cheapest, at first that of changing nothing.
  private(set) var cheapest: Double

  init(base: Double) { cheapest = base }

  mutating func add(_ hypothesis: Hypothesis) {
    guard hypothesis.cost < cheapest + Self.reach else { return }
    let key = hypothesis.changes
    if let known = found[key], known.cost <= hypothesis.cost { return }
    found[key] = hypothesis
    if hypothesis.cost < cheapest {
      cheapest = hypothesis.cost
      let bound = cheapest + Self.reach
      if found.count > 4_096 { found = found.filter { $0.value.cost < bound } }
    }
  }

  /// How much dearer than the cheapest a hypothesis may be to be kept.
  static let reach = 8.0

  /// The hypotheses from the cheapest, equals by their residual, then by their cells.
  func ranked(width: Int) -> [Hypothesis] {
    let bound = cheapest + Self.reach
    let sorted = found.values.filter { $0.cost < bound }.sorted { left, right in
      if (left.cost - right.cost).magnitude > 1e-9 { return left.cost < right.cost }
      if (left.residual - right.residual).magnitude > 1e-9 { return left.residual < right.residual }
      return left.changes.map(\.order).lexicographicallyPrecedes(right.changes.map(\.order)) {
        ($0.0, $0.1) < ($1.0, $1.1)
      }
    }
    return Array(sorted.prefix(width))
  }
}

extension Hypothesis.Change {
  fileprivate var order: (Int, Int) { (cell, mantissa) }
}
