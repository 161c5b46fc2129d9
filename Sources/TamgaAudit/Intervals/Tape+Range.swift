/// The values an expression takes over the intervals of its inputs.
public struct ValueRange: Hashable, Sendable {
  /// The interval.
  public var interval: RealInterval
  /// Whether bisection stopped at its bound, or a statistic was searched at corners only: the
  /// interval may be a little too wide (bisection) or too narrow (corners).
  public var isSampled: Bool
}

extension Tape {
  /// The most boxes of one bisection.
  static let mostBoxes = 4_096

  /// An interval that holds the range, by natural interval arithmetic; nil for statistics and where
  /// it is undefined.
  func naturalRange(over leaves: [RealInterval]) -> RealInterval? {
    hasStatistic ? nil : intervals(at: leaves)?.last
  }

  /// The range over intervals of the leaves; nil where it is undefined for some of them.
  ///
  /// Each leaf read once: natural interval arithmetic is exact. Else, where every derivative keeps
  /// its sign, two evaluations at end points; where not, bisection of the leaves that do not.
  public func range(over leaves: [RealInterval]) -> ValueRange? {
    if hasStatistic { return statisticRange(leaves) }
    guard let values = intervals(at: leaves), let natural = values.last else { return nil }
    if isReadOnce { return ValueRange(interval: natural, isSampled: false) }
    var boxes = [leaves]
    var found: RealInterval?
    var isSampled = false
    var count = 0
    while let box = boxes.popLast() {
      count += 1
      guard let part = monotoneRange(box) else {
        if count + boxes.count < Self.mostBoxes, let halves = halves(of: box) {
          boxes += halves
          continue
        }
        isSampled = true
        guard let outer = intervals(at: box)?.last else { return nil }
        found = found?.hull(outer) ?? outer
        continue
      }
      found = found?.hull(part) ?? part
    }
    guard let found, let interval = found.intersection(natural) ?? Optional(found) else {
      return nil
    }
    return ValueRange(interval: interval, isSampled: isSampled)
  }

  /// The range where every derivative keeps its sign over the box; nil where one does not.
  private func monotoneRange(_ box: [RealInterval]) -> RealInterval? {
    guard let values = intervals(at: box), let slopes = gradient(values) else { return nil }
    var lowest = box
    var highest = box
    for (index, slope) in slopes.enumerated() {
      if slope.low >= 0 {
        lowest[index].high = box[index].low
        highest[index].low = box[index].high
      } else if slope.high <= 0 {
        lowest[index].low = box[index].high
        highest[index].high = box[index].low
      } else if box[index].width > 0 {
        return nil
      }
    }
    guard let least = intervals(at: lowest)?.last, let most = intervals(at: highest)?.last else {
      return nil
    }
    return RealInterval(least.low, most.high)
  }

  /// The box cut at the widest leaf, relative to its size; nil where nothing is left to cut.
  private func halves(of box: [RealInterval]) -> [[RealInterval]]? {
    func size(_ index: Int) -> Double {
      box[index].width / Swift.max(box[index].magnitude.high, .leastNormalMagnitude)
    }
    guard let widest = box.indices.filter({ uses[$0] > 1 }).max(by: { size($0) < size($1) }),
      size(widest) > 1e-12, box[widest].width.isFinite
    else { return nil }
    var lower = box
    var upper = box
    lower[widest].high = box[widest].middle
    upper[widest].low = box[widest].middle
    return [lower, upper]
  }

  /// The range of a statistic, by climbing from corner to corner along the differences; a search,
  /// not a proof.
  private func statisticRange(_ box: [RealInterval]) -> ValueRange? {
    let middle = box.map(\.middle)
    guard let start = value(at: middle) else { return nil }
    let isPoint = box.allSatisfy { $0.low == $0.high }
    if isPoint { return ValueRange(interval: RealInterval(point: start), isSampled: false) }
    let low = climb(box, from: middle, start, sign: -1)
    let high = climb(box, from: middle, start, sign: 1)
    return ValueRange(interval: RealInterval(low, high), isSampled: true)
  }

  private func climb(
    _ box: [RealInterval], from start: [Double], _ value: Double, sign: Double
  ) -> Double {
    var point = start
    var best = value
    for _ in 0..<4 {
      var next = point
      for index in box.indices where box[index].width > 0 {
        var trial = point
        trial[index] = box[index].low
        let below = self.value(at: trial)
        trial[index] = box[index].high
        guard let below, let above = self.value(at: trial) else { continue }
        next[index] = sign * above >= sign * below ? box[index].high : box[index].low
      }
      guard let reached = self.value(at: next), sign * reached > sign * best else { break }
      best = reached
      point = next
    }
    return best
  }
}
