internal import TamgaNumerics

/// Reads units of measure from the words of a column or a header.
enum UnitWords {
  /// The unit a text means: an id (`kUSD`), or words (`thousand USD`, `млн. долларов США`).
  ///
  /// - Returns: nil when a word is unknown or the words do not make one unit.
  static func read(_ text: String) -> MeasureUnit? {
    let trimmed = text.filter { $0 != "\u{FEFF}" }
    if let unit = MeasureUnit(id: trimmed) { return unit }
    return unit(ofWords: words(of: trimmed))
  }

  /// The unit that the words of a header name: `value_usd_thousand`, `VALUE_IN_EUR`.
  static func unit(ofWords words: [String]) -> MeasureUnit? {
    var power: Int?
    var currency: String?
    var fixed: MeasureUnit?
    for word in words where !fillers.contains(word) {
      if let scale = scales[word] {
        guard power == nil else { return nil }
        power = scale
      } else if let code = currencies[word] {
        guard currency == nil || currency == code else { return nil }
        currency = code
      } else if let unit = others[word] ?? scaledCurrency(word) {
        guard fixed == nil else { return nil }
        fixed = unit
      } else {
        return nil
      }
    }
    if let fixed { return power == nil && currency == nil ? fixed : nil }
    return currency.map { .money($0, powerOfTen: power ?? 0) }
  }

  /// The words of a text: runs of letters and digits, and the percent sign, in lower case.
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber {
        word.append(character)
      } else {
        if !word.isEmpty { words.append(word) }
        word = ""
        if character == "%" || character == "$" || character == "€" {
          words.append(String(character))
        }
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  /// `kusd`, `musd` in a header: the id in lower case.
  private static func scaledCurrency(_ word: String) -> MeasureUnit? {
    guard word.count == 4, let currency = currencies[String(word.dropFirst())] else { return nil }
    let powers: [Character: Int] = ["k": 3, "m": 6, "b": 9, "t": 12]
    return word.first.flatMap { powers[$0] }.map { .money(currency, powerOfTen: $0) }
  }

  private static let fillers: Set<String> = ["in", "of", "в", "us", "сша", "ақш", "акш"]

  private static let scales: [String: Int] = [
    "thousand": 3, "thousands": 3, "thous": 3, "th": 3, "тыс": 3, "тысяч": 3, "тысячи": 3,
    "мың": 3, "миң": 3, "million": 6, "millions": 6, "mln": 6, "mn": 6, "млн": 6,
    "миллионов": 6, "миллион": 6, "billion": 9, "billions": 9, "bln": 9, "bn": 9, "млрд": 9,
    "миллиардов": 9, "миллиард": 9, "trillion": 12, "trln": 12, "трлн": 12,
  ]

  private static let currencies: [String: String] = [
    "usd": "USD", "$": "USD", "dollar": "USD", "dollars": "USD", "долл": "USD",
    "доллар": "USD", "долларов": "USD", "доллары": "USD", "eur": "EUR", "€": "EUR",
    "euro": "EUR", "euros": "EUR", "евро": "EUR", "kzt": "KZT", "tenge": "KZT",
    "тенге": "KZT", "теңге": "KZT", "kgs": "KGS", "som": "KGS", "soms": "KGS",
    "сом": "KGS", "сомов": "KGS", "rub": "RUB", "rubles": "RUB", "roubles": "RUB",
    "рублей": "RUB", "uzs": "UZS", "cny": "CNY", "yuan": "CNY", "юаней": "CNY",
    "tjs": "TJS", "tmt": "TMT", "mnt": "MNT",
  ]

  private static let others: [String: MeasureUnit] = [
    "%": .percent, "pct": .percent, "percent": .percent, "процент": .percent,
    "процентов": .percent, "pp": .percentagePoint, "ratio": .ratio, "index": .ratio,
    "count": .count, "kg": MeasureUnit(id: "kg", dimension: .mass),
    "tonnes": MeasureUnit(id: "t", dimension: .mass, powerOfTen: 3),
  ]
}
