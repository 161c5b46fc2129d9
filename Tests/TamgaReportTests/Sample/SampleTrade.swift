import TamgaNumerics
import TamgaPresent

/// The sample's trade profile: lines, bars over time, bars by partner.
struct SampleTrade {
  let text: SampleText

  static let exports = ["560.1", "680.2", "759.3", "1100.4"]
  static let imports = ["250.2", "300.1", "453.9", nil]
  static let partners: [(EntityCode, String, String)] = [
    ("KGZ", "1213.2", "305.4"), ("UZB", "3981.6", "2210.7"), ("TJK", "941.0", "612.3"),
    ("BLR", "812.5", "-412.9"),
  ]

  func id(_ path: String, _ year: Int, partner: String = "KGZ") -> ValueID {
    ValueID("trade." + path, ["who": "KAZ", "partner": partner, "t": "\(year)"])
  }

  var result: AnalysisResult {
    AnalysisResult(
      step: "trade", title: text.say("Trade profile", "Профиль торговли"),
      introduction: text.say(
        "Flows as reported by Kazakhstan; turnover is exports plus imports, with no value filled in.",
        "Потоки по данным Казахстана; оборот равен сумме экспорта и импорта, ничего не подставлено."
      ),
      values: flows + derived + byPartner, tables: [table], figures: [lines, balance, partners],
      findings: findings,
      diagnostics: [
        Diagnostic(
          "T727", severity: .warning, ["id": "v:example"],
          place: Place(file: "trade_by_partner.xls", sheet: "2023", cell: "F11"))
      ])
  }

  private var flows: [ValueRecord] {
    (0..<4).flatMap { index -> [ValueRecord] in
      let year = 2020 + index
      let exports = SampleRun.cell(
        id("exports", year), Self.exports[index], sheet: "\(year)", at: "D11",
        marks: year == 2023 ? ["provisional"] : [])
      guard let number = Self.imports[index] else {
        let missing = ValueRecord(
          id: id("imports", year), value: .missing("not-reported"), unit: "MUSD", digits: 1,
          sources: ["bns.trade.partner@2024-07-25"])
        return [exports, missing]
      }
      return [exports, SampleRun.cell(id("imports", year), number, sheet: "\(year)", at: "F11")]
    }
  }

  private var derived: [ValueRecord] {
    let turnover = ["810.3", "980.3", "1213.2", nil]
    let balance = ["309.9", "380.1", "305.4", nil]
    return (0..<4).flatMap { index -> [ValueRecord] in
      let year = 2020 + index
      return [("turnover", turnover, "X + M"), ("balance", balance, "X − M")].map {
        name, list, formula in
        ValueRecord(
          id: id(name, year),
          value: list[index].map(SampleRun.exact) ?? .missing("missing-input"), unit: "MUSD",
          digits: 1, formula: formula,
          inputs: [.value(id("exports", year)), .value(id("imports", year))],
          sources: ["bns.trade.partner@2024-07-25"])
      }
    }
  }

  private var byPartner: [ValueRecord] {
    Self.partners.flatMap { code, turnover, balance in
      [("partner.turnover", turnover), ("partner.balance", balance)].map { name, number in
        SampleRun.cell(
          id(name, 2022, partner: code.text), number, sheet: "2022", at: "C14",
          marks: code == "TJK" ? ["mirror"] : [])
      }
    }
  }

  private func column(_ key: String, _ english: String, _ russian: String) -> ResultTable.Column {
    ResultTable.Column(key: key, header: text.say(english, russian), unit: "MUSD")
  }

  private var period: ResultTable.Column {
    ResultTable.Column(key: "year", header: text.say("Year", "Год"))
  }

  private var table: ResultTable {
    ResultTable(
      id: "trade.profile", title: text.say("Trade by year", "Торговля по годам"),
      columns: [
        period, column("exports", "Exports", "Экспорт"), column("imports", "Imports", "Импорт"),
        column("turnover", "Turnover", "Оборот"), column("balance", "Balance", "Сальдо"),
      ],
      rows: (2020...2023).map { year in
        [SampleRun.year(year)]
          + ["exports", "imports", "turnover", "balance"].map { .value(id($0, year)) }
      },
      notes: [
        text.say("=Imports of 2023 were not published.", "=Импорт за 2023 год не опубликован.")
      ])
  }

