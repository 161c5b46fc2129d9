import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("The commodity structure") struct StructureTests {
  private static let parameters =
    "reporter: KAZ\npartner: KGZ\nflow: X\nyear: 2023\ndataset: office.goods\n"

  private func run(_ products: [(String, String?)], unit: String = "MUSD") throws -> AnalysisResult
  {
    let points = products.map {
      Made.flow("KAZ:KGZ", "X", "2023", $1, unit: unit, dataset: "office.goods", product: $0)
    }
    return try PreparedStep.reading("trade.structure", Self.parameters).run(
      Tables(["flows": points]))
  }

  private func value(_ result: AnalysisResult, _ path: String, product: String? = nil)
    -> ResultValue?
  {
    result.values.first { $0.id.path == "structure.\(path)" && $0.id.keys["product"] == product }?
      .value
  }

  @Test("shares of the total, the remainder and the named share") func shares() throws {
    let result = try run([("TOTAL", "200"), ("Flour", "70.5"), ("Coal", "50")])
    #expect(value(result, "share", product: "flour") == .real(35.25))
    #expect(value(result, "share", product: "coal") == .real(25))
    #expect(value(result, "remainder") == .exact(ExactDecimal("79.5") ?? .zero))
    #expect(value(result, "remainder-share") == .real(39.75))
    #expect(value(result, "named-share") == .real(60.25))
    let finding = try #require(result.findings.first)
    #expect(finding.message.arguments["count"] == .count(2))
  }

  @Test("products stand by value, equal ones by name, then the remainder and the total")
  func order() throws {
    let result = try run([("Coal", "50"), ("TOTAL", "200"), ("Butter", "50"), ("Flour", "70")])
    let first = result.tables[0].rows.map { $0[0] }
    #expect(
      first == [
        .text("Flour"), .text("Butter"), .text("Coal"), .label(Message("structure.remainder")),
        .label(Message("structure.total")),
      ])
  }

  @Test("parts beyond the total leave a negative remainder, not a zero") func beyond() throws {
    let result = try run([("TOTAL", "100"), ("Flour", "70"), ("Coal", "40")])
    #expect(value(result, "remainder") == .exact(-10))
    #expect(value(result, "remainder-share") == .real(-10))
  }

  @Test("labels in other scripts, or alike but for a mark, keep numbers of their own")
  func labels() throws {
    let result = try run([
      ("TOTAL", "100"), ("Мука", "30"), ("Муку", "20"), ("Coal, hard", "10"), ("Coal (hard)", "5"),
    ])
    let values = result.values.filter { $0.id.path == "structure.value" }.compactMap(\.value.double)
    #expect(values.sorted() == [5, 10, 20, 30])
    #expect(value(result, "remainder") == .exact(35))
  }

  @Test("other years, other units and parts of a year do not enter; no total is T052") func filter()
    throws
  {
    let points = [
      Made.flow("KAZ:KGZ", "X", "2023", "100", dataset: "office.goods"),
      Made.flow("KAZ:KGZ", "X", "2023", "7", unit: "t", dataset: "office.goods", product: "Coal"),
      Made.flow("KAZ:KGZ", "X", "2022", "9", dataset: "office.goods", product: "Flour"),
      Made.flow("KAZ:KGZ", "X", "2023-YTD08", "8", dataset: "office.goods", product: "Salt"),
    ]
    let step = try PreparedStep.reading("trade.structure", Self.parameters)
    let result = try step.run(Tables(["flows": points]))
    #expect(value(result, "remainder") == .exact(100))
    let found = try diagnostic { try step.run(Tables(["flows": Array(points.dropFirst())])) }
    #expect(found?.code == "T052" && found?.arguments["what"] == "X 2023")
    #expect(try diagnostic { try run([("TOTAL", "1")], unit: "MEUR") }?.code == "T072")
  }
}
