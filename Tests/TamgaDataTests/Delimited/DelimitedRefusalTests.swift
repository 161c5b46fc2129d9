import Foundation
import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaData

@Suite("Refusals of delimited text") struct DelimitedRefusalTests {
  static let row = "KAZ,KGZ,01,X,2022,1.5,USD\n"

  static func options(
    _ change: (inout ImportOptions) -> Void = { $0.delimiter = "," }
  ) -> ImportOptions {
    var options = ImportOptions()
    change(&options)
    return options
  }

  static func diagnostic(
    _ text: String, _ options: ImportOptions = options()
  ) -> Diagnostic? {
    do {
      _ = try TidySample.read(text, options)
      return nil
    } catch {
      return error as? Diagnostic
    }
  }

  @Test("an encoding that the bytes contradict, with line and byte")
  func wrongEncoding() {
    let bytes = Array("a,b\n1,".utf8) + [0xFF, 0x0A]
    let options = Self.options { $0.encoding = "utf-8" }
    let found = #expect(throws: Diagnostic.self) { try TidySample.read(bytes: bytes, options) }
    #expect(found?.code == "T120")
    #expect(found?.place?.line == 2)
    #expect(found?.arguments["offset"] == "6")
    let unknown = Self.options { $0.encoding = "ebcdic" }
    #expect(Self.diagnostic("a,b\n", unknown)?.code == "T120")
  }

  @Test("CP1251 that proves itself is read rightly, and refused when it does not")
  func cyrillicCodePage() throws {
    let text =
      TidySample.header + ",примечание\n"
      + "KAZ,Кыргызстан,01,экспорт,2022,1,USD,предварительные данные за год\n"
    let bytes = EncodingTests.bytes(text, .windows1251)
    let sheet = try TidySample.read(bytes: bytes).sheets[0]
    #expect(sheet.observations[0].partner == "KGZ")
    #expect(sheet.notes[0].text == "предварительные данные за год")
    let short = EncodingTests.bytes(TidySample.header + "\nKAZ,Чад,01,X,2022,1,USD\n", .windows1251)
    #expect(TidySample.code { _ = try TidySample.read(bytes: short) } == "T122")
    let stated = Self.options { $0.encoding = "cp1251" }
    let rejected = try TidySample.read(bytes: short, stated).sheets[0].rejected
    #expect(rejected.map(\.raw) == ["KAZ,Чад,01,X,2022,1,USD"])
  }

  @Test("files that are no tables")
  func notTables() {
    #expect(Self.diagnostic("\u{0}\u{1}\u{2}")?.code == "T121")
    #expect(Self.diagnostic("")?.code == "T124")
    #expect(Self.diagnostic("\n \n")?.code == "T124")
    #expect(Self.diagnostic("<!DOCTYPE html><html>404</html>")?.arguments["reason"] == "HTML")
    #expect(Self.diagnostic("version https://git-lfs.github.com/spec/v1\n")?.code == "T124")
    #expect(Self.diagnostic("{\"data\": []}")?.code == "T124")
  }

  @Test("a missing file and a folder")
  func missing() throws {
    let folder = FileManager.default.temporaryDirectory
    for url in [folder, folder.appending(path: "no-such-file.csv")] {
      #expect(TidySample.code { _ = try DelimitedText(contentsOf: url) } == "T123")
    }
  }

  @Test("a delimiter that nothing proves, with what each candidate gives")
  func delimiter() {
    let ragged = TidySample.header + "\n" + Self.row + "KAZ,KGZ,01\n"
    let found = Self.diagnostic(ragged, ImportOptions())
    #expect(found?.code == "T125")
    #expect(found?.arguments["findings"] == "“,”: 7, sample.csv:3: 3")
    let two = "reporter,a;partner,b;value,c\n1,2;3,4;5,6\n"
    #expect(Self.diagnostic(two, ImportOptions())?.code == "T125")
    #expect(Self.diagnostic("a,b\n", Self.options { $0.delimiter = "ab" })?.code == "T125")
    #expect(Self.diagnostic("a,b\n", Self.options { $0.decimal = "x" })?.code == "T125")
  }

  @Test("ragged records and broken quotes are rejected one by one")
  func records() throws {
    let text =
      TidySample.header + "\n" + Self.row + "KAZ,KGZ,01\n" + "KAZ,\"K\"GZ,01,X,2023,1,USD\n"
    let sheet = try TidySample.read(text, Self.options()).sheets[0]
    #expect(sheet.rejected.map(\.diagnostic.code) == ["T126", "T128"])
    #expect(sheet.rejected.map(\.line) == [3, 4])
    #expect(sheet.rejected.map(\.raw) == ["KAZ,KGZ,01", "KAZ,\"K\"GZ,01,X,2023,1,USD"])
    #expect(sheet.rowsRead == 3)
  }

