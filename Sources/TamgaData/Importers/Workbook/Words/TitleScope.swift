internal import TamgaNumerics

/// Titles of tables that cover trade with one group of countries only.
enum TitleScope {
  private static let groups: [(EntityCode, [String])] = [
    (
      "EAEU",
      [
        "странами еаэс", "членами еаэс", "евразийского экономического союза", "еаэо елдерімен",
        "мүше мемлекеттерімен", "еаэб өлкөлөрү менен", "with eaeu", "eaeu countries",
        "eurasian economic union",
      ]
    ),
    (
      "CIS", ["странами снг", "участниками снг", "тмд елдерімен", "кмш өлкөлөрү менен", "with cis"]
    ),
    ("EU", ["странами ес", "европейского союза", "with the eu", "eu countries"]),
  ]

  /// The group, when a title names one as the partner; mutual trade is trade within the EAEU.
  static func group(in title: String) -> EntityCode? {
    let text = title.lowercased().replacing("-", with: " ").replacing("  ", with: " ")
    if text.contains("взаимн"), text.contains("торгов"), !text.contains("внешн") { return "EAEU" }
    return groups.first { $0.1.contains { text.contains($0) } }?.0
  }
}
