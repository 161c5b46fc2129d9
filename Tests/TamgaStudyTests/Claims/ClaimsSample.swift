import Foundation
import TamgaAudit
import TamgaPresent

@testable import TamgaStudy

/// Claims files of two papers, a few lines of each, and the folder they are read from.
final class ClaimsSample {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-claims-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  @discardableResult
  func write(_ text: String, to name: String) throws -> URL {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file
  }

  /// Reads claims files below the folder.
  func load(_ paths: String..., text: String? = nil) throws -> [LoadedClaims] {
    try ClaimsLibrary(folder: url).load(paths, text: text)
  }

  /// Writes, reads and checks one claims file.
  func audit(_ yaml: String) throws -> AuditedClaims {
    let file = try write(yaml, to: "claims.yml")
    return try AuditedClaims(try load(file.path)[0])
  }

  /// A wrong cell: imports of 2022 carry the number of 2023.
  static let wrongCell = """
    tamga: claims/1
    document: {id: "000", title: "A table", lang: en, numbers: {decimal: ",", group: " "}, text_numbers: {decimal: ".", group: ","}}
    tables:
      T1:
        where: "Table 1"
        unit: "mln USD"
        grid: 1
        columns: [t, x, m, st, sx, sm]
        column_units: {st: "%", sx: "%", sm: "%"}
        row_parts: [partner, period]
        cells:
          total.2023: ["139 551", "79 138,8", "60 412,3", "100,0", "100,0", "100,0"]
          kg.2023: ["1688,1", "11472", "541", "1,2", "1,4", "0,9"]
          total.2022: ["135527,4", "84 593,1", "50 934,4", "100,0", "100,0", "100,0"]
          kg.2022: ["1246,9", "793", "541", "0,9", "0,9", "0,9"]
          total.2021: ["101513,4", "60 339,6", "41173,8", "100,0", "100,0", "100,0"]
          kg.2021: ["970,8", "625,2", "345,6", "1,0", "1,0", "0,8"]
        identities:
          - "t[*] = x[*] + m[*]"
          - "st[kg.{y}] = share(t[kg.{y}], t[total.{y}])"
          - "sx[kg.{y}] = share(x[kg.{y}], x[total.{y}])"
          - "sm[kg.{y}] = share(m[kg.{y}], m[total.{y}])"
        against:
          dataset: office.trade
          key: {reporter: KAZ}
          columns: {m: {flow: M}}
          codes: {kg: KGZ, total: WLD}
    claims:
      - id: "000-07"
        quote: "with a growth of 56.5% or 195.4 million US dollars"
        where: "section 2"
        says: {value: "56.5", unit: "%"}
        expr: growth(T1.m[kg.2022], T1.m[kg.2021])
      - id: "000-08"
        quote: "with a growth of 56.5% or 195.4 million US dollars"
        where: "section 2"
        says: {value: "195.4", unit: "mln USD"}
        expr: T1.m[kg.2022] - T1.m[kg.2021]
      - id: "000-09"
        quote: "exports grew by 26.8%"
        where: "section 2"
        says: {value: "26.8", unit: "%"}
        expr: growth(T1.x[kg.2022], T1.x[kg.2021])
      - id: "000-10"
        quote: "imports jumped because trade was opened"
        where: "section 2"
        kind: causal
        rests_on: ["000-07"]
    conclusions:
      - {id: "000-c1", text: "imports jumped in 2022", where: "Conclusions", rests_on: ["000-07", "000-08"]}

    """

  /// Right arithmetic on five points, and a header that is off by a thousand.
  static let smallSample = """
    tamga: claims/1
    document: {id: "001", lang: en, numbers: {decimal: ".", group: ","}}
    tables:
      T1:
        where: "Table 1"
        columns: [inv, exp]
        column_units: {inv: "mln USD", exp: "mln USD"}
        cells:
          "2020": ["36,581.40", "170.5"]
          "2021": ["81,845.50", "382"]
          "2022": ["127,900.80", "411"]
          "2023": ["117,547.80", "559"]
          "2024": ["107,162.10", "559"]
    claims:
      - id: "001-01"
        quote: "The calculated correlation coefficient for the period 2020-2024 is 0.84"
        where: "section 3"
        says: {value: "0.84"}
        expr: pearson(T1.inv[2020..2024], T1.exp[2020..2024])
        require: {n: ">= 8", p: "< 0.05", leave_one_out: "0.1"}
      - id: "001-02"
        quote: "USD 36.6 million in 2020"
        where: "section 3"
        says: {value: "36.6", unit: "mln USD"}
        expr: T1.inv[2020]

    """
}
