internal import TamgaNumerics

extension AuditUnit {
  /// Reads a unit: an optional scale word and what is measured, as in `mln USD`, `тыс. тонн`, `%`.
  ///
  /// Mass, length and time have the base units of ``MeasureUnit``: kilogram, metre, hour. A quotient
  /// is written `USD/t` or `USD per tonne`. Words that are not known are a dimension of their own.
  ///
  /// - Parameter text: the unit as printed; empty for a pure number.
  /// - Returns: the unit; nil when the text is no unit, such as `12` or `%%`.
  public static func parse(_ text: String) -> AuditUnit? {
    let printed = UnitWords.trimmed(text)
    if let known = MeasureUnit(id: printed) {
      return UnitWords.unit(of: known, text: printed)
    }
    let parts = UnitWords.factors(printed)
    guard let first = parts.first, let numerator = UnitWords.factor(first) else { return nil }
    var result = numerator
    for part in parts.dropFirst() {
      guard !part.isEmpty, let divisor = UnitWords.factor(part) else { return nil }
      result.dimension.merge(divisor.dimension.mapValues { -$0 }) { $0 + $1 }
      result.power -= divisor.power
    }
    return AuditUnit(dimension: result.dimension, power: result.power, text: printed)
  }
}

/// The words of units in four languages.
private enum UnitWords {
  typealias Factor = (dimension: [String: Int], power: Int)

  static func trimmed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  static func unit(of known: MeasureUnit, text: String) -> AuditUnit {
    let symbol =
      switch known.dimension {
      case .money(let currency): currency
      case .mass: "kg"
      case .length: "m"
      case .duration: "h"
      case .percent: "%"
      case .percentagePoint: "pp"
      case .ratio, .count: ""
      }
    return AuditUnit(
      dimension: symbol.isEmpty ? [:] : [symbol: 1], power: known.powerOfTen, text: text)
  }

  /// The words of a quotient: those before and behind each `/` or `per`.
  static func factors(_ text: String) -> [[String]] {
    var parts: [[String]] = [[]]
    let spaced = text.flatMap { character -> [Character] in
      ["/", "$", "€", "₸", "₽", "%", "‰"].contains(character)
        ? [" ", character, " "] : [character == "," ? " " : character]
    }
    let words = String(spaced).split(separator: " ").flatMap(parted)
    for (index, word) in words.enumerated() {
      let next = index + 1 < words.count ? words[index + 1].lowercased() : ""
      let isPer = word.lowercased() == "per" && !["cent", "mille"].contains(next)
      if word == "/" || isPer { parts.append([]) } else { parts[parts.count - 1].append(word) }
    }
    return parts
  }

  /// A scale word and what is written to it without a space, as in `млн.долл.`.
  private static func parted(_ word: Substring) -> [String] {
    guard let stop = word.firstIndex(of: "."), stop != word.startIndex,
      word.index(after: stop) != word.endIndex, scale(String(word[..<stop])) != nil
    else { return [String(word)] }
    return [String(word[..<stop]), String(word[word.index(after: stop)...])]
  }

  /// The unit of some words: scale words in front or behind, the rest by the table.
  static func factor(_ words: [String]) -> Factor? {
    var rest = words
    var power = 0
    while rest.count > 1 || rest.first.map({ $0.count > 1 || $0 == "k" || $0 == "B" }) == true {
      if let first = rest.first, let scale = scale(first) {
        power += scale
        rest.removeFirst()
      } else if let last = rest.last, let scale = scale(last) {
        power += scale
        rest.removeLast()
      } else {
        break
      }
    }
    guard !rest.isEmpty else { return ([:], power) }
    guard let base = base(rest) else { return nil }
    return (base.dimension, base.power + power)
  }

  private static func base(_ words: [String]) -> Factor? {
    if let id = words.first, words.count == 1, let known = MeasureUnit(id: id) {
      let unit = unit(of: known, text: id)
      return (unit.dimension, unit.power)
    }
    let phrase = words.map(bare).joined(separator: " ")
    if let known = units[phrase] { return known }
    if words.first == "%" {
      return words.count > 1 && isWords(words.dropFirst().joined(separator: " "))
        ? (["%": 1], 0) : nil
    }
    return isWords(phrase) ? ([phrase: 1], 0) : nil
  }

