/// Writes JSON as bytes, value by value, without building a tree: for results with many rows.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.member("run", .string("7f3a91c4d0e2"))
///     writer.endObject()
///     let bytes = writer.bytes
///
/// Numbers are written in their shortest form that reads back to the same bits; text is escaped for
/// JSON and, on request, for a place inside an HTML `script` element.
public struct JSONWriter: Sendable {
  /// How the text is laid out.
  public enum Layout: Sendable {
    /// No spaces: one line.
    case compact
    /// Two spaces a level, one member a line.
    case indented
  }

  /// What was written so far.
  public private(set) var bytes: [UInt8] = []
  private let layout: Layout
  private let escapesHTML: Bool
  private var depth = 0
  private var needsComma = false
  private var afterName = false

  /// Creates a writer.
  ///
  /// - Parameters:
  ///   - layout: compact by default.
  ///   - escapesHTML: writes `<`, `>`, `&` and the two line separators of Unicode as `\u` escapes.
  public init(layout: Layout = .compact, escapesHTML: Bool = false) {
    self.layout = layout
    self.escapesHTML = escapesHTML
  }

  /// Begins an object.
  public mutating func beginObject() { open(0x7B) }

  /// Ends an object.
  public mutating func endObject() { close(0x7D) }

  /// Begins a list.
  public mutating func beginArray() { open(0x5B) }

  /// Ends a list.
  public mutating func endArray() { close(0x5D) }

  /// Writes the name of a member; its value follows.
  public mutating func name(_ name: String) {
    separate()
    quote(name)
    bytes.append(0x3A)
    if layout == .indented { bytes.append(0x20) }
    afterName = true
  }

  /// Writes a member of an object.
  public mutating func member(_ name: String, _ value: JSONValue) {
    self.name(name)
    self.value(value)
  }

  /// Writes a value; members of objects come sorted by name.
  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: scalar("null")
    case .bool(let flag): scalar(flag ? "true" : "false")
    case .integer(let number): scalar(String(number))
    case .number(let number): scalar(Self.text(of: number))
    case .decimal(let number): scalar(NumberFormat.plain(number))
    case .string(let text): string(text)
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .object(let members):
      beginObject()
      for (name, value) in members.sorted(by: { $0.key < $1.key }) { member(name, value) }
      endObject()
    }
  }

  /// Writes text.
  public mutating func string(_ text: String) {
    separate()
    quote(text)
    needsComma = true
  }

  /// The shortest decimal that reads back to the same double; `null` when it is not finite.
  public static func text(of number: Double) -> String {
    guard number.isFinite else { return "null" }
    if let whole = Int(exactly: number), abs(whole) < 1 << 53 {
      return number == 0 && number.sign == .minus ? "-0.0" : String(whole)
    }
    return number.description
  }

  private mutating func scalar(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    depth += 1
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    depth -= 1
    if needsComma { newLine() }
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if afterName {
      afterName = false
      return
    }
    if needsComma { bytes.append(0x2C) }
    if depth > 0 { newLine() }
    needsComma = false
  }

  private mutating func newLine() {
    guard layout == .indented else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth))
  }

  private mutating func quote(_ text: String) {
    bytes.append(0x22)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes.append(contentsOf: [0x5C, 0x22])
      case "\\": bytes.append(contentsOf: [0x5C, 0x5C])
      case "\n": bytes.append(contentsOf: [0x5C, 0x6E])
      case "\r": bytes.append(contentsOf: [0x5C, 0x72])
      case "\t": bytes.append(contentsOf: [0x5C, 0x74])
      case _ where scalar.value < 0x20 || escapes(scalar): escape(scalar)
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    bytes.append(0x22)
    needsComma = true
  }

  private func escapes(_ scalar: Unicode.Scalar) -> Bool {
    guard escapesHTML else { return false }
    return switch scalar {
    case "<", ">", "&", "\u{2028}", "\u{2029}": true
    default: false
    }
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    let digits = String(scalar.value, radix: 16)
    bytes.append(contentsOf: "\\u".utf8)
    bytes.append(contentsOf: repeatElement(0x30, count: 4 - digits.utf8.count))
    bytes.append(contentsOf: digits.utf8)
  }
}

extension JSONValue {
  /// The document as bytes.
  public func bytes(layout: JSONWriter.Layout = .compact, escapesHTML: Bool = false) -> [UInt8] {
    var writer = JSONWriter(layout: layout, escapesHTML: escapesHTML)
    writer.value(self)
    return writer.bytes
  }

  /// The document as text.
  public func text(layout: JSONWriter.Layout = .compact, escapesHTML: Bool = false) -> String {
    String(decoding: bytes(layout: layout, escapesHTML: escapesHTML), as: UTF8.self)
  }
}