  @Test("a quote that never closes names its line")
  func unterminated() {
    let found = Self.diagnostic(TidySample.header + "\n" + Self.row + "KAZ,\"KGZ\n1,2\n")
    #expect(found?.code == "T127")
    #expect(found?.place?.line == 3)
  }

  @Test("limits on bytes, columns and records")
  func limits() {
    var limits = ParseLimits.standard
    limits.columns = 3
    limits.recordBytes = 20
    for text in ["a,b,c,d\n", "a,b\n" + String(repeating: "x", count: 30) + ",2\n"] {
      let code = TidySample.code {
        _ = try DelimitedText(
          bytes: Array(text.utf8), path: "t.csv", options: Self.options(), limits: limits)
      }
      #expect(code == "T129")
    }
  }

  @Test("a missing column is named, with the one that was probably meant")
  func missingColumn() {
    let text = "reporter,partnr,flow,period,value,unit\nKAZ,KGZ,X,2022,1,USD\n"
    let found = Self.diagnostic(text)
    #expect(found?.code == "T130")
    #expect(found?.arguments["column"] == "partner")
    #expect(found?.arguments["suggestion"] == "partnr")
    let flowless = Self.diagnostic("reporter,partner,flw,period,value,unit\nKAZ,KGZ,X,2022,1,USD\n")
    #expect(flowless?.code == "T162" && flowless?.arguments["column"] == "flow")
    let stated = Self.options {
      $0.reporter = "KAZ"
      $0.flow = "M"
      $0.unit = "kUSD"
    }
    let short = "partner,period,value\nKGZ,2022,1\n"
    #expect(Self.diagnostic(short, stated) == nil)
    #expect(Self.diagnostic(short)?.arguments["column"] == "reporter")
  }

  @Test("two columns for one role, no unit, two readings of a number")
  func table() {
    let double = "reporter,partner,flow,period,year,value,unit\nKAZ,KGZ,X,2022,2022,1,USD\n"
    #expect(Self.diagnostic(double)?.code == "T131")
    let noUnit = "reporter,partner,flow,period,value\nKAZ,KGZ,X,2022,1\n"
    #expect(Self.diagnostic(noUnit)?.code == "T132")
    let thousands = TidySample.header + "\nKAZ,KGZ,01,X,2022,3.286,USD\n"
    #expect(Self.diagnostic(thousands)?.code == "T134")
    #expect(Self.diagnostic(thousands, Self.options { $0.decimal = "." }) == nil)
  }

  @Test("records that contradict each other block the import")
  func contradiction() {
    let text = TidySample.header + "\n" + Self.row + "KAZ,KGZ,01,export,2022,1.6,USD\n"
    let found = Self.diagnostic(text)
    #expect(found?.code == "T138")
    #expect(found?.arguments["earlier"] == "2")
    #expect(found?.place?.line == 3)
    let same = TidySample.header + "\n" + Self.row + "KAZ,KGZ,01,export,2022,0.0015,kUSD\n"
    #expect(Self.diagnostic(same) == nil)
  }

  @Test("every code of the area has sentences in four languages")
  func sentences() {
    for code in 120...139 {
      #expect(DiagnosticCatalog.standard.entries["T\(code)"]?.exit == (code == 123 ? 66 : 65))
    }
  }

  @Test("2,000 damaged tables balance or are refused with a code", arguments: UInt64(0)..<20)
  func damaged(seed: UInt64) {
    var random = SplitMix(seed: seed)
    for _ in 0..<100 {
      var bytes = Array(TidySample.trade.utf8)
      for _ in 0...random.below(4) {
        let place = random.below(bytes.count)
        switch random.below(3) {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.remove(at: place)
        default: bytes.insert(random.pick(Array("\",;\n\r\t 9eé".utf8)), at: place)
        }
      }
      do {
        for options in [ImportOptions(), Self.options()] {
          for sheet in try TidySample.read(bytes: bytes, options).sheets {
            #expect(sheet.rowsRead == sheet.rowsAccepted + sheet.rejected.count)
            #expect(sheet.rowsAccepted == sheet.observations.count)
          }
        }
      } catch {
        #expect((error as? Diagnostic).map { ("T120"..."T163").contains($0.code) } == true)
      }
    }
  }
}
