/// The weighted edges of an undirected graph, each once.
struct LaplacianEdges {
  /// The smaller node of each edge.
  private(set) var low: [Int32] = []
  /// The greater one.
  private(set) var high: [Int32] = []
  private(set) var weights: [Double] = []

  var count: Int { low.count }

  /// Adds an edge; more of the same two nodes count together.
  mutating func add(_ a: Int32, _ b: Int32, _ weight: Double) {
    guard a != b, weight > 0 else { return }
    low.append(min(a, b))
    high.append(max(a, b))
    weights.append(weight)
  }

  /// The same graph with one edge for each two nodes, in the order of the smaller.
  func merged(nodes: Int) -> LaplacianEdges {
    var starts = [Int32](repeating: 0, count: nodes + 1)
    for node in low { starts[Int(node) + 1] += 1 }
    for node in 0..<nodes { starts[node + 1] += starts[node] }
    var places = starts
    var sorted = [Int32](repeating: 0, count: count)
    for edge in 0..<count {
      let node = Int(low[edge])
      sorted[Int(places[node])] = Int32(truncatingIfNeeded: edge)
      places[node] += 1
    }
    var result = LaplacianEdges()
    // Where in the result the edge to a node stands; below the present node's first one if nowhere.
    var seen = [Int](repeating: -1, count: nodes)
    for node in 0..<nodes {
      let first = result.count
      for place in Int(starts[node])..<Int(starts[node + 1]) {
        let edge = Int(sorted[place])
        let other = Int(high[edge])
        if seen[other] >= first {
          result.weights[seen[other]] += weights[edge]
        } else {
          seen[other] = result.count
          result.low.append(low[edge])
          result.high.append(high[edge])
          result.weights.append(weights[edge])
        }
      }
    }
    return result
  }

  /// Nodes by their number of edges, fewest first, equal ones by number.
  func order(nodes: Int) -> [Int32] {
    var degrees = [Int](repeating: 0, count: nodes)
    for edge in 0..<count {
      degrees[Int(low[edge])] += 1
      degrees[Int(high[edge])] += 1
    }
    var starts = [Int](repeating: 0, count: (degrees.max() ?? 0) + 2)
    for degree in degrees { starts[degree + 1] += 1 }
    for degree in 1..<starts.count { starts[degree] += starts[degree - 1] }
    var order = [Int32](repeating: 0, count: nodes)
    for node in 0..<nodes {
      order[starts[degrees[node]]] = Int32(truncatingIfNeeded: node)
      starts[degrees[node]] += 1
    }
    return order
  }
}
