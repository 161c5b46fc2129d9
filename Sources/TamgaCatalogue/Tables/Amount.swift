package import TamgaNumerics

/// A printed number and half a unit of its last place; a total has the sum of those of its parts.
package struct Amount: Hashable, Sendable {
  package var value: ExactDecimal
  var halfUnit: ExactDecimal

  /// A number as it was written.
  package init(printed value: ExactDecimal) {
    self.value = value
    halfUnit =
      value.scale < ExactDecimal.maximumScale
      ? ExactDecimal(mantissa: 5, scale: value.scale + 1) : .zero
  }

  /// A number known exactly.
  package init(exact value: ExactDecimal) {
    self.value = value
    halfUnit = .zero
  }

  /// The number.
  package var double: Double { value.double }

  package static func + (left: Amount, right: Amount) throws(DecimalError) -> Amount {
    var sum = left
    sum.value = try left.value + right.value
    sum.halfUnit = try left.halfUnit + right.halfUnit
    return sum
  }

  /// A total without one of its parts.
  package func without(_ part: Amount) throws(DecimalError) -> Amount {
    var rest = self
    rest.value = try value - part.value
    rest.halfUnit = try halfUnit - part.halfUnit
    return rest
  }

  package static func sum(_ amounts: some Sequence<Amount>) throws(DecimalError) -> Amount {
    var total = Amount(exact: .zero)
    for amount in amounts { total = try total + amount }
    return total
  }
}

/// What rows with one key say together.
package struct Cell: Hashable, Sendable {
  /// The total of known values.
  package var amount = Amount(exact: .zero)
  /// Rows, rows without a value, rows beyond the first of one full key.
  package var rows = 0
  package var missing = 0
  package var duplicates = 0
  /// Whether a value below zero is among them.
  package var isNegative = false

  /// No rows.
  package init() {}

  /// The amount, or why it cannot be used.
  package func known(_ context: IndicatorContext) -> Outcome<Amount> {
    if isNegative { return .missing(.negativeValue) }
    if missing > 0 { return .missing(.missingInput) }
    if duplicates > 0, !context.sumsDuplicates { return .missing(.duplicateKey) }
    return .value(amount)
  }

  /// Adds a row.
  mutating func add(_ number: ExactDecimal?) throws(DecimalError) {
    rows += 1
    guard let number else {
      missing += 1
      return
    }
    amount = try amount + Amount(printed: number)
    if number < 0 { isNegative = true }
  }

  package mutating func add(_ other: Cell) throws(DecimalError) {
    amount = try amount + other.amount
    rows += other.rows
    missing += other.missing
    duplicates += other.duplicates
    isNegative = isNegative || other.isNegative
  }
}

extension Cell? {
  /// The amount, or why it cannot be used; no row at all is a missing input.
  package func known(_ context: IndicatorContext) -> Outcome<Amount> {
    self?.known(context) ?? .missing(.missingInput)
  }
}
