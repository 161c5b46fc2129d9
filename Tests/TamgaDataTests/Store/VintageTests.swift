import Foundation
import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaData

@Suite("Vintages") struct VintageTests {
  let fixture: StoreFixture

  init() throws { fixture = try StoreFixture() }

  private func values(_ warehouse: Warehouse, asOf: String? = nil) throws -> [String] {
    try warehouse.flows(FlowRequest(asOf: asOf)).map {
      "\($0.partner) \($0.period) \($0.value?.description ?? "–")"
    }
  }

  @Test("a reprint is one vintage with two origins; a change is a second one, counted")
  func reprintAndChange() throws {
    let warehouse = try fixture.warehouse()
    let old = try sheet([("KGZ", "X", 2022, "1"), ("UZB", "X", 2022, "2"), ("TJK", "X", 2022, "3")])
    let reprint = try sheet(
      [("TJK", "X", 2022, "3.000"), ("UZB", "X", 2022, "2"), ("KGZ", "X", 2022, "1")])
    let changed = try sheet(
      [("KGZ", "X", 2022, "1"), ("UZB", "X", 2022, "2.5"), ("CHN", "X", 2022, "9")])
    _ = try warehouse.store(try fixture.book("2022.xlsx", [old], published: "2023-05-01"))
    let second = try warehouse.store(
      try fixture.book("2023.xlsx", [reprint], published: "2024-05-01"))
    #expect(second.stored == 0 && second.files[0].reprinted == 3 && second.differences.isEmpty)
    let third = try warehouse.store(
      try fixture.book("2024.xlsx", [changed], published: "2025-05-01"))
    let difference = try #require(third.differences.first)
    #expect(difference.slice == "flow KAZ X 2022")
    #expect((difference.added, difference.removed, difference.changed) == (1, 1, 1))
    #expect(try warehouse.number("SELECT count(*) FROM vintage") == 2)
    #expect(try warehouse.number("SELECT count(*) FROM vintage_origin") == 3)
  }

