internal import TamgaNumerics

/// One search for a label: the rules in their order, over the names one language scope allows.
struct LabelSearch {
  let resolver: NameResolver
  let years: ClosedRange<Int>?
  let expecting: Set<EntityKind>
  /// The label's language; nil asks all of them.
  let language: NameLanguage?
  /// Whether the names of the other languages are asked instead.
  var inOthers: Bool
  /// Entities that bear the name, but not in these years, or whose name needs its kind of place.
  private(set) var rejected: Set<Int> = []

  /// What a rule found.
  enum Finding {
    case nothing
    case entities(Set<Int>, NameRule, footnotes: [String])
  }

  /// The label without white space around it.
  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let isBlank = { (scalar: Unicode.Scalar) in
      scalar.properties.isWhitespace || scalar.value == 0xFEFF || scalar.value == 0x200B
    }
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  /// The answer of the first rule that hits; nil if none does.
  mutating func answer(to text: String, as outer: NameRule? = nil) -> NameAnswer? {
    guard !text.isEmpty, case .entities(let found, let rule, let marks) = find(text) else {
      return nil
    }
    let entities = resolver.table.entities
    guard found.count == 1, let index = found.first else {
      return .ambiguous(found.map { entities[$0].code }.sorted())
    }
    return .resolved(
      NameResolution(
        entity: entities[index].code, kind: entities[index].kind, rule: outer ?? rule,
        footnotes: marks))
  }

  private mutating func find(_ text: String) -> Finding {
    if case .entities(let found, let rule, let marks) = written(text, depth: 0) {
      return .entities(found, rule, footnotes: marks)
    }
    for reading in ScriptRepair.readings(of: text) {
      if case .entities(let found, _, let marks) = written(reading, depth: 0) {
        return .entities(found, .homoglyph, footnotes: marks)
      }
    }
    let (bare, marks) = NameForms.withoutFootnotes(text) ?? (text, [])
    let key = NameKey(bare)
    if let found = match(key, rule: .letters) {
      return .entities(found.entities, .letters, footnotes: key.footnotes.map(String.init) + marks)
    }
    for noun in NameForms.nouns(of: key.letters) {
      if let found = matchRegions(noun, place: key.place) {
        return .entities(found, .adjective, footnotes: key.footnotes.map(String.init) + marks)
      }
    }
    return .nothing
  }

  /// The text as it is, without footnotes, and in its rewritten forms.
  private mutating func written(_ text: String, depth: Int) -> Finding {
    if let found = direct(text, marks: []) { return found }
    var rest = text
    var marks: [String] = []
    if let stripped = NameForms.withoutFootnotes(text) {
      rest = stripped.text
      marks = stripped.marks
      if let found = direct(rest, marks: marks) { return found }
    }
    guard depth < 3 else { return .nothing }
    if let found = bracketed(rest, depth: depth) ?? inverted(rest, depth: depth)
      ?? short(rest) ?? ledIn(rest, depth: depth)
    {
      return .entities(found, .form, footnotes: marks)
    }
    return .nothing
  }

  private mutating func direct(_ text: String, marks: [String]) -> Finding? {
    let key = NameKey(text)
    guard let found = match(key, rule: .folded, exact: text) else { return nil }
    return .entities(
      found.entities, found.rule, footnotes: key.footnotes.map(String.init) + marks)
  }

  /// `Гуам (США)`, `Germany (incl. …)`, `Мьянма (Бирма)`, `Иран (Исламская Республика)`.
  private mutating func bracketed(_ text: String, depth: Int) -> Set<Int>? {
    guard let (outside, inside) = NameForms.bracket(of: text) else { return nil }
    let around = LabelSearch.trimmed(outside)
    if NameForms.isRemark(inside) { return entities(of: around, depth: depth) }
    if let both = agreeing(around, inside, depth: depth) { return both }
    return entities(of: inside + " " + around, depth: depth)
  }

  /// `Молдова, Республика`, `Ирак, Республика Ирак`.
  private mutating func inverted(_ text: String, depth: Int) -> Set<Int>? {
    guard let (head, tail) = NameForms.inverted(text) else { return nil }
    if let both = agreeing(head, tail, depth: depth) { return both }
    return entities(of: tail + " " + head, depth: depth)
  }

