/// Estimated levels of the effects under a stated normalisation.
///
/// The levels are identified only up to shifts between effects. Normalisation `mean-zero`: levels of
/// each further effect have mean 0 (unweighted); those of the first two further effects are shifted
/// by component first. What is taken off goes to the next effect and at last to the one with most
/// levels. Predictions do not depend on it.
public struct FixedEffectEstimates: Sendable {
  /// An effect's levels by code.
  public struct Levels: Sendable {
    /// The name as in the formula.
    public let name: String
    /// By code of the factor; nil for levels without a row in the sample.
    public let values: [Double?]
    /// The component of each code where the effect is one of the two that form components.
    public let components: [Int32]?
  }
  /// In the design's order.
  public let effects: [Levels]
  /// The normalisation's name.
  public let normalisation = "mean-zero"

  init(_ newton: NewtonIteration, shift: Double, codeCounts: [Int], names: [String]) {
    let panel = newton.panel
    let numbers = panel.numbers
    var levels = newton.levelEffects.array
    var groups = newton.groupEffects.array.map { $0 + shift }
    let plain = panel.slopes.indices.filter { panel.slopes[$0] == nil }
    if numbers.componentBounds.count == 2, plain.count > 1 {
      for component in 0..<numbers.componentCount {
        let first = numbers.componentBounds[0]
        let second = numbers.componentBounds[1]
        let mean = center(&levels, first[component]..<first[component + 1])
        for level in second[component]..<second[component + 1] { levels[level] += mean }
      }
    }
    if panel.isEliminating {
      for term in plain {
        let mean = center(&levels, numbers.bounds[term]..<numbers.bounds[term + 1])
        for group in groups.indices { groups[group] += mean }
      }
    }
    var result: [Levels] = []
    for (effect, name) in names.enumerated() {
      var values = [Double?](repeating: nil, count: codeCounts[effect])
      var components: [Int32]?
      if effect == numbers.eliminated {
        for (group, code) in panel.groupCodes.enumerated()
        where panel.starts[group + 1] > panel.starts[group] {
          values[Int(code)] = groups[group]
        }
      } else if let term = numbers.terms.firstIndex(of: effect) {
        let bounds =
          numbers.componentBounds.count == 2 && term < 2 ? numbers.componentBounds[term] : nil
        components = bounds.map { _ in [Int32](repeating: -1, count: values.count) }
        for (code, number) in numbers.numbers[term].enumerated() where number >= 0 {
          values[code] = levels[Int(number)]
          if let bounds {
            let place = bounds.partition { $0 > Int(number) } - 1
            components?[code] = Int32(truncatingIfNeeded: place)
          }
        }
      }
      result.append(Levels(name: name, values: values, components: components))
    }
    effects = result
  }
}

/// Takes off the mean of a range and returns it.
private func center(_ levels: inout [Double], _ range: Range<Int>) -> Double {
  guard !range.isEmpty else { return 0 }
  var sum = 0.0
  for level in range { sum += levels[level] }
  let mean = sum / Double(range.count)
  for level in range { levels[level] -= mean }
  return mean
}

extension [Int] {
  /// The first place, in ascending numbers, at which a condition holds.
  fileprivate func partition(_ holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
