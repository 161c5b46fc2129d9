internal import Yams

/// Bounds of a YAML document; hostile bytes end in a diagnostic, not in memory or time.
public struct YAMLLimits: Sendable {
  /// The most bytes.
  public var bytes: Int
  /// The most nodes, those repeated by aliases counted each time.
  public var nodes: Int
  /// The deepest nesting.
  public var depth: Int

  /// Creates limits.
  public init(bytes: Int, nodes: Int, depth: Int) {
    self.bytes = bytes
    self.nodes = nodes
    self.depth = depth
  }

  /// For study files: 1 MiB, 100,000 nodes, 64 levels.
  public static let study = YAMLLimits(bytes: 1 << 20, nodes: 100_000, depth: 64)
  /// For our own catalogues: 8 MiB, a million nodes, 16 levels.
  public static let resource = YAMLLimits(bytes: 8 << 20, nodes: 1_000_000, depth: 16)
}

/// A YAML document whose every node knows its line and column and keeps its text.
///
/// Nothing is retyped: `no`, `1.20` and `007` stay the text they are. Keys keep their order and
/// stand once. One document a file; UTF-8.
public struct LocatedYAML: Sendable {
  /// The root.
  public let root: YAMLNode

  /// Reads a document.
  ///
  /// - Parameters:
  ///   - bytes: the file's bytes.
  ///   - file: the file's name for messages.
  ///   - limits: the bounds.
  /// - Throws: `T001` not YAML, `T002` not UTF-8, `T003` empty, `T004` over a limit, `T005` a key
  ///   that stands twice.
  public init(parsing bytes: [UInt8], file: String, limits: YAMLLimits = .study) throws {
    guard bytes.count <= limits.bytes else {
      throw Self.limit(.init(file: file), "bytes", limits.bytes)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostic("T002", place: Place(file: file, line: Self.invalidLine(bytes), column: 1))
    }
    let source = YAMLSource(file: file, text: text)
    try YAMLGuard.check(text, file: file, limits: limits)
    let node = try Self.compose(text, source: source)
    var converter = YAMLConverter(source: source, limits: limits)
    root = try converter.convert(node, depth: 0)
  }

  /// Reads a document from text.
  public init(parsing text: String, file: String, limits: YAMLLimits = .study) throws {
    try self.init(parsing: Array(text.utf8), file: file, limits: limits)
  }

  private static func compose(_ text: String, source: YAMLSource) throws -> Yams.Node {
    do {
      let parser = try Parser(yaml: text, resolver: .basic)
      if let node = try parser.singleRoot() { return node }
    } catch let error as YamlError {
      throw source.diagnostic(of: error)
    }
    throw Diagnostic("T003", place: Place(file: source.file))
  }

  static func limit(_ place: Place, _ what: String, _ most: Int) -> Diagnostic {
    Diagnostic("T004", ["what": what, "limit": String(most)], place: place)
  }

  private static func invalidLine(_ bytes: [UInt8]) -> Int {
    var line = 1
    for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if String(validating: part, as: UTF8.self) == nil { return line }
      line += 1
    }
    return line
  }
}

/// The text of a document, for places and excerpts.
final class YAMLSource: Sendable {
  let file: String
  private let text: String

  init(file: String, text: String) {
    self.file = file
    self.text = text
  }

  func place(line: Int, column: Int) -> Place { Place(file: file, line: line, column: column) }

  /// The source line, at most 160 characters of it.
  func excerpt(line: Int) -> String? {
    let lines = text.split(maxSplits: line, omittingEmptySubsequences: false) { $0.isNewline }
    return lines.indices.contains(line - 1) ? String(lines[line - 1].prefix(160)) : nil
  }

  func diagnostic(
    _ code: String, _ arguments: [String: String] = [:], line: Int, column: Int,
    detail: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code, arguments, place: place(line: line, column: column), excerpt: excerpt(line: line),
      detail: detail)
  }

  func diagnostic(of error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let words = [context?.text, problem].compactMap { $0 }.joined(separator: ": ")
      return diagnostic(
        "T001", line: mark.line, column: mark.column, detail: words)
    case .duplicatedKeysInMapping(let keys, let context):
      return diagnostic(
        "T005", ["key": keys.first ?? ""], line: context.mark.line, column: context.mark.column)
    case .reader(let problem, _, _, _):
      return Diagnostic("T001", place: Place(file: file), detail: problem)
    default:
      return Diagnostic("T001", place: Place(file: file), detail: "\(error)")
    }
  }
}
