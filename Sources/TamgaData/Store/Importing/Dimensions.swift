internal import TamgaNumerics

extension Period {
  /// The first and last day in ISO 8601, the frequency and the kind.
  var span: (first: String, last: String, frequency: String, kind: String) {
    switch kind {
    case .year: (day(1, 1), lastDay(12), "A", "full")
    case .quarter(let quarter): (day(3 * quarter - 2, 1), lastDay(3 * quarter), "Q", "full")
    case .month(let month): (day(month, 1), lastDay(month), "M", "full")
    case .yearToDate(let month): (day(1, 1), lastDay(month), "M", "year_to_date")
    }
  }

  private func lastDay(_ month: Int) -> String {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return day(month, lengths[min(max(month, 1), 12) - 1])
  }

  private func day(_ month: Int, _ day: Int) -> String {
    isoDate(year: year, month: month, day: day)
  }
}

extension MeasureUnit {
  /// The dimension in a word, as in `mass` or `percent`; of money the currency.
  var dimensionName: String {
    if case .money(let currency) = dimension { return currency }
    return String(describing: dimension)
  }
}
