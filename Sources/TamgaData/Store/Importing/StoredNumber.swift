internal import TamgaNumerics

/// A published number on its way into a decimal column.
struct StoredNumber {
  /// The whole number to be divided by 10 to the scale of the column; nil when missing.
  var mantissa: Int128?
  /// The published number, when the stored one does not give it back exactly.
  var source: Int128?
  /// Marks: what was lost on the way.
  var marks: [String] = []

  /// The digits after the point of a published number kept beside a rounded one.
  static let sourceScale = 9

  /// Turns a published number into one of a column.
  ///
  /// - Parameters:
  ///   - value: the number as published; nil when none was.
  ///   - power: the power of ten of its unit, as in 3 for thousands.
  ///   - scale: the digits after the point of the column.
  ///   - width: the digits of the column in all.
  ///   - mark: the mark of a number that had to be rounded (half to even).
  /// - Throws: `DecimalError.overflow` when the number is too large.
  init(_ value: ExactDecimal?, power: Int, scale: Int, width: Int, mark: String)
    throws(DecimalError)
  {
    guard let value else { return }
    let exact = try value.multiplied(byPowerOfTen: power).normalised
    let rounded = exact.rounded(toScale: scale, .halfEven)
    mantissa = try Self.mantissa(rounded, scale: scale, width: width)
    guard rounded != exact else { return }
    marks.append(mark)
    let kept = value.normalised.rounded(toScale: Self.sourceScale, .halfEven)
    source = try Self.mantissa(kept, scale: Self.sourceScale, width: 38)
  }

  private static func mantissa(_ value: ExactDecimal, scale: Int, width: Int)
    throws(DecimalError) -> Int128
  {
    let scaled = try value.multiplied(byPowerOfTen: scale)
    // What is left has no places: they were rounded away.
    let whole = scaled.rounded(toScale: 0, .halfEven).mantissa
    var limit: Int128 = 1
    for _ in 0..<width { limit *= 10 }
    guard whole.magnitude < limit.magnitude else { throw .overflow }
    return whole
  }
}
