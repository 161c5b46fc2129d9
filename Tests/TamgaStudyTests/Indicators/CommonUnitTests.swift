import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaStudy

@Suite("Numbers of regions in one unit and one kind of prices") struct CommonUnitTests {
  private static let inequality = """
    indicators: [inequality.gini.n]
    regions: {dataset: office.numbers, value: grp}
    """
  private static let pairs = """
    indicators: [corr.pearson.pairs]
    pairs:
      x: {dataset: office.numbers, indicator: grp, period: "2022"}
      y: {dataset: office.numbers, indicator: wage, period: "2022"}
    """
  private static let composite = """
    indicators:
      - {id: output, dataset: office.numbers, indicator: grp, period: "2022", direction: higher}
    """

  /// 40, 60, 20 million dollars, the second printed in thousands.
  private static let mixed = [
    Made.number("KZ-15", "grp", "2022", "40"),
    Made.number("KZ-27", "grp", "2022", "60000", unit: "kUSD"),
    Made.number("KZ-39", "grp", "2022", "20"),
  ]
  private static let wages = [("KZ-15", "2"), ("KZ-27", "3"), ("KZ-39", "1")].map {
    Made.number($0, "wage", "2022", $1, unit: "KZT")
  }

  private func run(_ id: String, _ parameters: String, _ tables: [String: [DataPoint]]) throws
    -> AnalysisResult
  {
    try PreparedStep.reading(id, parameters).run(Tables(tables))
  }

  private func values(_ result: AnalysisResult, _ path: String) -> [Double] {
    result.values.filter { $0.id.path == path }.compactMap(\.value.double)
  }

  /// What each use of the numbers throws.
  private func faults(_ points: [DataPoint]) throws -> [Diagnostic?] {
    try [
      ("indicators.compute", Self.inequality, ["values": points]),
      ("indicators.compute", Self.pairs, ["x": points, "y": Self.wages]),
      ("composite.index", Self.composite, ["output": points]),
    ].map { id, parameters, tables in
      try diagnostic { _ = try run(id, parameters, tables) }
    }
  }

  @Test("thousands beside millions of one currency are brought to millions") func scaled() throws {
    // Σ Σ |x − y| / (2 n² μ) = 160 / (2 · 9 · 40).
    let gini = try run("indicators.compute", Self.inequality, ["values": Self.mixed])
    #expect(abs((values(gini, "indicators.value").first ?? 0) - 160.0 / 720) < 1e-12)
    let pairs = try run(
      "indicators.compute", Self.pairs, ["x": Self.mixed, "y": Self.wages])
    #expect(abs((values(pairs, "indicators.value").first ?? 0) - 1) < 1e-12)
    let index = try run("composite.index", Self.composite, ["output": Self.mixed])
    #expect(
      values(index, "composite.score").map { ($0 * 1e9).rounded() / 1e9 }.sorted() == [
        1, 50.5, 100,
      ])
    let shown = index.values.filter { $0.id.path == "indicators.region" }
    #expect(shown.compactMap(\.value.double).sorted() == [20, 40, 60])
    #expect(Set(shown.map(\.unit)) == ["MUSD"])
  }

  @Test("currencies and dimensions are never mixed") func currencies() throws {
    for unit in ["MKZT", "pct", "jin"] {
      let odd = Self.mixed + [Made.number("KZ-55", "grp", "2022", "9", unit: unit)]
      for found in try faults(odd) {
        #expect(found?.code == "T072")
        #expect(found?.arguments["found"]?.contains(unit) == true)
      }
    }
  }

  @Test("a change over a change of currency is refused; another period has no say") func periods()
    throws
  {
    let before = Made.number("KZ-15", "grp", "2021", "9", unit: "MKZT")
    let growth = Self.composite.replacing(
      "period: \"2022\"", with: "period: \"2022\", since: \"2021\"")
    func code(_ parameters: String) throws -> String? {
      try diagnostic {
        _ = try run("composite.index", parameters, ["output": Self.mixed + [before]])
      }?.code
    }
    #expect(try code(growth) == "T072")
    #expect(try code(Self.composite) == nil)
  }

  @Test("prices are never mixed: the bases are named, one can be chosen") func prices() throws {
    let constant = Self.mixed.map { point in
      var point = point
      point.priceBasis = "constant"
      point.value = point.reporter == "KZ-15" ? point.value : nil
      return point
    }
    let both = Self.mixed + constant
    for found in try faults(both) {
      #expect(found?.code == "T869")
      #expect(found?.arguments["found"] == "constant, current")
    }
    func chosen(_ text: String) -> String {
      text.replacing("value: grp", with: "value: grp, price_basis: current")
        .replacing("indicator: grp", with: "indicator: grp, price_basis: current")
    }
    let gini = try run("indicators.compute", chosen(Self.inequality), ["values": both])
    #expect(abs((values(gini, "indicators.value").first ?? 0) - 160.0 / 720) < 1e-12)
    let index = try run("composite.index", chosen(Self.composite), ["output": both])
    #expect(
      values(index, "composite.score").map { ($0 * 1e9).rounded() / 1e9 }.sorted() == [
        1, 50.5, 100,
      ])
    let odd = try diagnostic {
      _ = try run(
        "indicators.compute", chosen(Self.inequality).replacing("current", with: "real"), [:])
    }
    #expect(odd?.code == "T010")
    #expect(Tables(["a": Self.mixed]).contentHash != Tables(["a": constant]).contentHash)
  }

  @Test("a number or a flow that stands twice is not counted twice") func twice() throws {
    let again = Self.mixed + [Made.number("KZ-15", "grp", "2022", "41")]
    for found in try faults(again) { #expect(found?.code == "T843") }
    let flows = [("10", "FOB"), ("11", "CIF")].map { value, _ in
      Made.flow("KAZ:CHN", "X", "2022", value)
    }
    let found = try diagnostic {
      _ = try run(
        "indicators.compute",
        "indicators: [flow.balance.net]\nflows: {dataset: office.trade}\n", ["flows": flows])
    }
    #expect(found?.code == "T076")
  }
}
