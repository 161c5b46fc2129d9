public import TamgaPresent

extension YAMLLimits {
  /// For claims files: 8 MiB, 500,000 nodes, 32 levels.
  public static let claims = YAMLLimits(bytes: 8 << 20, nodes: 500_000, depth: 32)
}

extension ClaimsDocument {
  /// Reads a claims file.
  ///
  /// - Parameters:
  ///   - bytes: the file's bytes.
  ///   - file: its name for messages.
  /// - Throws: a diagnostic with line and column: `T600` around faults of YAML and of keys, `T604` to
  ///   `T617` for the document, `T623` to `T647` for expressions.
  public init(parsing bytes: [UInt8], file: String) throws {
    do {
      let document = try LocatedYAML(parsing: bytes, file: file, limits: .claims)
      self = try ClaimsReader(root: document.root).document()
    } catch let diagnostic as Diagnostic where diagnostic.code <= "T013" {
      throw Self.asClaims(diagnostic)
    }
  }

  /// A fault of YAML or of keys as one of a claims file: the same place and words, exit code 65.
  private static func asClaims(_ inner: Diagnostic) -> Diagnostic {
    Diagnostic(
      "T600", inner.arguments.merging(["code": inner.code]) { $1 }, place: inner.place,
      excerpt: inner.excerpt, detail: inner.detail)
  }
}

/// Reads the parts of a claims file.
struct ClaimsReader {
  let root: YAMLNode

  func document() throws -> ClaimsDocument {
    let version = try root.requireKey("tamga")
    guard try version.string() == "claims/1" else {
      throw version.diagnostic("T604", ["version": try version.string()])
    }
    try root.rejectUnknownKeys(
      allowed: ["tamga", "document", "tables", "numbers", "claims", "conclusions"])
    let head = try root.requireKey("document")
    try head.rejectUnknownKeys(
      allowed: [
        "id", "title", "citation", "lang", "file", "sha256", "numbers", "text_numbers", "as_of",
      ])
    let language = try head["lang"]?.choice(of: Language.allCases.map(\.rawValue)) ?? "en"
    let style =
      try head["numbers"].map(Self.style) ?? (language == "en" ? .english : .spaced)
    let textStyle = try head["text_numbers"].map(Self.style) ?? style
    var document = ClaimsDocument(
      id: try Self.identifier(head.requireKey("id")), title: try head["title"]?.string(),
      citation: try head["citation"]?.string(), language: language,
      file: try head["file"]?.string(), sha256: try head["sha256"]?.string(),
      asOf: try head["as_of"].map(Self.date), textStyle: textStyle, tables: [], numbers: [],
      claims: [], conclusions: [], source: root.file)
    document.tables = try TableReader(style: style).tables(root["tables"])
    document.numbers = try elements("numbers").map(number)
    document.claims = try elements("claims").map(claim)
    document.conclusions = try elements("conclusions").map(conclusion)
    try ReferenceCheck(document: document, root: root).check()
    return document
  }

  private func elements(_ key: String) throws -> [YAMLNode] { try root[key]?.list() ?? [] }

  // MARK: Scalars

  static func identifier(_ node: YAMLNode) throws -> String {
    let text = try node.string()
    let isFit =
      !text.isEmpty
      && text.allSatisfy {
        $0.isLetter || $0.isWholeNumber || ".-_".contains($0)
      }
    guard isFit else { throw node.diagnostic("T605", ["text": text]) }
    return text
  }

  /// A day of the Gregorian calendar.
  static func date(_ node: YAMLNode) throws -> String {
    let text = try node.string()
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    let isWritten =
      parts.map(\.count) == [4, 2, 2]
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D }
    guard isWritten, numbers.count == 3, (1...12).contains(numbers[1]),
      (1...days(inMonth: numbers[1], of: numbers[0])).contains(numbers[2])
    else { throw node.diagnostic("T606", ["text": text]) }
    return text
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return switch month {
    case 2: isLeap ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func style(_ node: YAMLNode) throws -> NumberStyle {
    try node.rejectUnknownKeys(allowed: ["decimal", "group"])
    func mark(_ key: String) throws -> Character? {
      guard let child = node[key], case .scalar(let text, _) = child.content else { return nil }
      if text.isEmpty || text == "none" { return nil }
      let known: [Character] = [".", ",", " ", "'", "\u{A0}"]
      guard text.count == 1, let mark = text.first, known.contains(mark) else {
        throw child.diagnostic("T607", ["text": text])
      }
      return mark == "\u{A0}" ? " " : mark
    }
    let decimal = try mark("decimal") ?? "."
    let group = try mark("group")
    guard decimal != group else { throw node.diagnostic("T607", ["text": String(decimal)]) }
    return NumberStyle(decimal: decimal, group: group)
  }

  static func unit(_ node: YAMLNode) throws -> AuditUnit {
    if node.isNull { return .pure }
    let text = try node.string()
    guard let unit = AuditUnit.parse(text) else { throw node.diagnostic("T608", ["text": text]) }
    return unit
  }

  static func expression(_ node: YAMLNode) throws -> WrittenExpression {
    let text = try node.string()
    do throws(ExpressionFault) {
      return WrittenExpression(text: text, tree: try Expression(parsing: text), node: node)
    } catch {
      throw error.diagnostic(in: node)
    }
  }

  /// A printed number: text with at least one digit.
  static func printed(_ node: YAMLNode) throws -> PrintedText {
    let text = try node.string()
    guard text.contains(where: \.isWholeNumber) else {
      throw node.diagnostic("T609", ["text": text])
    }
    return PrintedText(text: text, node: node)
  }

  static func texts(_ node: YAMLNode?) throws -> [PrintedText] {
    try node?.list().map { PrintedText(text: try $0.string(), node: $0) } ?? []
  }

  /// A sentence or a place; a place may be a mapping such as `{section: 2, page: 5}`.
  static func place(_ node: YAMLNode?) throws -> String {
    guard let node else { return "" }
    guard case .mapping(let members) = node.content else { return try node.string() }
    return try members.map { "\($0.key.text) \(try $0.value.string())" }.joined(separator: ", ")
  }

  static func trust(_ node: YAMLNode?) throws -> LiteralTrust {
    let word = try node?.choice(of: LiteralTrust.allCases.map(\.rawValue))
    return word.flatMap(LiteralTrust.init) ?? .print
  }

  static func hedge(_ node: YAMLNode?) throws -> Hedge? {
    try node?.choice(of: Hedge.allCases.map(\.rawValue)).nonEmpty.flatMap(Hedge.init)
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
