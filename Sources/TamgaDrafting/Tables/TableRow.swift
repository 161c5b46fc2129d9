/// A line of a table as pieces: words, numbers, dashes.
struct TableLine {
  /// A piece between blanks.
  struct Piece {
    var text: String
    var range: Range<Int>
    var isNumber: Bool
    var isDash: Bool
  }

  let index: Int
  let pieces: [Piece]
  /// The fields, where tabs, bars or wide gaps part them.
  let fields: [Piece]
  let text: String

  init(_ line: DraftText.Line, index: Int) {
    self.index = index
    text = line.trimmed
    let characters = line.characters
    pieces = Self.split(characters) { characters[$0].isWhitespace || characters[$0] == "|" }
    let isBarred = text.hasPrefix("|") || characters.filter { $0 == "|" }.count >= 2
    fields = Self.fields(characters, isBarred: isBarred)
  }

  var numbers: Int { pieces.filter(\.isNumber).count }
  var hasLetters: Bool { text.contains(where: \.isLetter) }

  /// Whether all its numbers are years.
  var isYears: Bool {
    numbers > 0 && pieces.filter(\.isNumber).allSatisfy { Numeral.year($0.text) != nil }
  }

  private static func fields(_ line: [Character], isBarred: Bool) -> [Piece] {
    if isBarred {
      return split(line) { line[$0] == "|" }.filter { !$0.text.isEmpty }
    }
    if line.contains("\t") { return split(line, keepsEmpty: true) { line[$0] == "\t" } }
    return split(line) { place in
      line[place].isWhitespace
        && ((place > 0 && line[place - 1].isWhitespace)
          || (place + 1 < line.count && line[place + 1].isWhitespace))
    }
  }

  private static func split(
    _ line: [Character], keepsEmpty: Bool = false, at isBreak: (Int) -> Bool
  ) -> [Piece] {
    var pieces: [Piece] = []
    var start = 0
    func close(_ end: Int) {
      var low = start
      var high = end
      while low < high, line[low].isWhitespace { low += 1 }
      while high > low, line[high - 1].isWhitespace { high -= 1 }
      guard keepsEmpty || low < high else { return }
      let text = String(line[low..<high])
      pieces.append(
        Piece(text: text, range: low..<high, isNumber: isNumber(text), isDash: isDash(text)))
    }
    for place in line.indices where isBreak(place) {
      close(place)
      start = place + 1
    }
    close(line.count)
    return pieces
  }

  /// Whether a text is a number alone, with sign, percent or a star at most.
  static func isNumber(_ text: String) -> Bool {
    var body = text.filter { !$0.isWhitespace }[...]
    while let last = body.last, "%*);".contains(last) { body.removeLast() }
    while let first = body.first, "-−–+(<>≈~$".contains(first) { body.removeFirst() }
    guard let first = body.first, let last = body.last, first.isPlainDigit, last.isPlainDigit else {
      return false
    }
    return body.allSatisfy { $0.isPlainDigit || ".,".contains($0) }
  }

  private static func isDash(_ text: String) -> Bool {
    ["-", "–", "—", "…", "...", "x", "х", "n/a", "н/д", "–.", ""].contains(text.lowercased())
  }
}

/// The label and the cells of one line, before columns are known.
struct TableRowDraft {
  var line: Int
  var label: String
  var cells: [TableLine.Piece]
  /// Whether marks part its cells, so that none is to be joined.
  var isFielded = false
  var block: String?
  /// Which of the tables set side by side it belongs to.
  var panel = 0

  /// The ways to close blanks between groups of three digits that give a number of cells; at most 64.
  func segmentations(_ count: Int) -> [[TableLine.Piece]] {
    if isFielded || cells.count <= count { return cells.count == count ? [cells] : [] }
    var found: [[TableLine.Piece]] = []
    func extend(_ done: [TableLine.Piece], _ next: Int) {
      guard found.count < 64, done.count <= count else { return }
      guard next < cells.count else {
        if done.count == count { found.append(done) }
        return
      }
      let piece = cells[next]
      if let last = done.last, Self.joins(last, piece) {
        extend(done.dropLast() + [Self.joining(last, piece)], next + 1)
      }
      if done.count + 1 <= count { extend(done + [piece], next + 1) }
    }
    guard cells.count <= 40 else { return [] }
    extend([], 0)
    return found
  }

