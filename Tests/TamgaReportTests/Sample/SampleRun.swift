import TamgaNumerics
import TamgaPresent

/// A made-up run with every kind of figure, finding, value and cell; all numbers are invented.
enum SampleRun {
  static let sha = "9f0c1f3a2b4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7"

  /// The run with texts in a language.
  static func make(_ language: Language = .en) -> RunResult {
    let text = SampleText(language: language)
    return RunResult(
      run: "7f3a91c4d0e2", study: "sample-border",
      title: [
        "en": "Trade of Kazakhstan with Kyrgyzstan, 2020–2023",
        "ru": "Торговля Казахстана с Кыргызстаном, 2020–2023",
      ],
      question: [
        "en": "How large is trade across the border, and does it follow investment?",
        "ru": "Каков объём торговли через границу и следует ли он за инвестициями?",
      ],
      authors: ["A. Example", "B. Sample"], date: "2024-11-21", licence: "CC BY 4.0",
      software: "1.0.0",
      results: [SampleTrade(text: text).result, SampleRegions(text: text).result],
      sources: [books, papers],
      names: [
        "KAZ": ["en": "Kazakhstan", "ru": "Казахстан"],
        "KGZ": ["en": "Kyrgyzstan", "ru": "Кыргызстан"],
        "UZB": ["en": "Uzbekistan", "ru": "Узбекистан"],
        "TJK": ["en": "Tajikistan", "ru": "Таджикистан"],
        "BLR": ["en": "Belarus", "ru": "Беларусь"],
      ])
  }

  static let books = SourceReference(
    dataset: "bns.trade.partner",
    citation: "Bureau of National Statistics, foreign trade by partner",
    vintage: "2024-07-25")
  static let papers = SourceReference(
    dataset: "paper.regions", citation: "A. Example (2024), Border regions, Table 3")

  /// A number read from a cell of a workbook.
  static func cell(
    _ id: ValueID, _ number: String, sheet: String, at address: String, unit: String = "MUSD",
    marks: [String] = []
  ) -> ValueRecord {
    ValueRecord(
      id: id, value: exact(number), unit: unit, digits: 1, marks: marks,
      inputs: [
        .cell(
          CellReference(
            file: "trade_by_partner.xls", sha256: sha, sheet: sheet, cell: address, raw: number))
      ],
      steps: ["parse number", "unit kUSD → MUSD"], sources: ["bns.trade.partner@2024-07-25"])
  }

  static func exact(_ text: String) -> ResultValue {
    ExactDecimal(text).map(ResultValue.exact) ?? .missing("not-reported")
  }

  static func year(_ year: Int) -> TableCell { .period(Period(year: year)) }
}