  @Test("as of a date the latest publication up to it counts, whole slices at a time")
  func asOf() throws {
    let warehouse = try fixture.warehouse()
    let first = try sheet([("KGZ", "X", 2022, "1"), ("UZB", "X", 2022, "5")])
    let second = try sheet([("KGZ", "X", 2022, "2")])
    _ = try warehouse.store(try fixture.book("b.xlsx", [second], published: "2024-05-01"))
    _ = try warehouse.store(try fixture.book("a.xlsx", [first], published: "2023-05-01"))
    #expect(try values(warehouse) == ["KGZ 2022 2000.000"])
    #expect(try values(warehouse, asOf: "2024-05-01") == ["KGZ 2022 2000.000"])
    #expect(
      try values(warehouse, asOf: "2024-04-30") == ["KGZ 2022 1000.000", "UZB 2022 5000.000"])
    #expect(try values(warehouse, asOf: "2023-04-30") == [])
  }

  @Test("an undated book is older than every dated one, and eligible at any date")
  func undated() throws {
    let warehouse = try fixture.warehouse()
    _ = try warehouse.store(
      try fixture.book("d.xlsx", [try sheet([("KGZ", "X", 2022, "2")])], published: "2024-05-01"))
    _ = try warehouse.store(try fixture.book("u.xlsx", [try sheet([("KGZ", "X", 2022, "1")])]))
    #expect(try values(warehouse) == ["KGZ 2022 2000.000"])
    #expect(try values(warehouse, asOf: "2020-01-01") == ["KGZ 2022 1000.000"])
  }

  @Test("a number printed again after a revision counts as the latest")
  func printedAgain() throws {
    let warehouse = try fixture.warehouse()
    for (name, date, value) in [
      ("a.xlsx", "2022-05-01", "1"), ("b.xlsx", "2023-05-01", "2"), ("c.xlsx", "2024-05-01", "1"),
    ] {
      _ = try warehouse.store(
        try fixture.book(name, [try sheet([("KGZ", "X", 2021, value)])], published: date))
    }
    #expect(try values(warehouse) == ["KGZ 2021 1000.000"])
    #expect(try values(warehouse, asOf: "2023-12-31") == ["KGZ 2021 2000.000"])
    #expect(try warehouse.number("SELECT count(*) FROM vintage") == 2)
  }

  @Test("parts of one publication in several files add up")
  func parts() throws {
    let warehouse = try fixture.warehouse()
    _ = try warehouse.store(
      try fixture.book("a.xlsx", [try sheet([("KGZ", "X", 2022, "1")])], published: "2024-05-01"),
      try fixture.book("b.xlsx", [try sheet([("UZB", "X", 2022, "2")])], published: "2024-05-01"))
    #expect(try values(warehouse) == ["KGZ 2022 1000.000", "UZB 2022 2000.000"])
  }

  @Test("sums leave out groups and turnover, and money is summed in dollars")
  func leaves() throws {
    let warehouse = try fixture.warehouse()
    var table = try sheet([
      ("WLD", "X", 2022, "3"), ("KGZ", "X", 2022, "1"), ("UZB", "X", 2022, "2"),
      ("KGZ", "T", 2022, "7"),
    ])
    table.observations[0].isAggregate = true
    _ = try warehouse.store(try fixture.book("a.xlsx", [table]))
    #expect(try warehouse.number("SELECT CAST(sum(value) AS BIGINT) FROM flow_leaf") == 3_000)
    #expect(
      try warehouse.number(
        "SELECT CAST(sum(value_usd) AS BIGINT) FROM flow_usd WHERE partner = 'WLD'")
        == 3_000)
    let world = try warehouse.flows(FlowRequest(reporter: "KAZ", partners: ["WLD"], flows: ["X"]))
    #expect(world.map(\.isAggregate) == [true])
  }

  @Test("a request keeps reporter, partners, flows, periods, products and data set apart")
  func request() throws {
    let warehouse = try fixture.warehouse()
    let table = try sheet([
      ("KGZ", "X", 2021, "1"), ("KGZ", "M", 2021, "2"), ("UZB", "X", 2021, "3"),
      ("KGZ", "X", 2022, "4"),
    ])
    var other = try sheet([("KGZ", "X", 2021, "5")], name: "other", index: 4, dataset: "other.set")
    other.observations[0].product = "0713"
    _ = try warehouse.store(try fixture.book("a.xlsx", [table, other]))
    var request = FlowRequest(reporter: "KAZ", partners: ["KGZ"], flows: ["X"])
    #expect(try warehouse.flows(request).count == 2)
    request.periods = [Period(year: 2021)]
    #expect(try warehouse.flows(request).map { $0.value?.description } == ["1000.000"])
    request.products = nil
    #expect(try warehouse.flows(request).count == 2)
    request.dataset = "other.set"
    #expect(try warehouse.flows(request).map(\.product) == ["0713"])
    request.partners = []
    #expect(try warehouse.flows(request).isEmpty)
    request.partners = ["' OR 1=1 --"]
    #expect(try warehouse.flows(request).isEmpty)
    let sets = try warehouse.datasets()
    #expect(sets.map(\.id) == ["office.trade.partner", "other.set"])
    #expect(sets[0].observations == 4 && sets[0].periods == "2021"..."2022")
  }

  @Test("the history of a number has every publication, the newest first, undated ones last")
  func history() throws {
    let warehouse = try fixture.warehouse()
    for (name, date, value) in [
      ("a.xlsx", "2022-05-01", "1"), ("b.xlsx", "2023-05-01", "2"), ("c.xlsx", "2024-05-01", "1"),
      ("d.xlsx", nil, "3"),
    ] {
      _ = try warehouse.store(
        try fixture.book(
          name, [try sheet([("KGZ", "X", 2021, value), ("UZB", "X", 2021, "7")])],
          published: date))
    }
    var request = FlowRequest(reporter: "KAZ", partners: ["KGZ"], asOf: "2022-12-31")
    let history = try warehouse.flowHistory(request)
    #expect(
      history.map { "\($0.vintage.publishedOn ?? "–") \($0.value?.description ?? "–")" }
        == ["2024-05-01 1000.000", "2023-05-01 2000.000", "2022-05-01 1000.000", "– 3000.000"])
    #expect(history.map(\.cell.file) == ["a.xlsx", "b.xlsx", "a.xlsx", "d.xlsx"])
    request.partners = nil
    #expect(try warehouse.flowHistory(request).map(\.partner).count == 8)
    request.periods = [Period(year: 2020)]
    #expect(try warehouse.flowHistory(request).isEmpty)
  }
}
