import TamgaNumerics
import TestSupport
import Testing

@Suite("Exact decimals and floating point") struct ExactDecimalDoubleTests {
  @Test(
    "a spreadsheet's cell is read as its author saw it",
    arguments: [
      (44721.200000000004, "44721.2"), (453925.25315, "453925.25315"), (0.1 + 0.2, "0.3"),
      (-1147.1999999999998, "-1147.2"), (0, "0"), (1e15, "1000000000000000"),
      (2.5e-7, "0.00000025"),
      (1_234_567_890_123_455, "1234567890123460"), (123456789.0123456, "123456789.012346"),
      (999999999999999.9, "1000000000000000"), (1e22, "10000000000000000000000"),
    ])
  func spreadsheetCell(_ cell: Double, _ seen: String) throws {
    #expect(try ExactDecimal(spreadsheetCell: cell).description == seen)
  }

  @Test("sixteen digits that end in 5 are rounded by the number behind them") func hiddenHalf()
    throws
  {
    // The nearest double to 0.1000000000000005 lies above it, that to 0.3000000000000005 below.
    #expect(0.1000000000000005.description == "0.1000000000000005")
    #expect(
      try ExactDecimal(spreadsheetCell: 0.1000000000000005).description == "0.100000000000001")
    #expect(
      try ExactDecimal(spreadsheetCell: 0.3000000000000005).description == "0.3")
  }

  @Test("the shortest digits read back as the same number", arguments: UInt64(0)..<300)
  func shortest(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let value = Double(random.below(1 << 53)) / Double(1 << random.below(53))
    #expect(try ExactDecimal(shortest: value).double == value)
    #expect(try ExactDecimal(shortest: -value).double == -value)
  }

  @Test("up to fifteen digits come back from a cell as they were typed", arguments: UInt64(0)..<300)
  func typed(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let limit = [10, 10_000, 100_000_000, 1_000_000_000_000_000][random.below(4)]
    let typed = ExactDecimal(mantissa: Int128(random.below(limit)), scale: random.below(16))
    let cell = try #require(Double(typed.description))
    #expect(try ExactDecimal(spreadsheetCell: cell) == typed)
    #expect(try ExactDecimal(spreadsheetCell: -cell) == -typed)
    #expect(try ExactDecimal(shortest: cell) == typed)
    #expect(typed.double == cell)
  }

  @Test("conversion rounds to the nearest, ties to even") func nearest() throws {
    // 2^53 + 1 lies half-way; the last digit behind the point breaks the tie.
    #expect(try ExactDecimal(parsing: "9007199254740993").double == 9_007_199_254_740_992)
    #expect(try ExactDecimal(parsing: "9007199254740993.0000001").double == 9_007_199_254_740_994)
    #expect(try ExactDecimal(parsing: "0.1").double == 0.1)
    #expect(
      try ExactDecimal(parsing: "123456789012345678.123456").double == 123456789012345678.123456)
    #expect(try ExactDecimal(parsing: "-1e-38").double == -1e-38)
  }

  @Test("a ratio is the nearest floating-point number") func ratio() throws {
    let a = try ExactDecimal(parsing: "1688.1")
    #expect(a.ratio(to: 139551) == .value(16881.0 / 1395510.0))
    #expect(ExactDecimal(1).ratio(to: 3) == .value(1.0 / 3))
    #expect(ExactDecimal(-2).ratio(to: 3) == .value(-2.0 / 3))
    #expect(
      ExactDecimal(mantissa: .max).ratio(to: ExactDecimal(mantissa: 7, scale: 38)).value
        == 2.4305883351495606e+75)
    #expect(a.ratio(to: .zero) == .missing(.zeroDenominator))
    #expect(ExactDecimal.zero.ratio(to: a) == .value(0))
  }

  @Test("numbers that are not finite, too large or too small are thrown") func thrown() {
    #expect(throws: DecimalError.notFinite) { try ExactDecimal(spreadsheetCell: .nan) }
    #expect(throws: DecimalError.notFinite) { try ExactDecimal(shortest: -.infinity) }
    #expect(throws: DecimalError.overflow) { try ExactDecimal(spreadsheetCell: 1e39) }
    #expect(throws: DecimalError.overflow) { try ExactDecimal(shortest: 1e-300) }
    #expect(throws: DecimalError.overflow) { try ExactDecimal(spreadsheetCell: 1e-300) }
  }
}
