import Foundation
import TamgaAudit
import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("Finding and reading claims files") struct ClaimsLibraryTests {
  @Test("a file, a folder with claims.yml, a folder with claims files, a folder of folders")
  func folders() throws {
    let sample = try ClaimsSample()
    try sample.write(ClaimsSample.wrongCell, to: "a/claims.yml")
    try sample.write("name: other\n", to: "a/other.yml")
    try sample.write(
      "# a comment\n\n" + ClaimsSample.smallSample, to: "b/second.yaml")
    try sample.write("name: other\n", to: "b/other.yml")
    func ids(_ paths: String...) throws -> [String] {
      try ClaimsLibrary(folder: sample.url).load(paths).map(\.document.id)
    }
    #expect(try ids("a") == ["000"] && ids("b") == ["001"])
    #expect(try ids("a/claims.yml", "a", "b") == ["000", "001"])
    try sample.write(ClaimsSample.smallSample, to: "c/001/claims.yml")
    #expect(try ids("c") == ["001"])
    #expect(try sample.load("c")[0].path == "c/001/claims.yml")
  }

  @Test("without paths: claims.yml, claims/, Studies/audits/*/claims.yml") func nearby() throws {
    let sample = try ClaimsSample()
    let library = ClaimsLibrary(folder: sample.url)
    let nothing = try #require(try diagnostic { try library.load([]) })
    #expect(nothing.code == "T661")
    #expect(nothing.arguments["tried"]?.contains("Studies/audits/*/claims.yml") == true)
    try sample.write(ClaimsSample.wrongCell, to: "claims/000.yml")
    try sample.write(ClaimsSample.smallSample, to: "Studies/audits/001/claims.yml")
    #expect(
      try library.load([]).map(\.path) == ["claims/000.yml", "Studies/audits/001/claims.yml"])
  }

  @Test("what is not there, or stands twice, is refused by its code") func refusals() throws {
    let sample = try ClaimsSample()
    try sample.write(ClaimsSample.wrongCell, to: "a/claims.yml")
    try sample.write(ClaimsSample.wrongCell, to: "b/claims.yml")
    try sample.write(ClaimsSample.smallSample, to: "c/claims.yml")
    try sample.write("", to: "empty/note.txt")
    try sample.write("text", to: "paper.txt")
    #expect(try diagnostic { try sample.load("none.yml") }?.code == "T660")
    #expect(try diagnostic { try sample.load("empty") }?.code == "T661")
    #expect(try diagnostic { try sample.load("a", "b") }?.code == "T674")
    #expect(try diagnostic { try sample.load("a", "c", text: "paper.txt") }?.code == "T664")
    #expect(try diagnostic { try sample.load("a", text: "none.txt") }?.code == "T663")
    #expect(try sample.load("a", "a/claims.yml").count == 1)
  }

  @Test("the text is found beside the claims file and must be the one that was audited")
  func text() throws {
    let sample = try ClaimsSample()
    let paper = "with a growth of 56.5% or 195.4 million US dollars; exports grew by 26.8%"
    try sample.write(paper, to: "texts/paper.txt")
    let named = ClaimsSample.wrongCell.replacing(
      "title: \"A table\"", with: "file: \"../texts/paper.txt\", sha256: \"SUM\"")
    let sum = SHA256Digest(ofText: paper).hexadecimal
    try sample.write(named.replacing("SUM", with: sum.uppercased()), to: "a/claims.yml")
    let loaded = try sample.load("a")[0]
    #expect(loaded.text != nil && loaded.diagnostics.isEmpty)
    let audit = try AuditedClaims(loaded)
    #expect(audit.quotes["000-07"]?.isFound == true)
    #expect(audit.diagnostics.map(\.code) == ["T666"])
    #expect(audit.diagnostics[0].arguments["id"] == "000-10")
    #expect(audit.diagnostics[0].place?.line == 44)

    try sample.write(named.replacing("SUM", with: String(sum.reversed())), to: "a/claims.yml")
    let changed = try #require(try diagnostic { try sample.load("a") })
    #expect(changed.code == "T662" && changed.arguments["found"] == sum)

    try FileManager.default.removeItem(at: sample.url.appendingPathComponent("texts/paper.txt"))
    let absent = try sample.load("a")[0]
    #expect(absent.text == nil)
    #expect(absent.diagnostics.map { "\($0.code) \($0.severity)" } == ["T665 note"])
    #expect(try AuditedClaims(absent).coverage == nil)
  }

  private func diagnostic(_ body: () throws -> some Any) throws -> Diagnostic? {
    do {
      _ = try body()
      return nil
    } catch let diagnostic as Diagnostic {
      return diagnostic
    }
  }
}
