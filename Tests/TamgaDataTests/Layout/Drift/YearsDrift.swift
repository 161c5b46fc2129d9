import TamgaNumerics

@testable import TamgaData

/// Books with years across, labels in three languages: partners, regions or goods.
struct YearsDrift {
  enum Kind { case partners, regions, goods }

  /// A row before it is written; `values` in thousandths.
  private struct Row {
    let labels: [String]
    let code: String
    var values: [Int128?]
    let isSum: Bool
  }

  private let kind: Kind
  private var dice: DriftDice
  private let isExport: Bool
  private let unit: (captions: [String], id: String)
  private let places: Int
  private let single: Bool
  private var marked: (column: Int, text: String)?
  private var heads: [(text: String, period: String, isNumber: Bool)] = []

  init(_ kind: Kind, seed: UInt64) {
    self.kind = kind
    dice = DriftDice(seed: seed &* 7 &+ 3)
    isExport = dice.chance(50)
    unit = dice.pick([
      (["(миң АКШ доллары)", "(тыс. долларов США)", "(thousand US dollars)"], "kUSD"),
      (["(млн АКШ доллары)", "(млн. долларов США)", "(million US dollars)"], "MUSD"),
      (["  (миң АКШ доллары)", "(тыс.долларов США)", "(thousands of US dollars)"], "kUSD"),
    ])
    places = dice.pick([1, 3, 3])
    single = dice.chance(15)
    makeHeads()
  }

  private mutating func makeHeads() {
    let first = 1994 + dice.below(25)
    let count = 3 + dice.below(8)
    let style = dice.below(4)
    for year in first..<(first + count) {
      switch style {
      case 0: heads.append(("\(year)", "\(year)", true))
      case 1: heads.append(("\(year)", "\(year)", false))
      case 2: heads.append(("\(year) г.", "\(year)", false))
      default: heads.append(("\(year)", "\(year)", true))
      }
    }
    let last = first + count
    if dice.chance(25) {
      heads.append(("январь-июнь \(last)", "\(last)-YTD06", false))
    } else if dice.chance(60) {
      let year = last - 1
      let text = dice.pick(["\(year) 1", "\(year)1)", "\(year)¹", "\(year)1"])
      marked = (heads.count - 1, text)
    }
  }

  /// Makes the book of a seed.
  mutating func book() -> DriftBook {
    var sheets = DriftSheet.front(&dice, publisher: "Нацстатком Кыргызской Республики").enumerated()
      .map { Grid($1, name: "Лист\($0)", index: $0) }
    let rows = self.rows()
    let sheet = self.sheet(rows)
    sheets.append(sheet.grid(name: "Лист\(sheets.count)", index: sheets.count, dice: &dice))
    if dice.chance(30) { sheets.append(Grid([], name: "Пустой", index: sheets.count)) }
    return DriftBook(
      sheets: sheets, expected: rows.flatMap(expected),
      provisionalYear: marked.flatMap { Int(heads[$0.column].period) })
  }

  // MARK: Rows

  private mutating func rows() -> [Row] {
    switch kind {
    case .partners: partnerRows()
    case .regions: regionRows()
    case .goods: goodsRows()
    }
  }

  private mutating func values() -> [Int128?] {
    let size = Int128(1) << Int128(12 + dice.below(16))
    let unit: Int128 = places == 1 ? 100 : 1
    let percent = dice.pick([100, 100, 70])
    var values: [Int128?] = heads.map { _ in
      dice.chance(percent) ? (size + Int128(dice.below(900_000))) * unit / unit / unit * unit : nil
    }
    if values.allSatisfy({ $0 == nil }) { values[0] = 4_100 }
    return values
  }

  private func sum(_ rows: [Row]) -> [Int128?] {
    heads.indices.map { column in rows.reduce(0) { $0 + ($1.values[column] ?? 0) } }
  }

  private mutating func partnerRows() -> [Row] {
    func leaf(_ labels: [String], _ code: String) -> Row {
      Row(labels: labels, code: code, values: values(), isSum: false)
    }
    let europe = [
      leaf(["Германия", "Германия", "Germany"], "DEU"),
      leaf(["Орусия", "Россия", "Russia"], "RUS"),
      leaf(["Франция", "Франция", "France"], "FRA"),
    ]
    let asia = [
      leaf(["Кытай", "Китай", "China"], "CHN"),
      leaf(["Казакстан", "Казахстан", "Kazakhstan"], "KAZ"),
      leaf(["Туркия", "Турция", "Turkey"], "TUR"), leaf(["Япония", "Япония", "Japan"], "JPN"),
    ]
    let apart = leaf(
      ["Неопределенная страна", "Неопределенная страна", "Undefined country"], "XUS")
    let all = sum(europe + asia + [apart])
    var rows = [Row(labels: ["Бардыгы", "Всего", "Total"], code: "WLD", values: all, isSum: true)]
    rows.append(Row(labels: ["ЕС", "ЕС", "EU"], code: "EU", values: values(), isSum: true))
    rows.append(
      Row(labels: ["Европа", "Европа", "Europe"], code: "EUROPE", values: sum(europe), isSum: true))
    rows += europe
    rows.append(
      Row(labels: ["Азия", "Азия", "Asia"], code: "ASIA", values: sum(asia), isSum: true))
    return rows + asia + [apart]
  }

