internal import TamgaNumerics

/// Which places each pole covers, and what they weigh.
struct CoveringProblem {
  let weights: [Double]
  let covers: [[Int]]

  init(
    _ field: PoleField, weight: KeyPath<ServedPlace, Double>, decay: DistanceDecay,
    threshold: Double
  ) {
    weights = field.places.map { $0[keyPath: weight] }
    covers = field.poles.indices.map { pole in
      field.places.indices.filter { field.reaches(pole, $0, decay, threshold) }
    }
  }

  func covered(_ chosen: [Int]) -> Double {
    var isIn = [Bool](repeating: false, count: weights.count)
    for pole in chosen { for place in covers[pole] { isIn[place] = true } }
    return compensatedTotal(of: weights.indices.lazy.map { isIn[$0] ? weights[$0] : 0 })
  }

  func greedy(_ count: Int, stopsAtNothing: Bool = false) -> [Int] {
    var chosen: [Int] = []
    var isIn = [Bool](repeating: false, count: weights.count)
    while chosen.count < count {
      var best: (pole: Int, gain: Double)?
      for pole in covers.indices where !chosen.contains(pole) {
        let gain = compensatedTotal(
          of: covers[pole].lazy.map { isIn[$0] ? 0 : weights[$0] })
        if best.map({ gain > $0.gain }) ?? true { best = (pole, gain) }
      }
      guard let best, best.gain > 0 || !stopsAtNothing else { break }
      chosen.append(best.pole)
      for place in covers[best.pole] { isIn[place] = true }
    }
    return chosen
  }

  /// The best choice by an integer programme; nil when the solver has none.
  ///
  ///     max Σ w_i y_i,  y_i ≤ Σ_{j covers i} x_j,  Σ x_j = p,  x binary,  0 ≤ y ≤ 1
  ///
  /// Weights are scaled to a mean of 1, so that tolerances mean the same for people and for money.
  func programmed(_ count: Int, _ solver: any MIPSolver) -> [Int]? {
    let total = compensatedTotal(of: weights)
    guard total > 0, total.isFinite else { return nil }
    let scale = Double(weights.count) / total
    var programme = LinearProgramme(.maximise)
    let poles = covers.map { _ in programme.addColumn(upper: 1, isInteger: true) }
    var reached = [[Int]](repeating: [], count: weights.count)
    for pole in covers.indices { for place in covers[pole] { reached[place].append(pole) } }
    for place in weights.indices where weights[place] > 0 && !reached[place].isEmpty {
      let served = programme.addColumn(upper: 1, cost: weights[place] * scale)
      programme.addRow(
        [.init(served, 1)] + reached[place].map { .init(poles[$0], -1) }, upper: 0)
    }
    programme.addRow(poles.map { .init($0, 1) }, lower: Double(count), upper: Double(count))
    guard let solution = try? solver.solve(programme), solution.status == .optimal else {
      return nil
    }
    let chosen = poles.indices.filter { solution.columnValues[poles[$0]] > 0.5 }
    return chosen.count == count ? chosen : nil
  }
}
