internal import TamgaPresent

/// Checks that ids are unique and that what rests on others names claims that are there.
///
/// Tables, columns and rows in expressions are resolved when the document is compiled.
struct ReferenceCheck {
  let document: ClaimsDocument
  let root: YAMLNode

  func check() throws {
    let claims = document.claims.map(\.id)
    let numbers = document.numbers.map(\.id)
    let conclusions = document.conclusions.map(\.id)
    var seen: Set<String> = []
    for (key, ids) in [("numbers", numbers), ("claims", claims), ("conclusions", conclusions)] {
      for (index, id) in ids.enumerated() where !seen.insert(id).inserted {
        let node = try root[key]?.list()[index].requireKey("id")
        throw (node ?? root).diagnostic("T615", ["id": id])
      }
    }
    let known = claims + numbers + conclusions
    for rests in document.claims.map(\.restsOn) + document.conclusions.map(\.restsOn) {
      for other in rests where !known.contains(other.text) {
        let hint = Suggestion(for: other.text, among: known)
        throw other.node.diagnostic(
          "T616", ["id": other.text, "suggestion": hint.arguments["suggestion"] ?? "–"])
      }
    }
    try checkCycles()
  }

  /// What each claim or conclusion rests on must not lead back to it.
  private func checkCycles() throws {
    var edges: [String: [String]] = [:]
    var nodes: [String: YAMLNode] = [:]
    for claim in document.claims {
      edges[claim.id] = claim.restsOn.map(\.text) + (claim.expression?.tree.printedIDs ?? [])
      nodes[claim.id] = claim.node
    }
    for conclusion in document.conclusions {
      edges[conclusion.id] = conclusion.restsOn.map(\.text)
      nodes[conclusion.id] = conclusion.restsOn.first?.node
    }
    var finished: Set<String> = []
    for id in edges.keys.sorted() {
      var path: [String] = []
      if let cycle = cycle(from: id, edges, &path, &finished) {
        throw (nodes[id] ?? root).diagnostic("T617", ["cycle": cycle.joined(separator: " → ")])
      }
    }
  }

  private func cycle(
    from id: String, _ edges: [String: [String]], _ path: inout [String],
    _ finished: inout Set<String>
  ) -> [String]? {
    if let start = path.firstIndex(of: id) { return Array(path[start...]) + [id] }
    guard !finished.contains(id), path.count < 10_000 else { return nil }
    path.append(id)
    defer { path.removeLast() }
    for next in edges[id] ?? [] {
      if let found = cycle(from: next, edges, &path, &finished) { return found }
    }
    finished.insert(id)
    return nil
  }
}

extension Expression {
  /// The ids of claims and numbers it reads.
  var printedIDs: [String] {
    switch self {
    case .number, .text, .cells: []
    case .printed(let id, _): [id]
    case .call(let call): call.arguments.flatMap(\.printedIDs)
    case .negated(let inner): inner.printedIDs
    case .binary(_, let left, let right, _): left.printedIDs + right.printedIDs
    case .comparison(let first, let links):
      first.printedIDs + links.flatMap { $0.right.printedIDs }
    case .all(let parts): parts.flatMap(\.printedIDs)
    }
  }
}