  private mutating func regionRows() -> [Row] {
    let names = [
      (["Баткен облусу", "Баткенская область", "Batken oblast"], "KG-B"),
      (["Талас облусу", "Таласская область", "Talas oblast"], "KG-T"),
      (["Бишкек ш.", "г.Бишкек", "Bishkek city"], "KG-GB"),
    ]
    let regions = names.map { Row(labels: $0, code: $1, values: values(), isSum: false) }
    var total = sum(regions)
    if dice.chance(50) { total = total.map { $0.map { $0 + 12_300 } } }
    return [
      Row(
        labels: ["Кыргыз Республикасы", "Кыргызская Республика", "Kyrgyz Republic"], code: "KGZ",
        values: total, isSum: true)
    ] + regions
  }

  private mutating func goodsRows() -> [Row] {
    let names = [
      ["Эт жана эт азыктары", " Мясо и пищевые субпродукты", "Meat and subproducts"],
      ["Чай", " Чай", "Tea"], ["Кант", " Сахар", "Sugar"],
      ["Алтын", " Золото", "Gold"], ["Күрүч", "Рис", "Rice"],
    ]
    let goods = names.map {
      Row(labels: $0, code: single ? $0[1].trimmedSpaces : $0[2], values: values(), isSum: false)
    }
    let total = sum(goods).map { $0.map { $0 + 99_000 } }
    return [Row(labels: ["Бардыгы", "Всего", "Total"], code: "TOTAL", values: total, isSum: true)]
      + goods
  }

  private func decimal(_ value: Int128) -> ExactDecimal {
    ExactDecimal(mantissa: value, scale: 3).normalised
  }

  private func expected(_ row: Row) -> [Expected] {
    heads.indices.map { column in
      var one = Expected(
        reporter: "KGZ", flow: isExport ? "X" : "M", period: heads[column].period,
        value: row.values[column].map(decimal), unit: unit.id, isAggregate: row.isSum)
      switch kind {
      case .partners: one.partner = row.code
      case .regions: one.reporter = row.code
      case .goods: one.product = row.code
      }
      return one
    }
  }

  // MARK: Writing

  private var titles: [String] {
    let number = tableNumber
    switch (kind, isExport) {
    case (.partners, false):
      return [
        number + "Товарлардын импортунун географиялык бөлүштүрүүсү",
        number + "Географическое распределение импорта товаров",
        number + "Geographic distribution of imports of goods",
      ]
    case (.partners, true):
      return [
        number + "Товарлардын экспортунун географиялык бөлүштүрүүсү",
        number + "Географическое распределение экспорта товаров",
        number + "Geographic distribution of exports of goods",
      ]
    case (.regions, true):
      return [
        number + "Товарларды экспорттоо", number + "Экспорт товаров по регионам",
        number + "Export of goods",
      ]
    case (.regions, false):
      return [number + "Импорттоо", number + "Импорт товаров", number + "Import of goods"]
    case (.goods, true):
      return [
        number + "Товарлардын негизги түрлөрүнүн экспорту",
        number + "Экспорт основных видов товаров", number + "Export of basic commodities",
      ]
    case (.goods, false):
      return [
        number + "Товарлардын негизги түрлөрүнүн импорту",
        number + "Импорт основных видов товаров", number + "Import of basic commodities",
      ]
    }
  }

  private var tableNumber: String { isExport ? "4.03.00.21: " : "4.03.00.20: " }

  private mutating func sheet(_ rows: [Row]) -> DriftSheet {
    var sheet = DriftSheet()
    let languages = single ? [1] : [0, 1, 2]
    func labels(_ texts: [String]) -> [TestCell] { languages.map { .text(texts[$0]) } }
    sheet.rows.append(labels(titles))
    for _ in 0..<dice.below(3) { sheet.rows.append([]) }
    sheet.rows.append(labels(unit.captions))
    for _ in 0..<dice.below(2) { sheet.rows.append([]) }
    let corner =
      dice.chance(60)
      ? labels(["Көрсөткүчтөрдүн аталышы", "Наименование показателей", "Items"])
      : [TestCell](repeating: .empty, count: languages.count)
    sheet.rows.append(corner + heads.indices.map(head))
    if dice.chance(30) { sheet.rows.append([]) }
    let first = sheet.rows.count
    let asText = dice.chance(25)
    let dash = dice.pick(["-", "–", "…"])
    for row in rows {
      let cells: [TestCell] = row.values.map { value in
        guard let value else { return dice.chance(70) ? .text(dash) : .empty }
        return DriftSheet.cell(decimal(value), asText: asText, separator: "\u{A0}")
      }
      let indent = dice.chance(10) ? " " : ""
      sheet.rows.append(labels(row.labels.map { indent + $0 }) + cells)
    }
    if dice.chance(50) { sheet.insertRow(at: first + 1) }
    sheet.rows.append([])
    if marked != nil || dice.chance(20) {
      sheet.rows.append(
        labels(["1 Алдын ала маалыматтар.", "1 Предварительные данные", "1 Preliminary data"]))
    }
    if dice.chance(25) { sheet.insertColumn(at: languages.count + dice.below(3)) }
    for _ in 0..<dice.below(3) { sheet.insertRow(at: 0) }
    if dice.chance(20) { sheet.insertColumn(at: 0) }
    return sheet
  }

  private func head(_ column: Int) -> TestCell {
    if let marked, marked.column == column { return .text(marked.text) }
    let (text, _, isNumber) = heads[column]
    return isNumber ? .number(Double(text) ?? 0) : .text(text)
  }
}