  /// The short name inside a formal one, for countries that no such word tells apart.
  private mutating func short(_ text: String) -> Set<Int>? {
    guard let name = NameForms.shortName(of: text), let found = match(NameKey(name), rule: .folded)
    else { return nil }
    let entities = resolver.table.entities
    let allowed = found.entities.filter {
      entities[$0].kind == .country && !LookAlikes.needFullName.contains(entities[$0].code)
    }
    return allowed.count == found.entities.count ? allowed : nil
  }

  /// `в том числе: страны ЕС`, `Всего, в том числе:`.
  private mutating func ledIn(_ text: String, depth: Int) -> Set<Int>? {
    NameForms.withoutLeadIn(text).flatMap { entities(of: $0, depth: depth) }
  }

  private mutating func entities(of text: String, depth: Int) -> Set<Int>? {
    let text = LabelSearch.trimmed(text)
    guard !text.isEmpty, case .entities(let found, _, _) = written(text, depth: depth + 1) else {
      return nil
    }
    return found
  }

  /// The entity that both texts name, one of them perhaps by its code.
  private mutating func agreeing(_ one: String, _ other: String, depth: Int) -> Set<Int>? {
    guard let first = entities(of: one, depth: depth), first.count == 1 else { return nil }
    let code = resolver.table.indexOfCode[LabelSearch.trimmed(other)].map { Set([$0]) }
    return code == first || entities(of: other, depth: depth) == first ? first : nil
  }

  // MARK: - The table of names

  /// The names that fit a key; names with the same administrative word before names without it.
  private mutating func match(
    _ key: NameKey, rule: NameRule, exact text: String? = nil
  ) -> (entities: Set<Int>, rule: NameRule)? {
    let asFolded = rule == .folded
    var exact: Set<Int> = []
    var equal: Set<Int> = []
    var implied: Set<Int> = []
    var isRewritten = false
    for alias in resolver.aliases.bucket(of: key.plainLetters) where isInScope(alias) {
      guard !asFolded || alias.letters == key.letters else { continue }
      let fit = fit(of: alias, to: key.place)
      guard fit != .none else { continue }
      guard isValid(alias), !(fit == .bareRegion && inOthers) else {
        rejected.insert(alias.entity)
        continue
      }
      if alias.text == text { exact.insert(alias.entity) }
      if fit == .same { equal.insert(alias.entity) } else { implied.insert(alias.entity) }
      isRewritten = isRewritten || fit == .republic
    }
    if !exact.isEmpty { return (exact, .exact) }
    if !equal.isEmpty { return (equal, rule) }
    return implied.isEmpty ? nil : (implied, isRewritten && asFolded ? .form : rule)
  }

  private mutating func matchRegions(_ letters: [UInt8], place: PlaceWord?) -> Set<Int>? {
    guard place == nil || place == .region || place == .krai else { return nil }
    var found: Set<Int> = []
    let entities = resolver.table.entities
    for alias in resolver.aliases.bucket(of: NameKey.plain(letters)) where isInScope(alias) {
      let type = entities[alias.entity].type
      guard let type, type != .city, alias.place == nil || alias.place == place || place == nil,
        place.map(type.agrees) ?? true, isValid(alias)
      else { continue }
      found.insert(alias.entity)
    }
    return found.isEmpty ? nil : found
  }

  private enum Fit {
    case none
    case same
    /// The label says `Республика X` and the table `X`.
    case republic
    /// The label lacks the administrative word of the region.
    case bareRegion
  }

  private func fit(of alias: Alias, to place: PlaceWord?) -> Fit {
    let entity = resolver.table.entities[alias.entity]
    if alias.place == place { return .same }
    guard let type = entity.type else {
      let isRepublic = place == .republic && alias.place == nil && entity.kind == .country
      return isRepublic && !LookAlikes.needFullName.contains(entity.code) ? .republic : .none
    }
    guard let place else { return .bareRegion }
    return alias.place == nil && type.agrees(with: place) ? .same : .none
  }

  private func isInScope(_ alias: Alias) -> Bool {
    let kind = resolver.table.entities[alias.entity].kind
    guard expecting.isEmpty || expecting.contains(kind) else { return false }
    guard let language else { return true }
    return (alias.language == language) != inOthers
  }

  private func isValid(_ alias: Alias) -> Bool {
    years.map { alias.years.overlaps($0) } ?? true
  }
}
