import TestSupport
import Testing

@testable import TamgaAudit

@Suite("Intervals") struct RealIntervalTests {
  static func interval(_ generator: inout SplitMix, from low: Double, to high: Double)
    -> RealInterval
  {
    let a = low + (high - low) * generator.unit()
    let b = low + (high - low) * generator.unit()
    return generator.below(8) == 0 ? RealInterval(point: a) : RealInterval(min(a, b), max(a, b))
  }

  static func members(_ interval: RealInterval, _ generator: inout SplitMix) -> [Double] {
    let inner = (0..<4).map { _ in
      min(interval.high, max(interval.low, interval.low + interval.width * generator.unit()))
    }
    return [interval.low, interval.high] + inner
  }

  @Test("Sums, differences, products, quotients and powers hold all results", arguments: 0..<60)
  func operations(seed: Int) throws {
    var generator = SplitMix(seed: UInt64(seed))
    let a = Self.interval(&generator, from: -10, to: 10)
    let b = Self.interval(&generator, from: -10, to: 10)
    let positive = Self.interval(&generator, from: 0.01, to: 10)
    for x in Self.members(a, &generator) {
      for y in Self.members(b, &generator) {
        #expect(try #require(a.plus(b)).contains(x + y))
        #expect(try #require(a.minus(b)).contains(x - y))
        #expect(try #require(a.times(b)).contains(x * y))
        if !b.contains(0) { #expect(try #require(a.over(b)).contains(x / y)) }
        #expect(a.hull(b).contains(x) && a.hull(b).contains(y))
        #expect(a.intersection(b)?.contains(x) ?? false == b.contains(x))
      }
      #expect(a.negated.contains(-x))
      #expect(a.magnitude.contains(abs(x)))
      for exponent in 0...5 {
        let power = try #require(a.power(RealInterval(point: Double(exponent))))
        #expect(power.contains((0..<exponent).reduce(1.0) { product, _ in product * x }))
      }
    }
    for x in Self.members(positive, &generator) {
      #expect(try #require(positive.squareRoot).contains(x.squareRoot()))
      #expect(try #require(positive.logarithm).contains(naturalLogarithm(x)))
      for y in Self.members(b, &generator) {
        let power = try #require(realPower(x, y))
        #expect(try #require(positive.power(b)).contains(power))
      }
    }
  }

  /// The sign of a b − c, exact as it is rounded once.
  ///
  /// Muller and others (2018), Handbook of Floating-Point Arithmetic: fused multiply-add.
  static func error(_ a: Double, _ b: Double, less c: Double) -> Double { (-c).addingProduct(a, b) }

  @Test("Ends lie outside the exact results, not at the rounded ones", arguments: 0..<200)
  func outward(seed: Int) throws {
    var generator = SplitMix(seed: UInt64(seed) + 1_000)
    let a = 0.1 + generator.unit()
    let b = 0.1 + generator.unit()
    let (x, y) = (RealInterval(point: a), RealInterval(point: b))
    let product = try #require(x.times(y))
    #expect(Self.error(a, b, less: product.low) > 0)
    #expect(Self.error(a, b, less: product.high) < 0)
    let quotient = try #require(x.over(y))
    #expect(Self.error(quotient.low, b, less: a) < 0)
    #expect(Self.error(quotient.high, b, less: a) > 0)
    let root = try #require(x.squareRoot)
    #expect(Self.error(root.low, root.low, less: a) < 0)
    #expect(Self.error(root.high, root.high, less: a) > 0)
    // Knuth's two-sum: what a + b lost.
    let sum = a + b
    let lost = (a - (sum - (sum - a))) + (b - (sum - a))
    let found = try #require(x.plus(y))
    #expect(found.low - sum < lost && lost < found.high - sum)
  }

  @Test("Tight, and nil where there is no result")
  func ends() throws {
    let sum = try #require(RealInterval(point: 0.1).plus(RealInterval(point: 0.2)))
    #expect(sum.contains(0.3))
    #expect(sum.width <= 3 * 0.3.ulp)
    let a = RealInterval(-2, 3)
    #expect(try abs(#require(a.times(RealInterval(-1, 4))).low + 8) < 1e-14)
    #expect(try abs(#require(a.power(RealInterval(point: 2))).low) < 1e-300)
    #expect(try abs(#require(a.power(RealInterval(point: 2))).high - 9) < 1e-14)
    #expect(try abs(#require(a.power(RealInterval(point: 3))).low + 8) < 1e-14)
    #expect(a.over(RealInterval(-1, 1)) == nil)
    #expect(a.over(RealInterval(0, 1)) == nil)
    #expect(a.over(RealInterval(point: 0)) == nil)
    #expect(a.squareRoot == nil)
    #expect(a.logarithm == nil)
    #expect(RealInterval(0, 1).logarithm == nil)
    #expect(a.power(RealInterval(0.4, 0.6)) == nil)
    #expect(a.power(RealInterval(point: -1)) == nil)
    #expect(RealInterval(0, 4).squareRoot?.low == 0)
    #expect(RealInterval(point: .infinity).minus(RealInterval(point: .infinity)) == nil)
    #expect(RealInterval(1, 2).intersection(RealInterval(2, 3)) == RealInterval(2, 2))
    #expect(RealInterval(1, 2).intersection(RealInterval(2.1, 3)) == nil)
    #expect(RealInterval(-3, 2).magnitude == RealInterval(0, 3))
  }
}
