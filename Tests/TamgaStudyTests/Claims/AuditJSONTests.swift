import TamgaAudit
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("The JSON of an audit") struct AuditJSONTests {
  private func claim(_ id: String, _ data: JSONValue) throws -> JSONValue {
    try #require(data["claims"]?.array?.first { $0["id"]?.string == id })
  }

  @Test("a claim computed from a copied cell is tainted by it, and repaired to 453.9")
  func wrongCell() throws {
    let sample = try ClaimsSample()
    let data = AuditJSON.check([try sample.audit(ClaimsSample.wrongCell)])
    let growth = try claim("000-07", data)
    #expect(growth["verdict"] == "tainted" && growth["sub"] == .null)
    #expect(growth["tainted_by"] == ["T1.m[kg.2022]"])
    #expect(growth["depends_on"] == ["T1.m[kg.2022]", "T1.m[kg.2021]"])
    #expect(growth["published"] == "56.5" && growth["published_value"]?.double == 56.5)
    #expect(growth["unit"] == "%" && growth["identity"] == false)
    #expect(abs((growth["recomputed"]?.double ?? 0) - 56.539_351_851) < 1e-6)
    #expect(abs((growth["if_repaired"]?.double ?? 0) - 31.336_805_555) < 1e-6)
    let range = (growth["interval"]?.array ?? []).compactMap(\.double)
    try #require(range.count == 2)
    #expect(abs(range[0] - 100 * (540.95 / 345.65 - 1)) < 1e-6)
    #expect(abs(range[1] - 100 * (541.05 / 345.55 - 1)) < 1e-6)
    #expect(growth["value_id"] == "v:claim.000-07" && growth["external"] == .null)
    #expect(try claim("000-09", data)["verdict"] == "reproduced")

    let repair = try #require(
      data["repairs"]?.array?.first { $0["cells"]?[0]?["cell"] == "T1.m[kg.2022]" })
    #expect(repair["cells"]?[0]?["printed"] == "541" && repair["cells"]?[0]?["repaired"] == "453.9")
    #expect(repair["unique"] == true && repair["rank"] == 1 && repair["kind"] == "digits")
    #expect((repair["relations_satisfied"]?.integer ?? 0) >= 2)
    #expect(repair["relations"]?.array?.count == repair["relations_satisfied"]?.integer)
    #expect(repair["tainted"]?.array?.contains("000-07") == true)
    let corrected = try #require(
      repair["corrected"]?.array?.first { $0["id"]?.string == "000-07" })
    #expect(corrected["sentence"] == "with a growth of 31.3% or 108.3 million US dollars")
  }

  @Test("the summary counts every verdict and every claim once") func summary() throws {
    let sample = try ClaimsSample()
    let audit = try sample.audit(ClaimsSample.wrongCell)
    let data = AuditJSON.check([audit])
    let counts = try #require(data["summary"]?.object).mapValues { $0.integer ?? -1 }
    #expect(
      counts.keys.sorted()
        == ["contradicted", "not_derivable", "reproduced", "rounding", "tainted"])
    #expect(counts.values.reduce(0, +) == data["claims"]?.array?.count)
    #expect(data["readings"]?.array?.contains { $0["cell"] == "T1.x[kg.2023]" } == true)
    #expect(data["conclusions"]?[0]?["worst"] == "tainted")
    #expect(data["derivable"]?.integer == audit.report.derivable)
    #expect(data["documents"] == nil && data["coverage"] == .null)
    let only = AuditJSON.check([audit], only: ["000-07"])
    #expect(only["claims"]?.array?.count == 1 && only["summary"]?["tainted"] == 1)
    #expect(only["repairs"]?.array?.isEmpty == false)
    #expect(AuditJSON.check([audit], only: ["000-09"])["summary"]?["tainted"] == 0)
  }

  @Test("a coefficient of five points is reproduced and weak; a header is off by a thousand")
  func smallSample() throws {
    let sample = try ClaimsSample()
    let data = AuditJSON.check([try sample.audit(ClaimsSample.smallSample)])
    let coefficient = try claim("001-01", data)
    #expect(coefficient["verdict"] == "reproduced")
    let weak = Set(coefficient["weak"]?.array?.compactMap(\.string) ?? [])
    #expect(weak.isSuperset(of: ["n", "p", "permutation", "interval", "leave_one_out", "ties"]))
    let evidence = try #require(coefficient["evidence"])
    #expect(evidence["n"] == 5)
    #expect(abs((evidence["p"]?.double ?? 0) - 0.075) < 0.001)
    #expect(abs((evidence["permutation_p"]?.double ?? 0) - 0.083) < 0.001)
    #expect(evidence["leave_one_out"]?.array?.count == 5)
    let scale = try claim("001-02", data)
    #expect(scale["verdict"] == "contradicted" && scale["sub"] == "unit")
    #expect(scale["explanation"]?["asserted"]?["kind"] == "unit")
  }

  @Test("several documents stand apart and together") func documents() throws {
    let sample = try ClaimsSample()
    try sample.write(ClaimsSample.wrongCell, to: "a.yml")
    try sample.write(ClaimsSample.smallSample, to: "b.yml")
    let audits = try sample.load("a.yml", "b.yml").map { try AuditedClaims($0) }
    let data = AuditJSON.check(audits)
    #expect(data["documents"]?.array?.count == 2)
    let sizes = (data["documents"]?.array ?? []).compactMap { $0["claims"]?.array?.count }
    #expect(sizes.reduce(0, +) == data["claims"]?.array?.count)
    #expect(data["claims"]?.array?.last?["document"] == "001")
  }

  @Test("the computation shows the numbers, their intervals and the formula") func explain() throws
  {
    let sample = try ClaimsSample()
    let audit = try sample.audit(ClaimsSample.wrongCell)
    let growth = ClaimComputation(try #require(audit.claim("000-07")), audit)
    #expect(growth.formula == "100 × (541 / 345.6 − 1)")
    let data = AuditJSON.explain([growth])["claims"]?[0]
    let input = data?["inputs"]?[0]
    #expect(input?["cell"] == "T1.m[kg.2022]" && input?["printed"] == "541")
    #expect(input?["repaired"] == "453.9" && input?["where"] == "Table 1")
    #expect(abs((input?["interval"]?[0]?.double ?? 0) - 540.95) < 1e-6)
    #expect(abs((data?["printed_interval"]?[1]?.double ?? 0) - 56.55) < 1e-6)
    #expect(data?["related"]?.array?.contains("000-08") == true && data?["line"] == 29)
    let identity = ClaimComputation(try #require(audit.claim("000-T1.t[kg.2021]")), audit)
    #expect(identity.formula == "625.2 + 345.6")
    let share = ClaimComputation(try #require(audit.claim("000-T1.sm[kg.2021]")), audit)
    #expect(share.formula == "100 × 345.6 / 41173.8")
  }
}
