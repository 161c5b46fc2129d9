import TamgaNumerics
import Testing

@testable import TamgaPresent

@Suite("String contract") struct StringContractTests {
  @Test(
    "Every language has the keys, places and plural classes of English",
    arguments: Language.allCases)
  func sameShape(language: Language) throws {
    let english = try StringCatalog.catalog(of: .en).entries
    let entries = try StringCatalog.catalog(of: language).entries
    let classes = Set(try NumberFormat(language).pluralClasses)
    #expect(Set(entries.keys) == Set(english.keys))
    for (key, entry) in entries {
      let pattern = try MessagePattern(entry.text)
      let source = try MessagePattern(try #require(english[key]).text)
      #expect(pattern.names == source.names, "\(key)")
      #expect(Set(pattern.pluralClasses.keys) == Set(source.pluralClasses.keys), "\(key)")
      #expect(pattern.pluralClasses.values.allSatisfy { $0 == classes }, "\(key)")
      guard language != .en else { continue }
      let hash = String(SHA256Digest(ofText: english[key]?.text ?? "").hexadecimal.prefix(8))
      #expect(entry.from == hash, "\(key)")
      #expect(["draft", "reviewed"].contains(entry.status), "\(key)")
    }
  }

  @Test("Every key of a message in the sources is in the catalogue")
  func used() throws {
    let english = try StringCatalog.catalog(of: .en).entries
    for (path, code) in try SourceTree.swiftFiles() {
      for match in code.matches(of: /Message\(\s*"([^"\\]+)"/) {
        let key = String(match.output.1)
        let isKnown = english[key] != nil || english.keys.contains { $0.hasPrefix(key) }
        #expect(isKnown, "\(key) in \(path)")
      }
    }
  }

  @Test(
    "Every reason for a missing number and every mark has a name in every language",
    arguments: Language.allCases)
  func families(language: Language) throws {
    let localiser = try Localiser(language: language)
    for reason in MissingReason.allCases.map(\.rawValue) + ["not-reported", "suppressed"] {
      #expect(localiser.has("missing." + reason), "\(reason)")
    }
    for mark in ["mirror", "provisional", "estimated", "imputed", "substituted", "vintage.mixed"] {
      #expect(localiser.has("mark." + mark), "\(mark)")
    }
    #expect(localiser.markName("nobody-knows") == "nobody-knows")
  }

  @Test("The pseudo-locale marks every text and is 40 % longer; places stay")
  func pseudo() throws {
    let pseudo = try Localiser.pseudo()
    let text = pseudo.text(Message("value.missing", ["reason": .text("x")]))
    #expect(text == "⟦ñó ďáţá (~~~⟧x)")
    #expect(pseudo.code == "qps")
    for entry in try StringCatalog.catalog(of: .en).entries.values {
      let letters = entry.text.count { $0.isLetter }
      let longer = PseudoLocale.text(entry.text)
      #expect(letters == 0 || longer.count >= entry.text.count + letters * 2 / 5)
    }
  }
}
