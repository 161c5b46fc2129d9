import TamgaGravity
import Testing

@Suite("Border questions: identification")
struct BorderIdentificationTests {
  private static let columns = BorderSpecification.Columns(
    trade: "trade", exporter: "exporter", importer: "importer", period: "year")

  /// A full panel of countries and periods, with or without internal rows.
  private func panel(_ n: Int, _ periods: Int, internals: Bool) throws -> (
    BorderPanel, [(i: Int, j: Int, t: Int)]
  ) {
    var cells: [(i: Int, j: Int, t: Int)] = []
    for t in 0..<periods {
      for i in 0..<n { for j in 0..<n where internals || i != j { cells.append((i, j, t)) } }
    }
    let panel = BorderPanel(
      exporter: cells.map { Int32($0.i) }, importer: cells.map { Int32($0.j) },
      period: cells.map { Int32($0.t) }, countries: n, periods: periods)
    return (try #require(panel), cells)
  }

  private func kinds(
    _ question: BorderSpecification.Question, _ panel: BorderPanel, _ values: [Double]
  ) -> [BorderFinding.Kind] {
    BorderIdentification.findings(
      for: BorderSpecification(question, columns: Self.columns), panel: panel, values: values
    ).map(\.kind)
  }

  @Test("a border effect needs trade within countries")
  func border() throws {
    let question = BorderSpecification.Question.borderEffect(indicator: "border", controls: [])
    let (with, cells) = try panel(4, 2, internals: true)
    #expect(kinds(question, with, cells.map { $0.i == $0.j ? 0 : 1 }).isEmpty)
    let (without, others) = try panel(4, 2, internals: false)
    #expect(
      kinds(question, without, others.map { _ in 1 }) == [.noInternalRows, .constant])
  }

  @Test("with pair effects only its changes over time are left")
  func change() throws {
    let question = BorderSpecification.Question.borderChange(
      indicator: "border", controls: [], reference: "2000")
    let (panel, cells) = try panel(4, 3, internals: true)
    #expect(kinds(question, panel, cells.map { $0.i == $0.j ? 0 : 1 }).isEmpty)
    let (single, rows) = try self.panel(4, 1, internals: true)
    #expect(kinds(question, single, rows.map { $0.i == $0.j ? 0 : 1 }) == [.absorbedByPairs])
  }

  @Test("what varies by country and period alone is absorbed")
  func countryPeriods() throws {
    let question = BorderSpecification.Question.delayElasticity(
      hours: "hours", controls: [], pairEffects: false)
    let (panel, cells) = try panel(4, 3, internals: true)
    #expect(
      kinds(question, panel, cells.map { Double(1 + $0.i + $0.t) })
        == [.absorbedByExporterPeriod])
    #expect(
      kinds(question, panel, cells.map { Double(1 + $0.j * ($0.t + 1)) })
        == [.absorbedByImporterPeriod])
    #expect(
      kinds(question, panel, cells.map { Double(1 + $0.i * $0.t + $0.j) })
        == [.absorbedByCountryPeriods])
    #expect(kinds(question, panel, cells.map { Double(1 + $0.i * $0.j) }).isEmpty)
  }

  @Test("crossing times that never change are absorbed by pairs")
  func pairs() throws {
    let question = BorderSpecification.Question.delayElasticity(
      hours: "hours", controls: [], pairEffects: true)
    let (panel, cells) = try panel(4, 3, internals: false)
    #expect(
      kinds(question, panel, cells.map { Double(1 + $0.i * $0.j) }) == [.absorbedByPairs])
    #expect(
      kinds(question, panel, cells.map { Double(1 + $0.i * $0.j + $0.i * $0.t) })
        == [.absorbedByAllEffects])
    #expect(kinds(question, panel, cells.map { Double(1 + $0.i * $0.j * $0.t) }).isEmpty)
    #expect(
      kinds(question, panel, cells.map { Double($0.i * $0.j * $0.t) }) == [.nonpositiveHours])
  }

  @Test("a union needs joiners and stayers, and lags shorter than the panel")
  func union() throws {
    let (panel, cells) = try panel(5, 4, internals: false)
    func question(_ lags: [Int]) -> BorderSpecification.Question {
      .unionEffect(indicator: "union", lags: lags, controls: [])
    }
    let joins = cells.map { $0.i < 2 && $0.j < 2 && $0.t >= 2 ? 1.0 : 0 }
    #expect(kinds(question([0, 1]), panel, joins) == [.fewJoiners])
    #expect(kinds(question([4]), panel, joins) == [.lagLongerThanPanel, .fewJoiners])
    let always = cells.map { $0.i < 2 && $0.j < 2 ? 1.0 : 0 }
    #expect(kinds(question([]), panel, always) == [.noJoiners, .absorbedByPairs])
    let all = cells.map { ($0.t >= 1 + ($0.i * $0.j) % 3) ? 1.0 : 0 }
    #expect(kinds(question([]), panel, all) == [.noStayers, .fewJoiners])
    // Of 42 pairs between seven countries, 30 join and are enough not to be warned of; 29 are not.
    let (larger, flows) = try self.panel(7, 3, internals: false)
    let pairs = Set(flows.map { $0.i * 7 + $0.j }).sorted()
    func joined(_ count: Int) -> [Double] {
      let members = Set(pairs.prefix(count))
      return flows.map { members.contains($0.i * 7 + $0.j) && $0.t >= 1 ? 1 : 0 }
    }
    #expect(kinds(question([]), larger, joined(30)).allSatisfy { $0 != .fewJoiners })
    #expect(kinds(question([]), larger, joined(29)).contains(.fewJoiners))
    #expect(
      kinds(question([]), panel, joins.map { $0 * 2 }) == [.notAnIndicator, .fewJoiners])
  }

  @Test("missing values and wrong sizes are findings, wrong codes no panel")
  func bad() throws {
    let (panel, cells) = try panel(4, 2, internals: true)
    let question = BorderSpecification.Question.borderEffect(indicator: "border", controls: [])
    #expect(kinds(question, panel, [1]) == [.missingValues])
    var values = cells.map { $0.i == $0.j ? 0.0 : 1 }
    values[1] = .nan
    #expect(kinds(question, panel, values) == [.missingValues])
    #expect(
      kinds(question, panel, values.map { _ in .nan }) == [.missingValues])
    #expect(
      BorderPanel(exporter: [0], importer: [2], period: [0], countries: 2, periods: 1) == nil)
    #expect(BorderPanel(exporter: [0], importer: [], period: [0], countries: 2, periods: 1) == nil)
  }

  @Test("formulas as written")
  func formulas() {
    func formula(_ question: BorderSpecification.Question) -> String {
      BorderSpecification(question, columns: Self.columns).formula
    }
    #expect(
      formula(.borderEffect(indicator: "border", controls: ["log(distance)"]))
        == "trade ~ border + log(distance) | exporter^year + importer^year")
    #expect(
      formula(.unionEffect(indicator: "union", lags: [0, 3, -2], controls: ["tariff"]))
        == "trade ~ union + lag(union,3) + lead(union,2) + tariff"
        + " | exporter^year + importer^year + exporter^importer")
    #expect(
      formula(.borderChange(indicator: "border", controls: [], reference: "2000"))
        == "trade ~ i(year, border, ref = 2000)"
        + " | exporter^year + importer^year + exporter^importer")
    #expect(
      formula(.delayElasticity(hours: "hours", controls: [], pairEffects: false))
        == "trade ~ log(hours) | exporter^year + importer^year")
  }
}
