import Foundation
import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaData

@Suite("Warehouse") struct WarehouseTests {
  let fixture: StoreFixture

  init() throws { fixture = try StoreFixture() }

  @Test("it opens again with what was stored, and is not made by reading")
  func reopen() throws {
    let missing = #expect(throws: Diagnostic.self) { _ = try Warehouse.open(at: fixture.file) }
    #expect(missing?.code == "T180")
    do {
      let warehouse = try fixture.warehouse()
      _ = try warehouse.store(try fixture.book("a.xlsx", [try sheet([("KGZ", "X", 2022, "1")])]))
    }
    #expect(try Warehouse.open(at: fixture.file).flows(FlowRequest()).count == 1)
    #expect(try fixture.warehouse().flows(FlowRequest()).count == 1)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: fixture.file.deletingLastPathComponent().path)
    #expect(names.sorted() == ["objects", "warehouse.duckdb"])
  }

  @Test("a database of another kind or version is refused")
  func otherVersion() throws {
    let file = fixture.folder.file("other.duckdb")
    do {
      let connection = try Database(file: file, options: .init(access: .create)).connect()
      try connection.execute("CREATE TABLE t(x BIGINT)")
    }
    let failure = #expect(throws: Diagnostic.self) { _ = try Warehouse.open(at: file) }
    #expect(failure?.code == "T192" && failure?.arguments["found"] == "–")
    do {
      let connection = try Database(file: file).connect()
      try connection.execute("CREATE TABLE schema_version AS SELECT 99 AS version")
    }
    let newer = #expect(throws: Diagnostic.self) { _ = try Warehouse.create(at: file) }
    #expect(newer?.code == "T192" && newer?.arguments["found"] == "99")
  }

  @Test("indicators keep nine places and their unit")
  func indicators() throws {
    var table = try sheet([("WLD", "", 2022, "1234.5"), ("WLD", "", 2023, "0.1234567895")])
    for index in table.observations.indices {
      table.observations[index].fact = .indicator
      table.observations[index].reporter = "KZ-31"
      table.observations[index].indicator = "investment"
      table.observations[index].unit = index == 0 ? .money("KZT", powerOfTen: 6) : .percent
    }
    let warehouse = try fixture.warehouse()
    _ = try warehouse.store(try fixture.book("a.xlsx", [table]))
    let values = try warehouse.indicators(
      IndicatorRequest(regions: ["KZ-31"], indicators: ["investment"]))
    #expect(values.map { $0.value?.description } == ["1234.500000000", "0.123456790"])
    #expect(values.map(\.unit) == ["MKZT", "pct"])
    #expect(values.map(\.marks) == [[], ["sub_nano"]])
    #expect(values[0].cell.reference.cell == "F11")
    #expect(
      try warehouse.number("SELECT CAST(numerator AS BIGINT) FROM unit WHERE id = 'MKZT'")
        == 1_000_000)
    #expect(try warehouse.number("SELECT day(last_day) FROM period WHERE id = '2022'") == 31)
  }

  @Test("periods have the right first and last day")
  func periods() {
    let cases: [(Period, String, String)] = [
      (Period(year: 2024, kind: .month(2)), "2024-02-01", "2024-02-29"),
      (Period(year: 1900, kind: .month(2)), "1900-02-01", "1900-02-28"),
      (Period(year: 2023, kind: .quarter(2)), "2023-04-01", "2023-06-30"),
      (Period(year: 2023, kind: .yearToDate(9)), "2023-01-01", "2023-09-30"),
      (Period(year: 2023), "2023-01-01", "2023-12-31"),
    ]
    for (period, first, last) in cases {
      #expect(period.span.first == first && period.span.last == last)
    }
  }

  @Test(
    "the export is the same bytes at 1 and 2 threads, however the files are named in order",
    arguments: [ExportFormat.csv, .parquet])
  func export(format: ExportFormat) throws {
    var rows: [(partner: EntityCode, flow: String, year: Int, value: String?)] = []
    for index in 0..<3_000 {
      rows.append((EntityCode("P\(index % 600)"), "X", 2018 + index / 600, "\(index * 7919).25"))
    }
    let first = try sheet(rows)
    let second = try sheet(rows.map { ($0.partner, "M", $0.year, $0.value) }, index: 4)
    var exports: [Data] = []
    for (threads, isTurned) in [(1, false), (2, true)] {
      let fixture = try StoreFixture()
      let warehouse = try fixture.warehouse(threads: threads)
      let books = [try fixture.book("a.xlsx", [first]), try fixture.book("b.xlsx", [second])]
      let ordered = isTurned ? Array(books.reversed()) : books
      _ = try warehouse.store(ordered.map(\.0), originals: ordered.map(\.1))
      let url = fixture.folder.file("flows.\(format.rawValue)")
      try warehouse.exportRows(.flow, as: format, to: url)
      exports.append(try Data(contentsOf: url))
    }
    #expect(exports[0] == exports[1])
    #expect(exports[0].count > 10_000)
  }

  @Test("an export into a missing folder is told")
  func exportFolder() throws {
    let failure = #expect(throws: Diagnostic.self) {
      try fixture.warehouse().exportRows(
        .flow, as: .csv, to: fixture.folder.file("absent/flows.csv"))
    }
    #expect(failure?.code == "T183")
  }

  @Test("numbers of runs are found by id, the last run first, and a run replaces itself")
  func valueRecords() throws {
    let warehouse = try fixture.warehouse()
    try warehouse.storeValueRecords([
      .init(id: "v:a", run: "r1", json: "{\"n\":1}"), .init(id: "v:b", run: "r1", json: "{}"),
    ])
    try warehouse.storeValueRecords([.init(id: "v:a", run: "r2", json: "{\"n\":2}")])
    #expect(try warehouse.valueRecordJSON("v:a") == "{\"n\":2}")
    #expect(try warehouse.valueRecordJSON("v:a", run: "r1") == "{\"n\":1}")
    #expect(try warehouse.valueIDs(prefix: "v:") == ["v:a", "v:b"])
    try warehouse.storeValueRecords([.init(id: "v:a", run: "r1", json: "{\"n\":3}")])
    #expect(try warehouse.valueRecordJSON("v:a") == "{\"n\":3}")
    let failure = #expect(throws: Diagnostic.self) { _ = try warehouse.valueRecordJSON("v:b") }
    #expect(failure?.code == "T198")
  }

  @Test("a damaged original is told")
  func damagedOriginal() throws {
    let warehouse = try fixture.warehouse()
    let book = try fixture.book("a.xlsx", [try sheet([("KGZ", "X", 2022, "1")])])
    _ = try warehouse.store(book)
    try Data("other".utf8).write(to: warehouse.objects.url(book.0.sha256))
    let failure = #expect(throws: Diagnostic.self) { _ = try warehouse.original(book.0.sha256) }
    #expect(failure?.code == "T195")
  }

  @Test("places in files survive the way through one number")
  func locators() {
    for (sheet, row, column) in [(0, 0, 0), (3, 10, 5), (255, 1_048_575, 16_383)] {
      let locator = Locator.encode(sheet: sheet, row: row, column: column) ?? -1
      #expect(Locator.decode(locator, isText: false) == (sheet, row, column))
    }
    let text = Locator.encode(sheet: -1, row: 1 << 45, column: 7) ?? -1
    #expect(Locator.decode(text, isText: true) == (-1, 1 << 45, 7))
    #expect(Locator.encode(sheet: 0, row: 1 << 24, column: 0) == nil)
    #expect(Locator.encode(sheet: 0, row: 0, column: 65_536) == nil)
  }
}
