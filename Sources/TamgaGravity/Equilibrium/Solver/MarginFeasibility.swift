/// Checks by a maximum flow that the positive cells of a matrix can carry the margins.
///
/// - Throws: ``EquilibriumError/infeasibleZeroPattern(exporters:importers:)`` with the exporters and
///   importers of a smallest cut, which prove it: those exporters sell to those importers only.
/// - Source: Gale (1957); Edmonds and Karp (1972) for shortest augmenting paths.
func checkMarginsFeasible(
  _ pattern: [Double], rows: [Double], columns: [Double], names: [String]
) throws(EquilibriumError) {
  let n = rows.count
  var supply = rows
  var demand = columns
  var flow = [Double](repeating: 0, count: n * n)
  let small = 1e-11 * rows.reduce(0, +)
  while true {
    // Breadth first from exporters with something left; nodes 0..<n exporters, n..<2n importers.
    var parent = [Int](repeating: -1, count: 2 * n)
    var queue = (0..<n).filter { supply[$0] > small / Double(n) }
    guard !queue.isEmpty else { return }
    for start in queue { parent[start] = start }
    var end: Int?
    var head = 0
    search: while head < queue.count {
      let node = queue[head]
      head += 1
      if node < n {
        for j in 0..<n where pattern[node * n + j] > 0 && parent[n + j] < 0 {
          parent[n + j] = node
          if demand[j] > 0 {
            end = n + j
            break search
          }
          queue.append(n + j)
        }
      } else {
        for i in 0..<n where flow[i * n + node - n] > 0 && parent[i] < 0 {
          parent[i] = node
          queue.append(i)
        }
      }
    }
    guard let last = end else {
      let left = supply.reduce(0, +)
      guard left > small else { return }
      throw .infeasibleZeroPattern(
        exporters: (0..<n).filter { parent[$0] >= 0 }.map { names[$0] },
        importers: (0..<n).filter { parent[n + $0] >= 0 }.map { names[$0] })
    }
    var path: [Int] = [last]
    while let node = path.last, parent[node] != node { path.append(parent[node]) }
    path.reverse()
    var amount = min(supply[path[0]], demand[last - n])
    for (from, to) in zip(path, path.dropFirst()) where from >= n {
      amount = min(amount, flow[to * n + from - n])
    }
    supply[path[0]] -= amount
    demand[last - n] -= amount
    for (from, to) in zip(path, path.dropFirst()) {
      if from < n { flow[from * n + to - n] += amount } else { flow[to * n + from - n] -= amount }
    }
  }
}
