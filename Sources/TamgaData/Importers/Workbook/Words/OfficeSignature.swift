internal import TamgaNumerics

/// How a statistical office is known from its books.
struct OfficeSignature: Sendable {
  /// The publisher's id, as in `bns`.
  let id: String
  /// The publisher's name.
  let name: String
  /// The country it reports for.
  let reporter: EntityCode
  /// Words with which it names itself, in lower case.
  let phrases: [String]
  /// Whether its tables are numbered as in `4.03.00.20:`.
  let numbersTables: Bool

  /// The offices known.
  static let all: [OfficeSignature] = [
    OfficeSignature(
      id: "bns", name: "Bureau of National Statistics of Kazakhstan", reporter: "KAZ",
      phrases: [
        "бюро национальной статистики", "ұлттық статистика бюросы",
        "bureau of national statistics",
        "основные показатели внешней торговли республики казахстан",
        "показатели внешней и взаимной торговли республики казахстан",
        "main indicators of foreign trade of the republic of kazakhstan",
        "қазақстан республикасы сыртқы саудасының негізгі көрсеткіштері",
        "қазақстан республикасының сыртқы саудасының негізгі көрсеткіштері",
      ], numbersTables: false),
    OfficeSignature(
      id: "nsc", name: "National Statistical Committee of the Kyrgyz Republic", reporter: "KGZ",
      phrases: [
        "национальный статистический комитет кыргызской", "нацстатком",
        "улуттук статистика комитети", "statistical committee of the kyrgyz",
      ], numbersTables: true),
  ]

  /// The office that a workbook's texts name.
  static func find(in texts: [String]) -> OfficeSignature? {
    let lower = texts.map { $0.lowercased() }
    let found = all.filter { office in
      lower.contains { text in office.phrases.contains { text.contains($0) } }
        || office.numbersTables && lower.contains(where: isNumbered)
    }
    return found.count == 1 ? found.first : nil
  }

  /// Whether a title begins with a table number such as `4.03.00.20:`.
  private static func isNumbered(_ text: String) -> Bool {
    let head = text.trimmedSpaces.prefix { $0 == "." || $0.isASCII && $0.isNumber }
    let parts = head.split(separator: ".", omittingEmptySubsequences: false)
    let lengths = parts.filter { !$0.isEmpty }.map(\.count)
    return lengths == [1, 2, 2, 2]
  }
}

/// The countries that titles of the region's books name.
enum TitleCountry {
  private static let stems: [(EntityCode, [String])] = [
    ("KAZ", ["казахстан", "қазақстан", "казакстан", "kazakhstan"]),
    ("KGZ", ["кыргыз", "киргиз", "қырғыз", "kyrgyz"]),
    ("UZB", ["узбекистан", "ўзбекистон", "өзбекстан", "өзбекстан", "uzbekistan", "o'zbekiston"]),
    ("TJK", ["таджикистан", "тажикстан", "тәжікстан", "tajikistan"]),
    ("TKM", ["туркменистан", "түркмөнстан", "түрікменстан", "turkmenistan"]),
    ("RUS", ["российской федерации", "россии", "russian federation", "орусия", "ресей"]),
    ("MNG", ["монголи", "моңғолия", "mongolia"]),
  ]

  /// The country whose trade a title speaks of, when it names exactly one.
  static func reporter(in text: String) -> EntityCode? {
    let text = text.lowercased()
    let found = stems.filter { $0.1.contains { text.contains($0) } }
    return found.count == 1 ? found.first?.0 : nil
  }
}
