internal import TamgaNumerics

/// The p-value of a statistic when values are dealt anew to places.
///
/// All arrangements are listed up to a million (nine places); beyond that they are drawn.
package struct PermutationTest: Sendable {
  let seed: UInt64
  let entity: UInt64
  let draws: Int

  /// Names the stream of draws and their number.
  package init(seed: UInt64, entity: UInt64, draws: Int) {
    self.seed = seed
    self.entity = entity
    self.draws = draws
  }

  /// The two-sided p-value: twice the smaller tail, the observed arrangement among the drawn ones.
  ///
  /// - Parameters:
  ///   - count: places.
  ///   - observed: the statistic as it is.
  ///   - statistic: the statistic when place `i` has the value of `order[i]`.
  /// - Returns: `0...1`; nil below two places.
  package func twoSided(count: Int, observed: Double, _ statistic: ([Int]) -> Double) -> Double? {
    guard count >= 2 else { return nil }
    let tally = tally(count: count, observed: observed, statistic)
    return min(1, 2 * Double(min(tally.low, tally.high)) / Double(tally.all))
  }

  /// The p-value of a statistic that is large where there is something to find.
  ///
  /// - Returns: the part of arrangements with at least the observed value, the observed one among
  ///   them, `0...1`; nil below two places.
  package func upperTail(count: Int, observed: Double, _ statistic: ([Int]) -> Double) -> Double? {
    guard count >= 2 else { return nil }
    let tally = tally(count: count, observed: observed, statistic)
    return Double(tally.high) / Double(tally.all)
  }

  private func tally(count: Int, observed: Double, _ statistic: ([Int]) -> Double) -> (
    all: Int, low: Int, high: Int
  ) {
    let slack = 1e-12 * max(1, abs(observed))
    var tally = (all: 0, low: 0, high: 0)
    func take(_ order: [Int]) {
      let value = statistic(order)
      tally.all += 1
      if value <= observed + slack { tally.low += 1 }
      if value >= observed - slack { tally.high += 1 }
    }
    if count <= 9 {
      var order = Array(0..<count)
      repeat { take(order) } while Self.advance(&order)
    } else {
      var stream = RandomStream(seed: seed, entity: entity, purpose: "indicator.permutation")
      var order = Array(0..<count)
      take(order)
      for _ in 0..<draws {
        order.shuffle(using: &stream)
        take(order)
      }
    }
    return tally
  }

  /// The next arrangement in the order of words; false after the last.
  private static func advance(_ order: inout [Int]) -> Bool {
    guard let pivot = order.indices.dropLast().last(where: { order[$0] < order[$0 + 1] }),
      let next = order.indices.last(where: { order[$0] > order[pivot] })
    else { return false }
    order.swapAt(pivot, next)
    order[(pivot + 1)...].reverse()
    return true
  }
}
