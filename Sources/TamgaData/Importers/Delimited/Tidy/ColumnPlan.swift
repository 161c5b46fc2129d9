internal import TamgaNumerics
internal import TamgaPresent

/// Which column of a table plays which role.
struct ColumnPlan: Sendable {
  /// The header's names.
  let header: [String]
  /// The column of each role.
  let columns: [ColumnRole: Int]
  /// The unit that the header of the value names.
  let headerUnit: MeasureUnit?
  /// Columns that no role takes: read, counted and not imported.
  let unused: [Int]

  /// Whether the table is of indicators, not of trade flows.
  var isIndicator: Bool { columns[.indicator] != nil }

  /// Whether a header is that of a tidy table: a column of values and three other roles.
  static func recognises(_ header: [String]) -> Bool {
    let roles = Set(header.compactMap { role(of: $0)?.role })
    return roles.contains(.value) && roles.count >= 3
  }

  /// Finds the roles.
  ///
  /// - Throws: T131 when two columns claim one role, T130 and T162 when one is missing that no option gives.
  init(header: [String], options: ImportOptions, place: Place) throws {
    self.header = header
    var columns: [ColumnRole: Int] = [:]
    var headerUnit: MeasureUnit?
    var unused: [Int] = []
    for (index, name) in header.enumerated() {
      guard let found = ColumnPlan.role(of: name) else {
        unused.append(index)
        continue
      }
      if let earlier = columns[found.role] {
        throw Diagnostic(
          "T131", ["role": found.role.rawValue, "first": header[earlier], "second": name],
          place: place)
      }
      columns[found.role] = index
      if found.role == .value { headerUnit = found.unit }
    }
    self.columns = columns
    self.headerUnit = headerUnit
    self.unused = unused
    try requireColumns(options, place)
  }

  /// The column of a role; nil when the table has none.
  subscript(role: ColumnRole) -> Int? { columns[role] }

  /// The role of a header, with the unit if it names one, as in `value_usd_thousand`.
  private static func role(of header: String) -> (role: ColumnRole, unit: MeasureUnit?)? {
    if let role = ColumnRole(header: header) { return (role, nil) }
    let words = UnitWords.words(of: header)
    for name in ColumnRole.value.synonyms {
      let start = name.split(separator: "_").map(String.init)
      guard words.count > start.count, words.starts(with: start) else { continue }
      if let unit = UnitWords.unit(ofWords: Array(words.dropFirst(start.count))) {
        return (.value, unit)
      }
    }
    return nil
  }

  private func requireColumns(_ options: ImportOptions, _ place: Place) throws {
    var required: [ColumnRole] = [.value, .period]
    if options.reporter == nil { required.append(.reporter) }
    if !isIndicator {
      required.append(.partner)
      if options.flow == nil { required.append(.flow) }
    }
    for role in required where columns[role] == nil {
      let names = unused.map { header[$0] }
      let guess = role.synonyms.lazy
        .compactMap { Spelling.nearest(to: $0, in: names) }.first
      if role == .reporter || role == .flow {
        throw Diagnostic(
          "T162",
          [
            "column": role.rawValue, "found": header.joined(separator: ", "),
            "suggestion": guess ?? "–",
          ], place: place)
      }
      throw Diagnostic(
        "T130",
        [
          "column": role.rawValue, "found": header.joined(separator: ", "),
          "suggestion": guess ?? "–",
        ], place: place)
    }
    let hasUnit = columns[.unit] != nil || columns[.currency] != nil
    guard hasUnit || headerUnit != nil || options.unit != nil else {
      throw Diagnostic(
        "T132", ["unit": "–", "column": columns[.value].map { header[$0] } ?? "value"],
        place: place)
    }
  }
}
