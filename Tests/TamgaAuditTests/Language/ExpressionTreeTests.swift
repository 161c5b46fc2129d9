import Testing

@testable import TamgaAudit

@Suite("Expression trees") struct ExpressionTreeTests {
  static let arithmetic: [(String, String)] = [
    ("1 + 2 * 3", "(+:2 1.0 (*:6 2.0 3.0))"),
    ("1 * 2 + 3", "(+:6 (*:2 1.0 2.0) 3.0)"),
    ("1 - 2 - 3", "(-:6 (-:2 1.0 2.0) 3.0)"),
    ("8 / 4 / 2", "(/:6 (/:2 8.0 4.0) 2.0)"),
    ("8 - 4 + 2", "(+:6 (-:2 8.0 4.0) 2.0)"),
    ("2 ^ 3 ^ 2", "(^:2 2.0 (^:6 3.0 2.0))"),
    ("-2 ^ 2", "(neg (^:3 2.0 2.0))"),
    ("2 ^ -1", "(^:2 2.0 (neg 1.0))"),
    ("- -3", "(neg (neg 3.0))"),
    ("2 * -3", "(*:2 2.0 (neg 3.0))"),
    ("2 - -3", "(-:2 2.0 (neg 3.0))"),
    ("-2 * 3", "(*:3 (neg 2.0) 3.0)"),
    ("2 * 3 ^ 2", "(*:2 2.0 (^:6 3.0 2.0))"),
    ("(1 + 2) * 3", "(*:8 (+:3 1.0 2.0) 3.0)"),
    ("1.5e3", "1500.0"), ("2E-2", "0.02"), ("  7 ", "7.0"),
    ("1 − 2 × 3", "(-:2 1.0 (*:6 2.0 3.0))"),
    ("4 · 2 ⋅ 3", "(*:6 (*:2 4.0 2.0) 3.0)"),
  ]

  @Test("Operators bind as in school; powers and signs from the right", arguments: arithmetic)
  func operators(text: String, outline: String) throws {
    #expect(try Expression(parsing: text).outline == outline)
  }

  static let conditions: [(String, String)] = [
    ("1 = 2", "(cmp 1.0 = 2.0)"), ("1 != 2", "(cmp 1.0 != 2.0)"), ("1 ≠ 2", "(cmp 1.0 != 2.0)"),
    ("1 ≤ 2", "(cmp 1.0 <= 2.0)"), ("1 ≥ 2", "(cmp 1.0 >= 2.0)"),
    ("1 < 2", "(cmp 1.0 < 2.0)"), ("1 > 2", "(cmp 1.0 > 2.0)"),
    ("3 > 2 >= 1 < 5", "(cmp 3.0 > 2.0 >= 1.0 < 5.0)"),
    ("1 + 1 = 2", "(cmp (+:2 1.0 1.0) = 2.0)"),
    ("1 < 2 and 3 < 4 and 5 = 5", "(and (cmp 1.0 < 2.0) (cmp 3.0 < 4.0) (cmp 5.0 = 5.0))"),
    ("T.x[a] > T.x[b] > T.x[c]", "(cmp T.x[a]:0 > T.x[b]:9 > T.x[c]:18)"),
  ]

  @Test("Comparisons chain and are joined by and", arguments: conditions)
  func comparisons(text: String, outline: String) throws {
    #expect(try Expression(parsing: text).outline == outline)
  }

  static let addresses: [(String, String)] = [
    ("T1.m[kg.2022]", "T1.m[kg.2022]:0"), ("m[kg.2022]", "_.m[kg.2022]:0"),
    ("m[kg.{y}]", "_.m[kg.{y}]:0"), ("T1.m[*]", "T1.m[*]:0"), ("T1.m[kg.*]", "T1.m[kg.*]:0"),
    ("T1.m[2020..2023]", "T1.m[2020 to 2023]:0"),
    ("T1.m[kg.2020..kg.2023]", "T1.m[kg.2020 to kg.2023]:0"),
    ("T1.m[ kg.2020 .. kg.2023 ]", "T1.m[kg.2020 to kg.2023]:0"),
    ("T1.m[kg.2022, ru.2022]", "T1.m[kg.2022 | ru.2022]:0"),
    ("T1.m[\"kg, 2022 ]\"]", "T1.m[kg, 2022 ]]:0"),
    ("T1.m[\"a..b\"..\"c\"]", "T1.m[a..b to c]:0"),
    ("T1.m[KG-T.2022-01]", "T1.m[KG-T.2022-01]:0"),
    ("T1.2023[kg]", "T1.2023[kg]:0"), ("2023[kg]", "_.2023[kg]:0"),
    ("Т1.экспорт[кыргызстан.2022]", "Т1.экспорт[кыргызстан.2022]:0"),
    ("1 + T1.m[a]", "(+:2 1.0 T1.m[a]:4)"),
    ("@000-07 + @n1", "(+:8 @000-07:0 @n1:10)"), ("@a - 1", "(-:3 @a:0 1.0)"),
    ("@a-1", "@a-1:0"), ("@\"a b\"", "@a b:0"), ("@000-T1.t", "@000-T1.t:0"),
  ]

  @Test("Cells, rows and ids", arguments: addresses)
  func address(text: String, outline: String) throws {
    #expect(try Expression(parsing: text).outline == outline)
  }

  static let calls: [(String, String)] = [
    ("growth(T.x[b], T.x[a])", "(growth:0 T.x[b]:7 T.x[a]:15)"),
    ("sum(T.x[a..b], 3)", "(sum:0 T.x[a to b]:4 3.0)"),
    ("2 * cagr(1, 2, 3)", "(*:2 2.0 (cagr:4 1.0 2.0 3.0))"),
    ("abs(pp(1, 2))", "(abs:0 (pp:4 1.0 2.0))"),
    (
      "st[kg.{y}] = share(t[kg.{y}], t[total.{y}])",
      "(cmp _.st[kg.{y}]:0 = (share:13 _.t[kg.{y}]:19 _.t[total.{y}]:30))"
    ),
    ("data(\"bns.trade\", reporter: KAZ)", "(data:0 'bns.trade' reporter=KAZ)"),
    (
      "data(\"x\", region: KG-T, period: 2022, indicator: a.b_c)",
      "(data:0 'x' indicator=a.b_c period=2022 region=KG-T)"
    ),
    ("data(\"x\", period: 2022-01)", "(data:0 'x' period=2022-01)"),
    ("data(\"x\", region: \"KG T\")", "(data:0 'x' region=KG T)"),
    ("data(\"x\")", "(data:0 'x')"),
  ]

  @Test("Calls and the named arguments of data", arguments: calls)
  func call(text: String, outline: String) throws {
    #expect(try Expression(parsing: text).outline == outline)
  }

  @Test("The number of levels and of characters has a bound that is reached")
  func bounds() throws {
    let deep = String(repeating: "(", count: 63) + "1" + String(repeating: ")", count: 63)
    #expect(try Expression(parsing: deep).outline == "1.0")
    let long = "1" + String(repeating: " ", count: Expression.lengthLimit - 1)
    #expect(try Expression(parsing: long).outline == "1.0")
  }
}
