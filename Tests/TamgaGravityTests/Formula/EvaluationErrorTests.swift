import TamgaGravity
import Testing

@Suite("Formulas the data refuse") struct EvaluationErrorTests {
  private func refusal(
    _ text: String, _ options: EvaluationOptions = EvaluationOptions()
  ) throws -> FormulaError? {
    let frame = try ModelFrame([
      .categorical(CategoricalColumn("exporter", ["KAZ", "KGZ", "KAZ"])),
      .numeric(NumberColumn("year", [2000, 2001, 2000])),
      .numeric(NumberColumn("distance", [1, 2, 3])),
      .numeric(NumberColumn("half", [1.5, 2, 3])),
      .numeric(NumberColumn("hole", optional: [nil, nil, nil])),
      .numeric(NumberColumn("w", [1, -1, 0])),
    ])
    do throws(FormulaError) {
      var evaluator = try ModelEvaluator(frame, options: options)
      _ = try evaluator.evaluate(try Formula(text).models[0])
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "the error names the place, the reason and the nearest names",
    arguments: [
      (
        "year ~ log(distnace)", 12,
        FormulaError.Reason.unknownColumn("distnace", nearest: ["distance"])
      ),
      ("year ~ dist", 8, .unknownColumn("dist", nearest: ["distance"])),
      ("year ~ w | exporer^year", 12, .unknownColumn("exporer", nearest: ["exporter"])),
      ("year ~ w + exporter", 12, .textColumn("exporter")),
      ("year ~ I(2 * exporter)", 14, .textColumn("exporter")),
      ("exporter ~ w", 1, .textColumn("exporter")),
      (
        "year ~ exporter == \"KZA\"", 20, .unknownLevel("KZA", column: "exporter", nearest: ["KAZ"])
      ),
      (
        "year ~ i(exporter, ref = KGS)", 8,
        .unknownLevel("KGS", column: "exporter", nearest: ["KGZ"])
      ),
      ("year ~ lag(w, 1)", 8, .noPanelKey),
    ])
  func placeAndReason(text: String, column: Int, reason: FormulaError.Reason) throws {
    let error = try #require(try refusal(text), "accepted: \(text)")
    #expect(error.reason == reason)
    #expect(error.place.column == column)
  }

  @Test("two rows of one unit and period, or a broken period, cannot be lagged over")
  func panelKey() throws {
    var options = EvaluationOptions(panel: PanelKey(units: ["exporter"], time: "year"))
    let duplicate = try #require(try refusal("year ~ lag(w)", options))
    #expect(duplicate.reason == .duplicateKey(firstRow: 1, secondRow: 3))
    #expect(duplicate.source == .panel)
    options.panel = PanelKey(units: ["exporter"], time: "half")
    #expect(try refusal("year ~ lag(w)", options)?.reason == .timeNotWhole("half", row: 1))
    options.panel = PanelKey(units: ["exporter"], time: "yaer")
    #expect(
      try refusal("year ~ lag(w)", options)?.reason == .unknownColumn("yaer", nearest: ["year"]))
  }

  @Test("a negative weight is refused with its row, or dropped and counted when that is asked for")
  func negativeWeight() throws {
    var options = EvaluationOptions(weights: "w")
    let refused = try #require(try refusal("year ~ distance", options))
    #expect(refused.reason == .negativeWeight("w", count: 1, row: 2))
    #expect(refused.source == .weights)
    options.negativeWeights = .drop
    #expect(try refusal("year ~ distance", options) == nil)
  }

  @Test("when no row is left the account is part of the error")
  func noRows() throws {
    guard case .noRows(let ledger) = try refusal("year ~ hole")?.reason else {
      Issue.record("another error")
      return
    }
    #expect(ledger.rowsKept == 0)
    #expect(ledger.dropped == [.init(reason: .missing("hole"), count: 3, firstRow: 1)])
  }

  @Test("a malformed text of the options names the text")
  func options() throws {
    var options = EvaluationOptions(weights: "w +")
    #expect(try refusal("year ~ w", options)?.source == .weights)
    options = EvaluationOptions(offset: "log(wx)")
    let unknown = try #require(try refusal("year ~ w", options))
    #expect(unknown.source == .offset)
    #expect(unknown.place.column == 5)
    options = EvaluationOptions(clusters: ["exporter", "exporter^"])
    #expect(try refusal("year ~ w", options)?.source == .cluster(1))
  }

  @Test("columns of different length, names given twice and codes out of range make no frame")
  func frames() {
    func reason(_ columns: [ModelFrame.Column]) -> FormulaError.Reason? {
      do throws(FormulaError) {
        _ = try ModelFrame(columns)
        return nil
      } catch {
        return error.reason
      }
    }
    let x = ModelFrame.Column.numeric(NumberColumn("x", [1, 2]))
    #expect(
      reason([x, .numeric(NumberColumn("z", [1]))]) == .columnLength("z", rows: 1, expected: 2))
    #expect(reason([x, x]) == .duplicateColumn("x"))
    let bad = CategoricalColumn("f", codes: [0, 2], levels: ["a", "b"])
    #expect(reason([.categorical(bad)]) == .badCode("f", row: 2))
  }
}
