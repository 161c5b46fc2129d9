// M = [R ≥ 1],  R = (X_ik / X_i) / (X_wk / X_w);  diversity = Σ_k M_ik;  ubiquity = Σ_i M_ik

/// Which countries export which products with an advantage: a matrix of bits.
///
/// Each product holds one bit for each country, in words of 64, so that two products are compared
/// by counting the bits they share.
public struct PresenceMatrix: Hashable, Sendable {
  /// The number of countries.
  public let countries: Int
  /// The number of products.
  public let products: Int
  /// Words for each product.
  let words: Int
  /// The bits by product.
  let bits: [UInt64]

  init(countries: Int, products: Int, bits: [UInt64]) {
    self.countries = countries
    self.products = products
    words = PresenceMatrix.words(countries)
    self.bits = bits
  }

  static func words(_ countries: Int) -> Int { max(1, (countries + 63) / 64) }

  /// Whether a country is present in a product.
  public subscript(country: Int, product: Int) -> Bool {
    guard country >= 0, country < countries, product >= 0, product < products else { return false }
    return bits[product * words + country / 64] >> UInt64(country % 64) & 1 == 1
  }

  /// Takes presence as given, countries × products by rows.
  ///
  /// - Throws: ``ComplexityError/wrongSize(expected:given:)``,
  ///   ``ComplexityError/tooManyCountries(_:)``.
  public init(countries: Int, products: Int, isPresent: [Bool]) throws(ComplexityError) {
    guard countries >= 0, products >= 0, countries <= 65_535 else {
      throw .tooManyCountries(countries)
    }
    guard isPresent.count == countries * products else {
      throw .wrongSize(expected: countries * products, given: isPresent.count)
    }
    let words = PresenceMatrix.words(countries)
    var bits = [UInt64](repeating: 0, count: words * products)
    for country in 0..<countries {
      for product in 0..<products where isPresent[country * products + product] {
        bits[product * words + country / 64] |= 1 << UInt64(country % 64)
      }
    }
    self.init(countries: countries, products: products, bits: bits)
  }

  /// Finds revealed comparative advantage.
  ///
  ///     M = [X_ik·X_w ≥ cut·X_i·X_wk],  cut = 1
  ///
  /// Products stand in place of quotients, so that nothing is rounded on the way to a tie.
  ///
  /// - Parameters:
  ///   - table: exports.
  ///   - cut: the smallest advantage that counts, above zero.
  /// - Throws: ``ComplexityError/choiceOutOfRange(_:)``.
  /// - Source: Balassa (1965); Hidalgo and Hausmann (2009), eq. 1.
  public init(advantagesOf table: ExportTable, cut: Double = 1) throws(ComplexityError) {
    guard cut > 0, cut.isFinite else { throw .choiceOutOfRange("cut") }
    let (rows, columns) = (table.countries.count, table.products.count)
    self.init(
      countries: rows, products: columns,
      bits: advantages(table.values.span, rows: rows, columns: columns, cut: cut))
  }

  /// Present by one test or the other.
  public func union(_ other: PresenceMatrix) -> PresenceMatrix? { combined(other, |) }

  /// Present by both tests.
  public func intersection(_ other: PresenceMatrix) -> PresenceMatrix? { combined(other, &) }

  private func combined(
    _ other: PresenceMatrix, _ operation: (UInt64, UInt64) -> UInt64
  ) -> PresenceMatrix? {
    guard countries == other.countries, products == other.products else { return nil }
    return PresenceMatrix(
      countries: countries, products: products, bits: zip(bits, other.bits).map(operation))
  }

  /// The number of products of each country.
  public var diversity: [Int] {
    var counts = [Int](repeating: 0, count: countries)
    for product in 0..<products { forEachCountry(of: product) { counts[$0] += 1 } }
    return counts
  }

  /// The number of countries of each product.
  public var ubiquity: [Int] {
    (0..<products).map { product in
      bits[(product * words)..<((product + 1) * words)].reduce(0) { $0 + $1.nonzeroBitCount }
    }
  }

  /// Calls a function with each country present in a product, in order.
  @inline(__always)
  func forEachCountry(of product: Int, _ body: (Int) -> Void) {
    for word in 0..<words {
      var rest = bits[product * words + word]
      while rest != 0 {
        body(word * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }
}

/// Bits of the advantages; totals are compensated and in the order of the table.
private func advantages(_ values: Span<Double>, rows: Int, columns: Int, cut: Double) -> [UInt64] {
  let words = PresenceMatrix.words(rows)
  var bits = [UInt64](repeating: 0, count: words * columns)
  var (ofRow, ofColumn) = (
    [Double](repeating: 0, count: rows), [Double](repeating: 0, count: columns)
  )
  var lost = ofColumn
  // A power of two keeps products of totals inside the range of numbers.
  var largest = 0.0
  for index in values.indices { largest = max(largest, values[index]) }
  guard largest > 0 else { return bits }
  let scale = 1 / largest.binade
  for row in 0..<rows {
    var (sum, error) = (0.0, 0.0)
    for column in 0..<columns {
      let value = values[row * columns + column] * scale
      guard value != 0 else { continue }
      neumaier(value, &sum, &error)
      neumaier(value, &ofColumn[column], &lost[column])
    }
    ofRow[row] = sum + error
  }
  for column in 0..<columns { ofColumn[column] += lost[column] }
  var (all, error) = (0.0, 0.0)
  for row in 0..<rows { neumaier(ofRow[row], &all, &error) }
  all += error
  for row in 0..<rows {
    let bit: UInt64 = 1 << UInt64(row % 64)
    for column in 0..<columns {
      let value = values[row * columns + column] * scale
      if value > 0, value * all >= cut * (ofRow[row] * ofColumn[column]) {
        bits[column * words + row / 64] |= bit
      }
    }
  }
  return bits
}

@inline(__always)
private func neumaier(_ value: Double, _ sum: inout Double, _ error: inout Double) {
  let next = sum + value
  error += sum >= value ? (sum - next) + value : (value - next) + sum
  sum = next
}
