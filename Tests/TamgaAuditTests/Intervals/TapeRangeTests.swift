import TestSupport
import Testing

@testable import TamgaAudit

@Suite("Ranges of expressions") struct TapeRangeTests {
  /// A tape over the cells 0, 1, 2 written by a closure.
  static func tape(_ build: (inout Tape) -> Void) -> Tape {
    var tape = Tape()
    build(&tape)
    return tape
  }

  /// A random tape of sums, differences, products and quotients; cells occur several times.
  static func random(_ generator: inout SplitMix) -> Tape {
    var tape = Tape()
    var open = (0..<(3 + generator.below(3))).map { _ in
      generator.below(6) == 0
        ? tape.append(.constant(Double(1 + generator.below(5))))
        : tape.leaf(.cell(generator.below(3)))
    }
    while open.count > 1 {
      let b = open.remove(at: generator.below(open.count))
      let a = open.remove(at: generator.below(open.count))
      let step: Tape.Step =
        switch generator.below(4) {
        case 0: .add(a, b)
        case 1: .subtract(a, b)
        case 2: .multiply(a, b)
        default: .divide(a, b)
        }
      open.append(tape.append(step))
    }
    return tape.pruned()
  }

  /// The least and greatest value on a grid of nine points a leaf.
  static func sampled(_ tape: Tape, _ box: [RealInterval]) -> RealInterval? {
    let axes = box.map { interval in
      (0...8).map { $0 == 8 ? interval.high : interval.low + interval.width * Double($0) / 8 }
    }
    var points: [[Double]] = [[]]
    for axis in axes { points = points.flatMap { point in axis.map { point + [$0] } } }
    var found: RealInterval?
    for point in points {
      guard let value = tape.value(at: point) else { return nil }
      found = found?.hull(RealInterval(point: value)) ?? RealInterval(point: value)
    }
    return found
  }

  @Test("Two hundred expressions against dense sampling")
  func sampling() throws {
    var generator = SplitMix(seed: 20_260)
    var compared = 0
    var exact = 0
    var twice = 0
    for number in 0..<200 {
      let tape = Self.random(&generator)
      let box = tape.leaves.map { _ in
        let middle = 1 + 9 * generator.unit()
        let half = middle * 0.02 * generator.unit()
        return RealInterval(middle - half, middle + half)
      }
      guard let range = tape.range(over: box) else { continue }
      let sampled = try #require(Self.sampled(tape, box), "\(number)")
      compared += 1
      let size = 1e-12 * max(1, sampled.magnitude.high)
      #expect(range.interval.low <= sampled.low + size, "\(number)")
      #expect(range.interval.high >= sampled.high - size, "\(number)")
      #expect(range.interval.low <= sampled.low && sampled.high <= range.interval.high, "\(number)")
      guard !range.isSampled else { continue }
      exact += 1
      if tape.uses.contains(where: { $0 > 1 }) { twice += 1 }
      #expect(sampled.low - range.interval.low <= size, "\(number)")
      #expect(range.interval.high - sampled.high <= size, "\(number)")
    }
    #expect(compared > 150)
    #expect(exact > 120)
    #expect(twice > 60)
  }

  /// The tape of a / (a + b).
  static let share = tape { tape in
    let a = tape.leaf(.cell(0))
    let again = tape.leaf(.cell(0))
    let b = tape.leaf(.cell(1))
    let whole = tape.append(.add(again, b))
    _ = tape.append(.divide(a, whole))
  }

  @Test("A share of a sum: each end has one value of the cell that occurs twice")
  func shareOfSum() throws {
    let box = [RealInterval(540.5, 541.5), RealInterval(9.5, 10.5)]
    let range = try #require(Self.share.range(over: box))
    #expect(!range.isSampled)
    #expect(abs(range.interval.low - 540.5 / 551) < 1e-12)
    #expect(abs(range.interval.high - 541.5 / 551) < 1e-12)
    // Natural arithmetic: 540.5/552 … 541.5/550, more than twice as wide.
    let natural = try #require(Self.share.intervals(at: box)?.last)
    #expect(abs(natural.low - 540.5 / 552) < 1e-12)
    #expect(abs(natural.high - 541.5 / 550) < 1e-12)
    #expect(natural.width > 2 * range.interval.width)
  }

  @Test("A turning point inside is found: x² − x over [0, 1.3] is [−1/4, 0.39]")
  func turning() throws {
    let tape = Self.tape { tape in
      let x = tape.leaf(.cell(0))
      let y = tape.leaf(.cell(0))
      let z = tape.leaf(.cell(0))
      _ = tape.append(.subtract(tape.append(.multiply(x, y)), z))
    }
    let range = try #require(tape.range(over: [RealInterval(0, 1.3)]))
    #expect(range.interval.low <= -0.25)
    #expect(range.interval.low > -0.250001)
    #expect(abs(range.interval.high - 0.39) < 1e-12)
  }

  @Test("A difference with itself is zero, a quotient one")
  func same() throws {
    let box = [RealInterval(2, 3)]
    let difference = Self.tape {
      $0.steps = [.leaf(0), .subtract(0, 0)]
      $0.leaves = [.cell(0)]
      $0.uses = [2]
    }
    let quotient = Self.tape {
      $0.steps = [.leaf(0), .divide(0, 0)]
      $0.leaves = [.cell(0)]
      $0.uses = [2]
    }
    #expect(try #require(difference.range(over: box)).interval.magnitude.high < 1e-6)
    #expect(try abs(#require(quotient.range(over: box)).interval.high - 1) < 1e-6)
  }

  @Test("A magnitude of a cell read once beside a cell read twice")
  func magnitude() throws {
    let tape = Self.tape { tape in
      let first = tape.leaf(.cell(0))
      let second = tape.leaf(.cell(0))
      let b = tape.leaf(.cell(1))
      let share = tape.append(.divide(first, tape.append(.add(second, b))))
      let size = tape.append(.magnitude(tape.leaf(.cell(2))))
      _ = tape.append(.add(share, size))
    }
    let box = [RealInterval(1, 2), RealInterval(1, 2), RealInterval(-1, 1)]
    let range = try #require(tape.range(over: box))
    // 1/3 … 2/3 and 0 … 1
    #expect(abs(range.interval.low - 1.0 / 3) < 1e-9)
    #expect(abs(range.interval.high - 5.0 / 3) < 1e-9)
  }

  @Test("No range where a divisor holds zero or a root a negative number")
  func undefined() {
    let quotient = Self.tape { tape in
      let a = tape.leaf(.cell(0))
      _ = tape.append(.divide(a, tape.leaf(.cell(1))))
    }
    #expect(quotient.range(over: [RealInterval(1, 2), RealInterval(-0.5, 0.5)]) == nil)
    #expect(quotient.range(over: [RealInterval(1, 2), RealInterval(0, 0.5)]) == nil)
    #expect(quotient.value(at: [1, 0]) == nil)
    #expect(Self.share.range(over: [RealInterval(-1, 1), RealInterval(-1, 1)]) == nil)
    let root = Self.tape { _ = $0.append(.squareRoot($0.leaf(.cell(0)))) }
    #expect(root.range(over: [RealInterval(-1, 1)]) == nil)
    let logarithm = Self.tape { _ = $0.append(.logarithm($0.leaf(.cell(0)))) }
    #expect(logarithm.range(over: [RealInterval(0, 1)]) == nil)
  }
}
