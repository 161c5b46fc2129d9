import Foundation
import TamgaAudit
import TamgaData
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("Official numbers of a warehouse") struct WarehouseFiguresTests {
  private let sample: ClaimsSample
  private let warehouse: Warehouse

  init() throws {
    sample = try ClaimsSample()
    warehouse = try Warehouse.create(at: sample.url.appendingPathComponent("x.duckdb"))
    for (date, value) in [("2023-05-01", "541000"), ("2024-07-25", "453925.25315")] {
      let file = try sample.write(
        """
        reporter,partner,flow,period,value,unit
        KAZ,KGZ,M,2022,\(value),kUSD
        KAZ,KGZ,M,2021,345600,kUSD
        KAZ,KGZ,X,2022,793000,kUSD

        """, to: "\(date).csv")
      var options = ImportOptions()
      options.dataset = "office.trade"
      options.publishedOn = date
      let pipeline = ImportPipeline(resolver: try NameResolver.bundled(), xlsExecutable: nil)
      _ = try warehouse.store([try pipeline.importFile(file, options: options)], originals: [file])
    }
  }

  private func key(_ parts: [String: String], _ dataset: String = "office.trade") -> DataKey {
    DataKey(
      dataset: dataset,
      parts: ["reporter": "KAZ", "partner": "KGZ", "flow": "M"].merging(parts) { $1 })
  }

  @Test("every publication of a key, the newest first, in base units with its cell") func vintages()
    throws
  {
    let wanted = key(["period": "2022"])
    let figures = try WarehouseFigures(warehouse, for: [wanted])
    let found = figures.figures(for: wanted)
    #expect(found.map(\.vintage) == ["2024-07-25", "2023-05-01"])
    #expect(found.map(\.value) == [453_925_253.15, 541_000_000])
    #expect(found[0].text == "453925.25315" && found[0].cell.file == "2024-07-25.csv")
    #expect(found[0].cell.line == 2 && figures.diagnostics.isEmpty)
    #expect(figures.figures(for: key(["period": "2021"])).isEmpty)
  }

  @Test("unknown data sets and keys that lack a part are reported, not guessed") func faults()
    throws
  {
    let keys = [
      key(["period": "2022"], "other.set"), key([:]), key(["period": "last year"]),
      key(["period": "2020"]),
    ]
    let figures = try WarehouseFigures(warehouse, for: keys)
    #expect(keys.allSatisfy { figures.figures(for: $0).isEmpty })
    #expect(figures.diagnostics.map(\.code).sorted() == ["T671", "T672", "T672"])
    #expect(figures.diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test("a claim is held against the newest publication, and against the one of its date")
  func external() throws {
    try sample.write(ClaimsSample.wrongCell, to: "claims.yml")
    let loaded = try sample.load("claims.yml")[0]
    let newest = try AuditedClaims(loaded, warehouse: warehouse)
    let claim = try #require(newest.claim("000-07"))
    #expect(claim.external?.verdict == .otherVintage && claim.external?.vintage == "2024-07-25")
    #expect(claim.external?.matchingVintage == "2023-05-01")
    let json = AuditJSON.claim(claim, newest)["external"]
    #expect(json?["dataset"] == "office.trade" && json?["verdict"] == "other_vintage")
    #expect(json?["cells"]?.array?.count == 2 && json?["cells"]?[0]?["line"] == 2)
    #expect(abs((json?["value"]?.double ?? 0) - 31.344_112) < 1e-5)
    let earlier = try AuditedClaims(loaded, warehouse: warehouse, asOf: "2023-12-31")
    #expect(earlier.claim("000-07")?.external?.verdict == .match)
    let repair = try #require(
      newest.report.repairs.first { $0.changes.first?.address == "T1.m[kg.2022]" })
    #expect(repair.status == .confirmed)
  }
}
