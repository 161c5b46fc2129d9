internal import TamgaNumerics

/// Reads units from captions, headers and labels.
enum UnitText {
  /// The unit a short text states, as in `тыс. долларов США`, `млн тенге` or `%`.
  static func unit(in text: String) -> MeasureUnit? {
    let text = text.lowercased().replacing("\u{A0}", with: " ").replacing("\n", with: " ")
    guard text.utf8.count <= 400 else { return nil }
    let words = text.split { !($0.isLetter || $0 == "$") }.map(String.init)
    if let currency = currency(text, words) {
      return .money(currency, powerOfTen: scale(words) ?? 0)
    }
    if let tonnes = mass(words) { return tonnes }
    let isPercent =
      text.contains("%") || words.contains { $0.hasPrefix("процент") }
      || words.contains("пайыз") || words.contains("percent") || words.contains("пайызбен")
    return isPercent ? .percent : nil
  }

  private static func currency(_ text: String, _ words: [String]) -> String? {
    func has(_ stems: [String]) -> Bool {
      words.contains { w in stems.contains { w.hasPrefix($0) } }
    }
    func whole(_ names: [String]) -> Bool { words.contains { names.contains($0) } }
    if has(["долл", "dollar", "доллар"]) || whole(["usd", "$", "us$"]) { return "USD" }
    if has(["тенге", "теңге", "tenge"]) || whole(["kzt", "тг"]) { return "KZT" }
    if whole(["сом", "сомов", "сома", "сому", "som", "soms", "kgs"]) { return "KGS" }
    if has(["рубл", "rubl", "roubl"]) || whole(["руб", "rub"]) { return "RUB" }
    if has(["евро"]) || whole(["euro", "euros", "eur"]) { return "EUR" }
    if has(["сўм", "so'm"]) || whole(["сум", "сумов", "soum", "uzs"]) { return "UZS" }
    if has(["юан", "yuan"]) || whole(["cny"]) { return "CNY" }
    return nil
  }

  private static func scale(_ words: [String]) -> Int? {
    for word in words {
      if ["тыс", "мың", "миң", "ming"].contains(word) || word.hasPrefix("тысяч")
        || word.hasPrefix("thous")
      {
        return 3
      }
      if ["млн", "mln", "mn", "миллион", "million", "millions"].contains(word)
        || word.hasPrefix("миллион")
      {
        return 6
      }
      if ["млрд", "bln", "bn", "billion"].contains(word) || word.hasPrefix("миллиард")
        || word.hasPrefix("billion")
      {
        return 9
      }
    }
    return nil
  }

  private static func mass(_ words: [String]) -> MeasureUnit? {
    guard words.contains(where: { $0.hasPrefix("тонн") || $0.hasPrefix("tonne") || $0 == "tons" })
    else { return nil }
    return MeasureUnit(id: scale(words) == 3 ? "kt" : "t")
  }
}
