import TamgaIndicators
import TamgaNumerics
import Testing

@Suite("Data of the bundled study") struct StudyDataTests {
  private static let flowHeader = [
    "reporter", "partner", "product", "nomenclature", "flow", "period", "value", "unit", "document",
    "place", "printed", "note",
  ]
  private static let indicatorHeader = [
    "region", "indicator", "period", "value", "unit", "document", "place", "printed", "note",
  ]

  @Test("all tables are there") func present() { #expect(StudyTable.all.count == 10) }

  @Test(
    "every row has a key of its own, a period, a unit, a neutral number or a reason",
    arguments: StudyTable.all)
  func rows(_ table: StudyTable) throws {
    let isFlow = table.header == Self.flowHeader
    #expect(isFlow || table.header == Self.indicatorHeader)
    var keys: Set<[String?]> = []
    for row in table.rows {
      let period = try #require(row["period"])
      #expect(Period(period)?.description == period)
      #expect(MeasureUnit(id: row["unit"] ?? "") != nil, "\(row)")
      #expect(row["document"]?.isEmpty == false)
      if row["value"] == "" {
        #expect(row["note"]?.isEmpty == false, "an empty value needs its reason: \(row)")
      } else {
        #expect(ExactDecimal(row["value"] ?? "") != nil, "\(row)")
        #expect(row["printed"]?.isEmpty == false && row["place"]?.isEmpty == false, "\(row)")
      }
      let key = isFlow ? ["reporter", "partner", "product", "flow"] : ["region", "indicator"]
      #expect(keys.insert((key + ["period"]).map { row[$0] }).inserted, "\(row)")
    }
  }

  @Test(
    "a value is the printed text, unless its note says how it was read",
    arguments: StudyTable.all)
  func printed(_ table: StudyTable) {
    for row in table.rows where row["value"] != "" && row["note"] == "" {
      let digits = (row["printed"] ?? "").filter { $0.isNumber }
      let value = (row["value"] ?? "").filter { $0.isNumber }
      #expect(digits.hasPrefix(value) || value.hasPrefix(digits), "\(row)")
    }
  }

  @Test(
    "the books' turnover is exports and imports together",
    arguments: ["bns-trade-2021-book.csv", "bns-trade-2023-book.csv"])
  func closure(_ name: String) throws {
    let table = try #require(StudyTable.named(name))
    let periods = Set(table.rows.compactMap { $0["period"] })
    #expect(periods.count == 2)
    for period in periods {
      for partner in ["WLD", "CIS", "EAEU", "KGZ"] {
        let flows = ["T", "X", "M"].compactMap {
          table.value(["partner": partner, "flow": $0, "period": period])
        }
        try #require(flows.count == 3)
        let gap = try (turnover(exports: flows[1], imports: flows[2]) - flows[0]).magnitude
        #expect(try gap <= ExactDecimal(parsing: "0.00001"))
      }
    }
  }

  @Test("Table 1 closes within rounding, except the imports of 2022") func tableOne() throws {
    let table = try #require(StudyTable.named("kuanshaliev-2025-table-1.csv"))
    for period in ["2020", "2021", "2022", "2023"] {
      for partner in ["WLD", "EAEU", "KGZ"] {
        let flows = ["T", "X", "M"].compactMap {
          table.value(["partner": partner, "flow": $0, "period": period])
        }
        try #require(flows.count == 3)
        let gap = try (flows[1] + flows[2] - flows[0]).magnitude
        let isClosed = try gap <= ExactDecimal(parsing: "0.15")
        #expect(isClosed == (partner != "KGZ" || period != "2022"), "\(partner) \(period) \(gap)")
      }
    }
  }

  @Test("the printed coefficient follows from its table; the unit of its header does not")
  func talas() throws {
    let investments = try #require(StudyTable.named("adamkulova-2025-table-1.csv"))
    let exports = try #require(StudyTable.named("adamkulova-2025-table-1-exports.csv"))
    let text = try #require(StudyTable.named("adamkulova-2025-text.csv"))
    let pairs = (2020...2024).map { year in
      LabelledPair(
        label: "\(year)", x: investments.value(["period": "\(year)"])?.double,
        y: exports.value(["period": "\(year)"])?.double)
    }
    let coefficient = try #require(pearsonCorrelation(of: pairs).coefficient.value)
    #expect(
      try ExactDecimal(shortest: coefficient).rounded(toScale: 2, .halfEven)
        == text.value(["indicator": "published.correlation.investments.exports.2020-2024"]))
    let table = try #require(investments.value(["period": "2022"]))
    let stated = try #require(
      text.value(["region": "KG-T", "indicator": "published.investments.text", "period": "2022"]))
    #expect(
      try table.multiplied(byPowerOfTen: -3).rounded(toScale: 1, .halfAwayFromZero) == stated)
  }
}