  private static func joining(_ left: TableLine.Piece, _ right: TableLine.Piece) -> TableLine.Piece
  {
    TableLine.Piece(
      text: left.text + " " + right.text, range: left.range.lowerBound..<right.range.upperBound,
      isNumber: true, isDash: false)
  }

  /// The number of cells when every blank that may part groups does.
  var joinedCount: Int {
    var count = 0
    var last: TableLine.Piece?
    for piece in cells {
      if let previous = last, !isFielded, Self.joins(previous, piece) {
        last = Self.joining(previous, piece)
      } else {
        count += 1
        last = piece
      }
    }
    return count
  }

  private static func joins(_ left: TableLine.Piece, _ right: TableLine.Piece) -> Bool {
    let body = left.text.drop { "-−–".contains($0) }
    let groups = body.split(separator: " ", omittingEmptySubsequences: false)
    guard left.isNumber, right.isNumber, body.allSatisfy({ $0.isPlainDigit || $0 == " " }),
      (1...3).contains(groups.first?.count ?? 0), body.first != "0"
    else { return false }
    let whole = right.text.prefix(while: \.isPlainDigit)
    return whole.count == 3
  }
}

extension TableLine {
  /// The rows a line holds: none, one, or one a panel where tables stand side by side.
  var rows: [TableRowDraft] {
    if let row = fieldedRow { return [row] }
    let panels = self.panels
    if panels.count > 1 { return panels }
    return plainRow.map { [$0] } ?? []
  }

  private var isMarked: Bool { text.contains("\t") || text.filter { $0 == "|" }.count >= 2 }

  private var fieldedRow: TableRowDraft? {
    guard fields.count >= 2, let first = fields.first else { return nil }
    let cells = Array(fields.dropFirst())
    let numbers = cells.filter(\.isNumber).count
    guard numbers >= 2 || (numbers >= 1 && isMarked), first.text.count <= 80,
      isMarked || cells.allSatisfy({ $0.isNumber || $0.isDash }),
      !cells.allSatisfy({ Numeral.year($0.text) != nil })
    else { return nil }
    return TableRowDraft(line: index, label: first.text, cells: cells, isFielded: true)
  }

  /// A label and the numbers that end the line.
  private var plainRow: TableRowDraft? {
    let bare = pieces.filter { $0.text != "%" }
    var start = bare.count
    while start > 0, bare[start - 1].isNumber || bare[start - 1].isDash { start -= 1 }
    while start < bare.count, bare[start].isDash, start == 0 { start += 1 }
    var label = bare[..<start].map(\.text).joined(separator: " ")
    var cells = Array(bare[start...])
    if label.isEmpty, cells.count >= 2, let first = cells.first, Numeral.year(first.text) != nil {
      label = first.text
      cells.removeFirst()
    }
    let isLabel = start <= 8 && label.count <= 80
    let numbers = cells.filter(\.isNumber).count
    guard isLabel, numbers >= 2 || (numbers == 1 && Numeral.year(label) != nil),
      !cells.allSatisfy({ Numeral.year($0.text) != nil })
    else { return nil }
    return TableRowDraft(line: index, label: label, cells: cells)
  }

  /// Groups of a label and numbers, all with as many numbers.
  private var panels: [TableRowDraft] {
    var groups: [TableRowDraft] = []
    for piece in pieces where piece.text != "%" {
      let isCell = piece.isNumber || piece.isDash
      if !isCell, groups.last.map({ !$0.cells.isEmpty }) ?? true {
        groups.append(TableRowDraft(line: index, label: piece.text, cells: [], panel: groups.count))
      } else if groups.isEmpty {
        return []
      } else if isCell {
        groups[groups.count - 1].cells.append(piece)
      } else {
        groups[groups.count - 1].label += " " + piece.text
      }
    }
    let isEven = groups.allSatisfy { $0.cells.count == groups.first?.cells.count }
    return isEven && groups.allSatisfy({ !$0.cells.isEmpty && $0.label.count <= 40 }) ? groups : []
  }
}
