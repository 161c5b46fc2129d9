/// Sets that grow together: which levels of two effects are joined by rows.
struct DisjointSets {
  private var parent: [Int32]

  init(_ count: Int) { parent = (0..<count).map { Int32(truncatingIfNeeded: $0) } }

  /// Joins the members named pair by pair, the second counted from `shift`.
  mutating func join(_ left: Span<Int32>, _ right: Span<Int32>, shift: Int, keep: [Bool]?) {
    var parent = self.parent.mutableSpan
    for row in left.indices {
      if let keep, !keep[row] { continue }
      let a = root(&parent, Int(left[row]))
      let b = root(&parent, Int(right[row]) + shift)
      if a < b { parent[b] = Int32(truncatingIfNeeded: a) }
      if b < a { parent[a] = Int32(truncatingIfNeeded: b) }
    }
  }

  /// The set of each member, numbered by its smallest member.
  mutating func numbered() -> (sets: [Int32], count: Int) {
    var sets = [Int32](repeating: 0, count: parent.count)
    var count = 0
    var parent = self.parent.mutableSpan
    for member in parent.indices {
      let top = root(&parent, member)
      if top == member {
        sets[member] = Int32(truncatingIfNeeded: count)
        count += 1
      } else {
        sets[member] = sets[top]
      }
    }
    return (sets, count)
  }
}

/// The smallest member of a set, which is its root.
///
/// Halves paths on the way.
@inline(__always)
private func root(_ parent: inout MutableSpan<Int32>, _ start: Int) -> Int {
  var member = start
  while Int(parent[member]) != member {
    parent[member] = parent[Int(parent[member])]
    member = Int(parent[member])
  }
  return member
}
