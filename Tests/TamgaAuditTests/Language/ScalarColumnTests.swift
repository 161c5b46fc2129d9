import TamgaPresent
import Testing

@testable import TamgaAudit

@Suite("The column of a fault inside a scalar") struct ScalarColumnTests {
  static let clash = "T1.x[kg.2022] ⟦+ T1.y[kg.2022]"

  /// Each line stands where the sample has its expression; the mark is where the fault must be shown.
  static let scalars: [String] = [
    "\"\(clash)\"", "'\(clash)'", clash,
    "\"T1.x[\\\"kg.2022\\\"] ⟦+ T1.y[kg.2022]\"",
    "'T1.x[\"kg.2022\"] ⟦+ T1.y[kg.2022]'",
    "\"1 − 1 = 0 and T1.x[kg.2022] > T1.x[kg.2021] and T1.y[kg.2022] > ⟦T1.x[kg.2022]\"",
    "⟦|\n      T1.x[kg.2022] + T1.y[kg.2022]", "⟦>-\n      T1.x[kg.2022] + T1.y[kg.2022]",
    "\"T1.x[kg.2022] ⟦+\n      T1.y[kg.2022]\"",
    "⟦\"T1.x[kg.2022]\n      + T1.y[kg.2022]\"", "⟦T1.x[kg.2022]\n      + T1.y[kg.2022]",
    "⟦\"T1.x[kg.2022]\\t+ T1.y[kg.2022]\"",
  ]

  @Test("Quoted and plain scalars show it; others show their beginning", arguments: scalars)
  func column(scalar: String) throws {
    let text = ClaimsSample.changed(ClaimsSample.expression, scalar)
    let (clean, line, column) = ClaimsSample.marked(text)
    let fault = try #require(ClaimsSample.fault(clean))
    #expect(fault.code == "T650")
    #expect(fault.place?.line == line)
    #expect(fault.place?.column == column)
  }

  static let flows = [
    "{id: c2, quote: q, expr: '\(clash)'}", "{id: c2, quote: 'it''s', expr: \"\(clash)\"}",
    "{id: c2, quote: q, expr: 1 ⟦== 1}", "{id: c2, quote: \"é — ұ\", expr: 1 ⟦== 1}",
  ]

  @Test("Scalars of a flow mapping", arguments: flows)
  func flow(claim: String) throws {
    let text = ClaimsSample.changed("conclusions:", "  - \(claim)\nconclusions:")
    let (clean, line, column) = ClaimsSample.marked(text)
    let fault = try #require(ClaimsSample.fault(clean))
    #expect(fault.code == (claim.contains("==") ? "T633" : "T650"))
    #expect(fault.place?.line == line)
    #expect(fault.place?.column == column)
  }

  @Test("Doubled quotes count as the two characters they are")
  func doubledQuotes() throws {
    let text = ClaimsSample.changed(
      ClaimsSample.expression, "'T1.x[\"it''s\"] ⟦== 1'")
    let (clean, _, column) = ClaimsSample.marked(text)
    let fault = try #require(ClaimsSample.fault(clean))
    #expect(fault.code == "T633")
    #expect(fault.place?.column == column)
  }

  @Test("A line too long for an excerpt shows the scalar's beginning")
  func longLine() throws {
    let long = "\"1" + String(repeating: " + 1", count: 60) + " == 1\""
    let (clean, line, column) = ClaimsSample.marked(
      ClaimsSample.changed(ClaimsSample.expression, "⟦" + long))
    let fault = try #require(ClaimsSample.fault(clean))
    #expect(fault.code == "T637" || fault.code == "T633")
    #expect(fault.place?.line == line)
    #expect(fault.place?.column == column)
  }
}
