/// The hypotheses found so far: those near the cheapest.
struct Candidates {
  private var found: [[Hypothesis.Change]: Hypothesis] = [:]
  /// The cost of the cheapest, at first that of changing nothing.
  private(set) var cheapest: Double

  init(base: Double) { cheapest = base }

  mutating func add(_ hypothesis: Hypothesis) {
    guard hypothesis.cost < cheapest + 1.5 else { return }
    let key = hypothesis.changes.sorted { $0.cell < $1.cell }
    if let known = found[key], known.cost <= hypothesis.cost { return }
    found[key] = hypothesis
    if hypothesis.cost < cheapest {
      cheapest = hypothesis.cost
      let bound = cheapest + 1.5
      if found.count > 4_096 { found = found.filter { $0.value.cost < bound } }
    }
  }

  /// The hypotheses from the cheapest, equals by their residual, then by their cells.
  func ranked() -> [Hypothesis] {
    found.values.filter { $0.cost < cheapest + 1.5 }.sorted { left, right in
      if (left.cost - right.cost).magnitude > 1e-9 { return left.cost < right.cost }
      if (left.residual - right.residual).magnitude > 1e-9 { return left.residual < right.residual }
      return left.changes.map(\.order).lexicographicallyPrecedes(right.changes.map(\.order)) {
        ($0.0, $0.1) < ($1.0, $1.1)
      }
    }
  }
}

extension Hypothesis.Change {
  fileprivate var order: (Int, Int) { (cell, mantissa) }
}
