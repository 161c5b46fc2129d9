// φ_pl = Σ_i M_ip M_il / max(u_p, u_l), so that with u = u_p
// Σ_l φ_pl a_cl = Σ_{i: M_ip} (1/u Σ_{l: u_l ≤ u} M_il a_cl + Σ_{l: u_l > u} M_il a_cl / u_l)

internal import TamgaNumerics

/// Sums of proximities over what each country exports, and weighted ones over what it does not.
///
/// The sums over products l inside the brackets belong to pairs of countries and change only from one
/// ubiquity to the next. Products are passed once from the rarest up and once from the commonest down
/// while those sums grow, so that the work is that of countries × countries for each product instead
/// of products × countries. Nothing is ever taken off a sum.
struct ProximitySums: Sendable {
  /// Countries whose sums are made together.
  static let width = 32

  /// Σ_l φ_pl M_cl by product, then country.
  let present: [Double]
  /// Σ_l φ_pl w_l (1 − M_cl) by product, then country.
  let absent: [Double]

  init(_ presence: PresenceMatrix, ubiquity: [Int], weights: [Double], threads: Int) {
    let (countries, products) = (presence.countries, presence.products)
    let exporters = Exporters(presence, ubiquity)
    var present = [Double](repeating: 0, count: countries * products)
    var absent = present
    present.withUnsafeMutableBufferPointer { present in
      absent.withUnsafeMutableBufferPointer { absent in
        let (present, absent) = (present, absent)
        // Every block fills the columns of its own countries.
        forEachBlock(count: (countries + Self.width - 1) / Self.width, threads: threads) { block in
          let first = block * Self.width
          var part = CountryBlock(
            presence, exporters, first: first, count: min(Self.width, countries - first))
          part.run(ubiquity: ubiquity, weights: weights, present, absent)
        }
      }
    }
    (self.present, self.absent) = (present, absent)
  }
}

/// The countries of each product one after another, and the products by ubiquity.
private struct Exporters: Sendable {
  let starts: [Int]
  let countries: [Int32]
  /// Products with any country, the rarest first.
  let order: [Int]

  init(_ presence: PresenceMatrix, _ ubiquity: [Int]) {
    order = ubiquity.indices.filter { ubiquity[$0] > 0 }
      .sorted { (ubiquity[$0], $0) < (ubiquity[$1], $1) }
    var (starts, countries) = ([0], [Int32]())
    for product in 0..<presence.products {
      presence.forEachCountry(of: product) { countries.append(Int32($0)) }
      starts.append(countries.count)
    }
    (self.starts, self.countries) = (starts, countries)
  }
}

/// The sums of a few countries c over pairs with every country i.
private struct CountryBlock {
  private static let width = ProximitySums.width
  private let exporters: Exporters
  private let countries: Int
  private let first: Int
  private let count: Int
  /// M of the block's countries by product; zeros beyond the last.
  private var isPresent: [Double]
  /// Σ_l M_il M_cl and Σ_l w_l M_il (1 − M_cl), by i, then c.
  private var together: [Double]
  private var apart: [Double]

  init(_ presence: PresenceMatrix, _ exporters: Exporters, first: Int, count: Int) {
    self.exporters = exporters
    countries = presence.countries
    (self.first, self.count) = (first, count)
    isPresent = [Double](repeating: 0, count: presence.products * Self.width)
    together = [Double](repeating: 0, count: countries * Self.width)
    apart = together
    for product in 0..<presence.products {
      for place in 0..<count where presence[first + place, product] {
        isPresent[product * Self.width + place] = 1
      }
    }
  }

  mutating func run(
    ubiquity: [Int], weights: [Double], _ present: UnsafeMutableBufferPointer<Double>,
    _ absent: UnsafeMutableBufferPointer<Double>
  ) {
    let groups = exporters.order.chunked { ubiquity[$0] == ubiquity[$1] }
    for group in groups {
      for product in group { add(product, 1, weights[product]) }
      for product in group { take(product, 1 / Double(ubiquity[product]), present, absent) }
    }
    for place in together.indices { (together[place], apart[place]) = (0, 0) }
    for group in groups.reversed() {
      for product in group { take(product, 1, present, absent) }
      for product in group {
        let scale = 1 / Double(ubiquity[product])
        add(product, scale, scale * weights[product])
      }
    }
  }

  /// Adds a product to the sums of pairs.
  private mutating func add(_ product: Int, _ scale: Double, _ weight: Double) {
    let base = product * Self.width
    let members = exporters.starts[product]..<exporters.starts[product + 1]
    isPresent.withUnsafeBufferPointer { isPresent in
      together.withUnsafeMutableBufferPointer { together in
        apart.withUnsafeMutableBufferPointer { apart in
          exporters.countries.withUnsafeBufferPointer { countries in
            for member in members {
              let row = Int(countries[member]) &* Self.width
              for place in 0..<Self.width {
                let mark = isPresent[base &+ place]
                together[row &+ place] += scale * mark
                apart[row &+ place] += weight * (1 - mark)
              }
            }
          }
        }
      }
    }
  }

  /// Adds to the results of a product what the sums of its countries give.
  private func take(
    _ product: Int, _ scale: Double, _ present: UnsafeMutableBufferPointer<Double>,
    _ absent: UnsafeMutableBufferPointer<Double>
  ) {
    let members = exporters.starts[product]..<exporters.starts[product + 1]
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * Self.width) { sums in
      sums.initialize(repeating: 0)
      together.withUnsafeBufferPointer { together in
        apart.withUnsafeBufferPointer { apart in
          exporters.countries.withUnsafeBufferPointer { countries in
            for member in members {
              let row = Int(countries[member]) &* Self.width
              for place in 0..<Self.width {
                sums[place] += together[row &+ place]
                sums[Self.width &+ place] += apart[row &+ place]
              }
            }
          }
        }
      }
      let base = product * countries + first
      for place in 0..<count {
        present[base + place] += scale * sums[place]
        absent[base + place] += scale * sums[Self.width + place]
      }
    }
  }
}

extension [Int] {
  /// Runs of neighbours that belong together.
  fileprivate func chunked(_ belong: (Int, Int) -> Bool) -> [ArraySlice<Int>] {
    var runs: [ArraySlice<Int>] = []
    var start = startIndex
    for place in indices where place + 1 == endIndex || !belong(self[place], self[place + 1]) {
      runs.append(self[start...place])
      start = place + 1
    }
    return runs
  }
}
