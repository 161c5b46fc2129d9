import Foundation
import TamgaPresent
import Testing

@testable import TamgaData

@Suite("Reading panels for models") struct PanelReaderTests {
  private static let text = """
    exporter,importer,year,trade,open,day,note
    KAZ,KGZ,2001,1.5,true,2024-02-01,a
    KGZ,KAZ,2001,,false,2024-02-02,b
    KAZ,UZB,2002,3,true,,c
    UZB,KAZ,2003,4,NA,2024-02-04,d
    ,KAZ,2004,5.25,false,1970-01-02,e

    """

  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func csv(_ text: String = PanelReaderTests.text, _ name: String = "panel.csv") throws
    -> URL
  {
    try folder.write(name, Array(text.utf8))
  }

  private func numbers(_ column: PanelColumn) throws -> [Double?] {
    guard case .numbers(let values) = column.values else {
      throw Diagnostic("T197", ["column": column.name])
    }
    let whole = Column(.double(values), validity: column.validity)
    return values.indices.map { whole.double($0) }
  }

  private func texts(_ column: PanelColumn) throws -> [String?] {
    guard case .levels(let codes, let texts) = column.values else {
      throw Diagnostic("T197", ["column": column.name])
    }
    return codes.map { $0 < 0 ? nil : texts[Int($0)] }
  }

  /// The same rows as text, as Parquet and as a table.
  private func sources() throws -> [PanelSource] {
    let text = try csv()
    let parquet = folder.file("panel.parquet")
    let database = folder.file("panel.duckdb")
    let connection = try Database(file: database, options: .init(access: .create, threads: 1))
      .connect()
    try connection.execute(
      """
      CREATE TABLE "my panel" AS
        SELECT * FROM read_csv(\(quotedPath(text)), header = true, nullstr = ['', 'NA']);
      COPY "my panel" TO \(quotedText(parquet.path)) (FORMAT parquet);
      CHECKPOINT
      """)
    return [.file(text), .file(parquet), .table(database: database, name: "my panel")]
  }

  @Test("text, Parquet and tables give the same columns with their gaps, texts sorted")
  func sameFromAllSources() throws {
    for source in try sources() {
      let table = try PanelReader.read(
        PanelRequest(source, columns: ["trade", "exporter", "open", "day", "year"]))
      #expect(table.rowCount == 5)
      #expect(table.rowsRead == 5)
      #expect(table.rowNumbers == nil)
      #expect(table.columns.map(\.name) == ["trade", "exporter", "open", "day", "year"])
      #expect(try numbers(table.columns[0]) == [1.5, nil, 3, 4, 5.25])
      #expect(try texts(table.columns[1]) == ["KAZ", "KGZ", "KAZ", "UZB", nil])
      guard case .levels(let codes, let levels) = table.columns[1].values else { return }
      #expect(levels == ["KAZ", "KGZ", "UZB"])
      #expect(codes == [0, 1, 0, 2, -1])
      #expect(try numbers(table.columns[2]) == [1, 0, 1, nil, 0])
      #expect(try numbers(table.columns[3]) == [19_754, 19_755, nil, 19_757, 1])
      #expect(try numbers(table.columns[4]) == [2001, 2001, 2002, 2003, 2004])
    }
  }

  @Test("a filter keeps the numbers of the rows; a row for which it is unknown is not kept")
  func filter() throws {
    for source in try sources() {
      let table = try PanelReader.read(
        PanelRequest(
          source, columns: ["year", "importer"],
          filter: "(trade >= 3 AND note IN ('c', 'd', 'e'))\n  OR exporter = 'KGZ'"))
      #expect(table.rowNumbers == [2, 3, 4, 5])
      #expect(table.rowsRead == 5)
      #expect(try numbers(table.columns[0]) == [2001, 2002, 2003, 2004])
      #expect(try texts(table.columns[1]) == ["KAZ", "UZB", "KAZ", "KAZ"])
      let open = try PanelReader.read(PanelRequest(source, columns: ["year"], filter: "NOT open"))
      #expect(open.rowNumbers == [2, 5])
      let all = try PanelReader.read(PanelRequest(source, columns: ["year"], filter: "true"))
      #expect(all.rowNumbers == nil)
      let none = try PanelReader.read(PanelRequest(source, columns: ["year"], filter: "false"))
      #expect(none.rowCount == 0)
      #expect(none.rowsRead == 5)
    }
  }

