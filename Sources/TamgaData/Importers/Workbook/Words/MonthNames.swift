/// The names of months in the languages of the offices, by their stems.
enum MonthNames {
  /// The stems of January to December; a word names the month when it begins with a stem.
  private static let stems: [[String]] = [
    ["янв", "қаңтар", "үчтүн", "yanvar"],
    ["фев", "ақпан", "бирдин", "fevral"],
    ["март", "наурыз"],
    ["апр", "сәуір", "aprel"],
    ["мамыр"],
    ["июн", "маусым", "iyun"],
    ["июл", "шілде", "iyul"],
    ["август", "тамыз", "avgust"],
    ["сент", "қыркүйек", "sentabr"],
    ["октяб", "қазан", "oktabr"],
    ["нояб", "қараша", "noyabr"],
    ["декаб", "желтоқсан", "dekabr"],
  ]

  /// Words that name a month only as they stand.
  private static let whole: [String: Int] = [
    "мар": 3, "май": 5, "мая": 5, "мае": 5, "авг": 8, "сен": 9, "окт": 10, "ноя": 11, "дек": 12,
    "sept": 9,
  ]

  private static let english = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// The month a lower-case word names, `1...12`.
  static func month(_ word: String) -> Int? {
    if let month = whole[word] { return month }
    if let index = english.firstIndex(where: { $0 == word || $0.prefix(3) == word }) {
      return index + 1
    }
    return stems.firstIndex { $0.contains { word.hasPrefix($0) } }.map { $0 + 1 }
  }
}
