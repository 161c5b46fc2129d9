import Foundation
import TamgaPresent
import Testing

@testable import TamgaStudy

/// A document, the keys of one of its mappings and how to read it.
struct KeyLevel: Sendable, CustomTestStringConvertible {
  let name: String
  let keys: [String]
  /// Makes a document in which one key of the level is written wrong.
  let document: @Sendable (_ key: String, _ wrong: String) -> String
  let read: @Sendable (String) throws -> Void

  var testDescription: String { name }

  static let all = studyLevels + AnalysisCatalog.all.map(parameters) + nested

  private static let studyLevels = [
    KeyLevel(name: "study", keys: StudyFile.keys) { key, wrong in
      good.map { $0.hasPrefix("\(key):") ? wrong + $0.dropFirst(key.count) : $0 }
        .joined(separator: "\n")
    } read: {
      try read($0)
    },
    KeyLevel(name: "source", keys: StudySource.keys) { key, wrong in
      replaced(key, wrong, in: 9..<14).joined(separator: "\n")
    } read: {
      try read($0)
    },
    KeyLevel(name: "step", keys: StudyStep.keys) { key, wrong in
      replaced(key, wrong, in: 19..<22).joined(separator: "\n")
    } read: {
      try read($0)
    },
  ]

  private static func parameters(_ entry: AnalysisEntry) -> KeyLevel {
    KeyLevel(name: entry.id, keys: entry.keys.map(\.name)) { key, wrong in
      entry.keys.map { "\($0.name == key ? wrong : $0.name): \"1\"" }.joined(separator: "\n")
    } read: {
      _ = try PreparedStep.reading(entry.id, $0)
    }
  }

  private static let nested = [
    KeyLevel(name: "series", keys: SeriesReference.keys) { key, wrong in
      let members = SeriesReference.keys.map { "\($0 == key ? wrong : $0): a" }
      return "x: {\(members.joined(separator: ", "))}\ny: {}\n"
    } read: {
      _ = try PreparedStep.reading("stats.correlation", $0)
    }
  ]

  private static let good = ScratchStudy.good.split(separator: "\n").map(String.init)

  private static func replaced(_ key: String, _ wrong: String, in lines: Range<Int>) -> [String] {
    good.enumerated().map { index, line in
      guard lines.contains(index) else { return line }
      let body = line.drop { $0 == " " || $0 == "-" }
      guard body.hasPrefix("\(key):") else { return line }
      return line.dropLast(body.count) + wrong + body.dropFirst(key.count)
    }
  }

  /// Reads a study whose sources are its own file.
  private static func read(_ text: String) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-keys-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("study.yml")
    try text.replacing(/data\/[a-z]+\.csv/, with: "study.yml")
      .write(to: file, atomically: false, encoding: .utf8)
    _ = try StudyFile(reading: file)
  }
}

@Suite("Keys spelled wrong") struct KeySpellingTests {
  /// A key with one letter left out, two neighbours swapped, or one letter replaced.
  static func misspellings(of key: String) -> [String] {
    let letters = Array(key)
    var words: [String] = []
    for index in letters.indices {
      var left = letters
      left.remove(at: index)
      words.append(String(left))
      var replaced = letters
      replaced[index] = replaced[index] == "q" ? "w" : "q"
      words.append(String(replaced))
      guard index + 1 < letters.count else { continue }
      var swapped = letters
      swapped.swapAt(index, index + 1)
      words.append(String(swapped))
    }
    return words
  }

  @Test(
    "one wrong letter in a key of four or more names the key and its place", arguments: KeyLevel.all
  )
  func letters(level: KeyLevel) throws {
    for key in level.keys where key.count >= 4 {
      for wrong in Set(Self.misspellings(of: key)).sorted() where !level.keys.contains(wrong) {
        let text = level.document(key, wrong)
        let found = try #require(try diagnostic { try level.read(text) }, "\(wrong)")
        #expect(found.code == "T012", "\(wrong)")
        #expect(found.arguments["key"] == wrong)
        #expect(found.arguments["suggestion"] == key, "\(wrong)")
        #expect(found.place.map { Self.text(text, at: $0).hasPrefix("\(wrong):") } == true)
      }
    }
  }

  @Test("short keys: two letters are still corrected, one letter is never guessed")
  func short() throws {
    let profile = "reporter: KAZ\npartner: KGZ\nfro: 2020\n"
    let found = try diagnostic { try PreparedStep.reading("trade.profile", profile) }
    #expect(found?.code == "T012" && found?.arguments["suggestion"] == "from")
    let series = "z: {}\ny: {}\n"
    let other = try diagnostic { try PreparedStep.reading("stats.correlation", series) }
    #expect(other?.code == "T013" && other?.arguments["known"] == "x, y, printed")
    #expect(other?.place == Place(file: "study.yml", line: 1, column: 1))
  }

  @Test("a word like no key is T013 with the known ones", arguments: KeyLevel.all)
  func foreign(level: KeyLevel) throws {
    let key = try #require(level.keys.last)
    let found = try diagnostic { try level.read(level.document(key, "quixotically")) }
    #expect(found?.code == "T013")
    #expect(found?.arguments["known"] == level.keys.joined(separator: ", "))
  }

  /// What stands at a place.
  private static func text(_ text: String, at place: Place) -> Substring {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let line = place.line, let column = place.column, lines.indices.contains(line - 1) else {
      return ""
    }
    return lines[line - 1].dropFirst(column - 1)
  }
}
