import Foundation
import TamgaData
import TamgaNumerics
import TestSupport
import Testing

/// Every label of the official books, where they stand beside the package.
@Suite(
  "Labels of the official books",
  .enabled(if: SharedData.folder != nil, "the official books are not beside the package"))
struct OfficialLabelTests {
  static let kinds: Set<EntityKind> = [.country, .group, .special]

  static func files(_ part: String) throws -> [URL] {
    let folder = try #require(SharedData.folder).appending(path: part)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      folder.appending(path: $0)
    }
  }

  static func text(_ row: Int, _ column: Int, of sheet: Grid) -> String? {
    guard case .text(let text) = sheet[row, column]?.content else { return nil }
    return text
  }

  @Test("the books of Kazakhstan: every Russian label of partners resolves")
  func kazakhstan() throws {
    let books = try Self.files("data/official/kazakhstan-bns").map { try WorkbookReader.read($0) }
    var labels = 0
    for sheet in books.flatMap(\.sheets) {
      guard let year = Int(sheet.name.suffix(4)) else { continue }
      for row in 5..<sheet.rowCount {
        guard let label = Self.text(row, 0, of: sheet), !label.allSatisfy(\.isWhitespace) else {
          continue
        }
        labels += 1
        let answer = try Names.resolver().resolve(
          label, language: .ru, in: year...year, expecting: Self.kinds)
        #expect(answer.entity != nil, "\(sheet.name) \(label): \(answer)")
      }
    }
    #expect(labels == 825)
  }

  @Test("the import book of Kyrgyzstan: Kyrgyz, Russian and English agree in every row")
  func kyrgyzstan() throws {
    let book = try #require(
      try Self.files("data/official/kyrgyzstan-nsc").first { $0.path.contains("4.03.00.20") })
    let sheet = try #require(try WorkbookReader.read(book).sheets.first)
    var rows = 0
    for row in 3..<sheet.rowCount {
      let labels = (0..<3).map { Self.text(row, $0, of: sheet) ?? "" }
      guard labels.allSatisfy({ !$0.isEmpty }), !labels[1].hasPrefix("1 ") else { continue }
      rows += 1
      let entities = try zip(labels, [NameLanguage.ky, .ru, .en]).map {
        try Names.resolver().resolve(
          $0, language: $1, in: 1994...2023, expecting: Self.kinds
        ).entity
      }
      #expect(entities.allSatisfy { $0 != nil && $0 == entities[0] }, "\(labels): \(entities)")
    }
    #expect(rows == 204)
  }

  @Test("the file of Uzbekistan: names in two languages mean what their numbers say")
  func uzbekistan() throws {
    let file = try #require(try Self.files("data/official/uzbekistan").first)
    let resolver = try Names.resolver()
    let lines = try String(contentsOf: file, encoding: .utf8).split { $0.isNewline }.dropFirst()
    for line in lines {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let row: [(text: String, language: NameLanguage?)] = [(cells[2], .ru), (cells[3], .en)]
      let answer = resolver.resolveRow(row, in: 2010...2023, expecting: Self.kinds)
      let expected = cells[0] == "0" ? "ROW" : resolver.code(cells[0])
      #expect(answer.entity != nil && answer.entity == expected, "\(line): \(answer)")
    }
    #expect(lines.count == 234)
  }

  @Test("the extracts of Comext: every reporter and partner resolves")
  func comext() throws {
    var labels: Set<String> = []
    for file in try Self.files("data/official/eurostat-comext") {
      let text = try String(contentsOf: file, encoding: .utf8)
      for line in text.split(whereSeparator: \.isNewline).dropFirst() {
        let fields = line.split(separator: "\"").map(String.init)
        labels.formUnion([fields[0], fields[2]])
      }
    }
    for label in labels.sorted() {
      let answer = try Names.resolver().resolve(
        label, language: .en, in: 2023...2024, expecting: Self.kinds)
      #expect(answer.entity != nil, "\(label): \(answer)")
    }
    #expect(labels.count == 32)
  }

  @Test("the regional books: adjectives of Kazakhstan, three languages of Kyrgyzstan")
  func regions() throws {
    let resolver = try Names.resolver()
    let kinds: Set<EntityKind> = [.region, .country]
    var found: Set<EntityCode> = []
    for file in try Self.files("data/regional/kazakhstan") where !file.path.contains("1-4") {
      let sheet = try #require(try WorkbookReader.read(file).sheets.first)
      for row in 2..<sheet.rowCount {
        guard let label = Self.text(row, 0, of: sheet), !label.isEmpty else { continue }
        let answer = resolver.resolve(label, language: .ru, in: 2019...2023, expecting: kinds)
        found.insert(try #require(answer.entity, "\(label): \(answer)"))
      }
    }
    #expect(found == Set(resolver.regions(of: "KAZ", in: 2023) + ["KAZ"]))
    let book = try #require(
      try Self.files("data/official/kyrgyzstan-nsc").first { $0.path.contains("4.03.00.24") })
    let sheet = try #require(try WorkbookReader.read(book).sheets.first)
    let languages: [NameLanguage?] = [.ky, .ru, .en]
    let rows = (5..<16).map { row in
      zip((0..<3).map { Self.text(row, $0, of: sheet) ?? "" }, languages).map {
        (text: $0.0, language: $0.1)
      }
    }
    let entities = rows.filter { !$0[0].text.isEmpty }.map {
      resolver.resolveRow($0, in: 2006...2023, expecting: kinds).entity
    }
    #expect(
      Set(entities.compactMap { $0 }) == Set(resolver.regions(of: "KGZ", in: 2023) + ["KGZ"]))
  }
}
