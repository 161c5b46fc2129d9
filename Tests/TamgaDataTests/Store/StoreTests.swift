import Foundation
import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaData

@Suite("Storing files") struct StoreTests {
  let fixture: StoreFixture

  init() throws { fixture = try StoreFixture() }

  @Test("a flow comes back exact, with its publication and its cell")
  func oneFlow() throws {
    let warehouse = try fixture.warehouse()
    var table = try sheet([("KGZ", "M", 2022, "453925.25315")])
    table.notes = [SourceNote(mark: "1", text: "preliminary", cells: [.init(row: 0, column: 0)])]
    let book = try fixture.book("partners.xlsx", [table], published: "2024-07-25")
    let report = try warehouse.store(book)
    #expect(report.stored == 1 && !report.files[0].isKnown && report.differences.isEmpty)
    let flow = try #require(try warehouse.flows(FlowRequest(reporter: "KAZ")).first)
    #expect(flow.value?.description == "453925253.150")
    #expect(flow.sourceValue == nil && flow.marks.isEmpty)
    #expect(flow.currency == "USD" && flow.unit == "kUSD")
    #expect(flow.vintage.text == "office.trade.partner@2024-07-25")
    #expect(flow.vintage.dateKind == "cover")
    let cell = flow.cell.reference
    #expect(cell.file == "partners.xlsx" && cell.sheet == "2022" && cell.cell == "F11")
    #expect(cell.raw == "453925.25315" && cell.sha256 == book.0.sha256)
    #expect(try warehouse.notes().map(\.cells) == [["A1"]])
    #expect(try warehouse.original(book.0.sha256) == Data("partners.xlsx".utf8))
    let object = String(book.0.sha256.prefix(2)) + "/" + book.0.sha256.dropFirst(2)
    #expect(
      FileManager.default.fileExists(
        atPath: fixture.folder.file(".tamga/objects/" + object).path))
  }

  @Test("missing, zero and withheld stay apart")
  func states() throws {
    var table = try sheet([
      ("KGZ", "X", 2022, "0"), ("UZB", "X", 2022, nil), ("TJK", "X", 2022, nil),
    ])
    table.observations[2].state = .suppressed
    let warehouse = try fixture.warehouse()
    _ = try warehouse.store(try fixture.book("a.xlsx", [table]))
    let flows = try warehouse.flows(FlowRequest(reporter: "KAZ"))
    #expect(flows.map(\.partner) == ["KGZ", "TJK", "UZB"])
    #expect(flows.map(\.state) == [.reported, .suppressed, .notReported])
    #expect(flows.map { $0.value?.description } == ["0.000", nil, nil])
    #expect(flows[2].reason == "dash")
  }

  @Test(
    "money beyond the thousandth is rounded half to even, marked, and the printed figure kept",
    arguments: [
      ("0.0000005", "0.000", "0.000000500"), ("0.0000015", "0.002", "0.000001500"),
      ("-0.0000025", "-0.002", "-0.000002500"), ("0.00000251", "0.003", "0.000002510"),
    ])
  func rounding(printed: String, stored: String, kept: String) throws {
    let warehouse = try fixture.warehouse()
    let report = try warehouse.store(
      try fixture.book("a.xlsx", [try sheet([("KGZ", "X", 2022, printed)])]))
    let flow = try #require(try warehouse.flows(FlowRequest()).first)
    #expect(flow.value?.description == stored)
    #expect(flow.sourceValue?.description == kept)
    #expect(flow.marks == ["sub_milli"])
    #expect(flow.cell.raw == printed)
    #expect(report.files[0].rounded == 1)
  }

  private func code(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? Diagnostic)?.code ?? "\(error)"
    }
  }

  @Test("a number that does not fit is an error with its cell, and nothing is stored")
  func overflow() throws {
    let warehouse = try fixture.warehouse()
    let fits = try sheet([("KGZ", "X", 2022, "999999999999.999999")])
    #expect(try warehouse.store(try fixture.book("fits.xlsx", [fits])).stored == 1)
    let table = try sheet([("UZB", "X", 2022, "1"), ("KGZ", "X", 2022, "1000000000000")])
    let failure = #expect(throws: Diagnostic.self) {
      _ = try warehouse.store(try fixture.book("large.xlsx", [table]))
    }
    #expect(failure?.code == "T190")
    #expect(failure?.place?.cell == "F12")
    #expect(try warehouse.flows(FlowRequest()).count == 1)
    #expect(try warehouse.files().count == 1)
  }

  @Test("two values for one key in a table block; the same value twice is stored once")
  func duplicates() throws {
    let warehouse = try fixture.warehouse()
    let other = try sheet([("KGZ", "X", 2022, "1"), ("KGZ", "X", 2022, "2")])
    #expect(code { _ = try warehouse.store(try fixture.book("a.xlsx", [other])) } == "T191")
    #expect(try warehouse.files().isEmpty)
    let same = try sheet([("KGZ", "X", 2022, "1"), ("KGZ", "X", 2022, "1.0")])
    let report = try warehouse.store(try fixture.book("b.xlsx", [same]))
    #expect(report.files[0].repeated == 1 && report.stored == 1)
  }

  @Test("a ledger that does not balance, a flow without money and a wrong date block")
  func refused() throws {
    let warehouse = try fixture.warehouse()
    var lost = try sheet([("KGZ", "X", 2022, "1")])
    lost.rowsRead = 2
    #expect(code { _ = try warehouse.store(try fixture.book("a.xlsx", [lost])) } == "T193")
    var share = try sheet([("KGZ", "X", 2022, "1")])
    share.observations[0].unit = .percent
    #expect(code { _ = try warehouse.store(try fixture.book("b.xlsx", [share])) } == "T196")
    let table = try sheet([("KGZ", "X", 2022, "1")])
    for date in ["25.07.2024", "2024-7-25", "2024-07-25T00", ""] {
      #expect(
        code { _ = try warehouse.store(try fixture.book("c.xlsx", [table], published: date)) }
          == "T199")
    }
    #expect(code { _ = try warehouse.flows(.init(asOf: "yesterday")) } == "T199")
    var changed = try fixture.book("d.xlsx", [table])
    changed.0.sha256 = String(repeating: "0", count: 64)
    #expect(code { _ = try warehouse.store(changed) } == "T194")
    #expect(try warehouse.files().isEmpty && warehouse.flows(FlowRequest()).isEmpty)
  }

  @Test("the same file again changes nothing; read by a newer importer it replaces itself")
  func again() throws {
    let warehouse = try fixture.warehouse()
    let table = try sheet([("KGZ", "X", 2022, "1"), ("UZB", "X", 2022, "2")])
    _ = try warehouse.store(try fixture.book("a.xlsx", [table]))
    let second = try warehouse.store(try fixture.book("a.xlsx", [table]))
    #expect(second.files[0].isKnown && second.stored == 0)
    #expect(try warehouse.number("SELECT count(*) FROM flow") == 2)
    let better = try sheet([("KGZ", "X", 2022, "3")])
    _ = try warehouse.store(try fixture.book("a.xlsx", [better], version: 2))
    #expect(try warehouse.flows(FlowRequest()).map { $0.value?.description } == ["3000.000"])
    #expect(try warehouse.files().map(\.isSuperseded) == [true, false])
  }

  @Test("rejected records are kept with their reason, and the ledger adds up in SQL")
  func rejects() throws {
    var table = try sheet([("KGZ", "X", 2022, "1")])
    table.rejected = [
      RejectedRecord(
        sheet: "2022", line: 7, raw: "x;y", diagnostic: Diagnostic("T131", ["column": "value"]))
    ]
    table.rowsRead = 2
    let warehouse = try fixture.warehouse()
    let report = try warehouse.store(try fixture.book("a.xlsx", [table]))
    #expect(report.files[0].rejected == 1)
    let reject = try #require(try warehouse.rejects().first)
    #expect(reject.code == "T131" && reject.raw == "x;y" && reject.line == 7)
    #expect(
      try warehouse.number("SELECT count(*) FROM activity WHERE rows_in <> accepted + rejected")
        == 0)
    let file = try #require(try warehouse.files().first)
    #expect(file.records == (2, 1, 1))
  }

  @Test("a text is located by byte and field, and its line is kept")
  func text() throws {
    var table = try sheet([("KGZ", "X", 2022, "1")], name: "a.csv")
    table.observations[0].sheet = -1
    table.observations[0].row = 5_000_000_000
    table.observations[0].column = 3
    table.observations[0].line = 12
    table.observations[0].printed = "table 2"
    let warehouse = try fixture.warehouse()
    _ = try warehouse.store(try fixture.book("a.csv", [table]))
    let cell = try #require(try warehouse.flows(FlowRequest()).first).cell
    #expect(cell.row == 5_000_000_000 && cell.column == 3 && cell.line == 12)
    #expect(cell.sheet == nil && cell.printed == "table 2" && cell.reference.cell == nil)
  }
}
