internal import TamgaNumerics

/// What the numbers of a column are.
struct ColumnMeaning: Hashable, Sendable {
  /// The column.
  let column: Int
  /// The header path as text, for messages.
  let header: String
  /// The period of the header alone.
  var period: CaptionPeriod
  /// The flow named by the header.
  var flow: String?
  /// Whether values or something derived from them; nil when the header says nothing of either.
  var role: MeasureText.Role?
  /// The unit named by the header.
  var unit: MeasureUnit?
  /// The unit was taken from a like column under another year.
  var unitIsInferred = false
  /// The header limits the numbers to some partners, as in «экспорт в страны СНГ».
  var isLimited = false
  /// The header itself says that its figures are preliminary.
  var isPreliminary = false
  /// Footnote marks of the header.
  var marks: [String]
  /// The nearest header cell.
  let cell: CellAddress?
  /// Header words that are neither period, nor unit, nor flow.
  var rest: [String]

  /// Reads the header path of a column.
  init(column: Int, path: [HeaderTree.Node]) {
    self.column = column
    header = path.map(\.text).joined(separator: " / ")
    cell = path.last?.cell
    marks = path.flatMap(\.marks)
    var period = CaptionPeriod("")
    var rest: [String] = []
    for node in path {
      let measure = MeasureText(node.text)
      let time = CaptionPeriod(node.text)
      let unit = UnitText.unit(in: node.text)
      if let role = measure.role { self.role = role }
      if MeasureText.isLimited(node.text), measure.role == nil { isLimited = true }
      if Footnotes.saysPreliminary(node.text) { isPreliminary = true }
      if let flow = measure.flow { self.flow = flow }
      if let unit { self.unit = unit }
      // «2023 к 2022, %» compares years: its numbers belong to the header above it.
      if !time.isEmpty, measure.role != .growth { period = period.completed(by: time) }
      if ColumnMeaning.isPlain(node.text), role == nil { role = .value }
      if measure.role == nil, measure.flows.isEmpty, time.isEmpty, unit == nil,
        !ColumnMeaning.isPlain(node.text)
      {
        rest.append(node.text)
      }
    }
    self.period = period
    self.rest = rest
    if role == nil, unit == .percent, flow != nil { role = .share }
  }

  /// Words that tell no column from another: the whole amount, the years, «в том числе».
  private static let plainWords: Set<String> = [
    "всего", "итого", "объем", "объём", "значение", "стоимость", "сумма", "годы", "год", "годам",
    "период", "в", "по", "том", "числе", "из", "них", "total", "value", "amount", "years", "year",
    "of", "which", "including", "барлығы", "жылдар", "жылдары", "оның", "ішінде", "құны",
    "бардыгы", "баары", "жалпы", "анын", "ичинде", "наркы",
  ]

  private static func isPlain(_ text: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter }.map(String.init)
    return !words.isEmpty && words.allSatisfy(plainWords.contains)
  }
}

extension [ColumnMeaning] {
  /// Drops header words that stand over all columns: they tell none of them apart.
  func withoutCommonWords() -> [ColumnMeaning] {
    guard count > 1, let first else { return self }
    let common = first.rest.filter { word in allSatisfy { $0.rest.contains(word) } }
    var result = self
    for index in indices { result[index].rest.removeAll(where: common.contains) }
    return result
  }

  /// Gives a rate or share that names no part of the year the part of the values left of it.
  func withInheritedParts() -> [ColumnMeaning] {
    var result = self
    for index in indices.dropFirst() where result[index].period.part == nil {
      let before = result[index - 1]
      let isRate = result[index].unit == .percent || result[index].role == .growth
      guard isRate, before.period.year == result[index].period.year else { continue }
      result[index].period.part = before.period.part
    }
    return result
  }

  /// Gives columns without a unit the unit of the columns that stand at their place under the
  /// other years, when all of those that state one agree.
  func withInferredUnits() -> [ColumnMeaning] {
    var groups: [[Int]] = []
    for index in indices {
      let isFirst = index == 0 || self[index].period.year != self[index - 1].period.year
      if isFirst { groups.append([]) }
      groups[groups.count - 1].append(index)
    }
    guard groups.count > 1, contains(where: { $0.unit != nil }) else { return self }
    var result = self
    for group in groups {
      for (position, index) in group.enumerated() where self[index].unit == nil {
        let units = groups.filter { $0.count == group.count && position < $0.count }
          .compactMap { self[$0[position]].unit }
        guard let unit = units.first, units.allSatisfy({ $0 == unit }) else { continue }
        result[index].unit = unit
        result[index].unitIsInferred = true
      }
    }
    return result
  }
}
