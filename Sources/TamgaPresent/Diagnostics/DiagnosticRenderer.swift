/// Shows diagnostics on a terminal and as JSON.
///
///     error[T102]: unit conflict in column "budget"
///       --> data/region_budget.csv:1:6
///        |
///      1 | year,budget_mln_usd
///        |      ^
///        = why
///     help: what to do
public struct DiagnosticRenderer: Sendable {
  /// The language of the sentences; the words before the colon stay, so that scripts can find them.
  public let language: Language
  /// Whether to colour.
  public let usesColour: Bool
  private let catalog: DiagnosticCatalog?

  /// Creates a renderer.
  ///
  /// - Parameters:
  ///   - language: the language.
  ///   - usesColour: whether to add ANSI colours.
  ///   - catalog: a catalogue other than the installed one.
  public init(language: Language, usesColour: Bool = false, catalog: DiagnosticCatalog? = nil) {
    self.language = language
    self.usesColour = usesColour
    self.catalog = catalog
  }

  private var entries: DiagnosticCatalog { catalog ?? .standard }

  /// The exit code of a diagnostic.
  public func exitCode(_ diagnostic: Diagnostic) -> Int32 { entries.exitCode(diagnostic.code) }

  /// The diagnostic for a terminal, with a line feed at its end.
  public func terminal(_ diagnostic: Diagnostic) -> String {
    let text = entries.text(of: diagnostic, in: language)
    let head = paint("\(diagnostic.severity.rawValue)[\(diagnostic.code)]", by: diagnostic.severity)
    var lines = [head + paint(": " + TerminalText.clean(text.message), code: "1")]
    let number = diagnostic.place?.line.map(String.init) ?? ""
    let gutter = String(repeating: " ", count: max(2, number.count + 1))
    if let place = diagnostic.place {
      lines.append(gutter + paint("-->", code: "34") + " " + TerminalText.clean(place.text))
    }
    lines += excerpt(diagnostic, number: number, gutter: gutter)
    let remarks = [text.why, diagnostic.detail ?? ""]
    for remark in remarks where !remark.isEmpty {
      for line in TerminalText.clean(remark, keepsLines: true).split(separator: "\n") {
        lines.append(gutter + " " + paint("=", code: "34") + " " + line)
      }
    }
    if !text.fix.isEmpty {
      let fix = TerminalText.clean(text.fix, keepsLines: true).split(separator: "\n")
      lines.append(paint("help:", code: "36") + " " + fix.joined(separator: "\n      "))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The diagnostic for `--json`.
  public func json(_ diagnostic: Diagnostic) -> JSONValue {
    let text = entries.text(of: diagnostic, in: language)
    var members: [String: JSONValue] = [
      "code": .string(diagnostic.code), "severity": .string(diagnostic.severity.rawValue),
      "message": .string(text.message), "why": .string(text.why), "fix": .string(text.fix),
      "exit": .integer(Int(exitCode(diagnostic))), "excerpt": .optional(diagnostic.excerpt),
      "detail": .optional(diagnostic.detail),
      "arguments": .object(
        diagnostic.arguments.mapValues { text in
          .string(DiagnosticWord.replacing(in: text) { $0.code })
        }), "place": .null,
    ]
    if let place = diagnostic.place {
      members["place"] = .object([
        "file": .string(place.file), "sheet": .optional(place.sheet),
        "cell": .optional(place.cell), "line": .optional(place.line),
        "column": .optional(place.column), "text": .string(place.text),
      ])
    }
    return .object(members)
  }

  private func excerpt(_ diagnostic: Diagnostic, number: String, gutter: String) -> [String] {
    guard let excerpt = diagnostic.excerpt, !excerpt.isEmpty else { return [] }
    let bar = paint("|", code: "34")
    let line = TerminalText.clean(excerpt)
    let label = gutter.dropLast(number.count) + number
    var lines = [gutter + " " + bar, label + " " + bar + " " + line]
    if let column = diagnostic.place?.column, column >= 1 {
      let before = DisplayWidth.of(
        String(line.unicodeScalars.prefix(column - 1).map(Character.init)))
      let caret = paint("^", by: diagnostic.severity)
      lines.append(gutter + " " + bar + " " + String(repeating: " ", count: before) + caret)
    }
    return lines
  }

  private func paint(_ text: String, by severity: Severity) -> String {
    switch severity {
    case .error: paint(text, code: "1;31")
    case .warning: paint(text, code: "1;33")
    case .note: paint(text, code: "1;36")
    }
  }

  private func paint(_ text: String, code: String) -> String {
    usesColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
