import TamgaPresent
import Testing

@testable import TamgaData

/// Sheets with random damage: nothing may trap, and the ledger balances whatever comes out.
@Suite("Damaged sheets") struct DamageTests {
  private static let samples = [
    SampleBooks.partners, SampleBooks.partnersByYear, SampleBooks.regionsByYear,
    SampleBooks.goodsByYear, SampleBooks.regionalProduct,
  ]
  private static let junk: [TestCell] = [
    nil, "текст", "2023", 2023, 1e300, -5, 0, "-", "x", "3.286", "1 2 3", "%", "тыс. долларов США",
    "млн тенге", "Экспорт", "импорт", "январь-июнь 2024", "Всего", "Китай", "1 Примечание",
    "  ", "20241)", 1e37, 0.000000000001, "99999999999999999999999999999999999999999", "№",
    "удельный вес, %", "Сальдо", "в том числе", "**", "(5)", "12-14", "№ 5",
  ]

  @Test("nothing traps, rows and cells are all accounted for", arguments: UInt64(0)..<250)
  func damage(seed: UInt64) throws {
    var dice = DriftDice(seed: seed)
    var rows = dice.pick(Self.samples)
    for _ in 0..<(1 + dice.below(12)) { Self.damage(&rows, &dice) }
    var grid = Grid(rows, merges: dice.chance(50) ? Self.merges(&dice) : nil)
    if dice.chance(20), let address = grid.cells.keys.sorted().last {
      grid.cells[address] = GridCell(
        content: .error("#REF!"), raw: "#REF!", formula: "SUM(A1:XFD99999999)+B2")
    }
    do {
      let file = try importSheets([grid])
      for sheet in file.sheets {
        #expect(sheet.rowsRead == sheet.rowsAccepted + sheet.rejected.count)
        #expect(sheet.cellsStructural <= sheet.cellsTotal)
        for observation in sheet.observations {
          #expect(grid[observation.row, observation.column]?.raw ?? "" == observation.raw)
          #expect((observation.value != nil) == (observation.state == .reported))
        }
      }
      #expect(file.sheets[0].cellsTotal == grid.cells.count)
    } catch let diagnostic as Diagnostic {
      let known = ["T140", "T141", "T142", "T143", "T144", "T145", "T146"]
      #expect(known.contains(diagnostic.code), "seed \(seed): \(diagnostic.code)")
    }
  }

  private static func damage(_ rows: inout [[TestCell]], _ dice: inout DriftDice) {
    guard !rows.isEmpty else { return }
    let row = dice.below(rows.count)
    let column = rows[row].isEmpty ? 0 : dice.below(rows[row].count)
    switch dice.below(8) {
    case 0: rows.remove(at: row)
    case 1: rows.insert([], at: row)
    case 2: rows.insert(rows[dice.below(rows.count)], at: row)
    case 3:
      for index in rows.indices where rows[index].count > column {
        rows[index].remove(at: column)
      }
    case 4:
      for index in rows.indices where rows[index].count > column {
        rows[index].insert(.empty, at: column)
      }
    case 5: rows[row].append(dice.pick(junk))
    default: if !rows[row].isEmpty { rows[row][column] = dice.pick(junk) }
    }
  }

  private static func merges(_ dice: inout DriftDice) -> [MergedRange] {
    (0..<dice.below(6)).map { _ in
      MergedRange(
        first: CellAddress(row: dice.below(8), column: dice.below(8)),
        last: CellAddress(row: dice.below(10), column: dice.below(10)))
    }
  }

  @Test("a long table of rows is read in time that grows with its length") func long() throws {
    var rows: [[TestCell]] = [
      ["4.03.00.12: Импорт товаров, тыс. долларов США"], ["Товары", 2022, 2023],
    ]
    for index in 0..<600 {
      rows.append([.text("Товар № \(index) шт"), .number(Double(index * 7919 % 10_007) + 0.5), 1.5])
    }
    rows += (0..<600).map { _ in [.text("примечание")] }
    let sheet = try importSheets([Grid(rows)]).sheets[0]
    #expect(sheet.rowsAccepted == 600)
  }
}
