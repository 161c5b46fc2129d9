public import TamgaNumerics

extension NameResolver {
  /// The name of an entity in a language.
  ///
  /// - Parameters:
  ///   - entity: a code of the house, as in `KGZ` or `KG-T`.
  ///   - language: the language of the name.
  /// - Returns: the short name; nil for an unknown code.
  public func name(of entity: EntityCode, in language: NameLanguage) -> String? {
    guard let index = table.indexOfCode[entity.text],
      let place = NameLanguage.allCases.firstIndex(of: language)
    else { return nil }
    return table.entities[index].names[place]
  }

  /// The names of an entity in all languages.
  ///
  /// - Parameter entity: a code of the house.
  /// - Returns: the short names; empty for an unknown code.
  public func names(of entity: EntityCode) -> [NameLanguage: String] {
    guard let index = table.indexOfCode[entity.text] else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: zip(NameLanguage.allCases, table.entities[index].names))
  }

  /// What an entity is.
  ///
  /// - Parameter entity: a code of the house.
  /// - Returns: its kind; nil for an unknown code.
  public func kind(of entity: EntityCode) -> EntityKind? {
    table.indexOfCode[entity.text].map { table.entities[$0].kind }
  }

  /// The country, or the larger region, a region lies in.
  ///
  /// - Parameter entity: the code of a region.
  /// - Returns: the code of what it lies in; nil for countries and unknown codes.
  public func parent(of entity: EntityCode) -> EntityCode? {
    table.indexOfCode[entity.text].flatMap { table.entities[$0].parent }
  }

  /// What an entity lies in, from the nearest to the country.
  ///
  /// - Parameter entity: the code of a region.
  /// - Returns: their codes; empty for countries and unknown codes.
  public func ancestors(of entity: EntityCode) -> [EntityCode] {
    var found: [EntityCode] = []
    var next = parent(of: entity)
    while let one = next, !found.contains(one) {
      found.append(one)
      next = parent(of: one)
    }
    return found
  }

  /// The regions that lie directly in a country or region.
  ///
  /// - Parameters:
  ///   - parent: the country or larger region.
  ///   - year: the year they must exist in.
  /// - Returns: their codes, sorted.
  public func regions(of parent: EntityCode, in year: Int) -> [EntityCode] {
    table.entities.filter { $0.parent == parent && $0.years.contains(year) }.map(\.code).sorted()
  }

  /// The years an entity exists in; open ends are 0 and 9999.
  ///
  /// - Parameter entity: a code of the house.
  /// - Returns: the first and last year; nil for an unknown code.
  public func years(of entity: EntityCode) -> ClosedRange<Int>? {
    table.indexOfCode[entity.text].map { table.entities[$0].years }
  }

  /// The members of a group on 31 December of a year.
  ///
  /// So the United Kingdom is no member of `EU` in 2020, and Kyrgyzstan is a member of `EAEU` in
  /// 2015. See ``isMembershipComplete(of:)`` for groups whose members are not all listed.
  ///
  /// - Parameters:
  ///   - group: the group's code, as in `EAEU`.
  ///   - year: the year.
  /// - Returns: their codes, sorted; empty for groups without listed members.
  public func members(of group: EntityCode, in year: Int) -> [EntityCode] {
    table.memberships.filter { $0.group == group && $0.holds(in: year) }.map(\.member).sorted()
  }

  /// Whether the table lists every member of a group: not for `WTO`, `WLD` or "rest of the world".
  ///
  /// - Parameter group: the group's code.
  /// - Returns: false also for codes that are no group.
  public func isMembershipComplete(of group: EntityCode) -> Bool {
    table.indexOfCode[group.text].map { table.entities[$0].hasAllMembers } ?? false
  }

  /// The entity of a code of any list the house knows.
  ///
  /// ISO 3166 letters and regions, M49 numbers with or without leading zeros, Comtrade's own
  /// numbers (`842`), withdrawn codes and those of Eurostat (`EL`). `0` is not read: it is the
  /// world in one list and other countries in another.
  ///
  /// - Parameter text: a code; letters of either case.
  /// - Returns: the code of the house; nil when no list has it.
  public func code(_ text: String) -> EntityCode? {
    table.indexOfCode[LabelSearch.trimmed(text).uppercased()].map { table.entities[$0].code }
  }
}
