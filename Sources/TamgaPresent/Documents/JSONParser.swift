/// Reads JSON back: small documents of our own and answers in tests.
///
/// A whole number that fits stays an integer, every other number becomes a double. Depth is bounded.
struct JSONParser {
  private let bytes: [UInt8]
  private var position = 0
  private static let depthLimit = 200

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw failure("more text after the end") }
    return value
  }

  private mutating func value(depth: Int) throws -> JSONValue {
    guard depth < Self.depthLimit else { throw failure("nested too deeply") }
    skipSpace()
    guard let byte = peek else { throw failure("the text ends too early") }
    switch byte {
    case 0x7B: return try object(depth: depth)
    case 0x5B: return try array(depth: depth)
    case 0x22: return .string(try string())
    case 0x74: return try word("true", .bool(true))
    case 0x66: return try word("false", .bool(false))
    case 0x6E: return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws -> JSONValue {
    position += 1
    var members: [String: JSONValue] = [:]
    skipSpace()
    if take(0x7D) { return .object(members) }
    repeat {
      skipSpace()
      guard peek == 0x22 else { throw failure("a name in quotes is expected") }
      let name = try string()
      skipSpace()
      guard take(0x3A) else { throw failure("a colon is expected") }
      guard members.updateValue(try value(depth: depth + 1), forKey: name) == nil else {
        throw failure("the name \"\(name)\" stands twice")
      }
      skipSpace()
    } while take(0x2C)
    guard take(0x7D) else { throw failure("} or a comma is expected") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take(0x5D) { return .array(elements) }
    repeat {
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while take(0x2C)
    guard take(0x5D) else { throw failure("] or a comma is expected") }
    return .array(elements)
  }

  private mutating func string() throws -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = peek {
      position += 1
      switch byte {
      case 0x22:
        guard let string = String(validating: text, as: UTF8.self) else {
          throw failure("the text is not UTF-8")
        }
        return string
      case 0x5C: try escape(into: &text)
      case 0..<0x20: throw failure("a control character stands in a string")
      default: text.append(byte)
      }
    }
    throw failure("a string does not end")
  }

  private mutating func escape(into text: inout [UInt8]) throws {
    guard let byte = peek else { throw failure("a string does not end") }
    position += 1
    let plain: [UInt8: UInt8] = [
      0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9,
    ]
    if let character = plain[byte] {
      text.append(character)
      return
    }
    guard byte == 0x75 else { throw failure("an unknown escape") }
    var code = try fourDigits()
    if (0xD800..<0xDC00).contains(code), take(0x5C), take(0x75) {
      let low = try fourDigits()
      guard (0xDC00..<0xE000).contains(low) else { throw failure("half of a surrogate pair") }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw failure("half of a surrogate pair") }
    text.append(contentsOf: String(scalar).utf8)
  }

  private mutating func fourDigits() throws -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("four hexadecimal digits are expected")
      }
      code = code << 4 + UInt32(digit)
      position += 1
    }
    return code
  }

  private mutating func number() throws -> JSONValue {
    let start = position
    _ = take(0x2D)
    let first = peek
    let digits = skipDigits()
    guard digits > 0, !(first == 0x30 && digits > 1) else { throw failure("a value is expected") }
    var isWhole = true
    if take(0x2E) {
      isWhole = false
      guard skipDigits() > 0 else { throw failure("digits after the point are expected") }
    }
    if take(0x65) || take(0x45) {
      isWhole = false
      if !take(0x2B) { _ = take(0x2D) }
      guard skipDigits() > 0 else { throw failure("digits of the exponent are expected") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let number = Int(text) { return .integer(number) }
    guard let number = Double(text), number.isFinite else { throw failure("a number too large") }
    return .number(number)
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw failure("a value is expected") }
    position += word.utf8.count
    return value
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while let byte = peek, (0x30...0x39).contains(byte) { position += 1 }
    return position - start
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private func failure(_ reason: String) -> Diagnostic {
    let before = bytes[..<min(position, bytes.count)]
    let line = before.count(where: { $0 == 0x0A }) + 1
    let column = before.count - (before.lastIndex(of: 0x0A) ?? -1)
    return Diagnostic(
      "T925", place: Place(file: "JSON", line: line, column: column), detail: reason)
  }
}

extension JSONValue {
  /// Reads a document.
  ///
  /// - Throws: `T925` with line and column when the text is not JSON.
  public init(parsing bytes: [UInt8]) throws {
    var parser = JSONParser(bytes)
    self = try parser.document()
  }

  /// Reads a document.
  ///
  /// - Throws: `T925` with line and column when the text is not JSON.
  public init(parsing text: String) throws { try self.init(parsing: Array(text.utf8)) }
}
