internal import TamgaNumerics

/// What a caption or header says about the time its numbers cover: a year, a part of it, or both.
struct CaptionPeriod: Hashable, Sendable {
  /// The year, when exactly one is named.
  var year: Int?
  /// The part of the year, when one is named.
  var part: Period.Kind?
  /// How many different years are named.
  var years: Int

  /// Reads a text such as `2023 год`, `за январь-июнь 2024 года`, `I кв`, `12_2021` or `2023 1)`.
  init(_ text: String) {
    let words = CaptionPeriod.words(text.lowercased())
    let found = words.compactMap(CaptionPeriod.year)
    let isOpaque = CaptionPeriod.isJoined(words) || CaptionPeriod.isOpaque(words)
    years = isOpaque ? 2 : Set(found).count
    year = years == 1 ? found.first : nil
    part = isOpaque ? nil : CaptionPeriod.part(words)
  }

  /// Nothing is said.
  var isEmpty: Bool { year == nil && part == nil }

  /// The period, if a year is named; a year alone is the whole year.
  var period: Period? {
    year.map { Period(year: $0, kind: part ?? .year) }
  }

  /// The reading of a nearer text completed by this one.
  func completed(by nearer: CaptionPeriod) -> CaptionPeriod {
    var result = self
    if let year = nearer.year { (result.year, result.years) = (year, nearer.years) }
    if let part = nearer.part { result.part = part }
    return result
  }

  /// Reads the name of a sheet: also `12_2021`, `2021.12` and `06-2024`, months to date.
  static func sheetName(_ name: String) -> CaptionPeriod {
    var result = CaptionPeriod(name)
    guard result.year != nil, result.part == nil else { return result }
    let numbers = name.split { !($0.isASCII && $0.isNumber) }
    let months = numbers.filter { $0.count == 2 }.compactMap { Int($0) }
    if numbers.count == 2, let month = months.first, (1...12).contains(month) {
      result.part = month == 12 ? .year : .yearToDate(month)
    }
    return result
  }

  /// Letters and digits in runs; `-` kept between, as months to date need it.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var current = ""
    var kind = 0
    func close() {
      if !current.isEmpty { words.append(current) }
      current = ""
    }
    for character in text {
      let next =
        character.isLetter
        ? 1 : character.isNumber && character.isASCII ? 2 : character == "." ? 3 : 0
      if next == 0 {
        close()
        if "-–—−/".contains(character) { words.append("-") }
      } else {
        // A full stop between digits binds them, so that dates and table numbers are no years.
        let binds = next == kind || next == 3 && kind == 2 || next == 2 && kind == 3
        if !binds { close() }
        current.append(character)
      }
      kind = next
    }
    close()
    return words
  }

  private static func year(_ word: String) -> Int? {
    var digits = word[...]
    while digits.last == "." { digits = digits.dropLast() }
    guard digits.count == 4, let value = Int(digits), (1900...2100).contains(value) else {
      return nil
    }
    return value
  }

  /// Whether two figures hang on a year, as in `2023/24`, `2024-06` and `2023-01-01`: a span of
  /// years, a month or a date, so that the year alone must not be taken.
  private static func isJoined(_ words: [String]) -> Bool {
    words.indices.dropLast(2).contains { index in
      year(words[index]) != nil && words[index + 1] == "-" && words[index + 2].count == 2
        && Int(words[index + 2]) != nil
    }
  }

  /// Whether a part of the year is named that no period stands for, as in «апрель-август» or
  /// «II полугодие»: the year alone must not be taken for it.
  private static func isOpaque(_ words: [String]) -> Bool {
    guard part(words) == nil else { return false }
    if words.count(where: { MonthNames.month($0) != nil }) > 1 { return true }
    return words.indices.dropFirst().contains { index in
      let stems = ["полугоди", "жартыжылды", "жарым", "квартал", "тоқсан", "чейрек", "quarter"]
      let isPart = words[index] == "кв" || stems.contains { words[index].hasPrefix($0) }
      let number = words[index - 1] == "-" && index > 1 ? words[index - 2] : words[index - 1]
      return isPart && ordinal(number) != nil || words[index - 1] == "h" && words[index] == "2"
    }
  }

  private static func part(_ words: [String]) -> Period.Kind? {
    let months = words.compactMap(MonthNames.month)
    if let first = months.first, let last = months.last {
      return months.count == 1 ? .month(first) : span(first, last)
    }
    for (index, word) in words.enumerated() {
      let next = index + 1 < words.count ? Int(words[index + 1]) : nil
      if word == "q", let quarter = next, (1...4).contains(quarter) { return .quarter(quarter) }
      if word == "h", next == 1 { return .yearToDate(6) }
      let before = words[..<index].suffix(3)
      guard let last = before.last(where: { $0 != "-" }), let number = ordinal(last) else {
        continue
      }
      if before.count == 3, before.dropFirst().first == "-", let first = before.first,
        let start = ordinal(first)
      {
        guard start == 1, let kind = part(number, of: word) else { continue }
        if case .quarter(let quarter) = kind { return span(1, 3 * quarter) }
        return kind
      }
      if let kind = part(number, of: word) { return kind }
    }
    if words.count == 1, Int(words[0]) == nil, let quarter = ordinal(words[0]) {
      return .quarter(quarter)
    }
    return words.count == 1 && ["год", "жыл", "year", "annual"].contains(words[0]) ? .year : nil
  }

  /// January to a month is the year to date; a whole quarter is that quarter.
  private static func span(_ first: Int, _ last: Int) -> Period.Kind? {
    if first == 1, last == 12 { return .year }
    if first == last { return .month(first) }
    if first == 1, last > 1 { return .yearToDate(last) }
    return last - first == 2 && first % 3 == 1 ? .quarter((first + 2) / 3) : nil
  }

  private static func part(_ number: Int, of word: String) -> Period.Kind? {
    if ["кв", "кв.", "q"].contains(word) || word.hasPrefix("квартал") || word.hasPrefix("тоқсан")
      || word.hasPrefix("чейрек") || word.hasPrefix("quarter")
    {
      return (1...4).contains(number) ? .quarter(number) : nil
    }
    if word.hasPrefix("полугоди") || word.hasPrefix("жартыжылды") || word.hasPrefix("жарым") {
      return number == 1 ? .yearToDate(6) : nil
    }
    if word.hasPrefix("месяц") || word.hasPrefix("month") || word == "ай" || word == "айда" {
      guard (1...12).contains(number) else { return nil }
      return number == 12 ? .year : .yearToDate(number)
    }
    return nil
  }

  private static func ordinal(_ word: String) -> Int? {
    let roman = ["i": 1, "ii": 2, "iii": 3, "iv": 4, "і": 1, "іі": 2, "ііі": 3, "ıı": 2]
    if let value = roman[word] { return value }
    return word.count <= 2 ? Int(word) : nil
  }
}
