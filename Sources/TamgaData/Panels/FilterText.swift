internal import Foundation
internal import TamgaPresent

/// A reader's row filter: one expression that cannot break out of the brackets it is put into.
enum FilterText {
  /// Checks brackets, quotation marks and signs that would end an expression.
  ///
  /// - Throws: `T322` with line and column.
  static func check(_ text: String) throws {
    var walk = FilterWalk(text)
    try walk.run()
  }

  /// The place in a filter that the database's words point at; nil when they do not say.
  ///
  /// The words hold the line of the statement with a caret below it, or a name in quotation marks.
  static func place(in filter: String, of detail: String) -> Place? {
    if let caret = caretPlace(detail), caret.column >= 1 {
      let lines = filter.split(separator: "\n", omittingEmptySubsequences: false)
      // The first line of the filter is the second of the statement; a caret after the last line
      // means that the filter ends too early.
      let line = min(caret.line - 1, lines.count)
      guard line >= 1 else { return nil }
      let isAfter = caret.line - 1 > lines.count
      return Place(
        file: "--where", line: line, column: isAfter ? lines[line - 1].count + 1 : caret.column)
    }
    let quoted = detail.split(separator: "\"", omittingEmptySubsequences: false)
    guard quoted.count > 2, let range = filter.range(of: String(quoted[1])) else { return nil }
    return place(of: range.lowerBound, in: filter)
  }

  private static func caretPlace(_ detail: String) -> (line: Int, column: Int)? {
    let lines = detail.split(separator: "\n", omittingEmptySubsequences: false)
    guard let index = lines.firstIndex(where: { $0.hasPrefix("LINE ") }),
      index + 1 < lines.count, let colon = lines[index].firstIndex(of: ":"),
      let number = Int(lines[index][..<colon].dropFirst(5)),
      let caret = lines[index + 1].firstIndex(of: "^")
    else { return nil }
    let prefix = lines[index].distance(from: lines[index].startIndex, to: colon) + 2
    let offset = lines[index + 1].distance(from: lines[index + 1].startIndex, to: caret)
    guard !lines[index].dropFirst(prefix).hasPrefix("...") else { return nil }
    return (number, offset - prefix + 1)
  }

  static func place(of index: String.Index, in text: String) -> Place {
    let before = text[..<index].split(separator: "\n", omittingEmptySubsequences: false)
    return Place(
      file: "--where", line: max(1, before.count), column: (before.last?.count ?? 0) + 1)
  }
}

/// Walks over a filter, past what stands in quotation marks.
private struct FilterWalk {
  private let text: String
  private var index: String.Index
  private var open: [String.Index] = []

  init(_ text: String) {
    self.text = text
    index = text.startIndex
  }

  mutating func run() throws {
    while index < text.endIndex {
      switch text[index] {
      case "'", "\"": try skipQuoted()
      case "(", "[", "{": open.append(index)
      case ")", "]", "}":
        guard open.popLast() != nil else { throw failure("a bracket closes that was not opened") }
      case ";": throw failure("one expression is wanted, without ;")
      case "$": throw failure("$ has no meaning here")
      case "-" where follows("-"), "/" where follows("*"): throw failure("comments are not allowed")
      case "," where open.isEmpty: throw failure("one expression is wanted")
      default: break
      }
      index = text.index(after: index)
    }
    if let last = open.last {
      index = last
      throw failure("a bracket is not closed")
    }
    guard text.contains(where: { !$0.isWhitespace }) else {
      index = text.startIndex
      throw failure("the filter is empty")
    }
  }

  private func follows(_ character: Character) -> Bool {
    let next = text.index(after: index)
    return next < text.endIndex && text[next] == character
  }

  /// Ends on the closing mark; a doubled mark opens and closes again.
  private mutating func skipQuoted() throws {
    let start = index
    let mark = text[index]
    repeat {
      index = text.index(after: index)
      guard index < text.endIndex else {
        index = start
        throw failure("a quotation mark is not closed")
      }
    } while text[index] != mark
  }

  private func failure(_ reason: String) -> Diagnostic {
    Diagnostic(
      "T322", ["reason": reason], place: FilterText.place(of: index, in: text), excerpt: text)
  }
}
