import Foundation
import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("Analysis gravity.border")
struct BorderAnalysisTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Studies/border-effect")

  private func run(_ parameters: String, _ points: [String: [DataPoint]] = [:]) throws
    -> AnalysisResult
  {
    try PreparedStep.reading("gravity.border", parameters, folder: Self.folder)
      .run(Tables(points))
  }

  /// Estimate and standard error of a coefficient by its place in the table.
  private func coefficient(_ result: AnalysisResult, _ name: String) throws -> (Double, Double) {
    let table = try #require(result.tables.first { $0.id == "made.coefficients" })
    let row = try #require(table.rows.first { $0[0] == .text(name) }, "\(name)")
    let numbers = try row[1...2].map { cell -> Double in
      guard case .value(let id) = cell else { return .nan }
      return try #require(result.record(id.text)?.value.double)
    }
    return (numbers[0], numbers[1])
  }

  private func codes(_ result: AnalysisResult) -> [String] {
    let table = result.tables.first { $0.id == "made.identification" }
    return (table?.rows ?? []).compactMap { row in
      if case .text(let code) = row[2] { code } else { nil }
    }
  }

  @Test("the made-up panel gives back the effects it was drawn with, within three standard errors")
  func truth() throws {
    let border = try run(
      """
      question: border
      data: data/made-up-panel.csv
      controls: [log(distance), union, log(hours)]
      tariff: log1p(tariff)
      sigma: 6
      made-up: true
      """)
    for (name, truth) in [
      ("border", -1.6), ("log(distance)", -0.9), ("union", 0.45), ("log(hours)", -0.35),
      ("log1p(tariff)", -5.0),
    ] {
      let (estimate, error) = try coefficient(border, name)
      #expect(abs(estimate - truth) < 3 * error, "\(name): \(estimate) ± \(error)")
      #expect(error > 0 && error < 1)
    }
    #expect(codes(border).isEmpty)
    #expect(border.introduction?.key == "border.introduction.made-up")
    let effects = try #require(border.tables.first { $0.id == "made.effects" })
    #expect(effects.rows.count == 3)
    let times = try #require(
      border.record("v:border.effect.estimate@of=q1,step=made")?.value.double)
    let beta = try coefficient(border, "border").0
    #expect(abs(times - exp(-beta)) < 1e-12 * times)
    let equivalent = try #require(
      border.record("v:border.effect.estimate@of=q3,step=made")?.value.double)
    #expect(abs(equivalent - 100 * (exp(-beta / 6) - 1)) < 1e-9)
  }

  @Test("a union with lags and lead: the sum of what is phased in, without the lead")
  func union() throws {
    let result = try run(
      """
      question: union
      data: data/made-up-panel.csv
      controls: [log1p(tariff)]
      lags: [1, 2, -1]
      made-up: true
      """)
    let names = ["union", "lag(union, 1)", "lag(union, 2)"]
    let sum = try names.map { try coefficient(result, $0).0 }.reduce(0, +)
    let lead = try coefficient(result, "lead(union, 1)")
    #expect(abs(lead.0) < 3 * lead.1)
    let phased = try #require(
      result.record("v:border.effect.estimate@of=q5,step=made")?.value.double)
    #expect(abs(phased - 100 * (exp(sum) - 1)) < 1e-9)
    #expect(result.findings.contains { $0.message.key == "border.finding.phased" })
  }

  @Test("delays: elasticity, the effect of halving, and the refusal with pair effects")
  func delay() throws {
    let result = try run(
      """
      question: delay
      data: data/made-up-panel.csv
      controls: [log(distance), border, union, log1p(tariff)]
      hours: [12, 6]
      made-up: true
      """)
    let (beta, error) = try coefficient(result, "log(hours)")
    #expect(abs(beta + 0.35) < 3 * error)
    let effect = try #require(
      result.record("v:border.effect.estimate@of=q2,step=made")?.value.double)
    #expect(abs(effect - 100 * (exp(beta * log(0.5)) - 1)) < 1e-9)
    let absorbed = try run(
      "question: delay\ndata: data/made-up-panel.csv\npair-effects: true\n")
    #expect(codes(absorbed) == ["gravity.border.absorbed-by-pairs"])
    #expect(absorbed.tables.allSatisfy { $0.id != "made.coefficients" })
    #expect(absorbed.findings.first?.message.key == "border.finding.not-estimated")
    #expect(absorbed.figures.isEmpty)
  }

  @Test("a changing border: one coefficient a year but the first")
  func change() throws {
    let result = try run(
      """
      question: border-change
      data: data/made-up-panel.csv
      controls: [union, log1p(tariff)]
      made-up: true
      """)
    for year in 2...8 {
      let (estimate, error) = try coefficient(result, "year::\(year):border")
      #expect(abs(estimate) < 4 * error)
    }
  }

  @Test("two countries' flows without trade within them identify neither border nor union")
  func atHand() throws {
    let points = [
      "flows-KAZ": ["2020", "2021", "2022"].map { Made.flow("KAZ:KGZ", "X", $0, "500") },
      "flows-KGZ": ["2020", "2021", "2022"].map { Made.flow("KGZ:KAZ", "X", $0, "300") },
    ]
    let flows = "flows: {KAZ: office.trade, KGZ: office.trade}\n"
    let border = try run("question: border\n" + flows, points)
    #expect(codes(border).contains("gravity.border.no-internal-rows"))
    #expect(border.findings.first?.message.key == "border.finding.not-estimated")
    let union = try run(
      "question: union\nmembers: {KAZ: 2015, KGZ: 2015}\nlags: [3]\n" + flows, points)
    #expect(codes(union).contains("gravity.border.no-joiners"))
    #expect(codes(union).contains("gravity.border.lag-longer-than-panel"))
  }

  @Test("the importer's record stands in where the exporter's is missing, and not beside it")
  func mirror() throws {
    let points = [
      "flows-KAZ": [
        Made.flow("KAZ:KGZ", "X", "2020", "500"), Made.flow("KAZ:KGZ", "M", "2020", "90"),
      ],
      "flows-KGZ": [
        Made.flow("KGZ:KAZ", "M", "2020", "450"), Made.flow("KGZ:KAZ", "M", "2021", nil),
      ],
    ]
    let result = try run(
      "question: border\nflows: {KAZ: office.trade, KGZ: office.trade}\n", points)
    let table = try #require(result.tables.first { $0.id == "made.flows" })
    #expect(table.rows.map { $0[3] } == [.text("X"), .text("M")])
    #expect(result.record("v:border.count.rows@step=made")?.value.double == 2)
    #expect(result.record("v:border.count.left-out@step=made")?.value.double == 1)
  }

  @Test(
    "what a study file may not say, by code",
    arguments: [
      ("question: border\n", "T063"), ("question: border\nflows: {KAZ: a}\n", "T063"),
      ("question: border\ndata: data/none.csv\n", "T660"),
      ("question: border\ndata: data/made-up-panel.csv\nvariable: bordr\n", "T321"),
      ("question: border\ndata: data/made-up-panel.csv\ncontrols: [log(]\n", "T506"),
    ])
  func refusals(parameters: String, code: String) throws {
    #expect(try diagnostic { try run(parameters) }?.code == code)
  }
}
