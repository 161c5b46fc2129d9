/// Where a quote stands in the text of its document.
public struct QuoteMatch: Sendable, Hashable {
  /// Whether it was found.
  public var isFound: Bool
  /// The line it begins on, or that of the nearest passage; nil when nothing is near.
  public var line: Int?
  /// The nearest passage, where it was not found.
  public var passage: String?
  /// The places of its words in the text, where it was found.
  var words: [Int] = []
}

extension DocumentText {
  /// Looks a quote up.
  ///
  /// It is found where its words stand side by side, or in order within three times its length: a
  /// scan of two columns interleaves their lines. Parts around an ellipsis are looked up by
  /// themselves. Else the passage that shares the most words is named.
  public func find(_ quote: String) -> QuoteMatch {
    let parts = quote.replacing("[…]", with: "…").replacing("[...]", with: "…")
      .replacing("...", with: "…").split(separator: "…").map(String.init)
    var whole = QuoteMatch(isFound: true, line: nil, passage: nil)
    for part in parts {
      let wanted = spellings(of: part)
      guard !wanted.isEmpty else { continue }
      guard let words = sideBySide(wanted) ?? inOrder(wanted), let first = words.first else {
        return nearest(wanted)
      }
      whole.words += words
      if whole.line == nil { whole.line = lines[first] }
    }
    return whole.words.isEmpty ? QuoteMatch(isFound: false, line: nil, passage: nil) : whole
  }

  private func sideBySide(_ wanted: [Int?]) -> [Int]? {
    guard let first = wanted[0] else { return nil }
    for start in places[first] {
      var place = start
      let isHere = wanted.allSatisfy { spelling in
        guard let spelling, place < spellings.count else { return false }
        if spellings[place] == spelling {
          place += 1
          return true
        }
        let isWhole = joined[place] == spelling
        place += 2
        return isWhole
      }
      if isHere { return Array(start..<place) }
    }
    return nil
  }

  private func inOrder(_ wanted: [Int?]) -> [Int]? {
    guard let first = wanted[0], wanted.allSatisfy({ $0 != nil }) else { return nil }
    for start in places[first] {
      let end = start + 3 * wanted.count
      var words = [start]
      for case .some(let spelling) in wanted.dropFirst() {
        guard let next = place(of: spelling, after: words[words.count - 1]), next < end else {
          break
        }
        words.append(next)
      }
      if words.count == wanted.count { return words }
    }
    return nil
  }

  /// The next place of a spelling after a place, by bisection.
  private func place(of spelling: Int, after place: Int) -> Int? {
    let all = places[spelling]
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle] <= place { low = middle + 1 } else { high = middle }
    }
    return low < all.count ? all[low] : nil
  }

  /// The passage of the quote's length that shares the most words with it.
  private func nearest(_ wanted: [Int?]) -> QuoteMatch {
    var need: [Int: Int] = [:]
    for case .some(let spelling) in wanted { need[spelling, default: 0] += 1 }
    let length = wanted.count
    var shared = 0
    var best = (start: 0, shared: 0)
    for end in spellings.indices {
      let entering = spellings[end]
      if let left = need[entering] {
        if left > 0 { shared += 1 }
        need[entering] = left - 1
      }
      let start = end - length + 1
      if start > 0, let left = need[spellings[start - 1]] {
        if left >= 0 { shared -= 1 }
        need[spellings[start - 1]] = left + 1
      }
      if shared > best.shared { best = (Swift.max(0, start), shared) }
    }
    guard best.shared > 0 else { return QuoteMatch(isFound: false, line: nil, passage: nil) }
    let range = best.start..<Swift.min(best.start + length, words.count)
    return QuoteMatch(
      isFound: false, line: lines[best.start], passage: String(passage(range).prefix(160)))
  }
}
