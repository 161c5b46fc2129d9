internal import TamgaPresent

extension [AnalysisResult] {
  /// Findings for one page, in the order of the report.
  ///
  /// One finding of each section in turn, those of a kind of analysis that has not spoken yet first; so
  /// that every kind is heard before a second section of one, and every section before the second
  /// finding of one. A section's kind is the key of its title.
  ///
  /// - Parameter limit: how many findings there is room for.
  /// - Returns: at most as many, all of them where there are no more.
  func briefFindings(_ limit: Int) -> [Finding] {
    var kinds: [String: Int] = [:]
    // The place of a section among those of its kind.
    let turns = map { result -> Int in
      guard !result.findings.isEmpty else { return 0 }
      defer { kinds[result.title.key, default: 0] += 1 }
      return kinds[result.title.key, default: 0]
    }
    let places = indices.flatMap { section in
      self[section].findings.indices.map { (round: $0, turn: turns[section], section: section) }
    }
    let order = places.sorted {
      ($0.round, $0.turn, $0.section) < ($1.round, $1.turn, $1.section)
    }
    return order.prefix(limit).sorted { ($0.section, $0.round) < ($1.section, $1.round) }
      .map { self[$0.section].findings[$0.round] }
  }
}
