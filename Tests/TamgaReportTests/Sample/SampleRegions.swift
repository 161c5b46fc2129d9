import TamgaNumerics
import TamgaPresent

/// The sample's correlations with intervals and a scatter of two measures.
struct SampleRegions {
  let text: SampleText

  private static let years = [2020, 2021, 2022, 2023, 2024]
  private static let investment = ["20.1", "41.7", "55.2", "71.9", "98.2"]
  private static let exports = ["11.2", "30.4", "28.8", "35.1", "33.7"]
  static let pairs: [(String, String, Double, Double, Double)] = [
    ("investment", "exports", 0.839, -0.17, 0.99), ("wages", "exports", 0.41, -0.72, 0.94),
    ("roads", "exports", -0.28, -0.93, 0.8),
  ]

  func id(_ path: String, _ year: Int) -> ValueID { ValueID("regions." + path, ["t": "\(year)"]) }

  func correlation(_ part: String, _ name: String) -> ValueID {
    ValueID("regions." + part, ["x": name, "y": "exports"])
  }

  var result: AnalysisResult {
    AnalysisResult(
      step: "regions", title: text.say("Investment and exports", "Инвестиции и экспорт"),
      values: series + correlations, tables: [table], figures: [scatter, intervals],
      findings: findings)
  }

  private var series: [ValueRecord] {
    Self.years.indices.flatMap { index in
      [("investment", Self.investment), ("exports", Self.exports)].map { name, list in
        var record = SampleRun.cell(
          id(name, Self.years[index]), list[index], sheet: "Table 3", at: "B\(index + 2)")
        record.sources = ["paper.regions"]
        if case .cell(var cell) = record.inputs[0] {
          cell.file = "paper_tables.csv"
          cell.sheet = nil
          cell.cell = nil
          cell.line = index + 2
          cell.column = name
          cell.printed = "Table 3, row \(index + 1)"
          record.inputs = [.cell(cell)]
        }
        return record
      }
    }
  }

  private var correlations: [ValueRecord] {
    Self.pairs.flatMap { name, _, value, lower, upper -> [ValueRecord] in
      let inputs = Self.years.flatMap {
        [ValueInput.value(id("investment", $0)), .value(id("exports", $0))]
      }
      let estimate = ValueRecord(
        id: correlation("r", name), value: .real(value), unit: "1", digits: 2,
        interval: Interval(lower: lower, upper: upper, level: 0.95, method: "fisher-z"),
        observations: 5, formula: "Pearson r", inputs: inputs)
      let ends = [("r.lower", lower), ("r.upper", upper)].map { part, end in
        ValueRecord(
          id: correlation(part, name), value: .real(end), unit: "1", digits: 2, observations: 5,
          formula: "Fisher z", inputs: [.value(correlation("r", name))])
      }
      return [estimate] + ends
    }
  }

  private var names: [String: Message] {
    [
      "investment": text.say("Investment and exports", "Инвестиции и экспорт"),
      "wages": text.say("Wages and exports", "Зарплаты и экспорт"),
      "roads": text.say("Roads and exports", "Дороги и экспорт"),
    ]
  }

  private var table: ResultTable {
    ResultTable(
      id: "regions.correlations",
      title: text.say("Correlations, n = 5", "Корреляции, n = 5"),
      columns: [
        ResultTable.Column(key: "pair", header: text.say("Pair", "Пара")),
        ResultTable.Column(key: "r", header: text.say("r", "r"), unit: "1"),
        ResultTable.Column(
          key: "lower", header: text.say("95 % interval, lower", "95 %-й интервал, нижняя"),
          unit: "1"),
        ResultTable.Column(
          key: "upper", header: text.say("95 % interval, upper", "95 %-й интервал, верхняя"),
          unit: "1"),
      ],
      rows: Self.pairs.map { pair in
        [names[pair.0].map(TableCell.label) ?? .blank]
          + ["r", "r.lower", "r.upper"].map { .value(correlation($0, pair.0)) }
      })
  }

  private var scatter: Figure {
    Figure(
      id: "fig:regions.scatter", kind: .scatter,
      finding: text.say(
        "Without 2020 little of the relationship is left",
        "Без 2020 года от связи мало что остаётся"),
      subtitle: text.say("Million US dollars, 2020–2024", "Млн долл. США, 2020–2024"),
      table: ResultTable(
        id: "regions.scatter", title: text.say("Investment and exports", "Инвестиции и экспорт"),
        columns: [
          ResultTable.Column(key: "year", header: text.say("Year", "Год")),
          ResultTable.Column(
            key: "investment", header: text.say("Investment", "Инвестиции"), unit: "MUSD"),
          ResultTable.Column(key: "exports", header: text.say("Exports", "Экспорт"), unit: "MUSD"),
        ],
        rows: Self.years.map {
          [SampleRun.year($0), .value(id("investment", $0)), .value(id("exports", $0))]
        }),
      x: "investment", y: ["exports"], labels: "year",
      xTitle: text.say("Investment, million US dollars", "Инвестиции, млн долл. США"),
      yTitle: text.say("Exports, million US dollars", "Экспорт, млн долл. США"),
      sources: [SampleRun.papers],
      summary: text.say(
        "Five points, one a year; four of them lie side by side.",
        "Пять точек по годам; четыре из них лежат рядом."))
  }

  private var intervals: Figure {
    Figure(
      id: "fig:regions.intervals", kind: .interval,
      finding: text.say(
        "No correlation is distinguishable from zero", "Ни одна корреляция не отличима от нуля"),
      subtitle: text.say(
        "Coefficient and 95 % interval, n = 5", "Коэффициент и 95 %-й интервал, n = 5"),
      table: ResultTable(
        id: "regions.intervals", title: text.say("Correlations", "Корреляции"),
        columns: table.columns, rows: table.rows),
      x: "pair", y: ["r", "lower", "upper"], xTitle: text.say("Pair", "Пара"),
      yTitle: text.say("Correlation coefficient", "Коэффициент корреляции"),
      sources: [SampleRun.papers],
      summary: text.say(
        "Three intervals, each of them includes zero.", "Три интервала, каждый включает ноль."))
  }

  private var findings: [Finding] {
    [
      Finding(
        id: "weak", kind: .weak,
        message: text.say(
          "The correlation {r} of investment and exports rests on five years.",
          "Корреляция {r} инвестиций и экспорта опирается на пять лет.",
          ["r": .value(correlation("r", "investment"))])),
      Finding(
        id: "differs", kind: .differs,
        message: text.say(
          "The paper prints 0.91; its own table gives {r}.",
          "В статье напечатано 0,91; по её таблице получается {r}.",
          ["r": .value(correlation("r", "investment"))])),
    ]
  }
}
