import Foundation
import TamgaPresent
import Testing

@Suite("Drafting a claims file", .enabled(if: Program.isBuilt, "swift build -c release first"))
struct ClaimsInitTests {
  private let scratch: Scratch
  private let text: String

  init() throws {
    scratch = try Scratch()
    text = try scratch.write(
      "Trade with Southland grew by 23.8% from 12.2 million USD in 2019 to 15.1 million USD.\n",
      to: "paper.txt")
  }

  @Test("writes a file that checks at once, and never overwrites one")
  func draft() throws {
    let file = scratch.path("draft.yml")
    let made = try Program.run("claims", "init", text, "-o", file, "--json")
    try Schemas.expect(made, "claims.init")
    #expect(made.data?["claims"] == 3 && made.data?["relations"] == 1)
    #expect(made.data?["numerals"]?["date"] == 1)
    let checked = try Program.run("claims", "check", file, "--json")
    try Schemas.expect(checked, "claims.check")
    #expect(checked.data?["summary"]?["reproduced"] == 1)
    try Schemas.expectFailure(
      Program.run("claims", "init", text, "-o", file, "--json"), "claims.init", exit: 73,
      code: "T071")
  }

  @Test("says what is wrong with the text, and what comes next in every language")
  func messages() throws {
    try Schemas.expectFailure(
      Program.run("claims", "init", scratch.path("no.txt"), "-o", scratch.path("a"), "--json"),
      "claims.init", exit: 66, code: "T690")
    let broken = scratch.url.appendingPathComponent("broken.txt")
    try Data([0x31, 0xFF]).write(to: broken)
    try Schemas.expectFailure(
      Program.run("claims", "init", broken.path, "-o", scratch.path("a"), "--json"), "claims.init",
      exit: 65, code: "T691")
    for language in ["en", "ru", "kk", "ky"] {
      let file = scratch.path("\(language).yml")
      let made = try Program.run("claims", "init", text, "-o", file, "--lang", language)
      #expect(made.exit == 0 && !made.output.contains("claims.init"))
      #expect(made.errors.contains("tamga claims check \(file)"))
    }
  }

  @Test("the commands of the tutorial print what it shows")
  func tutorial() throws {
    let folder = Program.root.appendingPathComponent("Documentation")
    let source = try String(
      contentsOf: folder.appendingPathComponent("auditing-a-paper.md"), encoding: .utf8)
    var printed = ""
    var block = ""
    var count = 0
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if block == "sh", line != "```" { printed = "" }
        block = String(line.dropFirst(3))
        if block == "sh" { printed = "" }
      } else if block == "sh", line.hasPrefix("tamga ") {
        let outcome = try Program.run(arguments(line))
        #expect(outcome.exit == 0 || outcome.exit == 1, "\(line): \(outcome.errors)")
        // A page of Markdown shows the program's no-break spaces as plain ones.
        printed += outcome.output.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
        count += 1
      } else if block == "text", !printed.isEmpty, !line.isEmpty {
        let shown = line.replacing("draft.yml", with: scratch.path("draft.yml"))
        #expect(printed.contains(shown), "\(shown)\n\(printed)")
      }
    }
    #expect(count == 7)
  }

  private func arguments(_ line: Substring) -> [String] {
    let folder = Program.root.appendingPathComponent("Documentation").path
    return line.split(separator: " ").dropFirst().map { word in
      String(word).replacing("'", with: "").replacing("Documentation/", with: folder + "/")
        .replacing("draft.yml", with: scratch.path("draft.yml"))
    }
  }
}
