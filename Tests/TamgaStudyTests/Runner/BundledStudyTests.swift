import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("The bundled study over its tables") struct BundledStudyTests {
  /// The number a claim of a step is recomputed to.
  private func recomputed(_ result: AnalysisResult, _ claim: String) -> Double? {
    result.record("v:claim.\(claim)")?.value.double
  }

  /// A value of Table 1 of Kuanshaliev (2025) that follows from it, by hand.
  static let numbers: [(published: String, expected: Double)] = [
    ("197.5", 197.45), ("11.7", 25.77), ("56.5", 56.54), ("195.4", 195.4),
  ]

  @Test("Table 1 gives these numbers", arguments: numbers)
  func derives(published: String, expected: Double) throws {
    let result = try BundledStudy.run("audit-000")
    let values = Dictionary(uniqueKeysWithValues: result.values.map { ($0.id, $0) })
    let found = result.cards.contains { card in
      guard let printed = card.published.flatMap({ values[$0]?.value.double }),
        let own = card.recomputed.flatMap({ values[$0]?.value.double })
      else { return false }
      return printed == Double(published) && abs(own - expected) <= 0.005
    }
    #expect(found)
  }

  @Test("imports of 2022 are the number of 2023, and what rests on them is tainted") func taint()
    throws
  {
    let result = try BundledStudy.run("audit-000")
    let repair = try #require(
      result.tables.first { $0.id == "audit-000.repairs" }?.rows.first {
        $0[0] == .text("T1.m[kg.2022]")
      })
    guard case .value(let id) = repair[2] else {
      Issue.record("no number")
      return
    }
    #expect(abs((result.record(id.text)?.value.double ?? 0) - 453.9) < 0.05)
    #expect(result.cards.contains { $0.id == "000-T1.t[kg.2022]" && $0.standing == .contradicted })
    #expect(result.cards.contains { $0.standing == .tainted })
    #expect(result.findings.first?.kind == .differs)
  }

  @Test(
    "every step of the study runs over its tables",
    arguments: [
      "trade", "mirror", "paper-000", "audit-000", "investment", "paper-001", "structure-kaz",
      "structure-kgz", "audit-001",
    ]) func steps(id: String) throws
  {
    let result = try BundledStudy.run(id)
    #expect(result.step == id && !result.values.isEmpty && !result.tables.isEmpty)
    let known = Set(result.values.map(\.id))
    #expect(ShownNumbers(result).ids.allSatisfy(known.contains))
    for language in Language.allCases {
      let localiser = try Localiser(language: language)
      #expect(ShownNumbers(result).messages.allSatisfy { localiser.has($0.key) })
    }
  }

  @Test("the coefficient 0.84 is reproduced over five years, and is weak") func coefficient() throws
  {
    let result = try BundledStudy.run("investment")
    let r = try #require(result.record("v:correlation.pearson.r@step=investment"))
    #expect(abs((r.value.double ?? 0) - 0.8392) < 0.0005)
    #expect(r.observations == 5 && r.marks == ["small-n"])
    #expect(result.record("v:correlation.pearson.n@step=investment")?.value == .exact(5))
    let p = try #require(result.record("v:correlation.pearson.p@step=investment")?.value.double)
    #expect(abs(p - 0.0755) < 0.001)
    let kinds = Dictionary(uniqueKeysWithValues: result.findings.map { ($0.id, $0.kind) })
    #expect(kinds["investment.printed"] == .reproduced)
    #expect(kinds["investment.strength"] == .weak)
  }

  @Test("the printed table of goods: named parts and remainder make the whole") func goods() throws
  {
    for id in ["structure-kaz", "structure-kgz"] {
      let result = try BundledStudy.run(id)
      let values = result.values.filter { $0.id.path == "structure.value" }.compactMap(
        \.value.double)
      let rest = result.values.first { $0.id.path == "structure.remainder" }?.value.double ?? .nan
      let total = result.values.first { $0.id.path == "structure.total" }?.value.double ?? .nan
      #expect(abs(values.reduce(0, +) + rest - total) < 1e-9)
      #expect(!values.isEmpty)
    }
  }
}
