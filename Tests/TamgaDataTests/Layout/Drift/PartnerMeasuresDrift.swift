import TamgaNumerics

@testable import TamgaData

/// Books with turnover, exports and imports across and partners down, a sheet for each period.
struct PartnerMeasuresDrift {
  private struct Node {
    let label: String
    let code: String
    var children: [Node] = []
  }

  private static let tree = Node(
    label: "Всего", code: "WLD",
    children: [
      Node(
        label: "Страны СНГ", code: "CIS",
        children: [
          Node(
            label: "Страны ЕАЭС", code: "EAEU",
            children: [
              Node(label: "Армения", code: "ARM"), Node(label: "Беларусь", code: "BLR"),
              Node(label: "Кыргызстан", code: "KGZ"), Node(label: "Россия", code: "RUS"),
            ]),
          Node(
            label: "Страны вне ЕАЭС", code: "CIS-X-EAEU",
            children: [
              Node(label: "Узбекистан", code: "UZB"), Node(label: "Таджикистан", code: "TJK"),
            ]),
        ]),
      Node(
        label: "Остальные страны мира", code: "ROW",
        children: [
          Node(
            label: "Европа", code: "EUROPE",
            children: [
              Node(label: "Германия", code: "DEU"), Node(label: "Франция", code: "FRA"),
              Node(label: "Норвегия", code: "NOR"), Node(label: "Албания", code: "ALB"),
            ]),
          Node(
            label: "Азия", code: "ASIA",
            children: [
              Node(label: "Китай", code: "CHN"), Node(label: "Турция", code: "TUR"),
              Node(label: "Япония", code: "JPN"),
            ]),
        ]),
    ])

  private struct Row {
    let label: String
    let code: String
    let exports: Int128?
    let imports: Int128?
    let isSum: Bool
  }

  private var dice: DriftDice
  private let unit: (caption: String, id: String)
  private let hasShares: Bool
  private let addsBalance: Bool
  private let addsGrowth: Bool
  private let asText: Bool
  private let header: String

  init(seed: UInt64) {
    dice = DriftDice(seed: seed)
    unit = dice.pick([
      ("тыс. долларов США", "kUSD"), ("млн. долларов США", "MUSD"), ("тыс.долл. США", "kUSD"),
      ("мың АҚШ доллары", "kUSD"), ("в тысячах долларов США", "kUSD"),
    ])
    hasShares = dice.chance(60)
    addsBalance = dice.chance(25)
    addsGrowth = dice.chance(25)
    asText = dice.chance(25)
    header = dice.pick(["Наименование", "Наименование области", "Наименование страны", "Страна"])
  }

  /// Makes the book of a seed.
  mutating func book() -> DriftBook {
    var sheets = DriftSheet.front(&dice, publisher: "Бюро национальной статистики").enumerated()
      .map { Grid($1, name: "Лист\($0)", index: $0) }
    var expected: [Expected] = []
    let year = 2018 + dice.below(8)
    for offset in 0..<(1 + dice.below(2)) {
      let rows = self.rows()
      let period = self.period(year + offset)
      let sheet = self.sheet(rows, caption: period.caption)
      sheets.append(sheet.grid(name: period.sheet, index: sheets.count, dice: &dice))
      expected += rows.flatMap { self.expected($0, period: period.text) }
    }
    return DriftBook(sheets: sheets, expected: expected)
  }

  private mutating func period(_ year: Int) -> (caption: String?, sheet: String, text: String) {
    switch dice.below(6) {
    case 0: return ("\(year) год", "\(year)", "\(year)")
    case 1: return ("за январь-декабрь \(year) года", "12_\(year)", "\(year)")
    case 2: return ("за январь-июнь \(year) года", "06_\(year)", "\(year)-YTD06")
    case 3: return ("\(year) жылғы қаңтар-қыркүйек", "Лист \(year)", "\(year)-YTD09")
    case 4: return (nil, "\(year)", "\(year)")
    default: return ("January-March \(year)", "t\(year % 100)", "\(year)-YTD03")
    }
  }

