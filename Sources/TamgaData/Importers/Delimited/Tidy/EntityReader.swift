internal import Synchronization
internal import TamgaNumerics

/// Resolves the labels of a tidy table, with the label forms of Eurostat's extracts.
final class EntityReader: Sendable {
  /// A country, group or region.
  struct Entity: Hashable, Sendable {
    /// The code.
    var code: EntityCode
    /// Whether it is a group of countries, so that the row is a sum of others.
    var isGroup: Bool
  }

  private struct Question: Hashable {
    let label: String
    let year: Int?
  }

  private let lookup: @Sendable (String, Int?) -> Entity?
  private let answers = Mutex<[Question: Entity?]>([:])

  /// Creates a reader over a look-up of codes and names in a year.
  init(lookup: @escaping @Sendable (String, Int?) -> Entity?) { self.lookup = lookup }

  /// Creates a reader over the tables of names: codes first, then names in any language.
  convenience init(_ resolver: NameResolver) {
    self.init { label, year in
      let years = year.map { $0...$0 }
      let code =
        resolver.code(label)
        ?? resolver.resolve(label, language: nil, in: years, expecting: []).entity
      return code.map { Entity(code: $0, isGroup: resolver.kind(of: $0) == .group) }
    }
  }

  /// The entity a label means in a period; nil when it is unknown or ambiguous.
  func read(_ label: String, _ period: Period?) -> Entity? {
    let question = Question(label: label, year: period?.year)
    if let known = answers.withLock({ $0[question] }) { return known }
    let answer = find(label, question.year)
    answers.withLock { $0[question] = .some(answer) }
    return answer
  }

  /// A remark in parentheses is left out only when the whole label is unknown.
  private func find(_ label: String, _ year: Int?) -> Entity? {
    guard !label.isEmpty else { return nil }
    if let code = EntityReader.europeanGroup(label) { return lookup(code, year) }
    if let entity = lookup(label, year) { return entity }
    guard label.hasSuffix(")"), let open = label.firstIndex(of: "(") else { return nil }
    let name = String(label[..<open]).trimmed
    return name.isEmpty ? nil : lookup(name, year)
  }

  /// The groups of Eurostat's extracts: those of changing composition and those of fixed one.
  private static func europeanGroup(_ label: String) -> String? {
    for (name, code) in [("European Union", "EU"), ("Euro area", "EA")] where label.hasPrefix(name)
    {
      let rest = label.dropFirst(name.count)
      if rest.isEmpty || rest.hasPrefix(" (") { return code }
      let words = rest.split(separator: " ")
      guard words.count >= 3, words[0] == "-", words[2] == "countries",
        let members = Int(words[1]), (2...40).contains(members)
      else { return nil }
      return "\(code)\(members)"
    }
    return nil
  }
}
