internal import TamgaCatalogue
internal import TamgaNumerics

/// Openness, unit values, terms of trade, volumes, crossing times.
enum PriceIndicators {
  static let all: [IndicatorDefinition] = openness + unitValues + crossings

  private static let product = InputTable(
    .regions, ["region", "value"], optional: ["period"])

  private static let openness = ["sum", "half"].map { variant in
    IndicatorDefinition(
      "flow.openness.\(variant)", .flows,
      formula: variant == "sum" ? "100 (X + M) / GDP" : "100 (X + M) / (2 GDP)",
      tex: variant == "sum" ? "100\\,\\frac{X+M}{Y}" : "100\\,\\frac{X+M}{2Y}",
      tables: [InputTable(.flows, ["reporter", "flow", "value"]), product],
      unit: .fixed(.percent), rules: (.zeroDenominator, .exact),
      citations: [
        variant == "sum"
          ? "World Bank, WITS (2024), trade (% of GDP)"
          : "UNCTAD (2024), Handbook of Statistics, trade openness"
      ], direction: .neutral, profiles: variant == "sum" ? [.wits] : [.unctad],
      isStandard: variant == "sum",
      examples: [
        WorkedExample(
          "by hand: (30 + 20) of 200\(variant == "sum" ? "" : ", halved")",
          [
            "reporter,flow,period,value\nKAZ,X,2023,30\nKAZ,M,2023,20",
            "region,period,value\nKAZ,2023,200",
          ], subject: "KAZ", period: "2023", expected: variant == "sum" ? 25 : 12.5)
      ], note: "The second table's value is the gross product in the unit of the flows."
    ) { tables, context in
      let flows = try FlowBook(tables, InputTable(.flows, ["reporter", "flow", "value"]))
      let gross = try CellBook(tables.table(product), by: ["region", "period"], of: "value")
      return flows.exportsAndImports(try flows.wholes()).map { pair in
        let reporter = flows.book.word("reporter", pair.key)
        let period = flows.book.word("period", pair.key)
        let whole = gross.key(0, "region", reporter).flatMap { gross.key($0, "period", period) }
        let factor = variant == "sum" ? 100.0 : 50
        return .of(
          [pair.exports, pair.imports, whole.flatMap { gross.cells[$0] }], [reporter],
          period: period, context
        ) { quotient(factor * ($0[0] + $0[1]), $0[2]) }
      }
    }
  }

  private static let quantities = InputTable(
    .flows, ["reporter", "flow", "value", "quantity"], optional: ["partner", "product", "period"])

  private static let priced = """
    reporter,product,flow,period,value,quantity
    KAZ,wheat,X,2022,200,10
    KAZ,wheat,M,2022,100,4
    KAZ,wheat,X,2023,330,11
    KAZ,wheat,M,2023,120,4
    """

