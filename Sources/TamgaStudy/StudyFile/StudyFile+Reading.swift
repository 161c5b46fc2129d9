public import Foundation
internal import TamgaPresent

extension StudyFile {
  /// The keys of a study file.
  static let keys = [
    "tamga", "study", "title", "question", "authors", "date", "licence", "languages", "sources",
    "analyses",
  ]

  /// The version of the study format this program reads.
  static let formatVersion = "1"

  /// Finds the study file of a path: the file itself, or `study.yml` in a folder.
  ///
  /// - Throws: ``Diagnostic`` T058 when there is none.
  public static func find(_ path: String) throws -> URL {
    let url = URL(fileURLWithPath: path)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw Diagnostic("T058", ["path": path])
    }
    guard isFolder.boolValue else { return url }
    let file = url.appendingPathComponent("study.yml")
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw Diagnostic("T058", ["path": file.path])
    }
    return file
  }

  /// Reads and checks a study file.
  ///
  /// - Parameter url: the file.
  /// - Throws: ``Diagnostic``s with file, line and column: T001–T049 for the form, T050–T059 for
  ///   sources and analyses.
  public init(reading url: URL) throws {
    let bytes: [UInt8]
    do {
      bytes = [UInt8](try Data(contentsOf: url))
    } catch {
      throw Diagnostic("T058", ["path": url.path], detail: error.localizedDescription)
    }
    let root = try LocatedYAML(parsing: bytes, file: url.lastPathComponent).root
    try root.rejectUnknownKeys(allowed: Self.keys)
    let version = try root.requireKey("tamga")
    guard try version.string() == Self.formatVersion else {
      throw version.diagnostic("T059", ["version": try version.string()])
    }
    self.url = url
    id = try Self.identifier(root.requireKey("study"))
    title = try Self.texts(root.requireKey("title"))
    question = try root["question"].map(Self.texts) ?? [:]
    authors = try root["authors"]?.strings() ?? []
    date = try Self.date(root.requireKey("date"))
    licence = try root["licence"]?.string() ?? ""
    languages = try root["languages"].map(Self.languages) ?? [.en]
    let folder = url.deletingLastPathComponent()
    sources = try root.requireKey("sources").list().map {
      try StudySource(reading: $0, folder: folder)
    }
    steps = try root.requireKey("analyses").list().map {
      try StudyStep(reading: $0, folder: folder)
    }
    try Self.checkUnique(root.requireKey("sources").list())
    try Self.checkUnique(root.requireKey("analyses").list())
  }

  private static func checkUnique(_ nodes: [YAMLNode]) throws {
    var seen: Set<String> = []
    for node in nodes {
      let id = try node.requireKey("id")
      guard seen.insert(try id.string()).inserted else {
        throw id.diagnostic("T060", ["id": try id.string()])
      }
    }
  }

  /// Text by language, or one text for English.
  static func texts(_ node: YAMLNode) throws -> [String: String] {
    if case .scalar = node.content { return ["en": try node.string()] }
    try node.rejectUnknownKeys(allowed: Language.allCases.map(\.rawValue))
    var texts: [String: String] = [:]
    for member in try node.mapping() { texts[member.key.text] = try member.value.string() }
    _ = try node.requireKey("en")
    return texts
  }

  static func date(_ node: YAMLNode) throws -> String {
    let text = try node.string()
    guard isISODate(text) else { throw node.diagnostic("T061", ["text": text]) }
    return text
  }

  private static func languages(_ node: YAMLNode) throws -> [Language] {
    let languages = try node.list().map { item in
      let code = try item.choice(of: Language.allCases.map(\.rawValue))
      return Language(rawValue: code) ?? .en
    }
    guard !languages.isEmpty else { throw node.diagnostic("T075") }
    return languages
  }

  static func identifier(_ node: YAMLNode) throws -> String {
    let text = try node.string()
    let allowed = text.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-"
    }
    guard allowed, !text.isEmpty else { throw node.diagnostic("T062", ["text": text]) }
    return text
  }
}

/// Whether a text is a date of the calendar in ISO 8601.
public func isISODate(_ text: String) -> Bool {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D }
  guard isPlain, parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]),
    let month = Int(parts[1]),
    let day = Int(parts[2]), (1...12).contains(month)
  else { return false }
  let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return (1...days[month - 1]).contains(day)
}

extension StudySource {
  static let keys = ["id", "file", "dataset", "published", "citation"]

  init(reading node: YAMLNode, folder: URL) throws {
    try node.rejectUnknownKeys(allowed: Self.keys)
    id = try StudyFile.identifier(node.requireKey("id"))
    let file = try node.requireKey("file")
    path = try file.string()
    url = URL(fileURLWithPath: path, relativeTo: folder).standardizedFileURL
    guard FileManager.default.isReadableFile(atPath: url.path) else {
      throw file.diagnostic("T050", ["source": id, "file": path])
    }
    dataset = try node.requireKey("dataset").string()
    published = try node["published"].map(StudyFile.date)
    citation = try node.requireKey("citation").string()
    line = node.line
  }
}

extension StudyStep {
  static let keys = ["id", "analysis", "parameters"]

  init(reading node: YAMLNode, folder: URL) throws {
    try node.rejectUnknownKeys(allowed: Self.keys)
    self.folder = folder
    id = try StudyFile.identifier(node.requireKey("id"))
    analysis = try node.requireKey("analysis").choice(of: AnalysisCatalog.all.map(\.id))
    parameters = node["parameters"]
    place = node.place
  }
}
