internal import TamgaNumerics

/// The numbers of a table as integers of one scale, with the precision each column is printed to.
///
/// A missing number counts as zero: only the tests of sums look at this table.
struct ScaledTable: Sendable {
  /// The numbers by row and column.
  let rows: [[Int128]]
  /// The count of decimals behind the integers.
  let scale: Int
  /// One unit of the last printed place of each column, in the table's scale.
  let ulps: [Int128]

  /// Brings exact decimals to one scale.
  init(_ values: [[ExactDecimal?]]) {
    let width = values.first?.count ?? 0
    let scale = min(12, values.joined().reduce(0) { max($0, $1?.normalised.scale ?? 0) })
    self.scale = scale
    rows = values.map { row in row.map { ScaledTable.integer($0, scale: scale) } }
    ulps = (0..<width).map { column in
      let places = ScaledTable.printedPlaces(values.map { $0[column] })
      return ScaledTable.power(max(0, scale - places))
    }
  }

  /// A number of the table's scale as an exact decimal.
  func decimal(_ value: Int128) -> ExactDecimal {
    ExactDecimal(mantissa: value, scale: scale).normalised
  }

  /// The decimals a column is printed to: the count most of its numbers show.
  ///
  /// A number loses its last zeros in a spreadsheet, and a computed cell shows more than the
  /// printed ones, so neither the smallest nor the largest count will do.
  static func printedPlaces(_ values: [ExactDecimal?]) -> Int {
    var counts: [Int: Int] = [:]
    for value in values {
      guard let value = value?.normalised, value.mantissa != 0 else { continue }
      counts[value.scale, default: 0] += 1
    }
    let best = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
    return best?.key ?? 0
  }

  /// A number at a scale; one beyond any published figure is left out of the tests of sums.
  private static func integer(_ value: ExactDecimal?, scale: Int) -> Int128 {
    guard let value = value?.normalised else { return 0 }
    if value.scale <= scale {
      let (product, isTooLarge) = value.mantissa
        .multipliedReportingOverflow(by: power(scale - value.scale))
      return isTooLarge || product.magnitude > largest ? 0 : product
    }
    let divisor = power(value.scale - scale)
    let (quotient, remainder) = value.mantissa.quotientAndRemainder(dividingBy: divisor)
    return 2 * abs(remainder) >= divisor ? quotient + remainder.signum() : quotient
  }

  private static let largest: UInt128 = 1_000_000_000_000_000_000_000_000_000_000

  private static func power(_ exponent: Int) -> Int128 {
    (0..<exponent).reduce(Int128(1)) { product, _ in product * 10 }
  }
}