  private mutating func rows() -> [Row] {
    var rows: [Row] = []
    func sum(_ a: Int128?, _ b: Int128?) -> Int128? { a.map { $0 + (b ?? 0) } ?? b }
    var dice = dice
    func walk(_ node: Node) -> (Int128?, Int128?) {
      let position = rows.count
      rows.append(Row(label: node.label, code: node.code, exports: nil, imports: nil, isSum: false))
      var exports: Int128?
      var imports: Int128?
      if node.children.isEmpty {
        let size = Int128(1) << Int128(10 + dice.below(30))
        exports = dice.chance(80) ? size + Int128(dice.below(1_000_000)) : nil
        imports =
          dice.chance(85) || exports == nil ? size / 3 + Int128(1 + dice.below(99_999)) : nil
      }
      for child in node.children {
        let (x, m) = walk(child)
        exports = sum(exports, x)
        imports = sum(imports, m)
      }
      rows[position] = Row(
        label: node.label, code: node.code, exports: exports, imports: imports,
        isSum: !node.children.isEmpty)
      return (exports, imports)
    }
    _ = walk(Self.tree)
    self.dice = dice
    return rows
  }

  private func decimal(_ value: Int128) -> ExactDecimal {
    ExactDecimal(mantissa: value, scale: 5).normalised
  }

  private func expected(_ row: Row, period: String) -> [Expected] {
    func one(_ flow: String, _ value: Int128?) -> Expected {
      Expected(
        reporter: "KAZ", partner: row.code, flow: flow, period: period,
        value: value.map(decimal), unit: unit.id, isAggregate: row.isSum || flow == "T")
    }
    return [
      one("T", (row.exports ?? 0) + (row.imports ?? 0)), one("X", row.exports),
      one("M", row.imports),
    ]
  }

  private mutating func sheet(_ rows: [Row], caption: String?) -> DriftSheet {
    var sheet = DriftSheet()
    let step = hasShares ? 2 : 1
    let blank = [TestCell](repeating: .empty, count: dice.below(3))
    let title: TestCell = .text(
      dice.pick([
        " Основные показатели внешней торговли Республики Казахстан",
        "Основные показатели внешней торговли Республики Казахстан по странам",
        "Қазақстан Республикасы сыртқы саудасының негізгі көрсеткіштері",
      ]))
    sheet.rows.append(blank + [title])
    if let caption { sheet.rows.append([.text(caption)]) }
    for _ in 0..<dice.below(2) { sheet.rows.append([]) }
    sheet.rows.append([.empty, .empty] + (dice.chance(50) ? [.empty] : []) + [.text(unit.caption)])
    let names = dice.pick([
      ["Товарооборот", "Экспорт", "Импорт"], ["товарооборот", "экспорт", "импорт"],
      ["Тауар айналымы", "Экспорт", "Импорт"], ["Turnover", "Export", "Import"],
    ])
    var top: [TestCell] = [.text(header)]
    var low: [TestCell] = [.empty]
    for (index, name) in names.enumerated() {
      let column = top.count
      top.append(.text(name))
      low.append(hasShares ? .text(dice.pick(["всего", "Всего"])) : .empty)
      guard hasShares else { continue }
      top.append(.empty)
      low.append(.text("удельный вес страны в общем объеме, %"))
      let row = sheet.rows.count
      sheet.merges.append(
        MergedRange(
          first: CellAddress(row: row, column: column),
          last: CellAddress(row: row, column: column + 1)))
      _ = index
    }
    if addsBalance { top.append("Сальдо") }
    if addsGrowth { top.append("Темп роста товарооборота к 2020 году, %") }
    sheet.rows.append(top)
    if hasShares { sheet.rows.append(low) }
    let first = sheet.rows.count
    for row in rows { sheet.rows.append(line(row, total: rows[0])) }
    if dice.chance(30) { sheet.insertRow(at: first + 1) }
    if dice.chance(30) { sheet.insertColumn(at: 1 + step * dice.below(3)) }
    for _ in 0..<dice.below(3) { sheet.insertRow(at: 0) }
    if dice.chance(30) { sheet.insertColumn(at: 0) }
    return sheet
  }

  private mutating func line(_ row: Row, total: Row) -> [TestCell] {
    let turnover = (row.exports ?? 0) + (row.imports ?? 0)
    let indent = dice.chance(20) ? "  " : ""
    var cells: [TestCell] = [.text(indent + row.label)]
    let totals = [(total.exports ?? 0) + (total.imports ?? 0), total.exports, total.imports]
    for (value, whole) in zip([turnover, row.exports, row.imports], totals) {
      cells.append(value.map { DriftSheet.cell(decimal($0), asText: asText) } ?? .empty)
      guard hasShares else { continue }
      let share = value.map { 100 * Double($0) / Double(whole ?? 1) }
      cells.append(share.map { .number(($0 * 100_000).rounded() / 100_000) } ?? .empty)
    }
    if addsBalance {
      cells.append(.number(decimal((row.exports ?? 0) - (row.imports ?? 0)).double))
    }
    if addsGrowth { cells.append(.number(Double(900 + dice.below(300)) / 10)) }
    return cells
  }
}
