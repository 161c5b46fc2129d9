import Foundation
import TamgaData
import TestSupport
import Testing

@Suite("XLSX workbooks as grids")
struct XLSXReaderTests {
  private func read(_ fixture: XLSXFixture) throws -> Workbook {
    let folder = try TemporaryFolder()
    return try WorkbookReader.read(folder.write(fixture.archive().bytes()))
  }

  private func sheet(_ rows: [[XLSXFixture.Value?]]) throws -> Grid {
    try read(XLSXFixture([.init("S", rows)])).sheets[0]
  }

  @Test("texts, numbers, truth values, errors and formulas keep their raw text")
  func kinds() throws {
    let grid = try sheet([
      [.text("Кыргызстан & co"), .number("44721.200000000004"), .boolean(true)],
      [nil, .error("#REF!"), .formula("SUM(A1:B1)", result: "98820.986")],
      [.inline("плюс"), .textFormula("A1", result: "итого"), .number("-1.5E-3")],
    ])
    #expect(grid[0, 0] == GridCell(content: .text("Кыргызстан & co"), raw: "Кыргызстан & co"))
    #expect(
      grid[0, 1] == GridCell(content: .number(44_721.200000000004), raw: "44721.200000000004"))
    #expect(grid[0, 2] == GridCell(content: .boolean(true), raw: "1"))
    #expect(grid[1, 0] == nil)
    #expect(grid[1, 1] == GridCell(content: .error("#REF!"), raw: "#REF!"))
    #expect(
      grid[1, 2]
        == GridCell(content: .number(98_820.986), raw: "98820.986", formula: "SUM(A1:B1)"))
    #expect(grid[2, 0] == GridCell(content: .text("плюс"), raw: "плюс"))
    #expect(grid[2, 1] == GridCell(content: .text("итого"), raw: "итого", formula: "A1"))
    #expect(grid[2, 2] == GridCell(content: .number(-0.0015), raw: "-1.5E-3"))
    #expect(grid.rowCount == 3)
    #expect(grid.columnCount == 3)
  }

  @Test("a superscript run is a certain footnote mark, and its text stays in the raw text")
  func superscript() throws {
    let grid = try sheet([[.marked("2023 ", superscript: "1"), .text("2023")]])
    #expect(
      grid[0, 0] == GridCell(content: .text("2023 1"), raw: "2023 1", superscript: "1"))
    #expect(grid[0, 1]?.superscript == nil)
  }

  @Test("phonetic hints are no part of a text, and escapes stand for their characters")
  func strings() throws {
    var fixture = XLSXFixture([.init("S", [[.text("x"), .text("y")]])])
    fixture.parts["xl/sharedStrings.xml"] =
      "<sst><si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si>"
      + "<si><t xml:space=\"preserve\"> a_x000D_b_x005F_ </t></si></sst>"
    let grid = try read(fixture).sheets[0]
    #expect(grid[0, 0]?.raw == "東京")
    #expect(grid[0, 1]?.raw == " a\rb_ ")
  }

  @Test(
    "serial numbers become dates by their format, in both date systems",
    arguments: [
      // Microsoft's own examples of both systems: 39448 and 37986 are 1 January 2008.
      ("39448", 1, false, "2008-01-01"), ("37986", 1, true, "2008-01-01"),
      ("1", 2, false, "1900-01-01"), ("59", 2, false, "1900-02-28"),
      ("61", 2, false, "1900-03-01"), ("0", 2, true, "1904-01-01"),
      ("45474.75", 2, false, "2024-07-01T18:00:00"), ("0.5", 3, false, "12:00:00"),
      ("2958465", 1, false, "9999-12-31"),
    ])
  func dates(serial: String, style: Int, from1904: Bool, date: String) throws {
    var fixture = XLSXFixture([.init("S", [[.date(serial, style: style)]])])
    fixture.startsIn1904 = from1904
    let cell = try #require(try read(fixture).sheets[0][0, 0])
    #expect(cell.content == .date(date))
    #expect(cell.raw == serial)
  }

  @Test("numbers that are no date stay numbers", arguments: ["60", "-1", "2958466", "0.25"])
  func noDates(serial: String) throws {
    let cell = try #require(try sheet([[.date(serial, style: 2)]])[0, 0])
    #expect(cell.content == .number(try #require(Double(serial))))
  }

  @Test(
    "a format is a date by its letters, not by its literals, colours or elapsed time",
    arguments: [
      ("yyyy\\-mm", true), ("mmmm\" г.\"", true), ("[$-F800]dddd", true), ("General", false),
      ("#,##0.00", false), ("0.00E+00", false), ("\"day\" 0", false), ("[Red]0;[Blue]-0", false),
      ("[h]:mm:ss", false), ("0\\d", false), ("@", false), ("# ?/?", false),
    ])
  func formats(code: String, isDate: Bool) throws {
    var fixture = XLSXFixture([.init("S", [[.date("45474", style: 1)]])])
    let escaped = code.replacing("\"", with: "&quot;")
    fixture.parts["xl/styles.xml"] =
      "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"\(escaped)\"/></numFmts>"
      + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>"
    let content = try #require(try read(fixture).sheets[0][0, 0]).content
    #expect(content == (isDate ? .date("2024-07-01") : .number(45_474)))
  }

  @Test("sheets keep order, names, hidden state and merged ranges")
  func sheets() throws {
    let book = try read(
      XLSXFixture([
        .init("12_2021", [[.number("1")]], merges: ["A1:C1", "B2:B4"]),
        .init("скрытый", [[.number("2")]], isHidden: true),
      ]))
    #expect(book.format == "xlsx")
    #expect(book.sheets.map(\.name) == ["12_2021", "скрытый"])
    #expect(book.sheets.map(\.isHidden) == [false, true])
    #expect(book.sheets.map(\.index) == [0, 1])
    #expect(
      book.sheets[0].merges == [
        MergedRange(
          first: CellAddress(row: 0, column: 0), last: CellAddress(row: 0, column: 2)),
        MergedRange(
          first: CellAddress(row: 1, column: 1), last: CellAddress(row: 3, column: 1)),
      ])
  }

  @Test("cells without addresses stand in their order")
  func withoutReferences() throws {
    var fixture = XLSXFixture([.init("S", [[.number("1"), .number("2")], [.number("3")]])])
    fixture.hasReferences = false
    let grid = try read(fixture).sheets[0]
    #expect(grid[0, 1]?.raw == "2")
    #expect(grid[1, 0]?.raw == "3")
  }

  @Test("white space that indents the XML is no part of a number")
  func indented() throws {
    let cell = try #require(try sheet([[.raw("<c r=\"A1\">\n <v>\n  5.50\n </v>\n</c>")]])[0, 0])
    #expect(cell == GridCell(content: .number(5.5), raw: "5.50"))
  }

  @Test("prefixed elements and parts under other paths are found through relationships")
  func otherPaths() throws {
    let zip = ZipFixture([
      .init("[Content_Types].xml", "<Types/>"),
      .init(
        "_rels/.rels",
        "<Relationships><Relationship Id=\"a\" Type=\"t/officeDocument\" Target=\"/b/book.xml\"/>"
          + "</Relationships>"),
      .init(
        "b/_rels/book.xml.rels",
        "<Relationships><Relationship Id=\"q\" Type=\"t/worksheet\" Target=\"../s/one.xml\"/>"
          + "</Relationships>"),
      .init(
        "b/book.xml",
        "<x:workbook xmlns:x=\"m\" xmlns:z=\"r\"><x:sheets><x:sheet name=\"A\" z:id=\"q\"/>"
          + "</x:sheets></x:workbook>"),
      .init(
        "s/one.xml",
        "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"3\"><x:c r=\"B3\"><x:v>7</x:v></x:c>"
          + "</x:row></x:sheetData></x:worksheet>"),
    ])
    let folder = try TemporaryFolder()
    let grid = try WorkbookReader.read(folder.write(zip.bytes())).sheets[0]
    #expect(grid[2, 1] == GridCell(content: .number(7), raw: "7"))
    #expect(grid.rowCount == 3)
  }

  @Test("rows stream with their numbers parsed and their texts as bytes")
  func streaming() throws {
    let folder = try TemporaryFolder()
    let rows: [[XLSXFixture.Value?]] = [[.number("1.5"), .inline("a")], [], [.number("2")]]
    let url = try folder.write(XLSXFixture([.init("S", rows)]).archive().bytes())
    let document = try XLSXDocument(url: url)
    var seen: [Int] = []
    var total = 0.0
    var texts: [String] = []
    try document.forEachRow(of: document.sheets[0]) { row in
      seen.append(row.index)
      for cell in row.cells where cell.kind == .number { total += cell.number }
      for cell in row.cells where cell.kind == .inlineText { texts.append(row.text(cell.value)) }
    }
    #expect(seen == [0, 2])
    #expect(total == 3.5)
    #expect(texts == ["a"])
  }
}
