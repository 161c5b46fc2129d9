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
  /// its sign, two evaluations at end points; where not, bisection, the larger boxes first.
  public func range(over leaves: [RealInterval]) -> ValueRange? {
    if hasStatistic { return statisticRange(leaves) }
    guard let values = intervals(at: leaves), let natural = values.last else { return nil }
    if isReadOnce { return ValueRange(interval: natural, isSampled: false) }
    var boxes = [leaves]
    var found: RealInterval?
    var isSampled = false
    var next = 0
    while next < boxes.count {
      let box = boxes[next]
      next += 1
      var part: RealInterval?
      switch course(over: box) {
      case .monotone(let range): part = range
      case .turning(let leaves, let outer):
        // A derivative of zero up to rounding: the range is a point, as that of `a − a`.
        let isPoint = outer.map { $0.width <= 1e-9 * natural.width } ?? false
        if !isPoint, boxes.count < Self.mostBoxes, let halves = halves(of: box, at: leaves) {
          boxes += halves
          continue
        }
        isSampled = isSampled || !isPoint
        part = outer ?? intervals(at: box)?.last
      }
      guard let part else { return nil }
      found = found?.hull(part) ?? part
    }
    guard let found, let interval = found.intersection(natural) ?? Optional(found) else {
      return nil
    }
    return ValueRange(interval: interval, isSampled: isSampled)
  }

  /// What the derivatives say over a box.
  private enum Course {
    /// Each keeps its sign: the range.
    case monotone(RealInterval)
    /// The leaves whose derivative may change its sign, and an interval that holds the range.
    case turning([Int], outer: RealInterval?)
  }

  private func course(over box: [RealInterval]) -> Course {
    guard let values = intervals(at: box), let slopes = gradient(values) else {
      return .turning(Array(box.indices), outer: nil)
    }
    var turning: [Int] = []
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
        turning.append(index)
      }
    }
    guard turning.isEmpty, let least = intervals(at: lowest)?.last,
      let most = intervals(at: highest)?.last
    else {
      return .turning(
        turning, outer: centred(box, slopes).flatMap { values.last?.intersection($0) })
    }
    return .monotone(RealInterval(least.low, most.high))
  }

  /// The mean value form f(m) + Σ f′ (x − m), which holds the range.
  ///
  /// Moore, Kearfott, Cloud (2009).
  private func centred(_ box: [RealInterval], _ slopes: [RealInterval]) -> RealInterval? {
    let middle = box.map { RealInterval(point: $0.middle) }
    var sum = intervals(at: middle)?.last
    for (index, slope) in slopes.enumerated() where box[index].width > 0 {
      let step = box[index].minus(middle[index]).flatMap { slope.times($0) }
      sum = step.flatMap { sum?.plus($0) }
    }
    return sum
  }

  /// The box cut at the widest leaf, relative to its size, that is read twice or whose derivative
  /// changes its sign; nil where nothing is left to cut.
  private func halves(of box: [RealInterval], at turning: [Int]) -> [[RealInterval]]? {
    func size(_ index: Int) -> Double {
      box[index].width / Swift.max(box[index].magnitude.high, .leastNormalMagnitude)
    }
    let open = box.indices.filter { uses[$0] > 1 || turning.contains($0) }
    guard let widest = open.max(by: { size($0) < size($1) }),
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
