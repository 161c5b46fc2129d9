internal import TamgaNumerics

/// Why weights or values cannot be used at all.
public enum SpatialError: Error, Hashable, Sendable {
  /// Two regions, or two links, have the same key.
  case duplicateKey(String)
  /// A link names a region that is not there.
  case unknownRegion(String)
  /// A region is linked to itself.
  case selfLink(String)
  /// A weight is negative, infinite or not a number.
  case badWeight(from: String, to: String)
  /// A value is infinite or not a number.
  case notFinite(region: String)
  /// A number of permutations or a threshold is out of its range.
  case outOfRange(what: String)
}

/// A link from a region to a neighbour.
public struct SpatialLink: Hashable, Sendable {
  /// The region's key.
  public let from: String
  /// The neighbour's key.
  public let to: String
  /// The weight, 0 or more; a link of weight 0 is none.
  public let weight: Double

  /// Creates a link.
  public init(from: String, to: String, weight: Double = 1) {
    self.from = from
    self.to = to
    self.weight = weight
  }
}

/// Which regions are neighbours, by rows, sorted by key.
public struct SpatialWeights: Hashable, Sendable {
  /// The regions' keys, sorted.
  public let regions: [String]
  /// Where the neighbours of each region begin; one more than regions.
  package let starts: [Int]
  /// The neighbours' places.
  package let places: [Int]
  /// The weights of the neighbours.
  package let weights: [Double]

  /// Creates weights.
  ///
  /// - Parameters:
  ///   - regions: all keys, also of regions without a link.
  ///   - links: one for each ordered pair; a border shared by two regions needs both.
  /// - Throws: ``SpatialError``.
  public init(regions: [String], links: [SpatialLink]) throws(SpatialError) {
    let sorted = regions.sorted()
    for (key, next) in zip(sorted, sorted.dropFirst()) where key == next {
      throw .duplicateKey(key)
    }
    let place = Dictionary(uniqueKeysWithValues: zip(sorted, sorted.indices))
    var rows = [[(place: Int, weight: Double)]](repeating: [], count: sorted.count)
    for link in links {
      guard let from = place[link.from] else { throw .unknownRegion(link.from) }
      guard let to = place[link.to] else { throw .unknownRegion(link.to) }
      guard from != to else { throw .selfLink(link.from) }
      guard link.weight >= 0, link.weight.isFinite else {
        throw .badWeight(from: link.from, to: link.to)
      }
      rows[from].append((to, link.weight))
    }
    var starts = [0]
    var places: [Int] = []
    var weights: [Double] = []
    for (from, row) in rows.enumerated() {
      let ordered = row.sorted { $0.place < $1.place }
      for (link, next) in zip(ordered, ordered.dropFirst()) where link.place == next.place {
        throw .duplicateKey("\(sorted[from]) – \(sorted[link.place])")
      }
      for link in ordered where link.weight > 0 {
        places.append(link.place)
        weights.append(link.weight)
      }
      starts.append(places.count)
    }
    self.regions = sorted
    self.starts = starts
    self.places = places
    self.weights = weights
  }

  private init(regions: [String], starts: [Int], places: [Int], weights: [Double]) {
    self.regions = regions
    self.starts = starts
    self.places = places
    self.weights = weights
  }

  /// The neighbours of a region with their weights.
  public func neighbours(of region: Int) -> [(region: Int, weight: Double)] {
    guard regions.indices.contains(region) else { return [] }
    return (starts[region]..<starts[region + 1]).map { (places[$0], weights[$0]) }
  }

  /// Weights whose rows sum to 1; rows without neighbours stay empty.
  public func rowStandardised() -> SpatialWeights {
    var scaled = weights
    for region in regions.indices {
      let row = starts[region]..<starts[region + 1]
      let sum = compensatedTotal(of: weights[row])
      for place in row { scaled[place] = weights[place] / sum }
    }
    return SpatialWeights(regions: regions, starts: starts, places: places, weights: scaled)
  }

  /// Every positive weight as 1.
  public func binary() -> SpatialWeights {
    SpatialWeights(
      regions: regions, starts: starts, places: places, weights: weights.map { _ in 1 })
  }

  /// Regions that neither have a neighbour nor are one.
  public var islands: [Int] {
    var isLinked = [Bool](repeating: false, count: regions.count)
    for region in regions.indices where starts[region] < starts[region + 1] {
      isLinked[region] = true
    }
    for place in places { isLinked[place] = true }
    return regions.indices.filter { !isLinked[$0] }
  }

