internal import TamgaNumerics
internal import TamgaPresent

/// What the captions of a table and of its sheet say of all its numbers.
struct TableCaption: Sendable {
  /// The captions in reading order.
  let nodes: [HeaderTree.Node]
  /// The period, of the nearest caption or else of the sheet's name.
  var period: CaptionPeriod
  /// Two captions, or a caption and the sheet's name, that name different periods.
  var periodConflict: (near: String, far: String)?
  /// The unit; nil when none is stated.
  var unit: MeasureUnit?
  /// Captions that state different units without a majority.
  var unitConflict: [String] = []
  /// A unit stated by two captions of three.
  var unitMinority: (cell: CellAddress, text: String)?
  /// The flow the titles agree on.
  var flow: String?
  /// A caption calls all figures of the table preliminary.
  let isPreliminary: Bool
  /// The group of countries that the title limits the table to: its total is not the world's.
  let scope: EntityCode?
  /// Footnote marks on titles.
  var marks: [String]

  /// Reads the captions of a table; those of the first table of the sheet say what its own do not.
  init(_ captions: [HeaderTree.Node], inherited: [HeaderTree.Node] = [], sheetName: String) {
    nodes = captions + inherited
    marks = nodes.flatMap(\.marks)
    isPreliminary = nodes.contains { Footnotes.saysPreliminary($0.text) }
    scope = nodes.lazy.compactMap { TitleScope.group(in: $0.text) }.first
    period = CaptionPeriod("")
    readPeriod(captions, sheetName: sheetName)
    readUnits(captions)
    if unit == nil, unitConflict.isEmpty { readUnits(inherited) }
    flow = TableCaption.flow(captions) ?? TableCaption.flow(inherited)
    if period.year == nil, !inherited.isEmpty {
      readPeriod(inherited, sheetName: sheetName)
    }
    takeSheetName(sheetName)
  }

  private mutating func readPeriod(_ captions: [HeaderTree.Node], sheetName: String) {
    var text = ""
    for node in captions {
      let time = CaptionPeriod(node.text)
      guard !time.isEmpty, time.years < 2 else { continue }
      if let year = time.year, let old = period.year, old != year {
        periodConflict = (node.text, text)
      }
      period = period.completed(by: time)
      text = node.text
    }
    let named = CaptionPeriod.sheetName(sheetName)
    if let old = period.year, let new = named.year, old != new {
      periodConflict = (text, sheetName)
    }
  }

  private mutating func takeSheetName(_ name: String) {
    let named = CaptionPeriod.sheetName(name)
    guard period.year == nil, let year = named.year else { return }
    period.year = year
    period.part = period.part ?? named.part
  }

  private mutating func readUnits(_ captions: [HeaderTree.Node]) {
    let stated = captions.compactMap { node in UnitText.unit(in: node.text).map { (node, $0) } }
    let money = stated.filter { $0.1 != .percent }
    let kinds = (money.isEmpty ? stated : money)
    guard let last = kinds.last else { return }
    // Captions of one row are one caption in several languages: the nearest row wins.
    let row = kinds.filter { $0.0.cell.row == last.0.cell.row }
    let counts = Dictionary(grouping: row, by: { $0.1.id }).mapValues(\.count)
    let best = counts.values.max() ?? 0
    if counts.count == 1 {
      unit = last.1
    } else if best >= 2, counts.values.filter({ $0 == best }).count == 1,
      let winner = row.first(where: { counts[$0.1.id] == best }),
      let loser = row.first(where: { counts[$0.1.id] != best })
    {
      unit = winner.1
      unitMinority = (loser.0.cell, loser.0.text)
    } else {
      unitConflict = row.map(\.0.text)
    }
  }

  /// The flow the titles agree on.
  private static func flow(_ captions: [HeaderTree.Node]) -> String? {
    let named = captions.map { MeasureText($0.text) }.filter { $0.role == nil && !$0.flows.isEmpty }
    let flows = Set(named.flatMap(\.flows))
    return flows.count == 1 ? flows.first : nil
  }
}
