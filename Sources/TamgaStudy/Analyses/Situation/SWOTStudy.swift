internal import TamgaIndicators
internal import TamgaNumerics
public import TamgaPresent

/// What `swot.table` is asked for: a file `swot.yml`, read when the parameters are.
public struct SWOTParameters: StudyParameters {
  /// The path as written.
  public let path: String
  /// The text of the file; a changed text is another parameter.
  public let text: String
  /// Words of the lines by language.
  let names: NameTable?

  /// The keys of the study file.
  public static let keys = [
    ParameterKey("file", required: true, "swot.yml, relative to the folder of the study"),
    NameTable.key,
  ]

  /// Reads the parameters of a study file, and the table.
  public init(_ reader: ParameterReader) throws {
    let file = try reader.file("file")
    path = file.path
    text = String(decoding: file.bytes, as: UTF8.self)
    names = try NameTable(reader)
    _ = try parsed()
  }

  /// The file, read.
  ///
  /// - Throws: diagnostics with line and column there.
  func parsed() throws -> SWOTFile {
    try SWOTFile(LocatedYAML(parsing: Array(text.utf8), file: path).root)
  }

  /// The name of the file without its folder.
  var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// A SWOT table whose lines open their evidence: indicator, value, rank, source, date.
///
/// A line without evidence prints as an assertion. Comparisons in pairs give priorities (A'WOT).
public enum SWOTAnalysis: Analysis {
  /// The id.
  public static let id = "swot.table"
  /// The version.
  public static let version = 1

  /// Nothing of the warehouse: the evidence stands in the file with its source.
  public static func inputs(_ parameters: SWOTParameters) -> [TableRequest] { [] }

  /// Judges the lines.
  public static func run(_ tables: Tables, _ parameters: SWOTParameters, step: String) throws
    -> AnalysisResult
  {
    let file = try parameters.parsed()
    let (table, weights) = try withEngine(parameters.path) {
      try file.result(parameters.path)
    }
    var presentation = SWOTPresentation(
      parameters: parameters, step: step, file: file, table: table, weights: weights)
    return presentation.result().named(by: parameters.names)
  }
}
