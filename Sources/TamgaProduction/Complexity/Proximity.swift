public import TamgaNumerics

/// How often products are exported by the same countries.
///
///     φ_kl = Σ_c M_ck M_cl / max(u_k, u_l)
///
/// - Source: Hidalgo, Klinger, Barabási and Hausmann (2007), Science 317, eq. 1.
public struct ProductProximity: Sendable {
  /// M.
  public let presence: PresenceMatrix
  /// The countries of each product.
  public let ubiquity: [Int]
  /// products × products counts of countries in common.
  let common: [UInt16]

  /// Counts the countries that products have in common.
  ///
  /// - Parameters:
  ///   - presence: M.
  ///   - threads: at least 1; any number gives equal bits.
  public init(_ presence: PresenceMatrix, threads: Int = 1) {
    self.presence = presence
    ubiquity = presence.ubiquity
    let products = presence.products
    var counts = [UInt16](repeating: 0, count: products * products)
    counts.withUnsafeMutableBufferPointer { counts in
      let counts = counts
      // Every block fills its own rows.
      forEachBlock(count: (products + blockRows - 1) / blockRows, threads: threads) { block in
        let rows = (block * blockRows)..<min(products, (block + 1) * blockRows)
        let part = counts.extracting((rows.lowerBound * products)..<(rows.upperBound * products))
        if presence.words <= 4 {
          countNarrow(presence, rows: rows, into: part)
        } else {
          countWide(presence, rows: rows, into: part)
        }
      }
    }
    common = counts
  }

  /// The proximity of two products, in `0...1`; `zero-denominator` when nobody exports either.
  public func value(_ first: Int, _ second: Int) -> Outcome<Double> {
    let products = presence.products
    guard first >= 0, first < products, second >= 0, second < products else {
      return .missing(.missingInput)
    }
    let most = max(ubiquity[first], ubiquity[second])
    guard most > 0 else { return .missing(.zeroDenominator) }
    return .value(Double(common[first * products + second]) / Double(most))
  }

  /// The proximities of one product to all, zero where nobody exports either.
  func row(_ product: Int) -> [Double] {
    let products = presence.products
    return (0..<products).map { other in
      let most = max(ubiquity[product], ubiquity[other])
      return most == 0 ? 0 : Double(common[product * products + other]) / Double(most)
    }
  }

  /// The nearest other products, the nearest first; equal proximities in the order of the table,
  /// products without any common country never.
  ///
  /// - Parameters:
  ///   - product: a place.
  ///   - count: at most so many.
  /// - Returns: places of products.
  public func neighbours(of product: Int, count: Int) -> [Int] {
    guard product >= 0, product < presence.products, count > 0 else { return [] }
    let row = row(product)
    return row.indices.filter { $0 != product && row[$0] > 0 }
      .sorted { (-row[$0], $0) < (-row[$1], $1) }
      .prefix(count).map(\.self)
  }
}

/// Products in a block of work.
private let blockRows = 64

/// Counts for up to 256 countries: four words of each product at once.
private func countNarrow(
  _ presence: PresenceMatrix, rows: Range<Int>, into counts: UnsafeMutableBufferPointer<UInt16>
) {
  let products = presence.products
  var vectors = [SIMD4<UInt64>](repeating: .zero, count: products)
  for product in 0..<products {
    for word in 0..<presence.words {
      vectors[product][word] = presence.bits[product * presence.words + word]
    }
  }
  let pairs = SIMD4<UInt64>(repeating: 0x5555_5555_5555_5555)
  let nibbles = SIMD4<UInt64>(repeating: 0x3333_3333_3333_3333)
  let bytes = SIMD4<UInt64>(repeating: 0x0F0F_0F0F_0F0F_0F0F)
  vectors.withUnsafeBufferPointer { vectors in
    for row in rows {
      let mine = vectors[row]
      let base = (row - rows.lowerBound) * products
      for other in 0..<products {
        // Bits are added in pairs, nibbles and bytes; a byte holds at most 4 × 8.
        var x = mine & vectors[other]
        x = x &- ((x &>> 1) & pairs)
        x = (x & nibbles) &+ ((x &>> 2) & nibbles)
        x = (x &+ (x &>> 4)) & bytes
        let sum = x[0] &+ x[1] &+ x[2] &+ x[3]
        let even = sum & 0x00FF_00FF_00FF_00FF
        let odd = (sum &>> 8) & 0x00FF_00FF_00FF_00FF
        counts[base &+ other] = UInt16(
          truncatingIfNeeded: ((even &+ odd) &* 0x0001_0001_0001_0001) &>> 48)
      }
    }
  }
}

/// Counts for any number of countries, word by word.
private func countWide(
  _ presence: PresenceMatrix, rows: Range<Int>, into counts: UnsafeMutableBufferPointer<UInt16>
) {
  let (products, words) = (presence.products, presence.words)
  presence.bits.withUnsafeBufferPointer { bits in
    for row in rows {
      let base = (row - rows.lowerBound) * products
      for other in 0..<products {
        var sum = 0
        for word in 0..<words {
          sum &+= (bits[row &* words &+ word] & bits[other &* words &+ word]).nonzeroBitCount
        }
        counts[base &+ other] = UInt16(truncatingIfNeeded: sum)
      }
    }
  }
}
