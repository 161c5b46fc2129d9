/// Reads the lines behind a caption into rows, to the note, the next caption or running text.
struct TableScan {
  /// The lines before the first row.
  private(set) var header: [TableLine] = []
  /// How many tables stand side by side.
  private(set) var panels = 1
  private var found: [TableRowDraft] = []
  private var block: String?
  private var pending = ""
  private var misses = 0

  init(text: DraftText, caption: Int, reach: Int) {
    let end = Swift.min(text.lines.count, caption + reach)
    for index in (caption + 1)..<Swift.max(caption + 1, end) {
      let line = text.lines[index]
      guard !line.isBlank else { continue }
      if isEnd(line) || !take(TableLine(line, index: index)) { break }
    }
  }

  private func isEnd(_ line: DraftText.Line) -> Bool {
    if TableFinder.caption(line) != nil { return true }
    let words = line.text.lowerWords
    guard let first = words.first else { return false }
    let isFigure = DraftWords.has(first, DraftWords.figures) && words.count > 2
    return isFigure || (!found.isEmpty && DraftWords.has(first, DraftWords.notes))
  }

  /// Takes a line; false where the table has ended.
  private mutating func take(_ line: TableLine) -> Bool {
    if line.pieces.count == 1, line.isYears, !line.hasLetters {
      block = line.text
      pending = ""
      return true
    }
    let rows = line.isYears && found.isEmpty && line.pieces.count < 3 ? [] : line.rows
    if !rows.isEmpty {
      add(rows)
      return true
    }
    let words = line.text.lowerWords
    if found.isEmpty {
      header.append(line)
      return header.count <= 14 && !(words.count > 14 && header.count > 4)
    }
    misses += 1
    pending = words.count <= 4 && line.numbers == 0 ? line.text : ""
    return misses <= 8 && !(words.count > 14 && line.text.count > 90)
  }

  private mutating func add(_ rows: [TableRowDraft]) {
    for var row in rows {
      if row.label.isEmpty { row.label = pending }
      row.block = block
      found.append(row)
    }
    panels = Swift.max(panels, rows.count)
    pending = ""
    misses = 0
  }

  /// The rows, those of the first panel first.
  func rows() -> [TableRowDraft] {
    guard panels > 1 else { return found }
    let years = header.last { $0.isYears && $0.numbers == panels }?.pieces.filter(\.isNumber)
    return (0..<panels).flatMap { panel in
      found.filter { $0.panel == panel }.map { row in
        var row = row
        row.block = years?[panel].text ?? "p\(panel + 1)"
        return row
      }
    }
  }
}

/// The header of a table: names, units and years of its columns.
struct TableHeader {
  private(set) var columns: [DraftTable.Column]
  private let lines: [TableLine]

  init(_ lines: [TableLine], columns count: Int, panels: Int) {
    self.lines = lines
    let titles = Self.titles(lines, count, panels)
    let names = (0..<count).map { index -> String in
      let title = titles?[index] ?? ""
      if let year = Numeral.year(title) { return "y\(year)" }
      return Self.name(title) ?? "c\(index + 1)"
    }
    columns = zip(RowNames.unique(names), 0..<count).map { name, index in
      let title = titles?[index] ?? ""
      return DraftTable.Column(
        name: name, title: title,
        unit: Self.isRank(title) ? "count" : UnitGuess.find(in: title, allowsScale: true),
        year: Numeral.year(title))
    }
  }

  /// The unit the caption or the header names for all cells.
  func unit(caption: String) -> String? {
    let tail = caption.split { "—–,(".contains($0) }.dropFirst().joined(separator: " ")
    if let unit = UnitGuess.find(in: tail) { return unit }
    let rest = lines.prefix(6).lazy.compactMap { UnitGuess.find(in: $0.text) }
    guard columns.allSatisfy({ $0.unit == nil }) else { return nil }
    return rest.first { $0 != "%" }
  }

  private static func titles(_ lines: [TableLine], _ count: Int, _ panels: Int) -> [String]? {
    for line in lines.reversed() {
      let fields = line.fields.map(\.text)
      if fields.count == count || fields.count == count + 1, count > 1 || fields.count == 2 {
        return Array(fields.suffix(count))
      }
      let words = line.pieces.map(\.text)
      let isNamed = words.allSatisfy { $0.first?.isUppercase == true || Numeral.year($0) != nil }
      guard isNamed, words.count > 1 || count == 1 else { continue }
      if words.count == count || words.count == count + 1 { return Array(words.suffix(count)) }
      if panels > 1, words.count == panels * (count + 1) {
        return Array(words.prefix(count + 1).suffix(count))
      }
    }
    return nil
  }

  private static func isRank(_ title: String) -> Bool {
    let words: Set<String> = ["place", "rank", "no", "n", "место", "ранг", "орын", "орун"]
    return title.lowerWords.count == 1 && words.contains(title.lowerWords[0])
  }

  /// A title as the name of a column: one or two words, beginning with a letter.
  private static func name(_ title: String) -> String? {
    let bare = title.prefix { !"(,".contains($0) }
    let slug = RowNames.slug(String(bare), words: 2)
    guard let first = slug.first, first.isLetter, slug != "and" else { return nil }
    return String(slug.prefix(20))
  }
}
