/// Writes HTML: every element is closed, every text and attribute escaped.
struct HTMLWriter {
  /// What has been written.
  private(set) var html = ""

  private static let void: Set<String> = ["meta", "link", "br", "hr", "img", "input", "col"]

  /// Writes an element with attributes and a body; an attribute whose value is nil is left out.
  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:],
    _ body: (inout HTMLWriter) -> Void = { _ in }
  ) {
    html += "<" + name
    for (key, value) in attributes {
      guard let value else { continue }
      html += value.isEmpty ? " " + key : " \(key)=\"\(HTMLWriter.escaped(value))\""
    }
    html += ">"
    guard !HTMLWriter.void.contains(name) else { return }
    body(&self)
    html += "</\(name)>"
  }

  /// Writes an element whose body is a text.
  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], text: String
  ) {
    element(name, attributes) { $0.text(text) }
  }

  /// Writes text, escaped.
  mutating func text(_ text: String) { html += HTMLWriter.escaped(text) }

  /// Writes markup that is known to be safe: our own templates and polished drawings.
  mutating func markup(_ markup: String) { html += markup }

  /// Ends a line, so that a page can be read and compared by line.
  mutating func line() { html += "\n" }

  /// Text with the five special characters replaced.
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { special($0) != nil }) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      if let entity = special(byte) { bytes += Array(entity.utf8) } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func special(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
