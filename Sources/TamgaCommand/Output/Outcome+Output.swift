internal import TamgaNumerics
internal import TamgaPresent

extension Outcome<Double> {
  /// The number, or `null`.
  var number: JSONValue { .optional(value) }

  /// The reason why there is no number, or `null`.
  var why: JSONValue { .optional(reason?.rawValue) }

  /// The number or its reason, for the terminal.
  func text(_ localiser: Localiser, digits: Int = 3) -> String {
    value.map { localiser.numbers.string($0, digits: digits) }
      ?? localiser.reason(reason?.rawValue ?? "undefined")
  }
}

extension JSONValue {
  /// A matrix as an array of its rows.
  static func matrix(_ values: [Double], width: Int) -> JSONValue {
    guard width > 0 else { return .array([]) }
    return .array(
      stride(from: 0, to: values.count, by: width).map { start in
        .array(values[start..<min(values.count, start + width)].map { .number($0) })
      })
  }
}
