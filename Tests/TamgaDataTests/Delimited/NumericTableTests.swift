import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaData

@Suite("Columns of numbers") struct NumericTableTests {
  static func read(_ text: String, _ columns: [String]) throws -> NumericTable {
    let text = try DelimitedText(bytes: Array(text.utf8), path: "t.csv") { header in
      columns.allSatisfy(header.contains)
    }
    return try NumericTable(text, columns: columns)
  }

  @Test("numbers by header, exact and binary, with a name for each row")
  func columns() throws {
    let table = try Self.read(
      "region;year;investment;Exports\nAbai;2022;1 234,5;7\nUlytau;2022;…;8\n",
      ["investment", "exports"])
    #expect(table.columns.map(\.name) == ["investment", "Exports"])
    #expect(table.columns[0].values == [ExactDecimal("1234.5"), nil])
    #expect(table.columns[1].reals == [7, 8])
    #expect(table.labels == ["Abai", "Ulytau"])
    #expect(table.lines == [2, 3])
  }

  @Test("one column alone is a table; rows without a name have their line")
  func single() throws {
    let table = try Self.read("x\n0.1\n0.2\n", ["x"])
    #expect(table.columns[0].reals == [0.1, 0.2])
    #expect(table.labels == ["2", "3"])
  }

  @Test(
    "what is not certain is refused with its place",
    arguments: [
      ("x,y\n1,2\n1,abc\n", "T133", 3, 2), ("x,y\n1,2\n1\n", "T125", nil, nil),
      ("x,y\n", "T163", 1, nil), ("x,yy\n1,2\n", "T130", 1, nil),
      ("x,Y,Y\n1,2,3\n", "T131", 1, nil), ("x,y\n1,3.286\n2,4.125\n", "T134", 2, 2),
    ] as [(String, String, Int?, Int?)])
  func refused(text: String, code: String, line: Int?, column: Int?) {
    let found = #expect(throws: Diagnostic.self) { try Self.read(text, ["x", "y"]) }
    #expect(found?.code == code)
    #expect(found?.place?.line == line)
    #expect(found?.place?.column == column)
  }

  @Test("a ragged line has its place when the delimiter is stated")
  func ragged() throws {
    var options = ImportOptions()
    options.delimiter = ","
    let text = try DelimitedText(
      bytes: Array("x,y\n1,2\n1\n".utf8), path: "t.csv", options: options)
    let found = #expect(throws: Diagnostic.self) { try NumericTable(text, columns: ["x"]) }
    #expect(found?.code == "T126")
    #expect(found?.place?.line == 3)
  }

  @Test("a missing column names the nearest header")
  func suggestion() {
    let found = #expect(throws: Diagnostic.self) {
      try Self.read("region,investment,exports\nA,1,2\n", ["investmnt"])
    }
    #expect(found?.arguments["suggestion"] == "investment")
  }
}
