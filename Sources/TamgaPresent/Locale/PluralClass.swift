internal import TamgaNumerics

/// A class of plural forms.
public enum PluralClass: String, Sendable, CaseIterable {
  /// 1; in Russian also 21, 101.
  case one
  /// Russian 2–4, 22–24.
  case few
  /// Russian 0, 5–20, 25.
  case many
  /// Every other number; in Russian fractions.
  case other
}

extension NumberFormat {
  /// The plural classes of the language, in the order of the catalogue.
  public var pluralClasses: [PluralClass] {
    switch table.pluralRule {
    case .oneWithoutDecimals, .oneByValue: [.one, .other]
    case .eastSlavic: [.one, .few, .many, .other]
    }
  }

  /// The plural class of a whole number.
  public func pluralClass(_ value: Int) -> PluralClass {
    pluralClass(DecimalDigits(ExactDecimal(mantissa: Int128(value))), digits: 0)
  }

  /// The plural class of a number as it is shown with decimal places.
  func pluralClass(_ value: DecimalDigits, digits: Int) -> PluralClass {
    let shown = value.rounded(to: max(0, digits))
    let isOne = shown.digits == [1] && shown.point == 1
    switch table.pluralRule {
    case .oneWithoutDecimals: return isOne && digits <= 0 && !shown.isNegative ? .one : .other
    case .oneByValue: return isOne ? .one : .other
    case .eastSlavic:
      guard digits <= 0 else { return .other }
      return Self.eastSlavic(shown.integerText)
    }
  }

  private static func eastSlavic(_ integer: String) -> PluralClass {
    let lastTwo = Int(integer.suffix(2)) ?? 0
    if (11...14).contains(lastTwo) { return .many }
    return switch lastTwo % 10 {
    case 1: .one
    case 2...4: .few
    default: .many
    }
  }
}
