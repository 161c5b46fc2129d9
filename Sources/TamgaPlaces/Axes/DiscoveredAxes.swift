internal import TamgaNumerics

/// A link and how much runs over it.
public struct LinkBetweenness: Hashable, Sendable {
  /// One end.
  public let from: String
  /// The other end.
  public let to: String
  /// The number of pairs of cities whose fastest way uses the link, ways of equal time in parts.
  public let pairs: Double
}

/// Returns the links of the strongest tree that joins all cities: the maximum spanning tree of
/// gravitation.
///
/// - Parameter index: gravitation; pairs without a way join nothing.
/// - Returns: pairs of names in the order in which they join, the strongest first; fewer than cities
///   less one when the pairs do not join all.
/// - Source: Kruskal (1956), On the Shortest Spanning Subtree of a Graph.
public func strongestTree(_ index: GravitationIndex) -> [(from: String, to: String)] {
  var parent: [String: String] = [:]
  func root(_ name: String) -> String {
    var name = name
    while let next = parent[name] { name = next }
    return name
  }
  let order = index.pairs.filter { $0.isReachable && ($0.share.value ?? 0) > 0 }.sorted {
    (-($0.share.value ?? 0), $0.origin, $0.destination)
      < (-($1.share.value ?? 0), $1.origin, $1.destination)
  }
  var tree: [(from: String, to: String)] = []
  for pair in order {
    let (one, other) = (root(pair.origin), root(pair.destination))
    guard one != other else { continue }
    parent[max(one, other)] = min(one, other)
    tree.append((pair.origin, pair.destination))
  }
  return tree
}

/// Returns the part of an axis's links that a discovered set of links contains, `0...1`.
public func shareFound(_ axis: DevelopmentAxis, in links: [(from: String, to: String)]) -> Double {
  let found = Set(links.map { Set([$0.from, $0.to]) })
  let stated = axis.links
  return Double(stated.count { found.contains([$0.from, $0.to]) }) / Double(stated.count)
}

extension AxisNetwork {
  /// Returns how many fastest ways between cities run over each link, the most used first.
  ///
  /// - Parameter withBorders: whether waiting at borders counts as time.
  /// - Returns: by falling use, then by name.
  /// - Source: Brandes (2001), A Faster Algorithm for Betweenness Centrality.
  public func betweenness(withBorders: Bool = true) -> [LinkBetweenness] {
    var use = [Double](repeating: 0, count: links.count)
    let ends = links.map { (places[$0.from] ?? 0, places[$0.to] ?? 0) }
    var around = [[(link: Int, city: Int)]](repeating: [], count: cities.count)
    for (link, (one, other)) in ends.enumerated() {
      around[one].append((link, other))
      around[other].append((link, one))
    }
    let hours = links.map { $0.freeHours + (withBorders ? $0.borderHours : 0) }
    for source in cities.indices { accumulate(&use, from: source, around, hours) }
    return links.indices.map {
      LinkBetweenness(from: links[$0].from, to: links[$0].to, pairs: use[$0] / 2)
    }
    .sorted { (-$0.pairs, $0.from, $0.to) < (-$1.pairs, $1.from, $1.to) }
  }

  private func accumulate(
    _ use: inout [Double], from source: Int, _ around: [[(link: Int, city: Int)]],
    _ hours: [Double]
  ) {
    let count = cities.count
    var time = [Double](repeating: .infinity, count: count)
    var ways = [Double](repeating: 0, count: count)
    var before = [[(link: Int, city: Int)]](repeating: [], count: count)
    var isDone = [Bool](repeating: false, count: count)
    var order: [Int] = []
    time[source] = 0
    ways[source] = 1
    while true {
      var next: Int?
      for city in 0..<count where !isDone[city] && time[city] < .infinity {
        if next.map({ time[city] < time[$0] }) ?? true { next = city }
      }
      guard let city = next else { break }
      isDone[city] = true
      order.append(city)
      for (link, other) in around[city] where !isDone[other] {
        let arrival = time[city] + hours[link]
        if arrival < time[other] * (1 - 1e-12) || time[other] == .infinity {
          time[other] = arrival
          ways[other] = ways[city]
          before[other] = [(link, city)]
        } else if arrival <= time[other] * (1 + 1e-12) {
          ways[other] += ways[city]
          before[other].append((link, city))
        }
      }
    }
    var dependency = [Double](repeating: 0, count: count)
    for city in order.reversed() {
      for (link, earlier) in before[city] {
        let part = ways[earlier] / ways[city] * (1 + dependency[city])
        use[link] += part
        dependency[earlier] += part
      }
    }
  }
}
