import Testing

@testable import TamgaPresent

@Suite("Located YAML") struct LocatedYAMLTests {
  private func root(_ text: String) throws -> YAMLNode {
    try LocatedYAML(parsing: text, file: "study.yml").root
  }

  private func failure(_ text: String, _ read: (YAMLNode) throws -> Void = { _ in }) -> Diagnostic?
  {
    do {
      try read(try root(text))
      return nil
    } catch {
      return error as? Diagnostic
    }
  }

  @Test(
    "Nothing is retyped: no, 1.20, 007 and dates stay text",
    arguments: [
      "no", "1.20", "007", "2024-11-21", "0x1F", "1e3", "12:30", ".inf", "true",
    ])
  func raw(text: String) throws {
    #expect(try root("a: \(text)").requireKey("a").string() == text)
  }

  @Test("Keys keep their order, nodes their line, column and path")
  func places() throws {
    let node = try root("b: 1\na:\n  - x\n  - {k: \"no\"}\n")
    #expect(try node.mapping().map(\.key.text) == ["b", "a"])
    #expect(try node.mapping().map(\.key.line) == [1, 2])
    let inner = try node.requireKey("a").list()[1].requireKey("k")
    #expect((inner.line, inner.column, inner.path) == (4, 9, "a.1.k"))
    #expect(inner.excerpt == "  - {k: \"no\"}")
    guard case .scalar("no", isQuoted: true) = inner.content else {
      Issue.record("the quotes are forgotten")
      return
    }
  }

  @Test("Columns count characters, also after Cyrillic letters")
  func cyrillic() {
    let diagnostic = failure("Қазақстан: {ключ: 1, ключ: 2}")
    #expect(diagnostic?.code == "T005")
    #expect(diagnostic?.arguments["key"] == "ключ")
    #expect(diagnostic?.place?.line == 1)
    #expect(diagnostic?.excerpt == "Қазақстан: {ключ: 1, ключ: 2}")
  }

  @Test(
    "Damaged documents end in their own code",
    arguments: [
      ("a: [1, 2", "T001"), ("a: \"x", "T001"), ("a: *b", "T001"), ("a: 1\n  b: 2", "T001"),
      ("--- a\n--- b", "T001"), ("\u{0}", "T001"), ("", "T003"), ("# only a remark\n", "T003"),
      ("a: 1\na: 2", "T005"), ("a: 1\n\"a\": 2", "T005"), ("[1, 2]: x", "T006"),
      ("? {a: 1}\n: x", "T006"), ("%YAML 9.9\n--- a", "T001"), ("\t- a", "T001"),
    ])
  func damaged(text: String, code: String) { #expect(failure(text)?.code == code) }

  @Test("Bytes that are not UTF-8 are refused with their line")
  func encoding() {
    #expect {
      try LocatedYAML(parsing: Array("a: 1\nb: ".utf8) + [0xCF, 0xF0], file: "s.yml")
    } throws: {
      ($0 as? Diagnostic)?.code == "T002" && ($0 as? Diagnostic)?.place?.line == 2
    }
  }

  @Test("Bombs of aliases, depth and size are refused before they cost anything")
  func bombs() {
    var bomb = "a0: &a0 [x]\n"
    for level in 1...20 {
      bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]\n"
    }
    #expect(failure(bomb)?.code == "T004")
    #expect(failure(String(repeating: "[", count: 5_000))?.code == "T004")
    #expect(failure(String(repeating: "- ", count: 5_000) + "x")?.code == "T004")
    let nested = (0..<300).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(failure(nested)?.code == "T004")
    #expect(failure("a: " + String(repeating: "x", count: 1 << 20))?.code == "T004")
    let aliases = "a: &a [x]\nb: [" + String(repeating: "*a,", count: 61) + "]"
    #expect(failure(aliases)?.code == "T004")
  }

  @Test("A few anchors are read")
  func anchors() throws {
    let node = try root("base: &b {unit: kUSD}\nother: *b\n")
    #expect(try node.requireKey("other").requireKey("unit").string() == "kUSD")
  }

  @Test(
    "Typed readers say what they expected and where",
    arguments: [
      ("a: [1]", "text"), ("a: ~", "text"), ("a:", "text"),
    ])
  func wrongKind(text: String, expected: String) {
    let diagnostic = failure(text) { _ = try $0.requireKey("a").string() }
    #expect(diagnostic?.code == "T007")
    #expect(diagnostic?.arguments["expected"] == expected)
    #expect(diagnostic?.arguments["key"] == "a")
    #expect(diagnostic?.place?.line == 1)
  }

  @Test("Numbers and truth values are read only in their one spelling")
  func readers() throws {
    let node = try root("i: 12\nd: 0.05\nb: true\nn: no\nl: [a, b]\nq: \"\"\n")
    #expect(try node.requireKey("i").integer() == 12)
    #expect(try node.requireKey("d").double() == 0.05)
    #expect(try node.requireKey("b").boolean())
    #expect(try node.requireKey("l").strings() == ["a", "b"])
    #expect(try node.requireKey("q").string() == "")
    #expect(node["absent"] == nil)
    for (key, read) in [
      ("d", { (node: YAMLNode) in _ = try node.integer() }),
      ("n", { (node: YAMLNode) in _ = try node.boolean() }),
      ("n", { (node: YAMLNode) in _ = try node.double() }),
      ("i", { (node: YAMLNode) in _ = try node.list() }),
      ("l", { (node: YAMLNode) in _ = try node.mapping() }),
    ] {
      #expect(
        failure("i: 12\nd: 0.05\nn: no\nl: [a]") { try read($0.requireKey(key)) }?.code == "T007")
    }
  }

  @Test("A missing key names itself and the mapping that lacks it")
  func missingKey() {
    let diagnostic = failure("a:\n  b: 1") { _ = try $0.requireKey("a").requireKey("file") }
    #expect(diagnostic?.code == "T011")
    #expect(diagnostic?.arguments == ["key": "file", "path": "a"])
    #expect(diagnostic?.place?.line == 2)
  }

  @Test("An unknown key is shown with its place and the nearest known one")
  func unknownKey() {
    let diagnostic = failure("title: x\n  \nauthrs: y\n") {
      try $0.rejectUnknownKeys(allowed: ["title", "authors"])
    }
    #expect(diagnostic?.code == "T012")
    #expect(diagnostic?.arguments["suggestion"] == "authors")
    #expect(diagnostic?.place == Place(file: "study.yml", line: 3, column: 1))
    #expect(diagnostic?.excerpt == "authrs: y")
    let far = failure("zebra: x") { try $0.rejectUnknownKeys(allowed: ["title"]) }
    #expect(far?.code == "T013")
  }

  @Test("A word outside a closed set gets the nearest of the set")
  func choice() {
    let diagnostic = failure("kind: lnie") {
      _ = try $0.requireKey("kind").choice(of: ["line", "bar"])
    }
    #expect(diagnostic?.code == "T010")
    #expect(diagnostic?.arguments["suggestion"] == "line")
  }

  @Test("Random bytes never trap", arguments: UInt64(0)..<60)
  func fuzz(seed: UInt64) {
    var random = TestRandom(seed: seed)
    let alphabet = Array("a: -[]{}\"'&*!|>%@`#?,\n\t\\b1~é".utf8)
    for _ in 0..<40 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      do {
        _ = try LocatedYAML(parsing: bytes, file: "f")
      } catch {
        #expect(error is Diagnostic)
      }
    }
  }
}
