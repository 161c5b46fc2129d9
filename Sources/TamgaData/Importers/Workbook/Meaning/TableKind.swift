/// What the rows of a table are.
enum TableKind: Hashable, Sendable {
  /// Partner countries and groups of them.
  case partners
  /// Regions of the reporting country.
  case regions
  /// Goods.
  case products
  /// Lines of something else: branches, indicators.
  case lines
  /// No table of statistics: a list of contents, a form.
  case nothing
}

/// The kind of a table and what its labels name.
struct TableNames: Sendable {
  /// What the rows are.
  let kind: TableKind
  /// What each row's labels name.
  let answers: [NameAnswer]

  /// Decides by which names resolve most labels.
  init(
    _ table: Table, resolver: some LabelResolving, years: ClosedRange<Int>?, flow: String? = nil
  ) {
    func answers(_ kinds: Set<EntityKind>) -> [NameAnswer] {
      table.labels.enumerated().map { index, label in
        guard !label.parts.isEmpty else { return .unresolved(proposals: []) }
        func answer(_ years: ClosedRange<Int>?) -> NameAnswer {
          resolver.resolveRow(
            label.parts.map { ($0.text, $0.language) }, in: years, expecting: kinds)
        }
        // A name good in the years reported; else one good in any year of the table.
        let reported = TableNames.years(of: index, table) ?? years
        let first = answer(reported)
        return first.entity == nil && reported != years ? answer(years) : first
      }
    }
    func resolved(_ answers: [NameAnswer], _ kinds: Set<EntityKind>) -> Int {
      answers.count { answer in
        guard case .resolved(let name) = answer else { return false }
        return kinds.contains(name.kind)
      }
    }
    let partners = answers([.country, .group, .special])
    let regions = answers([.region, .country])
    let asPartners = resolved(partners, [.country, .group, .special])
    let asRegions = resolved(regions, [.region])
    let labelled = table.labels.count { !$0.parts.isEmpty }
    if 2 * asPartners >= labelled, asPartners > asRegions, asPartners > 0 {
      (kind, self.answers) = (.partners, partners)
    } else if 2 * (asRegions + 1) > labelled, asRegions > 0 {
      (kind, self.answers) = (.regions, regions)
    } else {
      self.answers = partners
      kind = TableNames.kind(of: table, flow: flow)
    }
  }

  /// The years in which a row reports a number.
  static func years(of row: Int, _ table: Table) -> ClosedRange<Int>? {
    var range: ClosedRange<Int>?
    for (index, column) in table.columns.enumerated() {
      guard table.readings[row][index].state == .reported,
        let year = column.period.year ?? table.caption.period.year
      else { continue }
      range = range.map { min($0.lowerBound, year)...max($0.upperBound, year) } ?? year...year
    }
    return range
  }

  /// Goods or other lines, when the table's columns are dated; else no table of statistics.
  private static func kind(of table: Table, flow: String?) -> TableKind {
    let dated = table.columns.count { $0.period.year != nil }
    let hasFlow = table.columns.contains { $0.flow != nil }
    guard table.labels.count >= 2, 2 * dated >= table.columns.count || hasFlow else {
      return .nothing
    }
    return flow ?? table.caption.flow != nil || hasFlow ? .products : .lines
  }
}
