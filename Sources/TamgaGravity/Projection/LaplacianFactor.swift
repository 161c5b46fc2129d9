internal import CNative
internal import TamgaNumerics

/// An approximate Cholesky factor of the Laplacian of a graph.
///
/// Nodes are eliminated from few edges to many. The elimination of a node with edges w to others
/// joins these by a clique with weights w_i w_j / Σw. A small clique is kept whole; of a greater one
/// each neighbour, from the lightest on, keeps one edge (or two of half the weight) to a heavier one
/// drawn by weight, so that the expectation is the clique and the factor stays sparse.
///
/// - Source: Kyng and Sachdeva (2016), Approximate Gaussian elimination for Laplacians; Gao, Kyng and
///   Spielman (2023), Robust and practical solution of Laplacian equations by approximate elimination.
final class LaplacianFactor {
  /// The node at each place of the elimination.
  let order: [Int32]
  private let starts: Buffer<Int32>
  private let neighbours: Buffer<Int32>
  private let shares: Buffer<Double>
  private let inverse: Buffer<Double>
  private let work: Buffer<Double>

  /// Edges of the factor.
  var edgeCount: Int { neighbours.count }

  /// - Parameters:
  ///   - edges: of the graph.
  ///   - nodes: how many there are.
  ///   - stream: for the draws.
  init(_ edges: LaplacianEdges, nodes: Int, stream: RandomStream) {
    let merged = edges.merged(nodes: nodes)
    order = merged.order(nodes: nodes)
    var elimination = LaplacianElimination(merged, order: order, stream: stream)
    for node in 0..<nodes { elimination.eliminate(node) }
    starts = buffer(elimination.starts)
    neighbours = buffer(elimination.columns)
    shares = buffer(elimination.shares)
    inverse = buffer(elimination.inverse)
    work = Buffer(repeating: 0, count: 4 * nodes)
  }

  /// Solves for four right-hand sides; the solution is kept for ``add(_:turn:to:)``.
  ///
  /// - Parameters:
  ///   - levels: the level of each place of the elimination, -1 for a node that is none.
  ///   - turn: the level from which signs are turned.
  ///   - r: by level.
  func solve(_ levels: [Int32], turn: Int32, _ r: Buffer<Double>) {
    unsafe tamga_gravity_sparse_solve(
      levels, turn, starts.base, neighbours.base, shares.base, inverse.base, Int64(order.count),
      r.base, work.base)
  }

  /// Adds the last solution to z.
  func add(_ levels: [Int32], turn: Int32, to z: Buffer<Double>) {
    unsafe tamga_gravity_sparse_add(levels, turn, Int64(order.count), work.base, z.base)
  }
}

private func buffer<Element: BitwiseCopyable>(_ values: [Element]) -> Buffer<Element> {
  unsafe Buffer(count: values.count) { room in
    for index in values.indices { unsafe room[index] = values[index] }
  }
}

/// The elimination of one node after the other.
private struct LaplacianElimination {
  /// Where the column of each place begins.
  private(set) var starts: [Int32] = [0]
  /// The places a column has entries at.
  private(set) var columns: [Int32] = []
  /// The entries without their sign: the share of an edge in the edges of the node.
  private(set) var shares: [Double] = []
  /// One over the sum of the edges of each node, 0 where there is none.
  private(set) var inverse: [Double] = []

  /// Lists of the edges of each place to later ones.
  private var heads: [Int32]
  private var next: [Int32] = []
  private var others: [Int32] = []
  private var weights: [Double] = []
  private var free: Int32 = -1

  private var stream: RandomStream
  private var slots: [Int32]
  private var star: [(place: Int32, weight: Double)] = []
  private var sums: [Double] = []

  /// Up to so many neighbours the clique is kept whole, up to the other they keep two edges each.
  private enum Size {
    static let whole = 4
    static let double = 10
  }

  init(_ edges: LaplacianEdges, order: [Int32], stream: RandomStream) {
    self.stream = stream
    var places = [Int32](repeating: 0, count: order.count)
    for (place, node) in order.enumerated() {
      places[Int(node)] = Int32(truncatingIfNeeded: place)
    }
    heads = [Int32](repeating: -1, count: order.count)
    slots = heads
    next.reserveCapacity(2 * edges.count)
    others.reserveCapacity(2 * edges.count)
    weights.reserveCapacity(2 * edges.count)
    for edge in 0..<edges.count {
      join(places[Int(edges.low[edge])], places[Int(edges.high[edge])], edges.weights[edge])
    }
  }

  private mutating func join(_ a: Int32, _ b: Int32, _ weight: Double) {
    guard weight > 0 else { return }
    let head = Int(min(a, b))
    var entry = free
    if entry >= 0 {
      free = next[Int(entry)]
      others[Int(entry)] = max(a, b)
      weights[Int(entry)] = weight
      next[Int(entry)] = heads[head]
    } else {
      entry = Int32(truncatingIfNeeded: next.count)
      others.append(max(a, b))
      weights.append(weight)
      next.append(heads[head])
    }
    heads[head] = entry
  }

  mutating func eliminate(_ node: Int) {
    collect(node)
    var total = 0.0
    for edge in star { total += edge.weight }
    inverse.append(total > 0 ? 1 / total : 0)
    for edge in star {
      columns.append(edge.place)
      shares.append(edge.weight / total)
    }
    starts.append(Int32(truncatingIfNeeded: columns.count))
    if star.count <= Size.whole {
      for (index, edge) in star.enumerated() {
        for other in star[(index + 1)...] {
          join(edge.place, other.place, edge.weight * other.weight / total)
        }
      }
    } else {
      sample(total)
    }
  }

  /// Takes the edges of a node off their list, those to one place together, the lightest first.
  private mutating func collect(_ node: Int) {
    star.removeAll(keepingCapacity: true)
    var entry = heads[node]
    while entry >= 0 {
      let (place, weight) = (others[Int(entry)], weights[Int(entry)])
      let slot = slots[Int(place)]
      if slot >= 0 {
        star[Int(slot)].weight += weight
      } else {
        slots[Int(place)] = Int32(truncatingIfNeeded: star.count)
        star.append((place, weight))
      }
      let following = next[Int(entry)]
      next[Int(entry)] = free
      free = entry
      entry = following
    }
    heads[node] = -1
    for edge in star { slots[Int(edge.place)] = -1 }
    star.sort { ($0.weight, $0.place) < ($1.weight, $1.place) }
  }

  private mutating func sample(_ total: Double) {
    sums.removeAll(keepingCapacity: true)
    var sum = 0.0
    for edge in star {
      sum += edge.weight
      sums.append(sum)
    }
    let draws = star.count <= Size.double ? 2 : 1
    for index in 0..<(star.count - 1) {
      let rest = sum - sums[index]
      let weight = star[index].weight * rest / (total * Double(draws))
      for _ in 0..<draws {
        let mark = sums[index] + stream.uniform() * rest
        var (first, last) = (index + 1, star.count - 1)
        while first < last {
          let middle = (first + last) / 2
          if sums[middle] > mark { last = middle } else { first = middle + 1 }
        }
        join(star[index].place, star[first].place, weight)
      }
    }
  }
}
