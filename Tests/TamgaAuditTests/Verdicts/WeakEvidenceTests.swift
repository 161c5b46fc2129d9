import TamgaAudit
import TamgaIndicators
import TamgaNumerics
import Testing

@Suite("Weak evidence")
struct WeakEvidenceTests {
  @Test(
    "a right coefficient of five years is reproduced and weak; the header's unit is off by 1,000")
  func adamkulovaTable() throws {
    let report = try checked(adamkulova)
    let claim = try #require(report.claim("001-01"))
    #expect(claim.verdict == .reproduced)
    // design: r = 0.839, t(3) = 2.67, p = 0.075, permutation p = 0.083, interval [−0.17, 0.99].
    let pearson = try #require(claim.evidence?.report?.pearson)
    #expect(abs((pearson.coefficient.value ?? 0) - 0.8394) < 5e-5)
    #expect(abs((pearson.probability.value ?? 0) - 0.0754) < 5e-4)
    #expect(claim.weak.contains(.observations))
    #expect(claim.weak.contains(.significance))
    #expect(claim.weak.contains(.permutation))
    #expect(claim.weak.contains(.interval))
    #expect(claim.weak.contains(.leaveOneOut))
    #expect(claim.weak.contains(.ties))
    #expect(report.claim("001-02")?.verdict == .contradicted)
    #expect(report.claim("001-02")?.sub == .unit)
    #expect(report.claim("001-03")?.weak == [.inherited])
    #expect(report.claim("001-03")?.modifiers.contains("wording.causal") == true)
  }

  @Test("two claims of one factor mend the header of their column, not of its neighbour")
  func header() throws {
    let more = adamkulova.replacing(
      "  - id: \"001-03\"",
      with: """
          - id: "001-02b"
            quote: "USD 127.9 million in 2022"
            says: {value: "127.9", unit: "mln USD"}
            expr: T1.inv[2022]
          - id: "001-03"
        """)
    let report = try checked(more)
    let repair = try #require(report.repairs.first { $0.kind == .unit })
    #expect(repair.isUnique)
    #expect(repair.changes.map(\.address) == ["T1.inv"])
    #expect(repair.changes.map(\.repaired) == ["thousand USD"])
  }

  @Test("twenty points on a line are not weak")
  func strong() throws {
    let rows = (1...20).map { "      r\($0): [\"\($0).0\", \"\(2 * $0).\($0 % 3)\"]" }
    let text =
      head + "tables:\n  T:\n    columns: [x, y]\n    cells:\n" + rows.joined(separator: "\n") + """

        claims:
          - {id: c, quote: "q", says: {value: "1.00"}, expr: "pearson(T.x[*], T.y[*])"}

        """
    let claim = try #require(try checked(text).claim("c"))
    #expect(claim.verdict == .reproduced)
    #expect(claim.weak.isEmpty)
  }
}
