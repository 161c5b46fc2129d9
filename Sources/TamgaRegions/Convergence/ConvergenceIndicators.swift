package import TamgaCatalogue
internal import TamgaNumerics
internal import TamgaStatistics

/// The indicators of convergence.
package enum ConvergenceIndicators {
  package static let all: [IndicatorDefinition] = sigma + beta

  private static let barro = "Barro and Sala-i-Martin (1995), Economic Growth, chapter 11"
  static let input = InputTable(.regions, ["region", "period", "value"])
  private static let pair = "region,period,value\na,2000,1\nb,2000,3\na,2010,2\nb,2010,3"

  private static let sigma = [DispersionMeasure.variation, .logarithmicDeviation].map { measure in
    let isLog = measure == .logarithmicDeviation
    return IndicatorDefinition(
      "convergence.sigma.\(measure.rawValue)", .regions,
      formula: isLog ? "sd of ln y by period" : "sd of y over its mean, by period",
      tex: isLog ? "\\sigma(\\ln y_t)" : "\\sigma(y_t)/\\bar y_t", tables: [input],
      unit: .fixed(.ratio), rules: (isLog ? .positiveLogarithm : .zeroDenominator, .exact),
      citations: [barro],
      choices: [.duplicates, .named("divisor", ["n", "n-1"])],
      examples: [
        WorkedExample(
          isLog ? "by hand: half of ln 3" : "by hand: incomes 1 and 3 have deviation 1 and mean 2",
          [pair], period: "2000", expected: isLog ? 0.5493061443340548 : 0.5)
      ], note: "Only regions with a value in every period take part."
    ) { tables, context in
      let book = try PanelBook(tables, context)
      guard case .value(let panel) = book.panel else {
        return book.refused(book.panel.reason ?? .missingInput)
      }
      let result = sigmaConvergence(
        panel, measure: measure, sample: context.choices["divisor"] == "n-1")
      return zip(result.periods, book.periods).map { period, name in
        Measurement(
          ["all"], period: name, n: period.regions, flags: book.flags, .known(period.value))
      }
    }
  }

  private static let growth: String = {
    // ln y₀ of 1, 2, 3, 4; yearly growth 0.05 − 0.02 ln y₀ over ten years.
    let starts = [
      ("a", "2.718281828459045"), ("b", "7.38905609893065"), ("c", "20.085536923187668"),
      ("d", "54.598150033144236"),
    ]
    let ends = [
      ("a", "3.6692966676192444"), ("b", "8.166169912567652"), ("c", "18.174145369443060"),
      ("d", "40.447304360067399"),
    ]
    return "region,period,value\n"
      + (starts.map { "\($0),2000,\($1)" } + ends.map { "\($0),2010,\($1)" })
      .joined(separator: "\n")
  }()

  private static func beta(
    _ id: String, formula: String, tex: String, unit: IndicatorUnit, expected: Double,
    variance: VarianceRule = .regression,
    _ part: @escaping @Sendable (BetaConvergence) -> (Outcome<Double>, Interval?)
  ) -> IndicatorDefinition {
    let isConditional = id.hasSuffix(".conditional")
    return IndicatorDefinition(
      id, .regions, formula: formula, tex: tex,
      tables: [
        isConditional ? InputTable(.regions, ["region", "period", "value", "group"]) : input
      ], unit: unit, rules: (.positiveLogarithm, variance), citations: [barro],
      examples: [
        WorkedExample(
          "by construction: (1/10) ln(y_T/y_0) = 0.05 − 0.02 ln y_0",
          [isConditional ? grouped(growth) : growth], period: "2000/2010", expected: expected,
          tolerance: 1e-8 * max(1, abs(expected)))
      ], note: "The regressand is per year: the speed divides by T once."
    ) { tables, context in
      let book = try PanelBook(tables, context, groups: isConditional)
      guard case .value(let panel) = book.panel else {
        return book.refused(book.panel.reason ?? .missingInput, whole: true)
      }
      let result: BetaConvergence
      do throws(ConvergenceError) {
        result = try betaConvergence(panel, conditions: isConditional ? book.conditions : [])
      } catch {
        return book.refused(error.reason, whole: true)
      }
      let (value, interval) = part(result)
      return [
        Measurement(
          ["all"], period: book.wholePeriod, n: result.regression.observations,
          flags: result.leftOut.isEmpty ? book.flags : book.flags.union([.gaps]),
          .known(
            value,
            interval: interval.flatMap {
              IndicatorInterval(lower: $0.lower, upper: $0.upper, kind: "hc3-95")
            }, probability: id.contains(".beta.") ? result.beta.probability.value : nil))
      ]
    }
  }

  private static func grouped(_ table: String) -> String {
    table.split(separator: "\n").enumerated().map { place, line in
      place == 0
        ? "\(line),group" : "\(line),\(line.hasPrefix("a") || line.hasPrefix("c") ? "in" : "out")"
    }.joined(separator: "\n")
  }

  private static let beta = [
    beta(
      "convergence.beta.absolute", formula: "b in (1/T) ln(y_T/y_0) = a + b ln y_0",
      tex: "\\tfrac1T\\ln\\frac{y_T}{y_0} = a + b\\ln y_0", unit: .fixed(.ratio), expected: -0.02
    ) { (.value($0.beta.estimate), $0.beta.interval.value) },
    beta(
      "convergence.beta.conditional", formula: "b in (1/T) ln(y_T/y_0) = a_group + b ln y_0",
      tex: "\\tfrac1T\\ln\\frac{y_T}{y_0} = a_{g} + b\\ln y_0", unit: .fixed(.ratio),
      expected: -0.02
    ) { (.value($0.beta.estimate), $0.beta.interval.value) },
    beta(
      "convergence.speed.bsim", formula: "λ = −ln(1 + T b)/T",
      tex: "\\lambda = -\\frac{\\ln(1 + Tb)}{T}", unit: .named("per-year"),
      expected: 0.022314355131420976, variance: .analytic
    ) { ($0.speed, $0.speedInterval.value) },
    beta(
      "convergence.half-life.bsim", formula: "ln 2/λ", tex: "\\ln 2/\\lambda",
      unit: .named("years"), expected: 31.062837195053904, variance: .analytic
    ) { ($0.halfLife, nil) },
  ]
}

