internal import TamgaNumerics

/// Reads reporting periods as tables write them.
enum PeriodText {
  /// The forms that are read, as messages show them.
  static let forms = "2023, 2023-Q2, 2023-08, 202308, 2023M08, Aug. 2024, 2023-YTD09"

  /// The period a text means; nil when it is none of the forms.
  static func read(_ text: String) -> Period? {
    // Blanks and points belong to names of months only: `20.23` is no year.
    let upper = text.uppercased()
    let key = upper.contains(where: \.isLetter) ? upper.filter { !" .".contains($0) } : upper
    if let period = Period(key) ?? named(key) { return period }
    let year = key.prefix(4)
    guard year.count == 4, year.allSatisfy(isDigit), let number = Int(year),
      (1500...2200).contains(number)
    else { return nil }
    var rest = key.dropFirst(4)
    if rest.first == "-" || rest.first == "/" { rest = rest.dropFirst() }
    if rest.first == "Q", rest.count == 2, let quarter = Int(rest.dropFirst()),
      (1...4).contains(quarter)
    {
      return Period(year: number, kind: .quarter(quarter))
    }
    if rest.first == "M" { rest = rest.dropFirst() }
    guard let month = month(rest) else { return nil }
    return Period(year: number, kind: .month(month))
  }

  /// `AUG2024`, `AUGUST2024` and `JAN-DEC2023`.
  private static func named(_ key: String) -> Period? {
    guard let number = Int(key.suffix(4)), key.suffix(4).allSatisfy(isDigit),
      (1500...2200).contains(number)
    else { return nil }
    let name = key.dropLast(4)
    if let dash = name.firstIndex(of: "-") {
      guard monthNumber(name[..<dash]) == 1,
        let last = monthNumber(name[name.index(after: dash)...]), last > 1
      else { return nil }
      return Period(year: number, kind: .yearToDate(last))
    }
    return monthNumber(name).map { Period(year: number, kind: .month($0)) }
  }

  private static func monthNumber(_ name: Substring) -> Int? {
    guard name.count >= 3 else { return nil }
    let months = [
      "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER",
      "OCTOBER", "NOVEMBER", "DECEMBER",
    ]
    if name == "SEPT" { return 9 }
    return months.firstIndex { name == $0 || name == $0.prefix(3) }.map { $0 + 1 }
  }

  private static func month(_ digits: Substring) -> Int? {
    guard digits.count == 2, digits.allSatisfy(isDigit), let month = Int(digits),
      (1...12).contains(month)
    else { return nil }
    return month
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
