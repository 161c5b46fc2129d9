/// Finds names that a mistyped one may stand for.
enum NearestNames {
  /// At most three names, the nearest first, by edit distance without regard to case.
  ///
  /// A name is near when its distance is at most a third of the longer length (at least 2 for
  /// names of more than three characters), or when one contains the other.
  static func of(_ name: String, among candidates: [String]) -> [String] {
    let wanted = Array(name.lowercased())
    guard !wanted.isEmpty, wanted.count <= 200 else { return [] }
    var near: [(distance: Int, name: String)] = []
    for candidate in candidates {
      let other = Array(candidate.lowercased())
      guard other.count <= 200 else { continue }
      let length = max(wanted.count, other.count)
      let allowed = max(length > 3 ? 2 : 1, length / 3)
      let distance = editDistance(wanted, other)
      let contains = wanted.count > 2 && other.count > 2 && isPart(wanted, other)
      if distance <= allowed || contains { near.append((distance, candidate)) }
    }
    near.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    return near.prefix(3).map(\.name)
  }

  private static func isPart(_ first: [Character], _ second: [Character]) -> Bool {
    let (short, long) = first.count <= second.count ? (first, second) : (second, first)
    return (0...(long.count - short.count)).contains { start in
      long[start..<(start + short.count)].elementsEqual(short)
    }
  }

  /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
  private static func editDistance(_ first: [Character], _ second: [Character]) -> Int {
    var older = [Int](repeating: 0, count: second.count + 1)
    var previous = Array(0...second.count)
    for (i, left) in first.enumerated() {
      var row = [i + 1]
      row.reserveCapacity(second.count + 1)
      for (j, right) in second.enumerated() {
        var best = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (left == right ? 0 : 1))
        if i > 0, j > 0, left == second[j - 1], first[i - 1] == right {
          best = min(best, older[j - 1] + 1)
        }
        row.append(best)
      }
      (older, previous) = (previous, row)
    }
    return previous[second.count]
  }
}
