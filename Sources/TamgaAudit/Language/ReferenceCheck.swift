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
    let isKnown = Set(known)
    for rests in document.claims.map(\.restsOn) + document.conclusions.map(\.restsOn) {
      for other in rests where !isKnown.contains(other.text) {
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
    for id in edges.keys.sorted() where !finished.contains(id) {
      if let cycle = cycle(from: id, edges, &finished) {
        throw (nodes[id] ?? root).diagnostic("T617", ["cycle": cycle.joined(separator: " → ")])
      }
    }
  }

  /// The first way that leads from an id back to a member of it; a stack of its own, so that a long
  /// chain of sentences costs no call depth.
  private func cycle(
    from id: String, _ edges: [String: [String]], _ finished: inout Set<String>
  ) -> [String]? {
    var path = [id]
    var onPath: Set<String> = [id]
    var open = [edges[id] ?? []]
    while let last = path.last {
      guard let next = open[open.count - 1].popLast() else {
        finished.insert(last)
        onPath.remove(last)
        path.removeLast()
        open.removeLast()
        continue
      }
      if onPath.contains(next), let start = path.firstIndex(of: next) {
        return Array(path[start...]) + [next]
      }
      guard !finished.contains(next) else { continue }
      path.append(next)
      onPath.insert(next)
      open.append(edges[next] ?? [])
    }
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
