import TamgaNumerics
import Testing

@testable import TamgaData

@Suite("Rules over a whole warehouse") struct WarehouseCheckTests {
  let fixture: StoreFixture
  let warehouse: Warehouse

  init() throws {
    fixture = try StoreFixture()
    warehouse = try fixture.warehouse()
    _ = try warehouse.store(
      try fixture.book(
        "a.xlsx",
        [
          try sheet([
            ("KGZ", "T", 2022, "30"), ("KGZ", "X", 2022, "20"), ("KGZ", "M", 2022, "10"),
          ])
        ]))
  }

  @Test("a warehouse as it is stored passes every rule")
  func sound() throws {
    let checks = try WarehouseCheck.run(warehouse)
    #expect(checks.count == 6)
    #expect(checks.allSatisfy { $0.passed && $0.counted > 0 })
  }

  /// What breaks a rule, and the beginning of the rule's name.
  static let damage: [(statement: String, rule: String)] = [
    ("UPDATE activity SET accepted = accepted - 1", "Q1"),
    ("UPDATE flow SET value = value + 1000 WHERE flow = 'X'", "Q7"),
    ("INSERT INTO flow SELECT * FROM flow WHERE flow = 'M'", "Q9"),
    ("UPDATE flow SET value = NULL WHERE flow = 'M'", "Q11"),
    ("UPDATE flow SET partner = 'QQQ'", "Q16"),
    ("DELETE FROM cell", "origin"),
  ]

  @Test("each rule finds what breaks it, with an example", arguments: damage.indices)
  func broken(index: Int) throws {
    let (statement, rule) = Self.damage[index]
    try warehouse.connection.execute(statement)
    let failed = try WarehouseCheck.run(warehouse).filter { !$0.passed }
    #expect(failed.contains { $0.rule.hasPrefix(rule) && !$0.examples.isEmpty })
    #expect(failed.filter { !$0.rule.hasPrefix(rule) }.isEmpty)
  }
}
