internal import Yams

/// A node of a document with its place.
public struct YAMLNode: Sendable {
  /// What a node holds.
  public enum Content: Sendable {
    /// Text, exactly as written; `isQuoted` tells `"no"` from `no`.
    case scalar(String, isQuoted: Bool)
    /// A list.
    case list([YAMLNode])
    /// Keys and values in their order.
    case mapping([Member])
  }

  /// A key and its value.
  public struct Member: Sendable {
    /// The key.
    public let key: Key
    /// The value.
    public let value: YAMLNode
  }

  /// A key with its place.
  public struct Key: Sendable {
    /// The text.
    public let text: String
    /// The line, from 1.
    public let line: Int
    /// The column, from 1.
    public let column: Int
  }

  /// The content.
  public let content: Content
  /// The line, from 1.
  public let line: Int
  /// The column, from 1.
  public let column: Int
  /// The keys that lead here, as in `steps.0.x`.
  public let path: String
  let source: YAMLSource

  /// The place for a diagnostic.
  public var place: Place { source.place(line: line, column: column) }

  /// The source line of the node.
  public var excerpt: String? { source.excerpt(line: line) }

  /// The name of the file.
  public var file: String { source.file }

  /// A diagnostic at this node with its line as excerpt.
  public func diagnostic(_ code: String, _ arguments: [String: String] = [:]) -> Diagnostic {
    source.diagnostic(code, arguments, line: line, column: column)
  }

  /// A diagnostic at a key of this mapping with its line as excerpt.
  public func diagnostic(
    _ code: String, _ arguments: [String: String] = [:], at key: Key
  ) -> Diagnostic {
    source.diagnostic(code, arguments, line: key.line, column: key.column)
  }
}

/// Turns the parser's nodes into ours, within the limits.
struct YAMLConverter {
  let source: YAMLSource
  let limits: YAMLLimits
  private var nodes = 0

  init(source: YAMLSource, limits: YAMLLimits) {
    self.source = source
    self.limits = limits
  }

  mutating func convert(_ node: Yams.Node, depth: Int, path: String = "") throws -> YAMLNode {
    let line = node.mark?.line ?? 1
    let column = node.mark?.column ?? 1
    nodes += 1
    guard nodes <= limits.nodes else {
      throw LocatedYAML.limit(source.place(line: line, column: column), "nodes", limits.nodes)
    }
    guard depth <= limits.depth else {
      throw LocatedYAML.limit(source.place(line: line, column: column), "depth", limits.depth)
    }
    let content: YAMLNode.Content
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      content = .scalar(scalar.string, isQuoted: !isPlain)
    case .sequence(let sequence):
      var elements: [YAMLNode] = []
      for (index, element) in sequence.enumerated() {
        elements.append(
          try convert(element, depth: depth + 1, path: Self.join(path, String(index))))
      }
      content = .list(elements)
    case .mapping(let mapping):
      content = .mapping(try members(of: mapping, depth: depth, path: path))
    case .alias:
      throw source.diagnostic("T001", line: line, column: column, detail: "alias")
    }
    return YAMLNode(content: content, line: line, column: column, path: path, source: source)
  }

  private mutating func members(
    of mapping: Yams.Node.Mapping, depth: Int, path: String
  ) throws -> [YAMLNode.Member] {
    var members: [YAMLNode.Member] = []
    var seen: Set<String> = []
    for (key, value) in mapping {
      let line = key.mark?.line ?? 1
      let column = key.mark?.column ?? 1
      guard case .scalar(let scalar) = key else {
        throw source.diagnostic("T006", line: line, column: column)
      }
      guard seen.insert(scalar.string).inserted else {
        throw source.diagnostic("T005", ["key": scalar.string], line: line, column: column)
      }
      members.append(
        YAMLNode.Member(
          key: YAMLNode.Key(text: scalar.string, line: line, column: column),
          value: try convert(value, depth: depth + 1, path: Self.join(path, scalar.string))))
    }
    return members
  }

  private static func join(_ path: String, _ name: String) -> String {
    path.isEmpty ? name : path + "." + name
  }
}
