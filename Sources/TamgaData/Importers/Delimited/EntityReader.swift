internal import TamgaNumerics

/// Resolves the labels of a tidy table, with the label forms of Eurostat's extracts.
struct EntityReader: Sendable {
  /// A country, group or region.
  struct Entity: Hashable, Sendable {
    /// The code.
    var code: EntityCode
    /// Whether it is a group of countries, so that the row is a sum of others.
    var isGroup: Bool
  }

  private let lookup: @Sendable (String, Period?) -> Entity?

  /// Creates a reader over a look-up of codes and names.
  init(lookup: @escaping @Sendable (String, Period?) -> Entity?) { self.lookup = lookup }

  /// The entity a label means in a period; nil when it is unknown or ambiguous.
  ///
  /// A remark in parentheses is left out only when the whole label is unknown.
  func read(_ label: String, _ period: Period?) -> Entity? {
    guard !label.isEmpty else { return nil }
    if let code = EntityReader.europeanGroup(label) { return Entity(code: code, isGroup: true) }
    if let entity = lookup(label, period) { return entity }
    guard label.hasSuffix(")"), let open = label.firstIndex(of: "(") else { return nil }
    let name = String(label[..<open]).trimmed
    return name.isEmpty ? nil : lookup(name, period)
  }

  /// The groups of Eurostat's extracts: those of changing composition and those of fixed one.
  private static func europeanGroup(_ label: String) -> EntityCode? {
    for (name, code) in [("European Union", "EU"), ("Euro area", "EA")] where label.hasPrefix(name)
    {
      let rest = label.dropFirst(name.count)
      if rest.isEmpty || rest.hasPrefix(" (") { return EntityCode(code) }
      let words = rest.split(separator: " ")
      guard words.count >= 3, words[0] == "-", words[2] == "countries",
        let members = Int(words[1]), (2...40).contains(members)
      else { return nil }
      return EntityCode("\(code)\(members)")
    }
    return nil
  }
}
