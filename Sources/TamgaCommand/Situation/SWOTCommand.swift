internal import ArgumentParser
internal import Foundation
internal import TamgaIndicators
internal import TamgaPresent
internal import TamgaStudy

/// `tamga swot`: a SWOT table whose lines open their evidence.
struct SWOTCommand: AnsweringCommand {
  static let schema = "swot"
  static let configuration = CommandConfiguration(
    commandName: "swot",
    abstract:
      "A SWOT table: each line with indicator, rank, source and date, or marked as an assertion.",
    discussion: """
      STUDY is a folder with swot.yml, or such a file. Indicators above the middle of the peers become \
      strengths (own) or opportunities (partners), those below weaknesses or threats. Written lines \
      without an indicator print as assertions; lines that their evidence speaks against are marked. \
      Comparisons in pairs give priorities with their consistency (A'WOT).
      """)

  @Argument(help: "A folder with swot.yml, or the file.", completion: .file())
  var study: String

  @OptionGroup var options: GlobalOptions

  var output: GlobalOptions { options }

  func answer() throws -> SWOTResult {
    var file = URL(fileURLWithPath: study)
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder),
      isFolder.boolValue
    {
      file.appendPathComponent("swot.yml")
    }
    guard let bytes = try? Data(contentsOf: file) else {
      throw Diagnostic("T862", ["path": file.path])
    }
    let input = try SWOTFile(LocatedYAML(parsing: [UInt8](bytes), file: file.path).root)
    return try withEngine(file.path) {
      let (table, weights) = try input.result(file.path)
      return SWOTResult(table: table, weights: weights)
    }
  }
}
