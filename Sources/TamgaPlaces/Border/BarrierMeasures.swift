package import TamgaCatalogue
internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Measures of a barrier beside the barrier function: the road a delay is worth, the effect of a border
/// in a gravity model.
///
/// They stand side by side and are never averaged.
package enum BarrierMeasures {
  package static let all: [IndicatorDefinition] = [equivalent, gravity]

  private static let waits = InputTable(.other, ["crossing", "delay", "free_speed"])

  private static let equivalent = IndicatorDefinition(
    "barrier.equivalent-km.net", .border, formula: "delay · free speed of the approach road",
    tex: "\\delta_c\\, v_c", tables: [waits], unit: .named("km"), rules: (.plain, .exact),
    citations: ["Tarkhov (2022), on borders as barriers"], direction: .lowerIsBetter, choices: [],
    examples: [
      WorkedExample(
        "by hand: 2.5 hours at 60 km/h", ["crossing,delay,free_speed\none,2.5,60\ntwo,0,80"],
        subject: "one", expected: 150)
    ], note: "delay in hours, free_speed in km/h without waiting, above zero."
  ) { tables, context in
    let table = try tables.table(waits)
    let delays = try CellBook(table, by: ["crossing"], of: "delay")
    let speeds = try CellBook(table, by: ["crossing"], of: "free_speed")
    return delays.cells.map { key, delay in
      let name = delays.word("crossing", key)
      let subject = [name.isEmpty ? "–" : name]
      guard delay.duplicates == 0 else {
        return .missing(.duplicateKey, subject, period: "", n: delay.rows)
      }
      return .of([delay, speeds.cells[key]], subject, period: "", n: 1, context) { numbers in
        let found = try? delayEquivalentKilometres(delayHours: numbers[0], freeSpeed: numbers[1])
        return found.map { .value($0) } ?? .missing(.undefined)
      }
    }
  }

  private static let estimates = InputTable(
    .other, ["border", "coefficient", "standard_error", "observations"])
  private static let dummy = IndicatorChoice.named("dummy", ["border", "home"])

  private static let gravity = IndicatorDefinition(
    "barrier.gravity-effect.net", .border,
    formula: "100 (1 − e^b), b of a dummy that is 1 across the border",
    tex: "100\\left(1-e^{b}\\right)", tables: [estimates], unit: .fixed(.percent),
    rules: (.plain, .analytic),
    citations: ["McCallum (1995), National Borders Matter: Canada–U.S. Regional Trade Patterns"],
    direction: .lowerIsBetter, choices: [dummy],
    examples: [
      WorkedExample(
        "by hand: b = −ln 4 leaves a quarter",
        ["border,coefficient,standard_error,observations\nKAZ-RUS,-1.3862943611198906,0.1,400"],
        subject: "KAZ-RUS", expected: 75),
      WorkedExample(
        "McCallum (1995), table 1: trade between provinces is e^3.09 = 22 times trade with states",
        ["border,coefficient,standard_error,observations\nCAN-USA,3.09,0.13,683"],
        choices: ["dummy": "home"], subject: "CAN-USA", expected: 100 * (1 - 1 / 22.0),
        tolerance: 0.01),
    ],
    note:
      "The part of trade that the border takes away, below zero where it adds. dummy=home where the "
      + "estimate is of a dummy that is 1 within a country. The interval is of b ± 1.96 standard errors; "
      + "`tamga model fit` gives both."
  ) { tables, context in
    let sign = context.choice(dummy) == "home" ? -1.0 : 1
    return try KeyedRows(
      tables.table(estimates), words: ["border"],
      numbers: ["coefficient", "standard_error", "observations"]
    ).grouped(by: 0).map { border, rows in
      let subject = [border.isEmpty ? "–" : border]
      let n = rows.rows.first?.numbers[2].flatMap { Int(exactly: $0) } ?? 0
      guard rows.rows.count == 1 else { return .missing(.duplicateKey, subject, period: "", n: n) }
      guard let row = rows.complete.rows.first else {
        return .missing(.missingInput, subject, period: "", n: n)
      }
      guard row.numbers[1] >= 0, row.numbers[2] >= 0 else {
        return .missing(.negativeValue, subject, period: "", n: max(0, n))
      }
      let half = (NormalDistribution.quantile(0.975).value ?? 0) * row.numbers[1]
      func loss(_ coefficient: Double) -> Double { 100 * (1 - exp(coefficient)) }
      let coefficient = sign * row.numbers[0]
      return Measurement(
        subject, period: "", n: n,
        .known(
          .value(loss(coefficient)),
          interval: IndicatorInterval(
            lower: loss(coefficient + half), upper: loss(coefficient - half), kind: "wald-95")))
    }
  }
}
