/// Countries and products that are joined by presence, directly or through others.
public struct ComplexityComponent: Hashable, Sendable {
  /// The places of its countries.
  public let countries: [Int]
  /// The places of its products.
  public let products: [Int]
}

extension PresenceMatrix {
  /// The connected parts, the one with most countries first; countries and products without any
  /// presence belong to none.
  public var components: [ComplexityComponent] {
    var parent = Array(0..<countries)
    func root(_ start: Int) -> Int {
      var place = start
      while parent[place] != place {
        parent[place] = parent[parent[place]]
        place = parent[place]
      }
      return place
    }
    var first = [Int?](repeating: nil, count: products)
    for product in 0..<products {
      forEachCountry(of: product) { country in
        if let leader = first[product] {
          let (a, b) = (root(leader), root(country))
          parent[max(a, b)] = min(a, b)
        } else {
          first[product] = country
        }
      }
    }
    let diversity = diversity
    var members: [Int: (countries: [Int], products: [Int])] = [:]
    for country in 0..<countries where diversity[country] > 0 {
      members[root(country), default: ([], [])].countries.append(country)
    }
    for product in 0..<products {
      if let country = first[product] {
        members[root(country), default: ([], [])].products.append(product)
      }
    }
    return members.sorted {
      (-$0.value.countries.count, -$0.value.products.count, $0.key)
        < (-$1.value.countries.count, -$1.value.products.count, $1.key)
    }
    .map { ComplexityComponent(countries: $0.value.countries, products: $0.value.products) }
  }
}
