/// What a caption or header says about the numbers: which flow, and whether they are derived.
struct MeasureText: Hashable, Sendable {
  /// How the numbers of a column came about.
  enum Role: Hashable, Sendable {
    /// Published values.
    case value
    /// A share of a total, in percent.
    case share
    /// A rate of growth or an index against an earlier period, in percent.
    case growth
    /// The balance, exports less imports.
    case balance
    /// A code or a running number.
    case code
  }

  /// The flows named: `X`, `M`, `RX`, `RM`, `T`.
  let flows: [String]
  /// The role named; nil when none is.
  let role: Role?

  /// Reads a text in Russian, English, Kazakh or Kyrgyz.
  init(_ text: String) {
    let text = text.lowercased().replacing("\n", with: " ")
    flows = MeasureText.flows(text)
    role = MeasureText.role(text)
  }

  /// The only flow named.
  var flow: String? { flows.count == 1 ? flows.first : nil }

  /// Whether a header limits its numbers to some partners: a group of countries, near or far abroad.
  static func isLimited(_ text: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter }.map(String.init)
    let groups = ["снг", "еаэс", "ес", "тмд", "еаэо", "ео", "кмш", "еаэб", "cis", "eaeu", "eu"]
    let stems = ["дальнего", "дальнее", "ближнего", "ближнее", "таможенн", "остальн"]
    return words.contains { word in
      groups.contains(word) || stems.contains { word.hasPrefix($0) }
    }
  }

  private static func flows(_ text: String) -> [String] {
    var rest = text
    var found: [String] = []
    func take(_ flow: String, _ words: [String]) {
      for word in words where rest.contains(word) {
        if !found.contains(flow) { found.append(flow) }
        rest = rest.replacing(word, with: " ")
      }
    }
    take("RX", ["реэкспорт", "re-export", "reexport"])
    take("RM", ["реимпорт", "re-import", "reimport"])
    take(
      "T",
      [
        "товарооборот", "внешнеторговый оборот", "оборот внешней торговли", "turnover",
        "тауар айналымы", "сауда айналымы", "жүгүртүү", "айналым",
      ])
    take("X", ["экспорт", "export", "eksport"])
    take("M", ["импорт", "import", "товарооборот импорт"])
    return found
  }

  private static func role(_ text: String) -> Role? {
    func has(_ words: [String]) -> Bool { words.contains { text.contains($0) } }
    if has([
      "темп роста", "темпы роста", "темп прироста", "г/г", "к предыдущему", "к соответствующему",
      "в % к", "в процентах к", "индекс физического", "growth", "index of physical", "y/y",
      "өсу қарқыны", "өсүү арымы", "өсүш арымы", "нкі",
    ]) {
      return .growth
    }
    if has([
      "удельный вес", "удельн.вес", "уд. вес", "доля", "share", "үлес", "үлүш", "салыштырма салма",
      "в % к итогу", "структура",
    ]) {
      return .share
    }
    if has(["сальдо", "balance of trade", "trade balance", "теңгерім"]) { return .balance }
    let bare = text.trimmedSpaces
    if bare == "код" || bare == "code" || bare == "№" || bare == "№ п/п" || bare.hasPrefix("код ")
      || bare.hasSuffix(" коды") || bare.hasSuffix(" code")
    {
      return .code
    }
    return nil
  }
}
