internal import Foundation

/// What a number format makes of a number.
enum NumberFormatKind: Sendable {
  /// A number, a currency, a percentage, an elapsed time.
  case number
  /// A calendar date, perhaps with a time of day.
  case date
  /// A time of day.
  case time

  /// The kind of a format that workbooks do not spell out (ECMA-376 part 1, 18.8.30).
  init(builtin id: Int) {
    switch id {
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .date
    case 18...21, 32...35, 45, 47, 55, 56: self = .time
    default: self = .number
    }
  }

  /// The kind of a format code such as `dd\.mm\.yyyy` or `#,##0.0`.
  ///
  /// Literal text, colours, conditions and locales do not count; `[h]` and its like count elapsed
  /// time, which is a number. Only the first section speaks for dates: the others are for negative
  /// numbers and text.
  init(code: String) {
    var letters = ""
    var scalars = Array(code.lowercased().unicodeScalars)[...]
    while let scalar = scalars.popFirst(), scalar != ";" {
      switch scalar {
      case "\"":
        while let quoted = scalars.popFirst(), quoted != "\"" {}
      case "\\", "_", "*": _ = scalars.popFirst()
      case "[":
        var inside = ""
        while let bracketed = scalars.popFirst(), bracketed != "]" {
          inside.unicodeScalars.append(bracketed)
        }
        if ["h", "hh", "m", "mm", "s", "ss"].contains(inside) {
          self = .number
          return
        }
      default: letters.unicodeScalars.append(scalar)
      }
    }
    let bare = letters.replacing("general", with: "").replacing("am/pm", with: "h")
      .replacing("a/p", with: "h")
    if bare.contains(where: { "yd".contains($0) }) || bare.contains("mmm") {
      self = .date
    } else if bare.contains(where: { "hs".contains($0) }) {
      self = .time
    } else {
      self = bare.contains("m") ? .date : .number
    }
  }
}

/// A serial number of a workbook's date system as an ISO 8601 date, date and time, or time.
///
///     1900: day 1 is 1900-01-01; day 60, 29 February 1900, never was
///     1904: day 0 is 1904-01-01
///
/// Nil for numbers that are no date: negative, beyond the year 9999, or the day that never was.
func isoDate(serial: Double, kind: NumberFormatKind, startsIn1904: Bool) -> String? {
  guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
  // To the second: serials carry times as fractions of a day.
  let seconds = Int((serial * 86_400).rounded())
  let day = seconds / 86_400
  let second = seconds % 86_400
  let clock = clockText(second)
  if kind == .time && day == 0 { return clock }
  let daysFrom1970: Int
  if startsIn1904 {
    daysFrom1970 = day - 24_107
  } else {
    guard day >= 1, day != 60 else { return nil }
    daysFrom1970 = day - (day < 60 ? 25_568 : 25_569)
  }
  let date = civilDate(daysFrom1970: daysFrom1970)
  return second == 0 ? date : date + "T" + clock
}

private func clockText(_ second: Int) -> String {
  [second / 3_600, second / 60 % 60, second % 60].map(twoDigits).joined(separator: ":")
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

/// The Gregorian date of a day counted from 1970-01-01, by the era algorithm of 400 years.
private func civilDate(daysFrom1970: Int) -> String {
  let shifted = daysFrom1970 + 719_468
  let era = shifted / 146_097
  let dayOfEra = shifted % 146_097
  let yearOfEra =
    (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let month = (5 * dayOfYear + 2) / 153
  let day = dayOfYear - (153 * month + 2) / 5 + 1
  let calendarMonth = month < 10 ? month + 3 : month - 9
  let year = yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0)
  return "\(year)-\(twoDigits(calendarMonth))-\(twoDigits(day))"
}
