extension AuditUnit {
  /// Reads a unit as a document prints it: `mln USD`, `thousand tonnes`, `%`, `pp`, `тыс. долл.`.
  ///
  /// A word that is not known is a dimension of its own, so that `regions` and `hours` do not add.
  ///
  /// - Returns: the unit; nil where the text holds a sign that no unit has.
  public static func parse(_ text: String) -> AuditUnit? {
    let shown = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard shown.count <= 60, !shown.contains(where: { "\"[]{}=".contains($0) }) else { return nil }
    var words = shown.lowercased().split(separator: " ").map(String.init)
    if words.isEmpty { return AuditUnit(dimension: [:], text: "") }
    var power = 0
    while words.count > 0, let scale = scales[words[0].filter { $0 != "." }] {
      power += scale
      words.removeFirst()
    }
    let rest = words.joined(separator: " ").filter { $0 != "." }
    if rest.isEmpty { return AuditUnit(dimension: [:], power: power, text: shown) }
    if power == 0, let prefixed = prefixedCurrency(shown) { return prefixed }
    let symbol = dimensions[rest] ?? rest
    if let (base, own) = scaledSymbols[symbol] {
      return AuditUnit(dimension: [base: 1], power: power + own, text: shown)
    }
    return AuditUnit(dimension: symbol.isEmpty ? [:] : [symbol: 1], power: power, text: shown)
  }

  /// `kUSD`, `MUSD`, `BUSD`.
  private static func prefixedCurrency(_ text: String) -> AuditUnit? {
    let powers: [Character: Int] = ["k": 3, "M": 6, "B": 9, "T": 12]
    guard text.count == 4, let first = text.first, let power = powers[first] else { return nil }
    let currency = String(text.dropFirst())
    guard currency.allSatisfy({ $0.isUppercase && $0.isASCII }) else { return nil }
    return AuditUnit(dimension: [currency: 1], power: power, text: text)
  }

  private static let scales: [String: Int] = [
    "thousand": 3, "thousands": 3, "k": 3, "тыс": 3, "тысяч": 3, "мың": 3, "миң": 3,
    "million": 6, "millions": 6, "mln": 6, "mn": 6, "млн": 6, "миллион": 6,
    "billion": 9, "billions": 9, "bln": 9, "bn": 9, "млрд": 9, "миллиард": 9,
    "trillion": 12, "trln": 12, "трлн": 12,
  ]

  private static let dimensions: [String: String] = [
    "%": "%", "percent": "%", "per cent": "%", "процент": "%", "процента": "%",
    "процентов": "%", "пайыз": "%", "пайызы": "%",
    "pp": "pp", "points": "pp", "percentage points": "pp", "пп": "pp", "пункт": "pp",
    "usd": "USD", "us dollars": "USD", "us dollar": "USD", "dollars": "USD", "$": "USD",
    "долл": "USD", "долл сша": "USD", "доллар": "USD", "долларов": "USD",
    "kzt": "KZT", "tenge": "KZT", "тенге": "KZT", "теңге": "KZT", "kgs": "KGS", "som": "KGS",
    "soms": "KGS", "сом": "KGS", "rub": "RUB", "rubles": "RUB", "roubles": "RUB", "руб": "RUB",
    "рублей": "RUB", "eur": "EUR", "euro": "EUR", "euros": "EUR", "€": "EUR", "cny": "CNY",
    "yuan": "CNY", "uzs": "UZS",
    "times": "", "fold": "", "раз": "", "раза": "", "есе": "", "эсе": "", "ratio": "", "1": "",
    "pure": "", "index": "",
    "tonnes": "t", "tons": "t", "ton": "t", "т": "t", "тонн": "t", "hours": "h", "hour": "h",
    "час": "h", "часов": "h", "км": "km", "kilometres": "km", "kilometers": "km",
    "km2": "km²", "persons": "persons", "people": "persons", "чел": "persons",
  ]

  /// Symbols that are a multiple of another one.
  private static let scaledSymbols: [String: (String, Int)] = ["t": ("kg", 3), "km": ("m", 3)]
}
