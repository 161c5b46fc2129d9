import Foundation
import TamgaNumerics
import TamgaPresent

@testable import TamgaData

/// Made-up books of a made-up office.
struct StoreFixture {
  let folder: ScratchFolder
  var file: URL { folder.file(".tamga/warehouse.duckdb") }

  init() throws { folder = try ScratchFolder() }

  func warehouse(threads: Int? = nil) throws -> Warehouse {
    try Warehouse.create(at: file, options: .init(threads: threads))
  }

  /// A book on disk and what an importer made of it.
  func book(
    _ name: String, _ sheets: [ImportedSheet], published: String? = nil, bytes: String? = nil,
    version: Int = 1
  ) throws -> (ImportedFile, URL) {
    let content = Array((bytes ?? name).utf8)
    let url = try folder.write(name, content)
    var file = ImportedFile(
      path: url.path, sha256: SHA256Digest(of: content).hexadecimal, byteCount: content.count,
      format: name.hasSuffix(".csv") ? "delimited" : "xlsx", importer: "test",
      importerVersion: version)
    file.publishedOn = published
    file.dateKind = published == nil ? "unknown" : "cover"
    file.publisher = "Office"
    file.sheets = sheets
    return (file, url)
  }
}

/// A sheet of flows of Kazakhstan in thousand dollars.
func sheet(
  _ rows: [(partner: EntityCode, flow: String, year: Int, value: String?)],
  name: String = "2022", index: Int = 3, dataset: String = "office.trade.partner"
) throws -> ImportedSheet {
  var sheet = ImportedSheet(name: name, dataset: dataset)
  for (row, record) in rows.enumerated() {
    var observation = Observation(
      reporter: "KAZ", period: Period(year: record.year),
      state: record.value == nil ? .notReported : .reported,
      value: try record.value.map { try ExactDecimal(parsing: $0) },
      unit: .money("USD", powerOfTen: 3), sheet: index, row: row + 10, column: 5,
      raw: record.value ?? "-")
    observation.partner = record.partner
    observation.flow = record.flow
    observation.reason = record.value == nil ? "dash" : nil
    sheet.observations.append(observation)
  }
  sheet.rowsRead = rows.count
  sheet.rowsAccepted = rows.count
  return sheet
}

extension Warehouse {
  func store(_ books: (ImportedFile, URL)...) throws -> StoreReport {
    try store(books.map(\.0), originals: books.map(\.1))
  }
}
