import Testing

@testable import TamgaAudit

@Suite("Printed numbers as intervals") struct PrintedValueTests {
  static func value(
    _ mantissa: Int, _ decimals: Int, power: Int = 0, grid: Int? = nil, hedge: Hedge? = nil
  ) -> PrintedValue {
    PrintedValue(
      PrintedReading(mantissa: mantissa, decimals: decimals, kind: .printed, cost: 0), power: power,
      grid: grid, hedge: hedge)
  }

  static func expect(_ found: RealInterval, _ low: Double, _ high: Double) {
    let slack = 1e-9 * max(abs(low), abs(high), 1)
    #expect(abs(found.low - low) < slack)
    #expect(abs(found.high - high) < slack)
  }

  @Test("Half a unit in the last place either way, closed")
  func rounding() {
    let percent = Self.value(565, 1)
    #expect(percent.value == 56.5)
    #expect(percent.lastPlace == 0.1)
    Self.expect(percent.rounding, 56.45, 56.55)
    for end in [56.45, 56.55] { #expect(percent.rounding.contains(end)) }
    for outside in [56.4499999, 56.5500001] { #expect(!percent.rounding.contains(outside)) }
    Self.expect(Self.value(20, 0).rounding, 19.5, 20.5)
    Self.expect(Self.value(0, 0).rounding, -0.5, 0.5)
    Self.expect(Self.value(90, 2).rounding, 0.895, 0.905)
    Self.expect(Self.value(-125, 1).rounding, -12.55, -12.45)
  }

  @Test("The grid of a column sets the last place, never a coarser one; units scale it")
  func grid() {
    let cell = Self.value(541, 0, power: 6, grid: 1)
    #expect(cell.value == 541e6)
    #expect(cell.lastPlace == 1e5)
    Self.expect(cell.rounding, 540.95e6, 541.05e6)
    Self.expect(Self.value(12345, 2, grid: 1).rounding, 123.445, 123.455)
    Self.expect(Self.value(5, 0, power: 3).rounding, 4500, 5500)
  }

  @Test("Truncation cuts towards zero: [p, p + u), mirrored below zero")
  func truncation() {
    let above = Self.value(565, 1).truncation
    Self.expect(above, 56.5, 56.6)
    #expect(above.contains(56.5))
    #expect(above.contains(56.5999))
    #expect(!above.contains(56.6))
    #expect(!above.contains(56.4999))
    let below = Self.value(-565, 1).truncation
    #expect(below == above.negated)
    #expect(below.contains(-56.5999))
    #expect(!below.contains(-56.6))
    #expect(!below.contains(-56.4999))
  }

  @Test("Words before a number widen it")
  func hedges() {
    Self.expect(Self.value(100, 0, hedge: .about).rounding, 95, 105)
    Self.expect(Self.value(-100, 0, hedge: .about).rounding, -105, -95)
    // Half a unit is wider than 5 % of 5.
    Self.expect(Self.value(5, 0, hedge: .about).rounding, 4.5, 5.5)
    Self.expect(Self.value(100, 0, hedge: .nearly).rounding, 95, 100.5)
    let over = Self.value(100, 0, hedge: .over).rounding
    #expect(over.high == .infinity)
    #expect(abs(over.low - 99.5) < 1e-9)
    let most = Self.value(100, 0, hedge: .upTo).rounding
    #expect(most.low == -.infinity)
    #expect(abs(most.high - 100.5) < 1e-9)
  }

  @Test("A constant is exact")
  func exact() {
    let constant = PrintedValue(exact: 100)
    #expect(constant.rounding == RealInterval(100, 100))
    #expect(constant.lastPlace == 0)
  }
}
