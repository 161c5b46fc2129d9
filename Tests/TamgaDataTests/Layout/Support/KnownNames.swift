import TamgaNumerics

@testable import TamgaData

/// A handful of names, so that tests of layout do not depend on the alias tables.
struct KnownNames: LabelResolving {
  private static let countries: [String: String] = [
    "армения": "ARM", "беларусь": "BLR", "кыргызстан": "KGZ", "россия": "RUS", "китай": "CHN",
    "германия": "DEU", "австрия": "AUT", "франция": "FRA", "турция": "TUR", "япония": "JPN",
    "узбекистан": "UZB", "таджикистан": "TJK", "казахстан": "KAZ", "норвегия": "NOR",
    "албания": "ALB", "австралия": "AUS", "новая зеландия": "NZL", "сальвадор": "SLV",
    "эль-сальвадор": "SLV", "орусия": "RUS", "russia": "RUS", "кытай": "CHN", "china": "CHN",
    "germany": "DEU", "казакстан": "KAZ", "kazakhstan": "KAZ", "turkey": "TUR", "туркия": "TUR",
    "кыргызская республика": "KGZ", "кыргыз республикасы": "KGZ", "kyrgyz republic": "KGZ",
    "республика казахстан": "KAZ", "france": "FRA", "japan": "JPN", "austria": "AUT",
  ]
  private static let groups: [String: String] = [
    "всего": "WLD", "бардыгы": "WLD", "total": "WLD", "страны снг": "CIS", "снг": "CIS",
    "страны еаэс": "EAEU", "страны вне еаэс": "CIS-X-EAEU", "остальные страны мира": "ROW",
    "европа": "EUROPE", "europe": "EUROPE", "азия": "ASIA", "asia": "ASIA", "ес": "EU",
    "австралия и океания": "OCEANIA", "еаэс": "EAEU",
  ]
  private static let regions: [String: String] = [
    "баткенская область": "KG-B", "баткен облусу": "KG-B", "batken oblast": "KG-B",
    "таласская область": "KG-T", "талас облусу": "KG-T", "talas oblast": "KG-T",
    "г.бишкек": "KG-GB", "бишкек ш.": "KG-GB", "bishkek city": "KG-GB", "абайская": "KZ-10",
    "акмолинская": "KZ-11", "г. астана": "KZ-71", "жамбылская": "KZ-31",
  ]
  private static let specials = ["неопределенная страна": "XUS", "undefined country": "XUS"]

  func resolveRow(
    _ labels: [(text: String, language: NameLanguage?)], in years: ClosedRange<Int>?,
    expecting kinds: Set<EntityKind>
  ) -> NameAnswer {
    var found: [EntityCode: EntityKind] = [:]
    for label in labels {
      let text = label.text.lowercased()
      for (table, kind) in [
        (Self.countries, EntityKind.country), (Self.groups, .group), (Self.regions, .region),
        (Self.specials, .special),
      ] where kinds.contains(kind) {
        if let code = table[text] { found[EntityCode(code)] = kind }
      }
    }
    guard let first = found.first else { return .unresolved(proposals: []) }
    guard found.count == 1 else { return .ambiguous(found.keys.sorted()) }
    return .resolved(
      NameResolution(entity: first.key, kind: first.value, rule: .exact, footnotes: []))
  }
}

/// Imports sheets with the names above.
func importSheets(
  _ sheets: [Grid], options: ImportOptions = ImportOptions(), format: String = "xls",
  path: String = "books/book.xls"
) throws -> ImportedFile {
  try StatisticalWorkbookImporter.importWorkbook(
    Workbook(format: format, sheets: sheets), path: path, sha256: "00", byteCount: 1,
    options: options, names: KnownNames())
}