  private static func price(
    _ id: String, formula: String, tex: String, unit: IndicatorUnit, zero: ZeroRule,
    subject: String, expected: Double, hand: String, note: String,
    _ compute: @escaping @Sendable (PricedFlows, IndicatorContext) throws -> [Measurement]
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .flows, formula: formula, tex: tex, tables: [quantities], unit: unit,
      rules: (zero, .exact), citations: ["UNCTAD (2024), Handbook of Statistics, terms of trade"],
      examples: [
        WorkedExample(
          "by hand: \(hand)", [priced], subject: subject, period: "2023", expected: expected)
      ], note: note
    ) { tables, context in try compute(PricedFlows(tables, quantities), context) }
  }

  private static let unitValues = [
    price(
      "price.unit-value.ratio", formula: "V / Q", tex: "V/Q", unit: .named("input-per-quantity"),
      zero: .zeroDenominator, subject: "KAZ/wheat/X", expected: 30, hand: "330 / 11",
      note: "A unit value is not a price: it moves with the composition inside the class."
    ) { flows, context in
      flows.series.flatMap { series in
        series.points.map { point in
          .of([point.value, point.quantity], series.subject, period: point.period, context) {
            quotient($0[0], $0[1])
          }
        }
      }
    },
    price(
      "price.terms.unit-value", formula: "100 UV_X / UV_M",
      tex: "100\\,\\frac{V_X/Q_X}{V_M/Q_M}", unit: .named("index"), zero: .zeroDenominator,
      subject: "KAZ/wheat", expected: 100, hand: "100 · (330/11) / (120/4)",
      note: "Within one class; across classes the units of quantity differ."
    ) { flows, context in
      flows.pairs.map { pair in
        .of(
          [
            pair.exports?.value, pair.exports?.quantity, pair.imports?.value,
            pair.imports?.quantity,
          ],
          pair.subject, period: pair.period, context
        ) { quotient(100 * $0[0] * $0[3], $0[1] * $0[2]) }
      }
    },
    price(
      "volume.index.deflated", formula: "100 (V_t/V_0) / (UV_t/UV_0)",
      tex: "100\\,\\frac{V_t/V_0}{UV_t/UV_0}", unit: .named("index"), zero: .zeroDenominator,
      subject: "KAZ/wheat/X", expected: 110, hand: "100 · (330/200) / (30/20)",
      note: "The base is the first period of the table."
    ) { flows, context in
      flows.series.flatMap { series in
        series.points.dropFirst().map { point in
          let base = series.points[0]
          return .of(
            [base.value, base.quantity, point.value, point.quantity], series.subject,
            period: point.period, context
          ) { values in
            quotient(values[0], values[1]).flatMap { first in
              quotient(values[2], values[3]).flatMap { last in
                quotient(100 * values[2] * first, values[0] * last)
              }
            }
          }
        }
      }
    },
  ]

  private static let delays = InputTable(.other, ["crossing", "delay", "value_of_time"])

  private static let crossings = [
    IndicatorDefinition(
      "crossing.time.change", .flows, formula: "100 (t₁ − t₀) / t₀",
      tex: "100\\,\\frac{t_1-t_0}{t_0}",
      tables: [InputTable(.regions, ["region", "period", "value"])], unit: .fixed(.percent),
      rules: (.zeroDenominator, .exact),
      citations: ["CAREC (2023), Corridor Performance Measurement and Monitoring"],
      direction: .lowerIsBetter,
      examples: [
        WorkedExample(
          "by hand: from 8.0 h to 6.0 h", ["region,period,value\nKorday,2022,8.0\nKorday,2023,6.0"],
          subject: "Korday", period: "2023", expected: -25)
      ], note: "The region is the crossing, the value hours; change from period to period."
    ) { tables, context in
      try SeriesBook(tables).series.flatMap { series in
        zip(series.points, series.points.dropFirst()).map { before, after in
          .of([before.cell, after.cell], series.subject, period: after.period, context) {
            quotient(100 * ($0[1] - $0[0]), $0[0])
          }
        }
      }
    },
    IndicatorDefinition(
      "crossing.delay.cost", .flows, formula: "delay · value of time", tex: "t\\cdot v",
      tables: [delays], unit: .named("input"), rules: (.plain, .fan),
      citations: ["CAREC (2023), Corridor Performance Measurement and Monitoring"],
      direction: .lowerIsBetter, choices: [.duplicates, .number("spread", "0.5")],
      examples: [
        WorkedExample(
          "by hand: 3 h at 20 an hour", ["crossing,delay,value_of_time\nKorday,3,20"],
          subject: "Korday", expected: 60)
      ],
      note: "The fan is the value of time times 1 ± spread: it is an assumption, not a measurement."
    ) { tables, context in
      let table = try tables.table(delays)
      let hours = try CellBook(table, by: ["crossing", "period"], of: "delay")
      let values = try CellBook(table, by: ["crossing", "period"], of: "value_of_time")
      let spread = min(1, abs(context.number(.number("spread", "0.5"))))
      return hours.cells.keys.sorted().map { key in
        let subject = hours.words(["crossing"], key)
        let period = hours.word("period", key)
        switch Measurement.known([hours.cells[key], values.cells[key]], context) {
        case .missing(let reason): return .missing(reason, subject, period: period, n: 1)
        case .value(let amounts):
          let cost = amounts[0].double * amounts[1].double
          return Measurement(
            subject, period: period, n: 1,
            .known(
              .value(cost),
              interval: IndicatorInterval(
                lower: cost * (1 - spread), upper: cost * (1 + spread), kind: "fan")))
        }
      }
    },
  ]
}
