/// Reads the closed vocabularies of tidy tables.
enum FieldWords {
  /// The flows, as messages show them.
  static let flowForms = "X, M, RX, RM, T, transit, export, import, экспорт, импорт"

  /// The flow a text means.
  static func flow(_ text: String) -> String? {
    var key = text.lowercased().filter { $0.isLetter }
    // Labels with codes, as in `2-EXPORT`.
    if let first = text.first, first.isNumber, let dash = text.firstIndex(of: "-") {
      key = text[text.index(after: dash)...].lowercased().filter { $0.isLetter }
    }
    return flows[key]
  }

  /// The truth value a text means; an empty text is false.
  static func truth(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "", "0", "false", "no", "нет", "жоқ", "жок": false
    case "1", "true", "yes", "да", "иә", "ооба": true
    default: nil
    }
  }

  /// The one of a few words that a text is, whatever its case.
  static func word(_ text: String, in words: [String]) -> String? {
    words.first { $0.lowercased() == text.lowercased() }
  }

  /// The partner kinds.
  static let partnerKinds = ["origin", "destination", "consignment", "unknown"]
  /// The valuations.
  static let valuations = ["FOB", "CIF", "FAS", "unknown"]
  /// The price bases.
  static let priceBases = ["current", "constant", "index_prev", "index_base"]
  /// The nomenclatures.
  static let nomenclatures = [
    "H0", "H1", "H2", "H3", "H4", "H5", "H6", "EAEU10", "SITC1", "SITC2", "SITC3", "SITC4",
    "TOTAL", "as-published",
  ]

  /// Whether a product or procedure label means all of them.
  static func isTotal(_ text: String) -> Bool {
    ["total", "всего", "итого", "барлығы", "бардыгы", "жалпы"].contains(text.lowercased())
  }

  /// Whether a text is a date in ISO 8601, as in `2024-07-25`.
  static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let digits = parts.allSatisfy { $0.allSatisfy { ("0"..."9").contains($0) } }
    guard digits, parts.map(\.count) == [4, 2, 2], let month = Int(parts[1]),
      let day = Int(parts[2]), (1...12).contains(month), day >= 1
    else { return false }
    let leap = (Int(parts[0]) ?? 0).isLeapYear
    return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  private static let flows: [String: String] = [
    "x": "X", "export": "X", "exports": "X", "экспорт": "X", "m": "M", "import": "M",
    "imports": "M", "импорт": "M", "rx": "RX", "reexport": "RX", "reexports": "RX",
    "реэкспорт": "RX", "rm": "RM", "reimport": "RM", "reimports": "RM", "реимпорт": "RM",
    "t": "T", "turnover": "T", "оборот": "T", "товарооборот": "T", "transit": "transit",
    "транзит": "transit",
  ]
}

extension Int {
  /// Whether a year has 366 days.
  fileprivate var isLeapYear: Bool {
    isMultiple(of: 4) && (!isMultiple(of: 100) || isMultiple(of: 400))
  }
}
