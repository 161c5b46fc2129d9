package import TamgaCatalogue
internal import TamgaNumerics

/// The potential over a network on which countries connect at crossings only.
package enum NetworkPotential {
  package static let all: [IndicatorDefinition] = [definition]

  private static let home = InputTable(
    .interactions, GravitationIndicators.pairs.required, mayBeAbsent: true)

  private static let definition = IndicatorDefinition(
    "potential.network.crossings", .border,
    formula:
      "Σ_j abroad M_j f(min_c (a_ic + delay_c + b_cj)) + Σ_k at home M_k f(d_ik), Pareto decay",
    tex: "\\sum_j M_j f\\left(\\min_c (a_{ic}+\\delta_c+b_{cj})\\right)+\\sum_k M_k f(d_{ik})",
    tables: ReachBook.tables + [home, OwnMass.table], unit: .named("index"),
    rules: (.unreachable, .exact), citations: ["Rich (1980), Potential Models in Human Geography"],
    direction: .higherIsBetter,
    choices: [FieldIndicators.span, FieldIndicators.beta, OwnMass.choice],
    examples: [
      WorkedExample(
        "by hand: 0.5 + 2 + 1 hours to 100 abroad, 2 hours to 50 at home, itself 30 at no distance",
        ReachBook.sample + [
          """
          origin,destination,distance,mass_i,mass_j
          a,a,0,30,30
          a,b,2,30,50
          """
        ], subject: "a", expected: 100 * worked(3.5) + 50 * 0.5 + 30)
    ],
    note:
      "Hours throughout. The part at home is of the table of pairs; without it only what lies abroad "
      + "counts, flag self-left-out. " + ReachBook.note + " " + FieldIndicators.ownNote
  ) { tables, context in
    let book = try ReachBook(tables)
    let decay = DistanceDecay.pareto(
      span: context.number(FieldIndicators.span), beta: context.number(FieldIndicators.beta))
    let near = try atHome(tables, context, decay)
    let count = book.home.names.count
    guard let stretch = book.stretch.value, near.fault == nil else {
      let reason = book.stretch.reason ?? near.fault ?? .undefined
      return book.home.names.map { .missing(reason, [$0], period: "", n: count) }
    }
    let far = try? potentials(stretch, decay, threads: context.threads)
    return book.home.names.enumerated().map { place, name in
      let lacks = context.choice(OwnMass.choice) == "on" && !near.counted.contains(name)
      return Measurement(
        [name], period: "", n: count, flags: lacks ? [.withoutSelf] : [],
        .known(
          far.map { sum($0[place], near.values[name] ?? .missing(.unreachable)) }
            ?? .missing(.undefined)))
    }
  }

  /// Pareto decay with a half at two hours and β = 2.
  private static func worked(_ hours: Double) -> Double {
    let root = 1 + (2.0.squareRoot() - 1) / 2 * hours
    return 1 / (root * root)
  }

  /// What is reached on either side; nothing on one side adds nothing.
  private static func sum(_ far: Outcome<Double>, _ near: Outcome<Double>) -> Outcome<Double> {
    switch (far, near) {
    case (.value(let one), .value(let other)): .value(one + other)
    case (_, .missing(.unreachable)): far
    case (.missing(.unreachable), _): near
    case (.missing(.zeroDenominator), .value(let own)) where own > 0: near
    case (.missing(let reason), _), (_, .missing(let reason)): .missing(reason)
    }
  }

  /// What comes from abroad to each home place.
  private static func potentials(
    _ stretch: BorderStretch, _ decay: DistanceDecay, threads: Int
  ) throws(BorderError) -> [Outcome<Double>] {
    try decay.check()
    guard stretch.massesAbroad.contains(where: { $0 > 0 }) else {
      return stretch.homeMasses.map { _ in .missing(.zeroDenominator) }
    }
    let hours = try stretch.times.hours(
      delays: stretch.crossings.map(\.delayHours), threads: threads)
    let width = stretch.massesAbroad.count
    return stretch.homeMasses.indices.map { place in
      let known = (0..<width).compactMap { other in
        hours[place * width + other].map { stretch.massesAbroad[other] * decay.value(at: $0) }
      }
      return known.isEmpty ? .missing(.unreachable) : .value(compensatedTotal(of: known))
    }
  }

  /// What comes from the places at home, and which of them count themselves.
  private static func atHome(
    _ tables: IndicatorTables, _ context: IndicatorContext, _ decay: DistanceDecay
  ) throws -> (values: [String: Outcome<Double>], counted: Set<String>, fault: MissingReason?) {
    guard let table = tables.optional(home) else { return ([:], [], nil) }
    let own = try OwnMass(tables, context)
    let book = try PairBook(table)
    if let fault = own.fault ?? book.fault { return ([:], [], fault) }
    guard let (field, without) = try? book.field(decay, own) else { return ([:], [], .undefined) }
    let values = Dictionary(
      field.places.map { ($0.name, $0.potential) }, uniquingKeysWith: { one, _ in one })
    return (values, Set(values.keys).subtracting(without), nil)
  }
}