  @Test("many rows over many chunks keep order, levels and gaps, with and without a filter")
  func manyRows() throws {
    let rows = 7_000
    let name = { (row: Int) in
      row % 3 == 0 ? "C\(row % 41)" : "a country with a long name \(row % 43)"
    }
    let columns = [
      PanelColumn(
        "who", Self.levels((0..<rows).map { $0 % 11 == 5 ? nil : name($0) })),
      PanelColumn("n", .numbers((0..<rows).map { Double($0) })),
      PanelColumn("x", .numbers((0..<rows).map { Double($0) / 8 })),
    ]
    let file = folder.file("many[1].parquet")
    try PanelWriter.write(columns, to: file)
    let table = try PanelReader.read(PanelRequest(.file(file), columns: ["x", "who", "n"]))
    #expect(try numbers(table.columns[0]) == (0..<rows).map { Double($0) / 8 })
    #expect(try texts(table.columns[1]) == (0..<rows).map { $0 % 11 == 5 ? nil : name($0) })
    let some = try PanelReader.read(
      PanelRequest(.file(file), columns: ["who"], filter: "n % 2 = 1"))
    #expect(some.rowCount == rows / 2)
    #expect(some.rowNumbers?.prefix(3) == [2, 4, 6])
    #expect(
      try texts(some.columns[0])
        == stride(from: 1, to: rows, by: 2).map { $0 % 11 == 5 ? nil : name($0) })
  }

  static func levels(_ texts: [String?]) -> PanelColumn.Values {
    let levels = Set(texts.compactMap { $0 }).sorted()
    return .levels(
      codes: texts.map { text in
        Int32(text.flatMap { levels.firstIndex(of: $0) } ?? -1)
      }, texts: levels)
  }

  @Test("decimals, small and wide integers and lists of fixed texts are read as numbers and levels")
  func otherTypes() throws {
    let database = folder.file("types.duckdb")
    let connection = try Database(file: database, options: .init(access: .create, threads: 1))
      .connect()
    try connection.execute(
      """
      CREATE TYPE road AS ENUM ('main', 'dirt');
      CREATE TABLE t(m DECIMAL(18,3), h HUGEINT, u UBIGINT, s SMALLINT, f FLOAT, r road, l INT[]);
      INSERT INTO t VALUES (-1.25, -3, 18446744073709551615, -7, 0.5, 'main', [1]),
        (NULL, 36893488147419103232, 0, 8, NULL, 'dirt', [2]);
      CHECKPOINT
      """)
    let source = PanelSource.table(database: database, name: "t")
    let table = try PanelReader.read(
      PanelRequest(source, columns: ["m", "h", "u", "s", "f", "r"]))
    #expect(try numbers(table.columns[0]) == [-1.25, nil])
    #expect(try numbers(table.columns[1]) == [-3, 0x1p65])
    #expect(try numbers(table.columns[2]) == [0x1p64, 0])
    #expect(try numbers(table.columns[3]) == [-7, 8])
    #expect(try numbers(table.columns[4]) == [0.5, nil])
    #expect(try texts(table.columns[5]) == ["main", "dirt"])
    guard case .levels(_, let levels) = table.columns[5].values else { return }
    #expect(levels == ["dirt", "main"])
    #expect(code { _ = try PanelReader.read(PanelRequest(source, columns: ["l"])) } == "T189")
  }

  private func code(_ body: () throws -> Void) -> String? { diagnostic(body)?.code }

  private func diagnostic(_ body: () throws -> Void) -> Diagnostic? {
    do {
      try body()
      return nil
    } catch {
      return error as? Diagnostic
    }
  }

  @Test("a column that is not there is named with the nearest one")
  func unknownColumn() throws {
    for source in try sources() {
      for filter in [nil, "trade > 1"] {
        let error = try #require(
          diagnostic {
            _ = try PanelReader.read(
              PanelRequest(source, columns: ["trade", "exporer"], filter: filter))
          })
        #expect(error.code == "T321")
        #expect(error.arguments["column"] == "exporer")
        #expect(error.arguments["known"] == "exporter")
      }
      #expect(try PanelReader.columnNames(of: source).prefix(2) == ["exporter", "importer"])
    }
  }

  @Test(
    "a filter that is no single expression, or that the data refuse, is refused with its place",
    arguments: [
      ("trade > 1) OR (1 = 1", 1, 10), ("trade > (1", 1, 9), ("trade > 1; DROP TABLE t", 1, 10),
      ("trade > 1, 2", 1, 10), ("trade > 1 -- all", 1, 11), ("note = 'x", 1, 8), ("  ", 1, 1),
      ("trade > 1\n AND yaer = 2", 2, 6), ("trade >", 1, 8), ("/* a */ true", 1, 1),
      ("$1 = 2", 1, 1),
    ])
  func badFilter(filter: String, line: Int, column: Int) throws {
    for source in try sources() {
      let error = try #require(
        diagnostic {
          _ = try PanelReader.read(PanelRequest(source, columns: ["trade"], filter: filter))
        }, "accepted: \(filter)")
      #expect(error.code == "T322")
      #expect(error.place?.line == line)
      #expect(error.place?.column == column)
    }
  }

  @Test("quotation marks hide signs; a filter sees no other file")
  func harmlessFilter() throws {
    let source = PanelSource.file(try csv())
    let table = try PanelReader.read(
      PanelRequest(source, columns: ["year"], filter: "note <> 'a);--' AND \"trade\" > 1"))
    #expect(table.rowCount == 4)
    let other = try csv(Self.text, "other.csv")
    let filter = "trade > (SELECT min(trade) FROM read_csv(\(quotedPath(other))))"
    #expect(
      code { _ = try PanelReader.read(PanelRequest(source, columns: ["year"], filter: filter)) }
        == "T322")
  }

  @Test("a cell of another type is named with its line and column")
  func badCell() throws {
    let rows = (0..<30_000).map { "\($0),\($0)" } + ["30000,many"]
    let file = try csv("a,b\n" + rows.joined(separator: "\n") + "\n", "bad.csv")
    let error = try #require(
      diagnostic { _ = try PanelReader.read(PanelRequest(.file(file), columns: ["b"])) })
    #expect(error.code == "T323")
    #expect(error.arguments == ["column": "b", "value": "many"])
    #expect(error.place?.line == 30_002)
  }

  @Test("files that are no tables are refused")
  func noTable() throws {
    let missing = folder.file("missing.parquet")
    #expect(
      code { _ = try PanelReader.read(PanelRequest(.file(missing), columns: ["a"])) } == "T100")
    let book = try folder.write("book.pdf", Array("%PDF-1.7 and more of it".utf8))
    #expect(code { _ = try PanelReader.read(PanelRequest(.file(book), columns: ["a"])) } == "T320")
    let broken = try folder.write("broken.parquet", Array("PAR1 this is no table PAR1".utf8))
    #expect(code { _ = try PanelReader.read(PanelRequest(.file(broken), columns: ["a"])) } != nil)
  }
}
