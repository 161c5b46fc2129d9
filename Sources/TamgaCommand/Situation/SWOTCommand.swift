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

  @Argument(
    help: "A folder with swot.yml, a study with a step swot.table, or the file.",
    completion: .file())
  var study: String

  @OptionGroup var options: GlobalOptions

  var output: GlobalOptions { options }

  func answer() throws -> SWOTResult {
    let file = try tableFile()
    guard let bytes = try? Data(contentsOf: file) else {
      throw Diagnostic("T862", ["path": file.path])
    }
    let input = try SWOTFile(LocatedYAML(parsing: [UInt8](bytes), file: file.path).root)
    return try withEngine(file.path) {
      let (table, weights) = try input.result(file.path)
      return SWOTResult(table: table, weights: weights)
    }
  }

  /// The file itself, that of a folder, or the one that a study's first step `swot.table` names.
  private func tableFile() throws -> URL {
    let url = URL(fileURLWithPath: study)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder),
      isFolder.boolValue
    else { return url }
    let own = url.appending(path: "swot.yml")
    let file = url.appending(path: "study.yml")
    guard !FileManager.default.fileExists(atPath: own.path),
      FileManager.default.fileExists(atPath: file.path),
      let step = try StudyFile(reading: file).steps.first(where: { $0.analysis == "swot.table" }),
      let path = try step.parameters?["file"]?.string()
    else { return own }
    return URL(fileURLWithPath: path, relativeTo: step.folder).standardizedFileURL
  }
}
