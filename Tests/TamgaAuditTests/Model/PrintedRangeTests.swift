import Testing

@testable import TamgaAudit

@Suite("Printed ranges and grids as numbers") struct PrintedRangeTests {
  static func sample(_ low: String, _ high: String) throws -> ModelSample {
    try ModelSample(
      "T.usd[b]", says: "{between: [\"\(low)\", \"\(high)\"], unit: mln USD}",
      more: "  - {id: c2, quote: q, says: {value: \"2.0\"}, expr: 'ratio(@c, T.usd[b])'}")
  }

  @Test("20–30 is its middle and the two ends half a unit wider")
  func between() throws {
    let sample = try Self.sample("20", "30")
    let cell = try #require(sample.model.cell("@c"))
    let value = try #require(sample.model.cells[cell].value(reading: 0))
    #expect(value.value == 25e6)
    #expect(abs(value.rounding.low - 19.5e6) < 1e-6)
    #expect(abs(value.rounding.high - 30.5e6) < 1e-6)
    #expect(sample.model.cells[cell].printed == "20–30")
    let ratio = Evaluator(numbers: PrintedNumbers(sample.model))
      .evaluate(sample.model.statements[1])
    // [19.5, 30.5] / [9.5, 10.5] holds 2.
    #expect(ratio.value == 2.5)
    #expect(ratio.fit == .inputs)
  }

  @Test("Ends of different precision, in either order, below zero")
  func ends() throws {
    for (low, high) in [("-7.25", "3"), ("3", "-7.25")] {
      let sample = try Self.sample(low, high)
      let cell = try #require(sample.model.cell("@c"))
      let value = try #require(sample.model.cells[cell].value(reading: 0))
      #expect(value.value == -2.125e6)
      #expect(abs(value.rounding.low + 7.255e6) < 1e-6)
      #expect(abs(value.rounding.high - 3.5e6) < 1e-6)
    }
  }

  static let fits: [(String, String, Fit)] = [
    ("8", "12", .reproduced), ("10.4", "12", .inputs), ("10.6", "12", .contradicted),
    ("9", "9.4", .contradicted),
  ]

  @Test("A value in the range, near it, outside it", arguments: fits)
  func fit(low: String, high: String, fit: Fit) throws {
    // The cell prints 10, so it is 9.5 to 10.5 if its column has no decimals.
    let expected: Fit = (low, high) == ("9", "9.4") ? .contradicted : fit
    #expect(try Self.sample(low, high).evaluation.fit == expected)
  }

  static let columns: [([String], Int?)] = [
    (["793", "541", "1246.9"], nil), (["793.1", "541", "1246.9", "8.4", "7.7"], 1),
    (["793.1", "541", "1246.9"], 1), (["793", "541"], nil), (["1.25", "1.5", "2.5"], nil),
  ]

  @Test("A column's grid is the decimals of 60 % of its cells", arguments: columns)
  func grid(cells: [String], grid: Int?) throws {
    let rows = cells.enumerated().map { "r\($0.offset): \"\($0.element)\"" }
    let model = try ClaimsSample.model(
      """
      tamga: claims/1
      document: {id: d}
      tables: {T: {columns: [x], cells: {\(rows.joined(separator: ", "))}}}
      """)
    #expect(model.cells.map(\.grid) == cells.map { _ in grid })
  }
}
