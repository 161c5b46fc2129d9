import Foundation
import TamgaPresent
import Testing

@testable import TamgaAudit

@Suite("Claims files") struct ClaimsReaderTests {
  /// The first block of YAML in the language's own description.
  static func documentedExample() throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../..").standardized
    let text = try String(
      contentsOf: root.appendingPathComponent("Documentation/claims.md"), encoding: .utf8)
    let parts = text.components(separatedBy: "```")
    return try #require(parts.dropFirst().first).replacing(/^yaml\n/, with: "")
  }

  @Test("The example of the documentation reads and compiles")
  func documentation() throws {
    let document = try ClaimsSample.document(Self.documentedExample())
    #expect(document.id == "000")
    #expect(document.asOf == "2024-07-27")
    #expect(document.textStyle == .english)
    let table = try #require(document.tables.first)
    #expect(table.style == .spaced)
    #expect(table.rowParts == ["partner", "period"])
    #expect(table.columns.map(\.name) == ["t", "x", "m", "st"])
    #expect(table.columns.map(\.grid) == [1, 1, 1, 1])
    #expect(table.columns.map(\.unit.name) == ["mln USD", "mln USD", "mln USD", "%"])
    #expect(table.rows.prefix(2) == ["kg.2023", "kg.2022"])
    #expect(table.cells[0].map { $0?.text } == ["1688,1", "11472", "541", "1,2"])
    #expect(table.cells[1].map { $0?.text } == ["1246,9", "793", "541", "0,9"])
    let binding = try #require(table.against)
    #expect(binding.dataset == "bns.trade.partner")
    #expect(binding.key == ["reporter": "KAZ"])
    #expect(binding.columns["m"] == ["flow": "M"])
    #expect(binding.codes == ["kg": "KGZ", "total": "WLD"])
    #expect(document.numbers.map(\.id) == ["003-n1"])
    #expect(document.conclusions.first?.restsOn.map(\.text) == ["000-07"])
    let model = try AuditModel(document)
    #expect(model.cell("T1.m[kg.2022]") != nil)
    let claim = try #require(model.statements.first { $0.id == "000-07" })
    let value = Evaluator(numbers: PrintedNumbers(model)).evaluate(claim).value
    // 100 (541 / 345.6 − 1)
    #expect(abs((value ?? 0) - 56.539352) < 1e-6)
  }

  @Test("Seed 000: the first example of the design")
  func wrongCell() throws {
    let model = try ClaimsSample.model(Self.seed000)
    let document = model.document
    #expect(document.tables.first?.rows.count == 6)
    #expect(document.claims.map(\.id) == ["000-07", "000-08", "000-13"])
    guard case .about(let word) = document.claims[2].says else {
      Issue.record("about")
      return
    }
    #expect(word == .unchanged)
    #expect(document.claims[0].place == "section 2")
    guard case .key(let key) = document.claims[0].against else {
      Issue.record("key")
      return
    }
    #expect(key.description == "bns.trade.partner{flow=M,partner=KGZ,period=2022,reporter=KAZ}")
    // Three sums and six shares over three years, and the sums of the totals: 6 + 3 + 3 + 3.
    #expect(model.statements.filter(\.isIdentity).count == 15)
    let evaluator = Evaluator(numbers: PrintedNumbers(model))
    let fits = model.statements.filter { !$0.isIdentity }.map { evaluator.evaluate($0) }
    #expect(fits.map(\.fit) == [.reproduced, .reproduced, .reproduced])
    let range = try #require(fits[0].range?.interval)
    // 100 (540.95/345.65 − 1) … 100 (541.05/345.55 − 1): 56.50 to 56.58
    #expect(abs(range.low - 56.5022) < 1e-3)
    #expect(abs(range.high - 56.5764) < 1e-3)
  }

  @Test("Seed 001: the second example of the design")
  func weakEvidence() throws {
    let model = try ClaimsSample.model(Self.seed001)
    let claim = model.document.claims[0]
    #expect(claim.require.observations == 8)
    #expect(claim.require.significance == 0.05)
    #expect(claim.require.leaveOneOut == 0.1)
    #expect(claim.kind == .numeric)
    #expect(model.document.claims[2].kind == .causal)
    let evaluation = Evaluator(numbers: PrintedNumbers(model)).evaluate(model.statements[0])
    #expect(evaluation.fit == .reproduced)
    #expect(abs((evaluation.value ?? 0) - 0.839) < 5e-4)
    let range = try #require(evaluation.range)
    #expect(range.isSampled)
    #expect(abs(range.interval.low - 0.838) < 6e-4)
    #expect(abs(range.interval.high - 0.841) < 6e-4)
    // The header says millions, the sentence has a thousandth of it.
    #expect(
      Evaluator(numbers: PrintedNumbers(model)).evaluate(model.statements[1]).fit == .contradicted)
  }

  @Test("Defaults and forms: styles, blanks, grids, mappings, places")
  func forms() throws {
    let text = """
      tamga: claims/1
      document: {id: d, lang: ru}
      tables:
        T:
          columns: [a, b]
          grid: {b: 2}
          numbers: {decimal: ".", group: none}
          trust: scan
          cells:
            r1: {b: "1.25"}
            r2: ["—", "2.5"]
            r3: ["x", ~]
          identities: [{id: low, relation: "b[*] > 0"}]
          against:
            dataset: s
            columns: {b: {flow: X}}
            except: [r2, "*.total"]
      claims:
        - {id: c, quote: q, where: {section: 2, page: 5}, says: {bound: "≤ 100"}, trust: chart,
           numbers: {decimal: ","}}
      """
    let document = try ClaimsSample.document(text)
    let table = document.tables[0]
    #expect(document.textStyle == .spaced)
    #expect(table.style == NumberStyle(decimal: ".", group: nil))
    #expect(table.trust == .scan)
    #expect(table.columns.map(\.grid) == [nil, 2])
    #expect(
      table.cells.map { $0.map { $0?.text } } == [[nil, "1.25"], [nil, "2.5"], [nil, nil]])
    #expect(table.identities.map(\.id) == ["low"])
    #expect(table.against?.except == ["r2", "*.total"])
    #expect(document.claims[0].place == "section 2, page 5")
    #expect(document.claims[0].trust == .chart)
    #expect(document.claims[0].style == NumberStyle(decimal: ",", group: nil))
    guard case .bound(let relation, let number) = document.claims[0].says else {
      Issue.record("bound")
      return
    }
    #expect(relation == .lessOrEqual)
    #expect(number.text == "100")
  }

  static let seed000 = """
    tamga: claims/1
    document: {id: seed000, file: shared/seeds/000.txt, lang: en, numbers: {decimal: ",", group: " "},
      text_numbers: {decimal: "."}}
    tables:
      T1:
        where: "Table 1 (as of 27.07.2024)"
        unit: "mln USD"
        grid: 1
        columns: [t, x, m, st, sx, sm]      # turnover, export, import; shares in %
        column_units: {st: "%", sx: "%", sm: "%"}
        cells:
          total.2023: ["139 551", "79 138,8", "60 412,3", "100,0", "100,0", "100,0"]
          kg.2023:    ["1688,1", "11472", "541", "1,2", "1,4", "0,9"]
          total.2022: ["135527,4", "84 593,1", "50 934,4", "100,0", "100,0", "100,0"]
          kg.2022:    ["1246,9", "793", "541", "0,9", "0,9", "0,9"]
          total.2021: ["101513,4", "60 339,6", "41173,8", "100,0", "100,0", "100,0"]
          kg.2021:    ["970,8", "625,2", "345,6", "1,0", "1,0", "0,8"]
        identities:
          - "t[*] = x[*] + m[*]"
          - "st[kg.{y}] = share(t[kg.{y}], t[total.{y}])"
          - "sx[kg.{y}] = share(x[kg.{y}], x[total.{y}])"
          - "sm[kg.{y}] = share(m[kg.{y}], m[total.{y}])"
    claims:
      - id: "000-07"
        quote: "with a growth of 56.5% or 195.4 million US dollars"
        where: {section: 2}
        says: {value: "56.5", unit: "%"}
        expr: growth(T1.m[kg.2022], T1.m[kg.2021])
        against: {dataset: bns.trade.partner, key: {reporter: KAZ, partner: KGZ, flow: M, period: "2022"}}
      - id: "000-08"
        quote: "with a growth of 56.5% or 195.4 million US dollars"
        says: {value: "195.4", unit: "mln USD"}
        expr: T1.m[kg.2022] - T1.m[kg.2021]
      - id: "000-13"
        quote: "the volume of imports remained almost unchanged"
        says: {about: unchanged}
        expr: growth(T1.m[kg.2023], T1.m[kg.2022])
    conclusions:
      - {id: "000-c1", text: "imports jumped in 2022", rests_on: ["000-07", "000-08", "000-13"]}
    """

  static let seed001 = """
    tamga: claims/1
    document: {id: seed001, lang: en, numbers: {decimal: ".", group: ","}}
    tables:
      T1:
        where: "Table 1"
        columns: [inv, exp]
        column_units: {inv: "mln USD", exp: "mln USD"}     # as the header prints them
        cells:
          "2020": ["36,581.40", "170.5"]
          "2021": ["81,845.50", "382"]
          "2022": ["127,900.80", "411"]
          "2023": ["117,547.80", "559"]
          "2024": ["107,162.10", "559"]
    claims:
      - id: "001-01"
        quote: "The calculated correlation coefficient for the period 2020-2024 is 0.84"
        says: {value: "0.84"}
        expr: pearson(T1.inv[2020..2024], T1.exp[2020..2024])
        require: {n: ">= 8", p: "< 0.05", leave_one_out: 0.1}
      - id: "001-02"
        quote: "USD 36.6 million in 2020"
        says: {value: "36.6", unit: "mln USD"}
        expr: T1.inv[2020]
      - id: "001-03"
        quote: "indicates a strong dependence of the growth of foreign trade flows"
        kind: causal
        rests_on: ["001-01"]
    """
}
