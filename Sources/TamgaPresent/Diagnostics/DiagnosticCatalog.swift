internal import Foundation
internal import TamgaNumerics

/// The sentences of a diagnostic in one language, arguments filled in.
public struct DiagnosticText: Hashable, Sendable {
  /// What happened.
  public let message: String
  /// Why it matters or how it came; may be empty.
  public let why: String
  /// What to do; may be empty.
  public let fix: String
}

/// An entry of the catalogue: the exit code and the sentences of a code.
public struct DiagnosticEntry: Sendable, Hashable {
  /// The code, as in `T102`.
  public let code: String
  /// The exit code of the program when this stops it.
  public let exit: Int32
  /// The sentences by language, with `{name}` places.
  public let texts: [Language: DiagnosticText]
}

/// All codes with their sentences, from `Resources/Diagnostics/*.yml`.
public struct DiagnosticCatalog: Sendable {
  private let areas: DiagnosticAreas

  /// The entries by code.
  public var entries: [String: DiagnosticEntry] { areas.entries }

  /// Exit codes that an entry may have.
  public static let exitCodes: Set<Int32> = [1, 64, 65, 66, 69, 70, 73, 75, 78, 130]

  /// The catalogue of this installation; an area is read when a code of it is first shown.
  ///
  /// An area that cannot be read is left out: showing an error must never fail itself.
  public static let standard: DiagnosticCatalog = {
    guard let folder = try? ResourceFolder.url(ofTarget: "TamgaPresent") else {
      return DiagnosticCatalog(entries: [:])
    }
    return DiagnosticCatalog(
      areas: DiagnosticAreas(folder: folder.appendingPathComponent("Diagnostics")))
  }()

  /// Creates a catalogue.
  public init(entries: [String: DiagnosticEntry]) { areas = DiagnosticAreas(entries: entries) }

  private init(areas: DiagnosticAreas) { self.areas = areas }

  /// The entry of a code; for an unknown code that of `T920`, an internal error.
  public func entry(_ code: String) -> DiagnosticEntry {
    areas[code] ?? areas["T920"] ?? Self.lastResort
  }

  /// The exit code of a diagnostic's code.
  public func exitCode(_ code: String) -> Int32 { entry(code).exit }

  /// The sentences of a diagnostic in a language, arguments filled in.
  ///
  /// A ``DiagnosticWord`` in an argument is a word of the string catalogue.
  /// A code that speaks around another one (`{message}` and `{fix}`, the other's code in the argument
  /// `code`) takes that one's sentences.
  public func text(of diagnostic: Diagnostic, in language: Language) -> DiagnosticText {
    let entry = entry(diagnostic.code)
    var arguments = Self.spoken(diagnostic.arguments, language)
    if entry.code != diagnostic.code {
      arguments["code"] = diagnostic.code
      let pairs = diagnostic.arguments.sorted { $0.key < $1.key }
      arguments["arguments"] = pairs.map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
    }
    if arguments["message"] == nil, let code = arguments["code"], code != diagnostic.code,
      let inner = areas[code]
    {
      let words = inner.texts[language] ?? inner.texts[.en]
      arguments["message"] = Self.fill(words?.message ?? code, arguments)
      arguments["fix"] = Self.fill(words?.fix ?? "", arguments)
    }
    let text = entry.texts[language] ?? entry.texts[.en]
    return DiagnosticText(
      message: Self.fill(text?.message ?? diagnostic.code, arguments),
      why: Self.fill(text?.why ?? "", arguments), fix: Self.fill(text?.fix ?? "", arguments))
  }

  /// The arguments with words of the string catalogue in a language.
  private static func spoken(
    _ arguments: [String: String], _ language: Language
  ) -> [String: String] {
    guard arguments.values.contains(where: { $0.contains(DiagnosticWord.mark) }),
      let localiser = try? Localiser(language: language)
    else { return arguments }
    return arguments.mapValues { text in
      DiagnosticWord.replacing(in: text) { word in
        guard localiser.has(word.key) else { return nil }
        return localiser.text(Message(word.key, ["name": .text(word.name)]))
      }
    }
  }

  /// Reads the entries of one area's file.
  ///
  /// - Throws: a diagnostic with line and column when the file does not follow the format.
  public static func load(_ bytes: [UInt8], file: String) throws -> [String: DiagnosticEntry] {
    let document = try LocatedYAML(parsing: bytes, file: file, limits: .resource)
    var entries: [String: DiagnosticEntry] = [:]
    for member in try document.root.mapping() {
      let node = member.value
      let languages = Language.allCases
      try node.rejectUnknownKeys(allowed: ["exit"] + languages.map(\.rawValue))
      var texts: [Language: DiagnosticText] = [:]
      for language in languages {
        texts[language] = try text(node.requireKey(language.rawValue))
      }
      let exit = Int32(truncatingIfNeeded: try node.requireKey("exit").integer())
      let code = member.key.text
      entries[code] = DiagnosticEntry(code: code, exit: exit, texts: texts)
    }
    return entries
  }

  private static func text(_ node: YAMLNode) throws -> DiagnosticText {
    try node.rejectUnknownKeys(allowed: ["message", "why", "fix"])
    return DiagnosticText(
      message: try node.requireKey("message").string(), why: try node["why"]?.string() ?? "",
      fix: try node["fix"]?.string() ?? "")
  }

  /// Replaces `{name}` by the argument of that name; a name without argument stays.
  static func fill(_ text: String, _ arguments: [String: String]) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      result += rest[..<open]
      if let value = arguments[name] {
        result += value
        rest = rest[rest.index(after: close)...]
      } else {
        result += "{"
        rest = rest[rest.index(after: open)...]
      }
    }
    return result + rest
  }

  /// Used when not even the resources are there.
  private static let lastResort = DiagnosticEntry(
    code: "T920", exit: 70,
    texts: [
      .en: DiagnosticText(message: "{code}: {arguments}", why: "", fix: "tamga doctor")
    ])
}
