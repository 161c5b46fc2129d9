internal import Foundation
internal import Synchronization

/// The sentences of one language, read from `Resources/Strings`.
public struct StringCatalog: Sendable {
  /// An entry.
  public struct Entry: Sendable, Equatable {
    /// The sentence.
    public let text: String
    /// A note for translators; English only.
    public let note: String?
    /// `draft` or `reviewed`; English has none.
    public let status: String?
    /// The first eight hexadecimal digits of the SHA-256 of the English text it was made from.
    public let from: String?
  }

  /// The language.
  public let language: Language
  /// The entries by key.
  public let entries: [String: Entry]

  private static let loaded = Mutex<[Language: StringCatalog]>([:])

  /// The catalogue of a language, read once.
  ///
  /// - Throws: `T170`, `T171`, or `T0xx` with line and column when the file is damaged.
  public static func catalog(of language: Language) throws -> StringCatalog {
    if let catalog = loaded.withLock({ $0[language] }) { return catalog }
    let path = "Strings/\(language.rawValue).yml"
    let bytes = try ResourceFolder.bytes(of: path, inTarget: "TamgaPresent")
    let catalog = try StringCatalog(language: language, parsing: bytes, file: path)
    loaded.withLock { $0[language] = catalog }
    return catalog
  }

  /// Reads a catalogue.
  public init(language: Language, parsing bytes: [UInt8], file: String) throws {
    var entries: [String: Entry] = [:]
    let document = try LocatedYAML(parsing: bytes, file: file, limits: .resource)
    for member in try document.root.mapping() {
      try member.value.rejectUnknownKeys(allowed: ["text", "note", "status", "from"])
      entries[member.key.text] = Entry(
        text: try member.value.requireKey("text").string(),
        note: try member.value["note"]?.string(),
        status: try member.value["status"]?.string(),
        from: try member.value["from"]?.string())
    }
    self.language = language
    self.entries = entries
  }

  /// The number of entries that no native reader has reviewed.
  public var draftCount: Int { entries.values.count { $0.status == "draft" } }
}
