internal import TamgaAudit

/// A vote of printed numbers on how a document prints them.
///
/// Two marks settle a number: in `1,147.2` the last one is the decimal mark, in `5.774.330` the
/// repeated one parts groups. A single mark before other than three digits is a decimal mark.
struct StyleVote {
  private var decimals: [Character: Int] = [:]
  private var groups: [Character: Int] = [:]

  /// Counts a number.
  mutating func add(_ text: String) {
    let marks = text.filter { $0 == "." || $0 == "," }
    let hasBlank = text.contains(where: \.isBlankInNumber)
    if hasBlank { groups[" ", default: 0] += 2 }
    guard let last = marks.last, let first = marks.first else { return }
    let tail = text.split(separator: last, omittingEmptySubsequences: false).last ?? ""
    if first != last {
      decimals[last, default: 0] += 4
      groups[first, default: 0] += 4
    } else if marks.count > 1 {
      if tail.filter(\.isPlainDigit).count == 3 { groups[last, default: 0] += 4 }
    } else if tail.filter(\.isPlainDigit).count != 3 || hasBlank || text.hasPrefix("0") {
      decimals[last, default: 0] += 2
    }
  }

  /// The style most numbers follow; where nothing was voted for, that of the language.
  func winner(language: String) -> NumberStyle {
    let usual: NumberStyle = language == "en" ? .english : .spaced
    func top(_ votes: [Character: Int], except mark: Character?) -> Character? {
      votes.filter { $0.key != mark }
        .max { ($0.value, String($0.key)) < ($1.value, String($1.key)) }?.key
    }
    var decimal = top(decimals, except: nil)
    if decimal == nil, let group = top(groups, except: " ") { decimal = group == "." ? "," : "." }
    let mark = decimal ?? usual.decimal
    let group = top(groups, except: mark) ?? (usual.group == mark ? " " : usual.group)
    return NumberStyle(decimal: mark, group: group)
  }
}
