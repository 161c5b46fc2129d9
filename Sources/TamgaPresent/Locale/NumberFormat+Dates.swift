public import TamgaNumerics

extension NumberFormat {
  /// Formats a period: `2023`, `Q2 2023`, `August 2023`, `January–September 2023`.
  public func period(_ period: Period) -> String {
    let year = self.year(period.year)
    switch period.kind {
    case .year: return year
    case .quarter(let quarter):
      let names = table.period.quarterNames
      guard names.indices.contains(quarter - 1) else { return period.description }
      return fill(table.period.quarter, ["q": names[quarter - 1], "year": year])
    case .month(let month):
      guard let name = monthName(month) else { return period.description }
      return fill(table.period.month, ["month": name, "year": year])
    case .yearToDate(1):
      return fill(table.period.month, ["month": table.period.firstMonth, "year": year])
    case .yearToDate(let month):
      guard let name = monthName(month) else { return period.description }
      let values = ["first": table.period.firstMonth, "last": name, "year": year]
      return fill(table.period.yearToDate, values)
    }
  }

  /// Formats an ISO 8601 date in words: `21 November 2024`; a text that is no date stays as it is.
  public func date(_ iso: String) -> String { date(iso, pattern: table.datePattern) }

  /// Formats an ISO 8601 date shortly: `21 Nov 2024`; a text that is no date stays as it is.
  public func shortDate(_ iso: String) -> String { date(iso, pattern: table.shortDatePattern) }

  private func date(_ iso: String, pattern: String) -> String {
    let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    guard parts.map(\.utf8.count) == [4, 2, 2], areDigits,
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      (1...12).contains(month), (1...Self.days(inMonth: month, of: year)).contains(day)
    else { return iso }
    let values = [
      "year": String(year), "day": String(day), "month": table.months.inDate[month - 1],
      "short": table.months.short[month - 1],
    ]
    return fill(pattern, values)
  }

  private func monthName(_ month: Int) -> String? {
    table.months.standalone.indices.contains(month - 1)
      ? table.months.standalone[month - 1] : nil
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
