import TamgaGravity
import Testing

@Suite("Evaluating formulas") struct EvaluationTests {
  /// Three countries' panel over 1990, 1991, 1993 with a gap and some holes.
  private static func frame() throws -> ModelFrame {
    try ModelFrame([
      .categorical(CategoricalColumn("exporter", ["A", "A", "A", "B", "B", "C", "C"])),
      .categorical(CategoricalColumn("importer", ["B", "B", "B", "A", "A", "C", nil])),
      .numeric(NumberColumn("year", [1990, 1991, 1993, 1990, 1991, 1990, 1991])),
      .numeric(NumberColumn("trade", [1, 2, 3, 4, 5, 6, 7])),
      .numeric(NumberColumn("x", optional: [10, 20, 30, nil, 50, 60, 70])),
      .numeric(NumberColumn("d", [1, 2, 0, 4, -5, 6, .infinity])),
    ])
  }

  private static let panel = PanelKey(exporter: "exporter", importer: "importer", time: "year")

  private func evaluate(
    _ text: String, _ options: EvaluationOptions = EvaluationOptions(panel: panel)
  ) throws -> EvaluatedModel {
    var evaluator = try ModelEvaluator(Self.frame(), options: options)
    return try evaluator.evaluate(try Formula(text).models[0])
  }

  private func values(_ text: String) throws -> [Double] {
    try evaluate("trade ~ \(text)").design.regressors[0].values
  }

  @Test(
    "arithmetic by hand",
    arguments: [
      ("trade^2", [1, 4, 9, 16, 25, 36, 49]), ("I(trade - 2*3)", [-5, -4, -3, -2, -1, 0, 1]),
      ("I(-trade^2 / 2)", [-0.5, -2, -4.5, -8, -12.5, -18, -24.5]),
      ("trade >= 3", [0, 0, 1, 1, 1, 1, 1]), ("I(!(trade == 3))", [1, 1, 0, 1, 1, 1, 1]),
      ("I((year < 1991 | year > 1992) & trade != 6)", [1, 0, 1, 1, 0, 0, 0]),
      ("exporter == \"B\"", [0, 0, 0, 1, 1, 0, 0]), ("sqrt(trade*trade)", [1, 2, 3, 4, 5, 6, 7]),
      ("trade:year", [1990, 3982, 5979, 7960, 9955, 11940, 13937]),
    ] as [(String, [Double])])
  func arithmetic(text: String, wanted: [Double]) throws {
    let text = text == "sqrt(trade*trade)" ? "sqrt(trade^2)" : text
    #expect(try values(text) == wanted)
  }

