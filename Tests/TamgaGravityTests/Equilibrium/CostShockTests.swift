import TamgaGravity
import TestSupport
import Testing

@Suite("Shocks of trade costs")
struct CostShockTests {
  static let countries = ["KAZ", "KGZ", "UZB"]

  private func costs() throws -> TradeCosts {
    try TradeCosts(
      countries: Self.countries,
      terms: [
        CostTerm(variable: "border", coefficient: -2, values: [0, 1, 1, 1, 0, 1, 1, 1, 0]),
        CostTerm(variable: "rta", coefficient: 0.5, values: [0, 1, 0, 1, 0, 0, 0, 0, 0]),
        CostTerm(
          variable: "crossing_hours", transform: .log, coefficient: -0.3,
          values: [.nan, 6, 2, 8, .nan, 12, 0, 5, .nan]),
      ])
  }

  private func changed(_ text: String) throws -> [Int] {
    let factors = try costs().change(CostShock(text)).factors
    return factors.indices.filter { factors[$0] != 1 }
  }

  @Test("each scope chooses its pairs, and never a country's own")
  func scopes() throws {
    #expect(try changed("border=0") == [1, 2, 3, 5, 6, 7])
    #expect(try changed("border=0 between KAZ,KGZ") == [1, 3])
    #expect(try changed("border=0 from KAZ") == [1, 2])
    #expect(try changed("border = 0 to KAZ") == [3, 6])
    #expect(try changed("border=0 from KAZ to UZB") == [2])
    #expect(try changed("border=0 except UZB") == [1, 3])
    #expect(try changed("border=0 where crossing_hours >= 6") == [1, 3, 5])
    #expect(
      try changed("border=0 where crossing_hours>=6 and crossing_hours!=8 from KAZ,KGZ") == [1, 5])
    #expect(try changed("rta=1 between KAZ,UZB; border=0 between `KGZ`,UZB") == [2, 5, 6, 7])
  }

  @Test("factors are exp(β Δf), with the term's own function")
  func factors() throws {
    let halved = try costs().change(CostShock("crossing_hours*0.5 between KAZ,KGZ")).factors
    // exp(-0.3·log ½) = 2^0.3.
    #expect(abs(halved[1] - 1.2311444133449163) < 1e-14)
    let removed = try costs().change(CostShock("border=0")).factors
    #expect(abs(removed[1] - 7.38905609893065) < 1e-14)
    let moved = try costs().change(CostShock("border-1.5e-1 from KAZ; rta+2 from KAZ")).factors
    // exp(-2·(-0.15) + 0.5·2).
    #expect(abs(moved[2] - 3.669296667619244) < 1e-13)
  }

  @Test("pairs without a flow are neither changed nor met by a condition")
  func absent() throws {
    let costs = try TradeCosts(
      countries: Self.countries,
      terms: [
        CostTerm(
          variable: "border", coefficient: -2, values: [0, 1, .nan, 1, 0, 1, .nan, 1, 0])
      ], hasFlow: [true, true, false, true, true, true, false, true, true])
    #expect(try costs.change(CostShock("border=0")).changedPairs == 4)
    let conditional = try costs.change(CostShock("border=0 where border = 1")).factors
    #expect(conditional.indices.filter { conditional[$0] != 1 } == [1, 3, 5, 7])
    #expect(throws: CostShockError.changesNothing(clause: 1)) {
      try costs.change(CostShock("border=0 between KAZ,UZB"))
    }
    #expect(throws: CostShockError.wrongSize(variable: "flows", expected: 9, found: 1)) {
      try TradeCosts(countries: Self.countries, terms: [], hasFlow: [true])
    }
  }

  @Test("a later clause sees the earlier")
  func order() throws {
    let twice = try costs().change(CostShock("rta=0 between KAZ,KGZ; rta=1 between KAZ,KGZ"))
    #expect(twice.changedPairs == 0)
  }

  @Test(
    "text that cannot be read says where",
    arguments: [
      ("", CostShockError.empty), (" ; ", .empty),
      ("border", .expected("=, *, + or -", column: 7, found: "")),
      ("border=", .expected("a number", column: 8, found: "")),
      ("border=x1", .badNumber("x1", column: 8)), ("border=1e999", .badNumber("1e999", column: 8)),
      ("=1", .expected("a variable", column: 1, found: "=1")),
      (
        "border=0 near KAZ",
        .expected("between, from, to, except or where", column: 14, found: "near")
      ),
      ("border=0 between KAZ", .betweenNeedsTwo(column: 17)),
      ("border=0 between KAZ,KAZ", .betweenNeedsTwo(column: 17)),
      ("border=0 from", .expected("a country", column: 14, found: "")),
      ("border=0 where rta", .expected("=, !=, <, <=, > or >=", column: 19, found: "")),
      ("`border=0", .expected("a closing `", column: 1, found: "")),
      ("border=0 !", .expected("between, from, to, except, where or ;", column: 10, found: "!")),
    ])
  func unreadable(text: String, error: CostShockError) {
    #expect(throws: error) { try CostShock(text) }
  }

  @Test("names, missing values and undefined terms are refused")
  func data() throws {
    let costs = try costs()
    #expect(throws: CostShockError.unknownVariable("bordr", nearest: ["border"])) {
      try costs.change(CostShock("bordr=0"))
    }
    #expect(throws: CostShockError.unknownCountry("KAX", nearest: ["KAZ"])) {
      try costs.change(CostShock("border=0 from KAX"))
    }
    #expect(throws: CostShockError.changesNothing(clause: 1)) {
      try costs.change(CostShock("border=1"))
    }
    #expect(
      throws: CostShockError.undefinedTerm(
        variable: "crossing_hours", exporter: "UZB", importer: "KAZ")
    ) { try costs.change(CostShock("crossing_hours+1 from UZB")) }
    #expect(throws: CostShockError.outOfRange(exporter: "KAZ", importer: "KGZ")) {
      try costs.change(CostShock("border=-400"))
    }
    #expect(throws: CostShockError.tooLong) {
      try CostShock(String(repeating: "x", count: 10_001))
    }
    #expect(throws: CostShockError.wrongSize(variable: "x", expected: 9, found: 1)) {
      try TradeCosts(
        countries: Self.countries, terms: [CostTerm(variable: "x", coefficient: 1, values: [1])])
    }
    let text = "border=0.0 between KAZ,KGZ where rta > 0.0; rta*2.0 except UZB"
    #expect(CostShock(clauses: try CostShock(text).clauses).text == text)
  }

  @Test("random text never traps", arguments: UInt64(0)..<20)
  func fuzz(seed: UInt64) {
    var generator = SplitMix(seed: seed)
    let pieces = [
      "border", "=", "*", "+", "-", "0", "1e", ".", "between", "from", "to", "except", "where",
      " ", ",", ";", "KAZ", "`", "<", ">", "!", "é", "\u{301}", "\n",
    ]
    for _ in 0..<200 {
      let text = (0..<12).map { _ in pieces[generator.below(pieces.count)] }.joined()
      do {
        let shock = try CostShock(text)
        #expect(!shock.clauses.isEmpty)
      } catch {
        #expect(error.code.hasPrefix("gravity.shock."))
      }
    }
  }
}
