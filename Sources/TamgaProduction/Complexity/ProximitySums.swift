/// The presence of countries in six products at a time, as places of a table of 64 sums.
struct PresenceCodes: Sendable {
  static let width = 6
  let blocks: Int
  let countries: Int
  /// By block, then country.
  let codes: [UInt8]

  init(_ presence: PresenceMatrix) {
    let width = PresenceCodes.width
    blocks = (presence.products + width - 1) / width
    countries = presence.countries
    var codes = [UInt8](repeating: 0, count: blocks * countries)
    for product in 0..<presence.products {
      let (block, bit) = (product / width, UInt8(1 << (product % width)))
      presence.forEachCountry(of: product) { codes[block * presence.countries + $0] |= bit }
    }
    self.codes = codes
  }
}

/// Sums of proximities over what each country exports, and weighted ones over what it does not, for
/// four products at once.
///
/// M is of bits, so the sum over six products is one of 64 numbers, made once for all countries
/// (the method of the four Russians, Arlazarov et al. 1970).
struct ProximitySums {
  private let codes: PresenceCodes
  private var proximities: [SIMD4<Double>]
  private var plain = [SIMD4<Double>](repeating: .zero, count: 64)
  private var weighted = [SIMD4<Double>](repeating: .zero, count: 64)
  /// Σ_l φ_pl M_cl by country.
  private(set) var present: [SIMD4<Double>]
  /// Σ_l φ_pl w_l (1 − M_cl) by country.
  private(set) var absent: [SIMD4<Double>]

  init(countries: Int, codes: PresenceCodes) {
    self.codes = codes
    proximities = [SIMD4<Double>](repeating: .zero, count: codes.blocks * PresenceCodes.width)
    present = [SIMD4<Double>](repeating: .zero, count: countries)
    absent = present
  }

  /// Computes the sums of products `first..<first + 4`.
  mutating func run(_ proximity: ProductProximity, first: Int, weights: [Double]) {
    let products = proximity.presence.products
    for lane in 0..<4 {
      let product = first + lane
      guard product < products else {
        for other in 0..<products { proximities[other][lane] = 0 }
        continue
      }
      let most = proximity.ubiquity[product]
      for other in 0..<products {
        let common = proximity.common[product * products + other]
        proximities[other][lane] =
          common == 0 ? 0 : Double(common) / Double(max(most, proximity.ubiquity[other]))
      }
    }
    for country in present.indices {
      present[country] = .zero
      absent[country] = .zero
    }
    addAll(weights)
  }

  private mutating func addAll(_ weights: [Double]) {
    let width = PresenceCodes.width
    let countries = codes.countries
    let (codes, blocks) = (codes.codes, codes.blocks)
    plain.withUnsafeMutableBufferPointer { plain in
      weighted.withUnsafeMutableBufferPointer { weighted in
        present.withUnsafeMutableBufferPointer { present in
          absent.withUnsafeMutableBufferPointer { absent in
            codes.withUnsafeBufferPointer { codes in
              for block in 0..<blocks {
                for bit in 0..<width {
                  let product = block * width + bit
                  let value = proximities[product]
                  let scaled = product < weights.count ? value * weights[product] : .zero
                  let step = 1 << bit
                  for place in 0..<step {
                    plain[step + place] = plain[place] + value
                    weighted[step + place] = weighted[place] + scaled
                  }
                }
                let base = block * countries
                for country in 0..<countries {
                  let code = Int(codes[base &+ country])
                  present[country] += plain[code]
                  absent[country] += weighted[63 ^ code]
                }
              }
            }
          }
        }
      }
    }
  }
}