extension ConvergenceError {
  /// The code of a refusal.
  var reason: MissingReason {
    switch self {
    case .notPositive: .nonpositiveInLog
    case .unknownYears, .regression(.tooFewRows): .tooFewObservations
    case .regression(.collinear): .noVariation
    case .regression: .undefined
    }
  }
}

/// The table of regions by whole years.
struct PanelBook {
  let panel: Outcome<RegionalPanel>
  let periods: [String]
  let flags: Set<IndicatorFlag>
  /// A column for each group but the first, in the order of the panel's regions.
  let conditions: [Regressor]
  private let rows: Int

  init(_ tables: IndicatorTables, _ context: IndicatorContext, groups: Bool = false) throws {
    let input =
      groups
      ? InputTable(.regions, ["region", "period", "value", "group"]) : ConvergenceIndicators.input
    let book = try CellBook(
      tables.table(input), by: ["region", "period", "group"], of: "value")
    let names = Set(book.cells.keys.map { book.word("period", $0) }).sorted(by: periodPrecedes)
    // Years where all are years, else steps of the list.
    let years = names.map(wholeYear)
    let place = Dictionary(
      uniqueKeysWithValues: names.indices.map {
        (names[$0], years.contains(nil) ? $0 : years[$0] ?? $0)
      })
    var reason: MissingReason?
    var membership: [String: String] = [:]
    var seen: [String: Set<String>] = [:]
    let cells = book.cells.keys.sorted().compactMap { key -> PanelRow? in
      guard let cell = book.cells[key] else { return nil }
      let outcome = cell.known(context)
      if let why = outcome.reason, why != .missingInput { reason = reason ?? why }
      let region = book.word("region", key)
      let period = book.word("period", key)
      // A region that changes its group stands in two.
      if !seen[region, default: []].insert(period).inserted { reason = .duplicateKey }
      if let other = membership.updateValue(book.word("group", key), forKey: region), groups,
        other != book.word("group", key)
      {
        reason = .duplicateKey
      }
      return PanelRow(
        region: region, period: place[period] ?? 0, value: outcome.value?.double)
    }
    periods = names
    rows = book.cells.count
    var found = Measurement.flags(Array(book.cells.values))
    if cells.contains(where: { $0.value == nil }) { found.insert(.gaps) }
    flags = found
    if cells.isEmpty {
      panel = .missing(.tooFewObservations)
    } else if let reason {
      panel = .missing(reason)
    } else if cells.allSatisfy({ $0.value == nil }) {
      panel = .missing(.missingInput)
    } else {
      panel = (try? RegionalPanel(cells)).map { .value($0) } ?? .missing(.undefined)
    }
    let words = Set(membership.values).sorted(by: precedes)
    let regions = panel.value?.regions ?? []
    conditions = words.dropFirst().map { word in
      Regressor(name: word, values: regions.map { membership[$0] == word ? 1 : 0 })
    }
  }

  /// From the first to the last period.
  var wholePeriod: String {
    guard let first = periods.first, let last = periods.last else { return "" }
    return periods.count > 1 ? "\(first)/\(last)" : first
  }

  /// No value for each period, or for the whole time; none of an empty table.
  func refused(_ reason: MissingReason, whole: Bool = false) -> [Measurement] {
    guard rows > 0 else { return [] }
    let names = whole ? [wholePeriod] : periods
    return names.map { .missing(reason, ["all"], period: $0, n: rows, flags: flags) }
  }
}