  /// Whether a text can name a unit of its own: it begins with a letter and holds letters, digits,
  /// spaces, hyphens, full stops and apostrophes.
  private static func isWords(_ text: String) -> Bool {
    guard let first = text.first, first.isLetter else { return false }
    return text.allSatisfy { character in
      character.isLetter || character.isNumber || [" ", "-", ".", "'", "’"].contains(character)
    }
  }

  private static func bare(_ word: String) -> String {
    let small = word.lowercased()
    return small.last == "." && small.count > 1 ? String(small.dropLast()) : small
  }

  private static func scale(_ word: String) -> Int? { scales[bare(word)] }

  private static let scales: [String: Int] = table([
    (3, "thousand thousands thous thsd k тыс тысяч тысяча тысячи мың миң"),
    (6, "million millions mln mio mn m млн миллион миллиона миллионов"),
    (9, "billion billions bln bn b млрд миллиард миллиарда миллиардов"),
    (12, "trillion trillions trln trn tn трлн триллион триллиона триллионов"),
  ])

  private static func table(_ rows: [(Int, String)]) -> [String: Int] {
    var result: [String: Int] = [:]
    for (power, words) in rows {
      for word in words.split(separator: " ") { result[String(word)] = power }
    }
    return result
  }

  private static let units: [String: Factor] = {
    var result: [String: Factor] = [:]
    for (symbol, power, names) in rows {
      for name in names.split(separator: "|") {
        result[String(name)] = (symbol.isEmpty ? [:] : [symbol: 1], power)
      }
    }
    return result
  }()

  private static let rows: [(String, Int, String)] = [
    ("USD", 0, "usd|$|us $|us dollars|us dollar|u.s dollars|dollars|dollar|usd dollars"),
    ("USD", 0, "долл|долл сша|доллар|доллара|долларов|доллары|доллар сша|доллары сша"),
    (
      "USD", 0,
      "доллара сша|долларов сша|$ сша|ақш доллары|ақш долл|акш доллары|акш доллар|акш долл"
    ),
    ("EUR", 0, "eur|€|euro|euros|евро|еуро"),
    ("KZT", 0, "kzt|₸|tenge|тенге|теңге"),
    ("KGS", 0, "kgs|som|soms|сом|сома|сомов"),
    ("RUB", 0, "rub|₽|rouble|roubles|ruble|rubles|руб|рубль|рубля|рублей|рубли"),
    ("UZS", 0, "uzs|sum|sums|сум|сума|сумов|сўм"),
    ("CNY", 0, "cny|rmb|yuan|юань|юаня|юаней"),
    ("TJS", 0, "tjs|somoni|сомони"), ("TMT", 0, "tmt|manat|манат|манатов"),
    ("MNT", 0, "mnt|tugrik|tugriks|тугрик|тугриков"), ("GBP", 0, "gbp|pounds|pounds sterling"),
    ("JPY", 0, "jpy|yen|иена|иен"), ("%", 0, "%|percent|per cent|pct|процент|процента|процентов"),
    ("%", 0, "проценты|пайыз|пайызы|пайызга"), ("%", -1, "‰|per mille|промилле"),
    ("pp", 0, "pp|p.p|points|percentage points|percentage point|percent points|% points|point"),
    (
      "pp", 0, "п.п|п п|% пункта|процентный пункт|процентных пункта|процентных пунктов|пункт|пункта"
    ),
    ("pp", 0, "пунктов|пайыздық тармақ|пайыздык пункт"), ("pp", -2, "bp|bps|basis points"),
    ("", 0, "times|time|fold|раз|раза|есе|эсе|ratio|1|count"),
    ("kg", 0, "kg|kilogram|kilograms|kilogramme|kilogrammes|кг|килограмм|килограммов"),
    ("kg", 3, "t|tonne|tonnes|ton|tons|metric tons|metric ton|т|тонн|тонна|тонны"),
    ("kg", 6, "kt"), ("m", 0, "m|metre|metres|meter|meters|м|метр|метра|метров"),
    ("m", 3, "km|kilometre|kilometres|kilometer|kilometers|км|километр|километра|километров"),
    ("h", 0, "h|hr|hrs|hour|hours|ч|час|часа|часов|сағат|саат"),
    ("day", 0, "day|days|сутки|суток|день|дня|дней|күн"),
    ("person", 0, "person|persons|people|capita|чел|человек|человека|адам|киши"),
  ]
}
