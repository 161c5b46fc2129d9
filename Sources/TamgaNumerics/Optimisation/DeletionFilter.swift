/// Finds a minimal set among parts that conflict.
enum DeletionFilter {
  /// Returns the parts that conflict with each other and none of which can be left out.
  ///
  /// The closure tells whether the parts that are marked `true` conflict. It is called with all
  /// marked, then once for each part. Parts that conflict must do so with more beside them, too.
  ///
  /// - Returns: indices, ascending; nil when all parts together do not conflict.
  /// - Throws: what the closure throws.
  static func minimalConflict(
    among count: Int, _ conflict: ([Bool]) throws(SolverError) -> Bool
  ) throws(SolverError) -> [Int]? {
    var kept = [Bool](repeating: true, count: count)
    guard try conflict(kept) else { return nil }
    for part in 0..<count {
      kept[part] = false
      kept[part] = try !conflict(kept)
    }
    return kept.indices.filter { kept[$0] }
  }
}
