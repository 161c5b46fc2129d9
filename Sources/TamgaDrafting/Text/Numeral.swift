/// What a numeral of a text is.
public enum NumeralClass: String, Sendable, CaseIterable {
  /// A number a sentence states.
  case claim
  /// A cell of a table.
  case cell = "table cell"
  /// A year, a day or a date.
  case date = "date/year"
  /// A reference to a source, a table or a figure.
  case reference
  /// The number of a heading, a list, a caption or a formula.
  case heading = "heading/list number"
  /// The number of a page.
  case page
  /// A part of a name, an address or a code.
  case name = "name/code"
  /// Not understood; a person looks at it.
  case todo
}

/// A numeral as it stands in a text.
struct Numeral {
  /// The index of its line.
  var line: Int
  /// Its characters in the line.
  var range: Range<Int>
  /// The printed digits with marks and sign.
  var text: String
  /// What it is.
  var kind: NumeralClass = .todo

  /// The year it may stand for: four digits from 1800 to 2100.
  var year: Int? { Self.year(text) }

  static func year(_ text: some StringProtocol) -> Int? {
    guard text.count == 4, text.allSatisfy(\.isPlainDigit), let year = Int(String(text)),
      (1800...2100).contains(year)
    else { return nil }
    return year
  }
}

/// Finds the numerals of a line.
struct NumeralScanner {
  /// Whether a plain blank may part groups of three digits.
  var joinsBlanks: Bool

  func numerals(_ line: [Character], index: Int) -> [Numeral] {
    var found: [Numeral] = []
    var position = 0
    while position < line.count {
      guard line[position].isPlainDigit else {
        position += 1
        continue
      }
      let end = self.end(line, from: position)
      let start = signStart(line, position)
      found.append(
        Numeral(line: index, range: start..<end, text: String(line[start..<end])))
      position = end
    }
    return found
  }

  /// Where the numeral that begins at a place ends.
  private func end(_ line: [Character], from start: Int) -> Int {
    var end = digitsEnd(line, start)
    var lastRun = start..<end
    let isShort = lastRun.count <= 3
    var hasMark = false
    while end + 1 < line.count, line[end + 1].isPlainDigit {
      let mark = line[end]
      let run = (end + 1)..<digitsEnd(line, end + 1)
      if mark == "," || mark == "." {
        if mark == ",", lastRun.count == 4, run.count == 4 { break }
        hasMark = true
      } else if mark.isWideBlank || (joinsBlanks && mark == " ") {
        guard isShort, !hasMark, run.count == 3 else { break }
      } else {
        break
      }
      end = run.upperBound
      lastRun = run
    }
    return end
  }

  private func digitsEnd(_ line: [Character], _ start: Int) -> Int {
    var end = start
    while end < line.count, line[end].isPlainDigit { end += 1 }
    return end
  }

  /// A minus sign belongs to a number where a blank or a bracket stands before it.
  private func signStart(_ line: [Character], _ start: Int) -> Int {
    guard start > 1, line[start - 1] == "-" || line[start - 1] == "−" else { return start }
    let before = line[start - 2]
    return before.isWhitespace || before == "(" || before == "=" ? start - 1 : start
  }
}
