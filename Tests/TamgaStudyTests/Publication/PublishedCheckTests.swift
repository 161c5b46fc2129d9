import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("The check of a publication") struct PublishedCheckTests {
  private func result() throws -> AnalysisResult {
    try AnalysisCase.publication.step().run(Tables(AnalysisCase.publication.points))
  }

  /// The verdicts of a table by the text of its rows' printed numbers.
  private func verdicts(_ result: AnalysisResult, _ table: String, column: String = "verdict")
    throws -> [String: String]
  {
    let table = try #require(result.tables.first { $0.id == "made.\(table)" })
    let printed = try #require(
      table.columns.firstIndex { $0.key == "printed" || $0.key == "turnover" })
    let verdict = try #require(table.columns.firstIndex { $0.key == column })
    var found: [String: String] = [:]
    for row in table.rows {
      guard case .value(let id) = row[printed], case .label(let message) = row[verdict],
        case .exact(let value)? = result.record(id.text)?.value
      else { continue }
      found[value.normalised.description] = message.key
    }
    return found
  }

  @Test("a printed turnover one tenth off is within the rounding of its parts") func turnover()
    throws
  {
    let found = try verdicts(result(), "turnover")
    #expect(found == ["2250": "checked.agrees", "175.1": "checked.rounding"])
  }

  @Test("claims agree, differ, or cannot be derived") func claims() throws {
    let result = try result()
    #expect(
      try verdicts(result, "claims") == [
        "-16.7": "checked.agrees", "25": "checked.differs", "30": "checked.not-derivable",
      ])
    let change = try #require(
      result.record(
        "v:check.recomputed@basis=own,by=difference,of=published.change,src=published.text,step=made,t=2020"
      ))
    #expect(change.value == .real(-25) && change.unit == "MUSD")
    #expect(change.formula == "a − b" && change.inputs.count == 2)
    let lost = result.values.first {
      $0.id.text.contains("of=published.lost,src") && $0.id.path == "check.recomputed"
    }
    #expect(lost?.value == .missing("missing-input"))
  }

  @Test("what differs is a finding with its place; what agrees is none") func findings() throws {
    let result = try result()
    let differing = result.findings.filter { $0.kind == .differs }
    #expect(differing.map(\.id) == ["made.published-change-2020-published-text-difference"])
    let place = differing.last?.message.arguments["place"]
    #expect(place == .text("KAZ:WLD  TOTAL published.change 2020"))
    let summary = try #require(result.findings.first)
    #expect(summary.id == "made.summary")
    #expect(
      summary.message.arguments == [
        "checked": .count(6), "agrees": .count(3), "rounding": .count(1), "differs": .count(1),
        "underivable": .count(1),
      ])
  }

  @Test("two formulas for one printed number are two recomputations") func twoFormulas() throws {
    let step = try PreparedStep.reading(
      "publication.check",
      """
      reporter: KAZ
      partners: [KGZ]
      printed: published.table
      numbers: [published.text]
      claims:
        - {indicator: published.change, period: "2020", formula: difference, inputs: [X KGZ 2020, X KGZ 2019]}
        - {indicator: published.change, period: "2020", formula: growth-rate, inputs: [X KGZ 2019, X KGZ 2020]}
      """)
    let result = try step.run(Tables(AnalysisCase.publication.points))
    let values = result.values.filter { $0.id.path == "check.recomputed" }.compactMap(
      \.value.double)
    #expect(values.map { $0.rounded() }.sorted() == [-25, 20])
    #expect(Set(result.findings.map(\.id)).count == result.findings.count)
  }

  @Test("levels are compared in the unit they are printed in") func unitsOfLevels() throws {
    let step = try PreparedStep.reading(
      "publication.check",
      """
      reporter: KAZ
      partners: [KGZ]
      printed: published.table
      numbers: [published.text]
      claims:
        - {indicator: published.level, period: "2023", formula: level, inputs: [X KGZ 2023]}
      """)
    func verdict(_ billions: String) throws -> String? {
      let result = try step.run(
        Tables([
          "printed": [Made.flow("KAZ:KGZ", "X", "2023", "1147.2", dataset: "published.table")],
          "numbers-0": [
            Made.number(
              "KAZ", "published.level", "2023", billions, unit: "BUSD", dataset: "published.text")
          ],
        ]))
      return try verdicts(result, "claims").values.first
    }
    #expect(try verdict("1.15") == "checked.agrees")
    #expect(try verdict("1.14") == "checked.differs")
    // 1.1471 is within half a unit of the table's last place: 1147.15 rounds to 1147.2.
    #expect(try verdict("1.1471") == "checked.rounding")
    #expect(try verdict("1.1470") == "checked.differs")
  }
}