  @Test("columns of levels are compared by their levels; a row without one is missing")
  func equalLevels() throws {
    let model = try evaluate("trade ~ I(exporter != importer)")
    #expect(model.design.regressors[0].values == [1, 1, 1, 1, 1, 0])
    #expect(
      model.ledger.dropped == [.init(reason: .missing("importer"), count: 1, firstRow: 7)])
  }

  @Test("a lag looks at the period before and is missing over gaps")
  func lags() throws {
    let lagged = try evaluate("trade ~ lag(trade, 1)")
    #expect(lagged.design.outcome.values == [2, 5])
    #expect(lagged.design.regressors[0].values == [1, 4])
    #expect(lagged.design.rows == [2, 5])
    #expect(
      lagged.ledger.dropped == [.init(reason: .missing("lag(trade, 1)"), count: 5, firstRow: 1)])
    #expect(lagged.ledger.rowsRead == 7)
    #expect(lagged.ledger.rowsKept == 2)
    let led = try evaluate("trade ~ lead(trade, 2)")
    #expect(led.design.outcome.values == [2])
    #expect(led.design.regressors[0].values == [3])
    // Row 5 needs x of row 4, which is missing; the hole of row 4 itself does not matter to others.
    #expect(try evaluate("trade ~ lag(x, 1)").design.rows == [2])
    #expect(try evaluate("trade ~ lag(x > 15, 1)").design.regressors[0].values == [0])
    #expect(try evaluate("trade ~ lag(trade, 0)").design.rows == [1, 2, 3, 4, 5, 6])
  }

  @Test("each dropped row has one reason, in the order of the formula")
  func ledger() throws {
    var options = EvaluationOptions(clusters: ["importer"], panel: Self.panel)
    options.filter = "trade != 1"
    let model = try evaluate("trade ~ x + log(d) + I(1/(trade - 2)) | exporter", options)
    #expect(
      model.ledger.dropped == [
        .init(reason: .userFilter, count: 1, firstRow: 1),
        .init(reason: .missing("x"), count: 1, firstRow: 4),
        .init(reason: .logNonpositive("log(d)"), count: 2, firstRow: 3),
        .init(reason: .nonFinite("log(d)"), count: 1, firstRow: 7),
        .init(reason: .nonFinite("1/(trade - 2)"), count: 1, firstRow: 2),
      ])
    #expect(model.design.rows == [6])
    #expect(
      model.ledger.rowsRead == model.ledger.rowsKept
        + model.ledger.dropped.map(\.count).reduce(0, +))
  }

  @Test("a missing cluster drops the row under its own name")
  func missingCluster() throws {
    var options = EvaluationOptions()
    options.clusters = ["exporter^importer"]
    let model = try evaluate("trade ~ year | exporter", options)
    #expect(
      model.ledger.dropped
        == [.init(reason: .missingCluster("exporter^importer"), count: 1, firstRow: 7)])
    #expect(model.design.clusters[0].levelCount == 3)
  }

  @Test("i() gives a dummy for each level but the reference, times a number")
  func levels() throws {
    let regressors = try evaluate("trade ~ i(year, trade, ref = 1990)").design.regressors
    #expect(regressors.map(\.name) == ["year::1991:trade", "year::1993:trade"])
    #expect(regressors.map(\.values) == [[0, 2, 0, 0, 5, 0, 7], [0, 0, 3, 0, 0, 0, 0]])
    let crossed = try evaluate("trade ~ i(exporter, ref = C):i(year, ref = c(1990, 1993))")
    #expect(
      crossed.design.regressors.map(\.name) == ["exporter::A:year::1991", "exporter::B:year::1991"])
    #expect(
      crossed.design.regressors.map(\.values) == [[0, 1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 1, 0, 0]])
  }

  @Test("effects, slopes, weights, offset and clusters come out on the kept rows")
  func wholeDesign() throws {
    let options = EvaluationOptions(
      weights: "trade * 2", offset: "log(year)", clusters: ["exporter", "exporter^year"])
    let model = try evaluate("trade ~ x | exporter^year + exporter[x] + year[[x]]", options)
    let design = model.design
    #expect(design.rows == [1, 2, 3, 5, 6, 7])
    #expect(design.effects.map(\.name) == ["exporter^year", "exporter", "exporter[x]", "year[x]"])
    #expect(design.effects[0].factor.codes == [0, 1, 2, 3, 4, 5])
    #expect(design.effects[1].factor.codes == [0, 0, 0, 1, 2, 2])
    #expect(design.effects[3].slope?.values == [10, 20, 30, 50, 60, 70])
    #expect(design.weights == [2, 4, 6, 10, 12, 14])
    #expect(abs((design.offset?[0] ?? 0) - 7.595_889_917_718_538) < 1e-14)
    #expect(design.clusters.map(\.name) == ["exporter", "exporter^year"])
    #expect(!design.hasConstant)
    let pairs = try #require(model.factor(named: "exporter^year"))
    #expect(
      (0..<6).compactMap(pairs.levelName) == [
        "A^1990", "A^1991", "A^1993", "B^1991", "C^1990", "C^1991",
      ])
    #expect(pairs.levelName(6) == nil)
  }

  @Test("rows filtered out where they were read are counted, and numbers are kept")
  func sourceRows() throws {
    let frame = try ModelFrame(
      [.numeric(NumberColumn("y", optional: [1, nil, 3]))], rowNumbers: [2, 5, 9], rowsRead: 10)
    var evaluator = try ModelEvaluator(frame)
    let model = try evaluator.evaluate(try Formula("y ~ 1").models[0])
    #expect(model.design.rows == [2, 9])
    #expect(model.design.hasConstant)
    #expect(
      model.ledger.dropped == [
        .init(reason: .userFilter, count: 7, firstRow: nil),
        .init(reason: .missing("y"), count: 1, firstRow: 5),
      ])
    #expect(model.ledger.rowsRead == 10)
  }

  @Test("the order of the rows changes no level and no value", arguments: UInt64(1)...5)
  func permutation(seed: UInt64) throws {
    let rows = PanelSample(seed: seed)
    let plain = try rows.evaluate(order: Array(0..<rows.count))
    let order = rows.shuffled(seed: seed)
    let mixed = try rows.evaluate(order: order)
    for (one, other) in zip(plain.design.effects, mixed.design.effects) {
      #expect(order.map { one.factor.codes[$0] } == other.factor.codes)
      #expect(one.factor.levelCount == other.factor.levelCount)
    }
    #expect(
      order.map { plain.design.regressors[0].values[$0] } == mixed.design.regressors[0].values)
  }
}
