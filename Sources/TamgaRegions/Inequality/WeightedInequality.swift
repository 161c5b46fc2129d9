internal import TamgaNumerics

/// A weighted measure of inequality that splits into groups.
struct WeightedInequality {
  let values: [Double]
  /// Weights that sum to 1.
  let weights: [Double]
  let measure: InequalityMeasure
  let mean: Double
  let inequality: Double

  /// What one group has.
  struct Group {
    let regions: Int
    let weightShare: Double
    let relativeMean: Double
    let inequality: Double
    let contribution: Double
  }

  init(_ values: [Double], _ weights: [Double], _ measure: InequalityMeasure) {
    self.values = values
    self.measure = measure
    let sum = compensatedTotal(of: weights)
    let shares = weights.map { $0 / sum }
    self.weights = shares
    let average = compensatedTotal(of: values.indices.lazy.map { shares[$0] * values[$0] })
    mean = average
    inequality =
      average > 0
      ? max(
        0,
        compensatedTotal(
          of: values.indices.lazy.map { shares[$0] * measure.term(values[$0] / average) })) : 0
  }

  /// The part between groups of regions with labels `0..<groups`.
  func between(_ labels: [Int], groups: Int) -> Double {
    var share = [Double](repeating: 0, count: groups)
    var total = [Double](repeating: 0, count: groups)
    for place in labels.indices {
      share[labels[place]] += weights[place]
      total[labels[place]] += weights[place] * values[place]
    }
    var sum = CompensatedSum()
    for group in 0..<groups where share[group] > 0 {
      sum.add(share[group] * measure.term(total[group] / share[group] / mean))
    }
    return sum.total
  }

  /// Both parts and every group.
  func split(by labels: [Int], groups: Int) -> (between: Double, within: Double, groups: [Group]) {
    let parts = (0..<groups).map { group -> Group in
      let members = labels.indices.filter { labels[$0] == group }
      let own = WeightedInequality(
        members.map { values[$0] }, members.map { weights[$0] }, measure)
      let share = compensatedTotal(of: members.map { weights[$0] })
      let relative = own.mean / mean
      return Group(
        regions: members.count, weightShare: share, relativeMean: relative,
        inequality: own.inequality,
        contribution: share * measure.withinWeight(relative) * own.inequality)
    }
    return (
      max(0, between(labels, groups: groups)), compensatedTotal(of: parts.map(\.contribution)),
      parts
    )
  }
}

extension InequalityMeasure {
  /// The term of one region with a value relative to the mean.
  func term(_ relative: Double) -> Double {
    switch self {
    case .theilT: relative > 0 ? relative * Elementary.logarithm(relative) : 0
    case .theilL: -Elementary.logarithm(relative)
    case .halfSquaredVariation: (relative - 1) * (relative - 1) / 2
    }
  }

  /// The weight of a group's inequality besides its share of the weights.
  func withinWeight(_ relativeMean: Double) -> Double {
    switch self {
    case .theilT: relativeMean
    case .theilL: 1
    case .halfSquaredVariation: relativeMean * relativeMean
    }
  }
}
