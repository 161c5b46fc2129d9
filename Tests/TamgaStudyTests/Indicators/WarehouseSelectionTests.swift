import Foundation
import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("What of a warehouse indicators are computed from") struct WarehouseSelectionTests {
  /// Exports of 60, 30 and 10 to three countries, two of them in a group, and their total.
  private func flows(dataset: String = "office.trade") -> [DataPoint] {
    var points = [
      ("KAZ:CHN", "60"), ("KAZ:RUS", "30"), ("KAZ:KGZ", "10"), ("KAZ:EAEU", "40"),
      ("KAZ:WLD", "100"),
    ].map { Made.flow($0.0, "X", "2023", $0.1, dataset: dataset) }
    points[3].isCountedElsewhere = true
    return points
  }

  @Test("a group is left out beside its members, counted and named, unless it is asked for")
  func groups() throws {
    let all = try FlowSelection().chosen(Tables(["flows": flows()]))
    #expect(all.points.map(\.partner.text).sorted() == ["CHN", "KGZ", "RUS", "WLD"])
    #expect(all.leftOut.groups == ["EAEU"] && all.leftOut.groupRows == 1)
    #expect(all.leftOut.diagnostics.map(\.code) == ["T813"])
    var asked = FlowSelection()
    asked.partners = ["EAEU"]
    let group = try asked.chosen(Tables(["flows": flows().filter { $0.partner == "EAEU" }]))
    #expect(group.points.count == 1 && group.leftOut.diagnostics.isEmpty)
  }

  @Test("the Herfindahl index of a study does not count a group beside its members")
  func herfindahl() throws {
    let step = try PreparedStep.reading(
      "indicators.compute",
      "indicators: [concentration.hhi.sum-squares]\nflows: {dataset: office.trade}\n")
    let result = try step.run(Tables(["flows": flows()]))
    let index = result.values.first { $0.id.path == "indicators.value" }
    // 0.36 + 0.09 + 0.01; with the group it would be 0.3163.
    #expect(abs((index?.value.double ?? 0) - 0.46) < 1e-12)
    let note = Message("indicators.note-groups", ["count": .count(1), "groups": .text("EAEU")])
    #expect(result.tables[0].notes.contains(note))
  }

  @Test("parts of years are left out beside whole years, and kept where there are no others")
  func parts() throws {
    let year = Made.flow("KAZ:KGZ", "X", "2022", "8")
    let part = Made.flow("KAZ:KGZ", "X", "2023-YTD09", "6")
    let both = try FlowSelection().chosen(Tables(["flows": [year, part]]))
    #expect(both.points == [year] && both.leftOut.partRows == 1)
    #expect(both.leftOut.diagnostics.map(\.code) == ["T814"])
    let alone = try FlowSelection().chosen(Tables(["flows": [part]]))
    #expect(alone.points == [part] && alone.leftOut.diagnostics.isEmpty)
  }

  @Test("competing data sets are refused, printed publications count only when named")
  func datasets() throws {
    let two = Tables(["flows": flows() + flows(dataset: "other.trade")])
    #expect(try diagnostic { try FlowSelection().chosen(two) }?.code == "T053")
    var named = FlowSelection()
    named.datasets = ["other.trade"]
    #expect(try named.chosen(two).points.allSatisfy { $0.dataset == "other.trade" })
    let printed = Tables(["flows": flows() + flows(dataset: "published.paper")])
    #expect(try FlowSelection().chosen(printed).points.count == 4)
  }

  @Test("a country that holds regions of the table is left out, unless it is asked for")
  func regions() throws {
    var points = [("KZ-10", "5"), ("KZ-11", "7"), ("KAZ", "12")].map {
      Made.number(EntityCode($0.0), "grp", "2022", $0.1)
    }
    points[2].isCountedElsewhere = true
    let tables = Tables(["values": points])
    let all = try RegionSelection(value: "grp").chosen(tables, "values")
    #expect(all.points.map(\.reporter.text) == ["KZ-10", "KZ-11"])
    #expect(all.leftOut.groups == ["KAZ"])
    var asked = RegionSelection(value: "grp")
    asked.regions = ["KAZ"]
    #expect(try asked.chosen(tables, "values").points.map(\.reporter.text) == ["KAZ"])
  }
}
