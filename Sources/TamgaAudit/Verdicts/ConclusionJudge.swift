/// Follows verdicts to the sentences that rest on them.
struct ConclusionJudge {
  let document: ClaimsDocument
  let claims: [ClaimResult]

  /// The conclusions with the worst of what they rest on, through other conclusions too.
  func results() -> [ConclusionResult] {
    let byID = Dictionary(claims.map { ($0.id, $0) }) { first, _ in first }
    return document.conclusions.map { conclusion in
      let rests = Set(grounds(of: conclusion.id, seen: []))
      let found = claims.filter { rests.contains($0.id) }
      let hit = found.filter {
        $0.verdict == .contradicted || $0.verdict == .tainted || !$0.weak.isEmpty
      }
      return ConclusionResult(
        id: conclusion.id, text: conclusion.text, place: conclusion.place,
        restsOn: conclusion.restsOn.map(\.text), hit: hit.map(\.id),
        worst: found.map(\.verdict).max { Self.gravity($0) < Self.gravity($1) } ?? .notDerivable,
        isWeak: found.contains { byID[$0.id]?.weak.isEmpty == false })
    }
  }

  /// The claims a conclusion or a sentence rests on, directly or through others.
  private func grounds(of id: String, seen: Set<String>) -> [String] {
    guard !seen.contains(id) else { return [] }
    let seen = seen.union([id])
    if let conclusion = document.conclusions.first(where: { $0.id == id }) {
      return conclusion.restsOn.flatMap { grounds(of: $0.text, seen: seen) }
    }
    let claim = document.claims.first { $0.id == id }
    return [id] + (claim?.restsOn.flatMap { grounds(of: $0.text, seen: seen) } ?? [])
  }

  /// How grave a verdict is.
  private static func gravity(_ verdict: Verdict) -> Int {
    switch verdict {
    case .reproduced: 0
    case .rounding: 1
    case .notDerivable: 2
    case .tainted: 3
    case .contradicted: 4
    }
  }
}
