import Foundation
import TamgaData
import TestSupport
import Testing

@Suite("Containers and what is no workbook")
struct ContainerTests {
  private static let book = XLSXFixture([
    .init("S", [[.text("а"), .number("1.5")], [.number("2")]], merges: ["A1:B1"])
  ])

  private func codeReading(_ bytes: [UInt8], limits: ParseLimits = .standard) throws -> String? {
    let folder = try TemporaryFolder()
    let url = try folder.write(bytes)
    return try code { _ = try WorkbookReader.read(url, limits: limits) }
  }

  @Test("a missing file, a folder, an empty file and a too large one have their codes")
  func files() throws {
    let folder = try TemporaryFolder()
    #expect(try code { _ = try FileKind(of: folder.url.appending(path: "none.xlsx")) } == "T100")
    #expect(try code { _ = try FileKind(of: folder.url) } == "T101")
    let empty = try folder.write([])
    #expect(try code { _ = try FileKind(of: empty) } == "T102")
    var limits = ParseLimits.standard
    limits.fileBytes = 10
    #expect(try codeReading(Array("a,b,c,d,e,f".utf8), limits: limits) == "T104")
  }

  @Test("a pipe is refused and not waited for")
  func pipe() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appending(path: "pipe")
    #expect(mkfifo(url.path, 0o600) == 0)
    #expect(try code { _ = try FileKind(of: url) } == "T103")
  }

  @Test(
    "a renamed file is named by its content",
    arguments: [
      ("%PDF-1.7\n", FileKind.pdf), ("<!DOCTYPE html><html>", .html), (" <HTML><body>", .html),
      ("version https://git-lfs.github.com/spec/v1\noid sha256:", .lfsPointer),
      ("\u{89}PNG", .text), ("country;value\n", .text), ("SQLite format 3\0", .sqlite),
      ("a\0b", .binary),
    ])
  func kinds(text: String, kind: FileKind) throws {
    let folder = try TemporaryFolder()
    let url = try folder.write(Array(text.utf8), "book.xlsx")
    #expect(try FileKind(of: url) == kind)
    let codes = [FileKind.html: "T106", .lfsPointer: "T106"]
    #expect(try code { _ = try WorkbookReader.read(url) } == codes[kind] ?? "T105")
  }

  @Test("a renamed picture is refused as such")
  func picture() throws {
    let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]
    #expect(try codeReading(png) == "T105")
  }

  @Test(
    "other packages are named",
    arguments: [
      (["word/document.xml"], FileKind.docx), (["xl/workbook.bin"], .xlsb),
      (["content.xml", "META-INF/manifest.xml"], .ods), (["data.csv"], .zip),
    ])
  func packages(names: [String], kind: FileKind) throws {
    let folder = try TemporaryFolder()
    let entries = names.map { ZipFixture.Entry($0, "<x/>") }
    let url = try folder.write(ZipFixture(entries).bytes())
    #expect(try FileKind(of: url) == kind)
    #expect(try code { _ = try WorkbookReader.read(url) } == "T105")
  }

  @Test("stored and deflated entries, data descriptors and 64-bit lengths read alike")
  func variants() throws {
    for variant in 0..<8 {
      var zip = Self.book.archive()
      for index in zip.entries.indices {
        zip.entries[index].isDeflated = variant & 1 == 0
        zip.entries[index].hasDescriptor = variant & 2 != 0
        zip.entries[index].isWide = variant & 4 != 0
      }
      let folder = try TemporaryFolder()
      let grid = try WorkbookReader.read(folder.write(zip.bytes())).sheets[0]
      #expect(grid[0, 1]?.raw == "1.5")
    }
  }

  @Test("a wrong checksum, encryption, a foreign method and overlaps are refused by code")
  func wrongEntries() throws {
    let changes: [(String, (inout ZipFixture) -> Void)] = [
      ("T108", { $0.entries[1].checksum = 1 }),
      ("T110", { $0.entries[1].flags = 1 }),
      ("T119", { $0.entries[1].method = 14 }),
      ("T108", { $0.overlaps = true }),
      ("T108", { $0.entries.append($0.entries[1]) }),
      ("T113", { $0.entries.removeAll { $0.name == "xl/worksheets/sheet1.xml" } }),
    ]
    for (expected, change) in changes {
      var zip = Self.book.archive()
      change(&zip)
      #expect(try codeReading(zip.bytes()) == expected)
    }
  }

  @Test("bombs stop at each bound: entries, size, total, ratio")
  func bombs() throws {
    var fixture = Self.book
    fixture.parts["xl/worksheets/sheet1.xml"] =
      "<worksheet>" + String(repeating: " ", count: 4 << 20) + "</worksheet>"
    let bytes = fixture.archive().bytes()
    #expect(try codeReading(bytes) == "T109")
    for change in [
      { (limits: inout ParseLimits) in limits.entryBytes = 1 << 20 },
      { limits in limits.totalBytes = 1 << 20 },
      { limits in limits.entries = 2 },
    ] {
      var limits = ParseLimits.standard
      limits.ratio = 1_000_000
      #expect(try codeReading(bytes, limits: limits) == nil)
      change(&limits)
      #expect(try codeReading(bytes, limits: limits) == "T109")
    }
  }

  @Test("a document type is refused before any entity can grow")
  func entities() throws {
    var fixture = Self.book
    var entities = "<!ENTITY a0 \"aaaaaaaaaa\">"
    for level in 1..<12 {
      entities += "<!ENTITY a\(level) \"\(String(repeating: "&a\(level - 1);", count: 10))\">"
    }
    fixture.parts["xl/sharedStrings.xml"] =
      "<!DOCTYPE sst [\(entities)]><sst><si><t>&a11;</t></si></sst>"
    #expect(try codeReading(fixture.archive().bytes()) == "T112")
  }

  @Test(
    "XML that is not a sheet is refused with its code",
    arguments: [
      "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
      "<worksheet><sheetData><row r=\"0\"/></sheetData></worksheet>",
      "<worksheet><sheetData><row r=\"1048577\"/></sheetData></worksheet>",
      "<worksheet><sheetData><row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row></sheetData></worksheet>",
      "<worksheet><sheetData><row r=\"1\"><c r=\"A2\"><v>1</v></c></row></sheetData></worksheet>",
      "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"x\"/></row></sheetData></worksheet>",
      "<worksheet><sheetData><row r=\"1\"><c t=\"s\"><v>99</v></c></row></sheetData></worksheet>",
      "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"
        + "</sheetData></worksheet>",
      "<worksheet><mergeCells><mergeCell ref=\"B2:A1\"/></mergeCells></worksheet>",
      String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100),
    ])
  func wrongSheets(xml: String) throws {
    var fixture = Self.book
    fixture.parts["xl/worksheets/sheet1.xml"] = xml
    #expect(try codeReading(fixture.archive().bytes()) == "T111")
  }

  @Test("more cells than the bound are refused")
  func cells() throws {
    var limits = ParseLimits.standard
    limits.cells = 2
    #expect(try codeReading(Self.book.archive().bytes(), limits: limits) == "T114")
  }

  @Test("an archive cut at every 64th of its length is refused with a code")
  func truncated() throws {
    let bytes = Self.book.archive().bytes()
    for part in 1..<64 {
      let cut = Array(bytes.prefix(bytes.count * part / 64))
      #expect(try codeReading(cut) == "T108")
    }
  }

  @Test("500 damaged copies give a grid or a code", arguments: 0..<10)
  func mutations(seed: Int) throws {
    let bytes = Self.book.archive().bytes()
    var draw = SplitMix(seed: UInt64(seed))
    for _ in 0..<50 {
      var damaged = bytes
      for _ in 0...draw.below(4) {
        damaged[draw.below(damaged.count)] = UInt8(draw.below(256))
      }
      // `code(of:)` lets anything but a diagnostic through, and then the test fails.
      _ = try codeReading(damaged)
    }
  }

  @Test("damaged XML in a sound archive gives a grid or a code", arguments: 0..<10)
  func damagedXML(seed: Int) throws {
    var draw = SplitMix(seed: UInt64(seed))
    let sound = Self.book.archive()
    for _ in 0..<30 {
      var zip = sound
      let index = draw.below(zip.entries.count)
      let count = zip.entries[index].bytes.count
      zip.entries[index].bytes[draw.below(count)] = UInt8(32 + draw.below(95))
      _ = try codeReading(zip.bytes())
    }
  }
}
