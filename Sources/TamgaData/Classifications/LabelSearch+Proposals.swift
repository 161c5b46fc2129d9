internal import TamgaNumerics

extension LabelSearch {
  /// Entities a person may have meant: names outside the period or without their kind of place,
  /// else the one entity with a name at edit distance 1 from a label of at least six letters.
  func proposals(for text: String) -> [EntityCode] {
    let entities = resolver.table.entities
    if !rejected.isEmpty { return rejected.map { entities[$0].code }.sorted() }
    let bare = NameForms.withoutFootnotes(text)?.text ?? text
    let letters = Array(String(decoding: NameKey(bare).plainLetters, as: UTF8.self).unicodeScalars)
    guard letters.count >= 6 else { return [] }
    var found: Set<Int> = []
    let bytes = String(String.UnicodeScalarView(letters)).utf8.count
    for folding in resolver.aliases.foldings where abs(folding.count - bytes) <= 2 {
      let other = Array(String(decoding: folding, as: UTF8.self).unicodeScalars)
      guard LabelSearch.differInOneLetter(letters, other) else { continue }
      for alias in resolver.aliases.bucket(of: folding) {
        let kind = entities[alias.entity].kind
        if expecting.isEmpty || expecting.contains(kind) { found.insert(alias.entity) }
      }
    }
    return found.count == 1 ? found.map { entities[$0].code } : []
  }

  /// Whether one letter inserted, left out or replaced makes the texts equal.
  static func differInOneLetter(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Bool {
    guard abs(one.count - other.count) <= 1, one != other else { return false }
    let head = zip(one, other).prefix { $0 == $1 }.count
    let tail = zip(one.dropFirst(head).reversed(), other.dropFirst(head).reversed())
      .prefix { $0 == $1 }.count
    return max(one.count, other.count) - head - tail <= 1
  }
}
