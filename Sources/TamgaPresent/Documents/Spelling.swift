/// Finds the word a user meant.
public enum Spelling {
  /// Returns the known word nearest to a word, when it is near enough.
  ///
  /// Near: at most one edit for a short word, two from six letters, three from ten; an edit inserts,
  /// deletes or replaces a letter or swaps two neighbours (optimal string alignment). Case and the
  /// difference of `-`, `_` and space do not count. Among equally near words the one with the same
  /// beginning, then the first in the list.
  public static func nearest(to word: String, in known: [String]) -> String? {
    let asked = folded(word)
    let limit = asked.count >= 10 ? 3 : asked.count >= 6 ? 2 : 1
    var best: (word: String, distance: Int, shared: Int)?
    for candidate in known {
      let letters = folded(candidate)
      let distance = editDistance(asked, letters)
      guard distance <= limit, distance < max(letters.count, 1) || letters == asked else {
        continue
      }
      let shared = zip(asked, letters).prefix { $0 == $1 }.count
      if let current = best,
        (current.distance, -current.shared) <= (distance, -shared)
      {
        continue
      }
      best = (candidate, distance, shared)
    }
    return best?.word
  }

  /// The number of edits that turn one word into another, a swap of neighbours counting once.
  public static func editDistance(_ left: String, _ right: String) -> Int {
    editDistance(left.unicodeScalars.map(\.value), right.unicodeScalars.map(\.value))
  }

  private static func folded(_ word: String) -> [UInt32] {
    word.lowercased().unicodeScalars.map { $0 == "-" || $0 == " " ? 0x5F : $0.value }
  }

  private static func editDistance(_ left: [UInt32], _ right: [UInt32]) -> Int {
    guard !left.isEmpty, !right.isEmpty, left.count < 200, right.count < 200 else {
      return max(left.count, right.count)
    }
    var earlier: [Int] = []
    var previous = Array(0...right.count)
    for row in 1...left.count {
      var current = [row] + Array(repeating: 0, count: right.count)
      for column in 1...right.count {
        let cost = left[row - 1] == right[column - 1] ? 0 : 1
        current[column] = min(
          previous[column] + 1, current[column - 1] + 1, previous[column - 1] + cost)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          current[column] = min(current[column], earlier[column - 2] + 1)
        }
      }
      earlier = previous
      previous = current
    }
    return previous[right.count]
  }
}
