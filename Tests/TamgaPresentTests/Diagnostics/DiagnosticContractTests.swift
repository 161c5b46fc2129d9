import Foundation
import Testing

@testable import TamgaPresent

@Suite("Diagnostic contract") struct DiagnosticContractTests {
  static let areas = (try? SourceTree.resources(in: "Diagnostics")) ?? []

  static func places(_ text: String) -> Set<String> {
    Set(text.matches(of: /\{([A-Za-z_]+)\}/).map { String($0.output.1) })
  }

  @Test(
    "Every area reads, in four languages, with the same places and an allowed exit code",
    arguments: areas)
  func area(file: String) throws {
    let entries = try DiagnosticCatalog.load(
      SourceTree.resource("Diagnostics/\(file)"), file: file)
    #expect(!entries.isEmpty)
    for (code, entry) in entries {
      #expect(code.wholeMatch(of: /T[0-9]{3}/) != nil, "\(code)")
      #expect(DiagnosticCatalog.exitCodes.contains(entry.exit), "\(code): exit \(entry.exit)")
      let english = try #require(entry.texts[.en])
      #expect(!english.message.isEmpty, "\(code)")
      for language in Language.allCases {
        let text = try #require(entry.texts[language], "\(code) \(language)")
        #expect(Self.places(text.message) == Self.places(english.message), "\(code) \(language)")
        #expect(Self.places(text.why) == Self.places(english.why), "\(code) \(language)")
        #expect(Self.places(text.fix) == Self.places(english.fix), "\(code) \(language)")
        #expect(text.why.isEmpty == english.why.isEmpty, "\(code) \(language)")
        #expect(text.fix.isEmpty == english.fix.isEmpty, "\(code) \(language)")
        #expect(language == .en || text.message != english.message, "\(code) \(language)")
      }
    }
  }

  @Test("No code stands in two areas")
  func unique() throws {
    var areaOfCode: [String: String] = [:]
    for file in Self.areas {
      for code in try DiagnosticCatalog.load(
        SourceTree.resource("Diagnostics/\(file)"), file: file
      ).keys {
        #expect(areaOfCode.updateValue(file, forKey: code) == nil, "\(code) in \(file)")
      }
    }
  }

  @Test("Every code that the sources use is in the catalogue, and the installed one is complete")
  func used() throws {
    let catalog = DiagnosticCatalog.standard
    for (path, code) in try SourceTree.swiftFiles() {
      for match in code.matches(of: /"(T[0-9]{3})"/) {
        let name = String(match.output.1)
        #expect(catalog.entries[name] != nil, "\(name) in \(path)")
      }
    }
    let codes = try Self.areas.flatMap {
      try DiagnosticCatalog.load(SourceTree.resource("Diagnostics/\($0)"), file: $0).keys
    }
    #expect(catalog.entries.count == codes.count)
  }
}
