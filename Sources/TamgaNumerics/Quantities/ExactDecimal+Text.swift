extension ExactDecimal: LosslessStringConvertible, Codable {
  /// The value in neutral form with all its places, as in `-1234.50`.
  public var description: String {
    let digits = String(mantissa.magnitude)
    let sign = mantissa < 0 ? "-" : ""
    guard scale > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
  }

  /// Reads a number in neutral form; nil when the text is not one or does not fit.
  public init?(_ description: String) {
    guard let value = try? ExactDecimal(parsing: description) else { return nil }
    self = value
  }

  /// Reads a number in neutral form: `-1234.50`, `+7`, `1.5e-3`.
  ///
  /// Digits stand on both sides of a point; no spaces, separators or signs of currency. The places
  /// written are kept.
  ///
  /// - Parameter text: the whole text.
  /// - Throws: ``DecimalError/notANumber``, ``DecimalError/overflow``.
  public init(parsing text: String) throws(DecimalError) {
    try self.init(utf8: text.utf8.span)
  }

  /// Reads a number in neutral form from its bytes, as ``init(parsing:)`` does.
  ///
  /// - Parameter bytes: ASCII.
  /// - Throws: ``DecimalError/notANumber``, ``DecimalError/overflow``.
  public init(utf8 bytes: Span<UInt8>) throws(DecimalError) {
    var reader = NeutralNumberReader()
    let isNegative = reader.sign(bytes)
    try reader.digits(bytes)
    if reader.take(".", bytes) {
      let whole = reader.digitCount
      try reader.digits(bytes)
      reader.places = reader.digitCount - whole
    }
    if reader.take("e", bytes) || reader.take("E", bytes) { try reader.exponent(bytes) }
    guard reader.position == bytes.count else { throw .notANumber }
    guard !reader.overflow else { throw .overflow }
    let value = ExactDecimal(mantissa: isNegative ? -reader.mantissa : reader.mantissa)
    self = try value.multiplied(byPowerOfTen: -reader.places)
  }

  /// Reads a number from a JSON string in neutral form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = ExactDecimal(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a decimal")
    }
    self = value
  }

  /// Writes the number as a JSON string in neutral form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Walks over the bytes of a number.
private struct NeutralNumberReader {
  var position = 0
  var mantissa: Int128 = 0
  var digitCount = 0
  var places = 0
  var overflow = false

  /// Takes a character if it is next.
  mutating func take(_ character: Unicode.Scalar, _ bytes: Span<UInt8>) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Takes a sign; true for minus.
  mutating func sign(_ bytes: Span<UInt8>) -> Bool {
    if take("-", bytes) { return true }
    _ = take("+", bytes)
    return false
  }

  /// Takes one digit or more into the mantissa.
  mutating func digits(_ bytes: Span<UInt8>) throws(DecimalError) {
    let start = position
    while position < bytes.count, let digit = digit(bytes[position]) {
      let (product, tooLarge) = mantissa.multipliedReportingOverflow(by: 10)
      let (sum, tooLargeSum) = product.addingReportingOverflow(Int128(digit))
      overflow = overflow || tooLarge || tooLargeSum
      mantissa = overflow ? 0 : sum
      position += 1
    }
    guard position > start else { throw .notANumber }
    digitCount += position - start
  }

  /// Takes the digits of an exponent and moves the point.
  mutating func exponent(_ bytes: Span<UInt8>) throws(DecimalError) {
    let isNegative = sign(bytes)
    let start = position
    var exponent = 0
    while position < bytes.count, let digit = digit(bytes[position]) {
      exponent = min(exponent * 10 + Int(digit), 1_000_000)
      position += 1
    }
    guard position > start else { throw .notANumber }
    places -= isNegative ? -exponent : exponent
  }

  private func digit(_ byte: UInt8) -> UInt8? {
    let value = byte &- UInt8(ascii: "0")
    return value < 10 ? value : nil
  }
}
