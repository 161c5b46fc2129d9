internal import Foundation
internal import TamgaPresent

/// What `--json` prints: one envelope for success and failure alike.
struct Envelope {
  let schema: String
  var run: String?
  var data: JSONValue
  var diagnostics: [JSONValue] = []

  init(schema: String, run: String? = nil, data: JSONValue) {
    self.schema = schema
    self.run = run
    self.data = data
  }

  /// Keeps the named members of `data`, or of each of its elements.
  mutating func keep(fields: String) {
    let names = Set(fields.split(separator: ",").map(String.init))
    func kept(_ value: JSONValue) -> JSONValue {
      guard let members = value.object else { return value }
      return .object(members.filter { names.contains($0.key) })
    }
    if let elements = data.array {
      data = .array(elements.map(kept))
    } else {
      data = kept(data)
    }
  }

  var value: JSONValue {
    .object([
      "schema": .string("tamga.\(schema)/1"), "run": .optional(run), "data": data,
      "diagnostics": .array(diagnostics),
    ])
  }

  func print() { Console.out(value.text(layout: .indented)) }

  /// The envelope of arguments that the parser refused.
  static func usageFailure(_ message: String) -> Envelope {
    var envelope = Envelope(schema: "usage", data: .null)
    let reason = message.trimmingCharacters(in: .whitespacesAndNewlines)
    let diagnostic = Diagnostic("T064", ["reason": reason])
    envelope.diagnostics = [DiagnosticRenderer(language: .en).json(diagnostic)]
    return envelope
  }
}