  /// The numbers of links.
  public var links: Int { places.count }

  /// The weights over a part of the regions, in the same order.
  func restricted(to kept: [Int]) -> SpatialWeights {
    guard kept.count < regions.count else { return self }
    var position = [Int?](repeating: nil, count: regions.count)
    for (place, region) in kept.enumerated() { position[region] = place }
    var starts = [0]
    var places: [Int] = []
    var weights: [Double] = []
    for region in kept {
      for place in self.starts[region]..<self.starts[region + 1] {
        guard let other = position[self.places[place]] else { continue }
        places.append(other)
        weights.append(self.weights[place])
      }
      starts.append(places.count)
    }
    return SpatialWeights(
      regions: kept.map { regions[$0] }, starts: starts, places: places, weights: weights)
  }

  /// S₀ = ΣΣ w_ij.
  package var total: Double { compensatedTotal(of: weights) }

  /// The neighbours of cells in a rectangular lattice that share an edge, or also a corner.
  ///
  /// - Parameters:
  ///   - rows: rows, 1 or more.
  ///   - columns: columns, 1 or more.
  ///   - corners: whether cells that share a corner only are neighbours (queen's move).
  /// - Returns: weights of 1; keys are row and column with leading zeros.
  /// - Throws: ``SpatialError/outOfRange(what:)``.
  public static func lattice(rows: Int, columns: Int, corners: Bool = false) throws(SpatialError)
    -> SpatialWeights
  {
    guard (1...10_000).contains(rows), (1...10_000).contains(columns) else {
      throw .outOfRange(what: "lattice")
    }
    func key(_ row: Int, _ column: Int) -> String {
      String(10_000 + row).dropFirst() + "-" + String(10_000 + column).dropFirst()
    }
    var starts = [0]
    var places: [Int] = []
    for row in 0..<rows {
      for column in 0..<columns {
        for down in -1...1 {
          for right in -1...1 where (down, right) != (0, 0) && (corners || down * right == 0) {
            let (r, c) = (row + down, column + right)
            if (0..<rows).contains(r), (0..<columns).contains(c) { places.append(r * columns + c) }
          }
        }
        starts.append(places.count)
      }
    }
    let keys = (0..<rows).flatMap { row in (0..<columns).map { key(row, $0) } }
    return SpatialWeights(
      regions: keys, starts: starts, places: places, weights: places.map { _ in 1 })
  }
}

/// A measure of each region with its key.
public struct RegionValue: Hashable, Sendable {
  /// The region's key.
  public let region: String
  /// The measure; nil where it is not known.
  public let value: Double?

  /// Creates a value.
  public init(region: String, value: Double?) {
    self.region = region
    self.value = value
  }
}

/// Values and weights of the regions that take part, with those that do not.
struct SpatialSample {
  package let weights: SpatialWeights
  package let values: [Double]
  package let islands: [String]
  package let leftOut: [String]

  init(_ values: [RegionValue], _ weights: SpatialWeights) throws(SpatialError) {
    let place = Dictionary(uniqueKeysWithValues: zip(weights.regions, weights.regions.indices))
    var known = [Double?](repeating: nil, count: weights.regions.count)
    var seen = [Bool](repeating: false, count: weights.regions.count)
    for row in values {
      guard let position = place[row.region] else { throw .unknownRegion(row.region) }
      guard !seen[position] else { throw .duplicateKey(row.region) }
      if row.value?.isFinite == false { throw .notFinite(region: row.region) }
      seen[position] = true
      known[position] = row.value
    }
    let present = known.indices.filter { known[$0] != nil }
    leftOut = known.indices.filter { known[$0] == nil }.map { weights.regions[$0] }
    let linked = weights.restricted(to: present)
    let alone = Set(linked.islands)
    islands = alone.sorted().map { linked.regions[$0] }
    let kept = linked.regions.indices.filter { !alone.contains($0) }
    self.weights = linked.restricted(to: kept)
    self.values = kept.compactMap { known[present[$0]] }
  }

  /// Warnings of every statistic of this sample.
  package var warnings: Set<SampleWarning> {
    var found: Set<SampleWarning> = []
    if !leftOut.isEmpty { found.insert(.rowsLeftOut) }
    if !islands.isEmpty { found.insert(.islands) }
    if values.count < 30 { found.insert(.fewRegions) }
    if values.count < 10 { found.insert(.smallSample) }
    return found
  }
}
