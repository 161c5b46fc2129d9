internal import TamgaAudit

/// Writes a draft as a claims file.
struct DraftYAML {
  /// What a line belongs to.
  enum Owner {
    case claim(Int)
    case table(Int)
  }

  /// What stands where no relation was guessed.
  static let needs = "to be filled in: which numbers give it"

  private var lines: [String] = []
  private var starts: [(line: Int, owner: Owner)] = []

  init(_ draft: DraftBuilder) {
    header(draft)
    if !draft.tables.isEmpty { lines += ["", "tables:"] }
    for (index, table) in draft.tables.enumerated() {
      starts.append((lines.count + 1, .table(index)))
      write(table)
    }
    lines += ["", draft.claims.isEmpty ? "claims: []" : "claims:"]
    for (index, claim) in draft.claims.enumerated() {
      starts.append((lines.count + 1, .claim(index)))
      write(claim)
    }
    footer(draft.numerals)
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  /// The claim or table a line belongs to.
  func owner(of line: Int) -> Owner? { starts.last { $0.line <= line }?.owner }

  // MARK: Parts

  private mutating func header(_ draft: DraftBuilder) {
    lines += [
      "# A draft to edit: numbers as printed, and guesses at how they follow from each other.",
      "# 1. Put each table's cells beside the page; name the columns, set unit and grid.",
      "# 2. For each claim write expr, or what it needs; delete what states nothing.",
      "#    \"fits\" and \"also\" list expressions that give the number as well; choose by what it says.",
      "# 3. Add conclusions, and against: for official data. The language: Documentation/claims.md",
      "# 4. tamga claims check FILE, as often as you like; then tamga claims card FILE.",
      "tamga: claims/1", "", "document:", "  id: \(Self.quoted(draft.options.id))",
      "  title: \"\"                     # to be filled in",
      "  citation: \"\"                  # to be filled in", "  lang: \(draft.language)",
    ]
    if let file = draft.options.file { lines.append("  file: \(Self.quoted(file))") }
    if draft.options.file != nil, let sha256 = draft.sha256 {
      lines.append("  sha256: \"\(sha256)\"")
    }
    lines.append("  numbers: \(Self.style(draft.tableStyle))        # how tables print numbers")
    lines.append("  text_numbers: \(Self.style(draft.textStyle))   # how sentences do")
  }

  private mutating func write(_ table: DraftTable) {
    lines += [
      "  \(table.id):",
      "    where: \(Self.quoted("\(table.place), line \(table.captionLine + 1)"))",
    ]
    if let unit = table.unit { lines.append("    unit: \(Self.quoted(unit))") }
    let names = table.columns.map(\.name)
    lines.append("    columns: [\(names.joined(separator: ", "))]")
    let titles = table.columns.filter { !$0.title.isEmpty && $0.year == nil }
    for column in titles { lines.append("    # \(column.name): \(column.title.collapsed)") }
    let units = table.columns.compactMap { column in
      column.unit.map { "\(column.name): \(Self.quoted($0))" }
    }
    if !units.isEmpty { lines.append("    column_units: {\(units.joined(separator: ", "))}") }
    lines += [
      "    row_parts: [\(table.rowParts.joined(separator: ", "))]", "    trust: scan", "    cells:",
    ]
    for row in table.rows {
      let cells = row.cells.map { Self.quoted($0?.text.collapsed ?? "") }
      lines.append("      \(Self.quoted(row.id)): [\(cells.joined(separator: ", "))]")
    }
    guard !table.identities.isEmpty else { return }
    lines.append("    identities:")
    for identity in table.identities {
      let note =
        identity.tested > 1 ? "holds in \(identity.holding) of \(identity.tested) rows" : "to test"
      lines.append("      - \(Self.quoted(identity.text))   # \(note)")
    }
  }

  private mutating func write(_ claim: DraftClaim) {
    lines += [
      "  - id: \(Self.quoted(claim.id))", "    quote: \(Self.quoted(claim.quote))",
      "    where: \(Self.quoted(claim.place))", "    says: \(Self.says(claim))",
    ]
    if claim.upper == nil, Self.bounds[claim.hedge] != nil { lines.append("    kind: bound") }
    if let expression = claim.expression {
      lines.append("    expr: \(Self.quoted(expression))")
    } else {
      lines.append("    needs: \"\(Self.needs)\"")
    }
    for comment in claim.comments { lines.append("    # \(comment)") }
  }

  private static let bounds: [Hedge?: String] = [.over: ">", .upTo: "<="]

  private static func says(_ claim: DraftClaim) -> String {
    var parts: [String] = []
    if let upper = claim.upper {
      parts.append(
        "between: [\(quoted(claim.numeral.text.collapsed)), \(quoted(upper.text.collapsed))]")
    } else if let sign = bounds[claim.hedge] {
      parts.append("bound: \(quoted("\(sign) \(claim.numeral.text.collapsed)"))")
    } else {
      parts.append("value: \(quoted(claim.numeral.text.collapsed))")
    }
    if !claim.unit.isEmpty { parts.append("unit: \(quoted(claim.unit))") }
    if let hedge = claim.hedge, bounds[hedge] == nil, claim.upper == nil {
      parts.append("hedge: \(quoted(hedge.rawValue))")
    }
    return "{\(parts.joined(separator: ", "))}"
  }

  private mutating func footer(_ numerals: [Numeral]) {
    lines += ["", "# Numerals of the text: \(numerals.count)"]
    for kind in NumeralClass.allCases {
      let count = numerals.filter { $0.kind == kind }.count
      if count > 0 { lines.append("#   \(kind.rawValue): \(count)") }
    }
    let open = numerals.filter { $0.kind == .todo }
    guard !open.isEmpty else { return }
    lines.append("# Numerals nobody has classed yet (todo), by line:")
    var last = -1
    for numeral in open {
      if numeral.line == last {
        lines[lines.count - 1] += "  \(numeral.text.collapsed)"
      } else {
        lines.append("#   line \(numeral.line + 1): \(numeral.text.collapsed)")
      }
      last = numeral.line
    }
  }

  // MARK: Scalars

  static func quoted(_ text: String) -> String {
    let safe = text.map { character -> String in
      switch character {
      case "\\": "\\\\"
      case "\"": "\\\""
      case "\t": " "
      default: String(character)
      }
    }
    return "\"\(safe.joined())\""
  }

  private static func style(_ style: NumberStyle) -> String {
    let group = style.group.map { "\"\($0)\"" } ?? "none"
    return "{decimal: \"\(style.decimal)\", group: \(group)}"
  }
}