  private var lines: Figure {
    Figure(
      id: "fig:trade.flows", kind: .line,
      finding: text.say(
        "Exports to Kyrgyzstan nearly doubled to {x}", "Экспорт в Кыргызстан почти удвоился: {x}",
        ["x": .value(id("exports", 2023))]),
      subtitle: text.say(
        "Million US dollars, 2020–2023, Kazakhstan with Kyrgyzstan",
        "Млн долл. США, 2020–2023, Казахстан с Кыргызстаном"),
      table: ResultTable(
        id: "trade.flows", title: text.say("Exports and imports", "Экспорт и импорт"),
        columns: [
          period, column("exports", "Exports", "Экспорт"), column("imports", "Imports", "Импорт"),
        ],
        rows: (2020...2023).map { year in
          [SampleRun.year(year), .value(id("exports", year)), .value(id("imports", year))]
        }),
      x: "year", y: ["exports", "imports"], xTitle: text.say("Year", "Год"),
      yTitle: text.say("Million US dollars", "Млн долл. США"), sources: [SampleRun.books],
      notes: [text.say("Imports of 2023 are not published.", "Импорт за 2023 год не опубликован.")],
      summary: text.say(
        "Lines of exports and imports: exports rise every year, imports end in 2022.",
        "Линии экспорта и импорта: экспорт растёт каждый год, импорт обрывается в 2022 году."))
  }

  private var balance: Figure {
    Figure(
      id: "fig:trade.balance", kind: .bar,
      finding: text.say("The balance stayed positive", "Сальдо оставалось положительным"),
      subtitle: text.say("Million US dollars, 2020–2022", "Млн долл. США, 2020–2022"),
      table: ResultTable(
        id: "trade.balance", title: text.say("Balance", "Сальдо"),
        columns: [period, column("balance", "Balance", "Сальдо")],
        rows: (2020...2023).map { [SampleRun.year($0), .value(id("balance", $0))] }),
      x: "year", y: ["balance"], xTitle: text.say("Year", "Год"),
      yTitle: text.say("Million US dollars", "Млн долл. США"), sources: [SampleRun.books],
      summary: text.say(
        "Bars of the balance by year, all above zero.", "Столбцы сальдо по годам, все выше нуля."))
  }

  private var partners: Figure {
    let path = { (name: String, code: EntityCode) in
      TableCell.value(id("partner." + name, 2022, partner: code.text))
    }
    return Figure(
      id: "fig:trade.partners", kind: .bar,
      finding: text.say(
        "Uzbekistan is the largest partner of the region with {x}",
        "Крупнейший партнёр в регионе — Узбекистан: {x}",
        ["x": .value(id("partner.turnover", 2022, partner: "UZB"))]),
      subtitle: text.say("Million US dollars, 2022", "Млн долл. США, 2022"),
      table: ResultTable(
        id: "trade.partners", title: text.say("Partners", "Партнёры"),
        columns: [
          ResultTable.Column(key: "partner", header: text.say("Partner", "Партнёр")),
          column("turnover", "Turnover", "Оборот"), column("balance", "Balance", "Сальдо"),
        ],
        rows: Self.partners.map { [.entity($0.0), path("turnover", $0.0), path("balance", $0.0)] }),
      x: "partner", y: ["turnover", "balance"], xTitle: text.say("Partner", "Партнёр"),
      yTitle: text.say("Million US dollars", "Млн долл. США"), sources: [SampleRun.books],
      notes: [text.say("Tajikistan: mirror data.", "Таджикистан: зеркальные данные.")],
      summary: text.say(
        "Bars of turnover and balance by partner; only Belarus has a negative balance.",
        "Полосы оборота и сальдо по партнёрам; отрицательное сальдо только у Беларуси."))
  }

  private var findings: [Finding] {
    [
      Finding(
        id: "growth", kind: .statement,
        message: text.say(
          "Exports to Kyrgyzstan rose from {a} in 2020 to {b} in 2023; imports of 2023 have {c}.",
          "Экспорт в Кыргызстан вырос с {a} в 2020 году до {b} в 2023 году; импорт 2023 года: {c}.",
          [
            "a": .value(id("exports", 2020)), "b": .value(id("exports", 2023)),
            "c": .value(id("imports", 2023)),
          ])),
      Finding(
        id: "turnover", kind: .reproduced,
        message: text.say(
          "The printed turnover of 2022, {a}, is the sum of exports and imports.",
          "Напечатанный оборот 2022 года, {a}, равен сумме экспорта и импорта.",
          ["a": .value(id("turnover", 2022))])),
    ]
  }
}
