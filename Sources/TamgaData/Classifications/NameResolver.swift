internal import TamgaNumerics

/// Resolves labels of sources to countries, groups and regions, and names them in four languages.
///
/// The rules, first hit wins, all candidates valid in the period (see ``NameRule``): exact alias in
/// the label's language; after folding; rewritten forms; look-alike letters of another script;
/// Kazakh and Kyrgyz letters folded; adjectives of regions; legacy fonts; names of the other
/// languages. A label that fits nothing gets proposals, which are never taken by themselves.
///
/// Dates bind only where a name changed its meaning or its entity came and went; an old name that
/// offices go on printing (`Заир`, `Свазиленд`) stays good in every year.
public struct NameResolver: Sendable {
  let table: EntityTable
  let aliases: AliasTable

  /// The tables of the program's resource folder.
  ///
  /// - Returns: a resolver over all of them; keep it, loading takes some milliseconds.
  /// - Throws: `T170` when the folder is missing, `T171` or `T172` when a table is.
  public static func bundled() throws -> NameResolver {
    let table = try EntityTable()
    return NameResolver(table: table, aliases: try AliasTable(of: table))
  }

  /// Resolves one label.
  ///
  /// - Parameters:
  ///   - label: the text as it stands in the source; spaces around it do not matter.
  ///   - language: the label's language; nil asks all of them at once.
  ///   - years: the years of the table; an entity or alias must be valid in one of them.
  ///   - expecting: the kinds that can stand here; an empty set allows all.
  /// - Returns: the entity with the rule, or why there is none.
  public func resolve(
    _ label: String, language: NameLanguage?, in years: ClosedRange<Int>?,
    expecting: Set<EntityKind>
  ) -> NameAnswer {
    let text = LabelSearch.trimmed(label)
    var search = LabelSearch(
      resolver: self, years: years, expecting: expecting, language: language, inOthers: false)
    if let answer = search.answer(to: text) { return answer }
    if language == nil || language == .ky, let repaired = ScriptRepair.legacyKyrgyz(text),
      let answer = search.answer(to: repaired, as: .legacyFont)
    {
      return answer
    }
    if language != nil {
      search.inOthers = true
      if let answer = search.answer(to: text, as: .otherLanguage) { return answer }
    }
    return .unresolved(proposals: search.proposals(for: text))
  }

  /// Resolves a row that names the same thing in several languages.
  ///
  /// - Parameters:
  ///   - labels: the texts with their languages; empty texts are passed over.
  ///   - years: the years of the table.
  ///   - expecting: the kinds that can stand here; an empty set allows all.
  /// - Returns: the entity on which the languages agree, by rule ``NameRule/rowWithGap`` when one of
  ///   them says nothing certain; `ambiguous` when they contradict each other.
  public func resolveRow(
    _ labels: [(text: String, language: NameLanguage?)], in years: ClosedRange<Int>?,
    expecting: Set<EntityKind>
  ) -> NameAnswer {
    let answers = labels.filter { !LabelSearch.trimmed($0.text).isEmpty }.map {
      resolve($0.text, language: $0.language, in: years, expecting: expecting)
    }
    return RowAgreement(answers).answer
  }
}

/// What the languages of one row say together.
private struct RowAgreement {
  private var resolved: [NameResolution] = []
  private var doubtful: [Set<EntityCode>] = []
  private var proposals: Set<EntityCode> = []
  private var gaps = 0

  init(_ answers: [NameAnswer]) {
    for answer in answers {
      switch answer {
      case .resolved(let resolution): resolved.append(resolution)
      case .ambiguous(let entities): doubtful.append(Set(entities))
      case .unresolved(let offered):
        gaps += 1
        proposals.formUnion(offered)
      }
    }
  }

  var answer: NameAnswer {
    let entities = Set(resolved.map(\.entity))
    guard let first = resolved.first, entities.count == 1 else {
      if entities.count > 1 { return .ambiguous(entities.sorted()) }
      if doubtful.isEmpty { return .unresolved(proposals: proposals.sorted()) }
      return .ambiguous(doubtful.reduce(into: Set()) { $0.formUnion($1) }.sorted())
    }
    guard doubtful.allSatisfy({ $0.contains(first.entity) }) else {
      return .ambiguous(doubtful.reduce(into: entities) { $0.formUnion($1) }.sorted())
    }
    let marks = resolved.flatMap(\.footnotes)
    let loosest = resolved.map(\.rule).max() ?? first.rule
    return .resolved(
      NameResolution(
        entity: first.entity, kind: first.kind,
        rule: gaps + doubtful.count > 0 ? .rowWithGap : loosest,
        footnotes: marks.enumerated().filter { !marks[..<$0.offset].contains($0.element) }
          .map(\.element)))
  }
}
