package import TamgaCatalogue
internal import TamgaNumerics

/// The mass of places themselves in their potentials.
struct OwnMass: Sendable {
  /// Whether a place counts itself where its distance to itself is known.
  let counts: Bool
  /// Areas in square units of distance, by place.
  let areas: [String: Double]
  /// Why the areas cannot be used.
  let fault: MissingReason?

  static let choice = IndicatorChoice.named("self", ["on", "off"])
  static let table = InputTable(.regions, ["region", "area"], mayBeAbsent: true)

  init(_ tables: IndicatorTables, _ context: IndicatorContext) throws {
    counts = context.choice(Self.choice) == "on"
    var areas: [String: Double] = [:]
    var fault: MissingReason?
    if let table = tables.optional(Self.table) {
      for row in try KeyedRows(table, words: ["region"], numbers: ["area"]).rows {
        guard let area = row.numbers[0] else { continue }
        if area < 0 { fault = fault ?? .negativeValue }
        if areas.updateValue(area, forKey: row.words[0]) ?? area != area {
          fault = fault ?? .duplicateKey
        }
      }
    }
    self.areas = areas
    self.fault = fault
  }
}

/// The indicators of potentials: what reaches a place from all places, and how much of it from abroad.
package enum FieldIndicators {
  package static let all: [IndicatorDefinition] = fields + [abroad]

  static let span = IndicatorChoice.number("span", "2")
  static let beta = IndicatorChoice.number("beta", "2")
  private static let lambda = IndicatorChoice.number("lambda", "2")
  static let ownNote =
    "A place counts itself at the distance of its row with itself, else at ⅔ √(area / π) by the table "
    + "region, area in square units of distance; without either it is left out, flag self-left-out. "
    + "--choice self=off leaves all out."
  /// 9π, whose ⅔ √(A / π) is 2, where a half is left.
  private static let areas = "region,area\na,28.274333882308138"

  private static func field(
    _ name: String, formula: String, tex: String, citation: String, choices: [IndicatorChoice],
    profiles: Set<IndicatorProfile> = [], expected: (without: Double, with: Double), hand: String,
    _ decay: @escaping @Sendable (IndicatorContext) -> DistanceDecay
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      "potential.field.\(name)", .border, formula: formula, tex: tex,
      tables: [GravitationIndicators.pairs, OwnMass.table], unit: .named("index"),
      rules: (.unreachable, .exact), citations: [citation], profiles: profiles,
      choices: choices + [OwnMass.choice],
      examples: [
        WorkedExample(
          "by hand, a itself left out: " + hand, [GravitationIndicators.table],
          choices: ["self": "off"], subject: "a", expected: expected.without),
        WorkedExample(
          "by hand, with a itself at ⅔ √(9π / π) = 2: \(hand) + 2/2",
          [GravitationIndicators.table, areas], subject: "a", expected: expected.with),
      ],
      note: "Each pair counts for both its places; a place without a distance adds nothing, flag "
        + "unreachable. " + ownNote
    ) { tables, context in
      try measurements(tables, GravitationIndicators.pairs, context, decay(context)) { field in
        field.places.map { ($0.name, $0.potential) }
      }
    }
  }

  private static let fields = [
    field(
      "stewart", formula: "Σ_j M_j / d_ij + M_i / d_ii",
      tex: "\\sum_{j \\ne i} M_j / d_{ij} + M_i / d_{ii}",
      citation: "Stewart (1941), An Inverse Distance Variation", choices: [], expected: (2.5, 3.5),
      hand: "3/2 + 4/4"
    ) { _ in .stewart },
    field(
      "power", formula: "Σ_j M_j d_ij^−λ + M_i d_ii^−λ",
      tex: "\\sum_{j \\ne i} M_j d_{ij}^{-\\lambda} + M_i d_{ii}^{-\\lambda}",
      citation: "Hansen (1959), How Accessibility Shapes Land Use", choices: [lambda],
      profiles: [.reat], expected: (1, 1.5), hand: "3/2² + 4/4²"
    ) { .power(lambda: $0.number(lambda)) },
    field(
      "pareto", formula: "Σ_j M_j (1 + α d)^−β + M_i (1 + α d_ii)^−β, ½ at the span",
      tex: "\\sum_j M_j (1 + \\alpha d_{ij})^{-\\beta}",
      citation: "Rich (1980), Potential Models in Human Geography", choices: [span, beta],
      expected: (1.5 + 4 * paretoAtFour, 2.5 + 4 * paretoAtFour),
      hand: "3/2 + 4 / (1 + 4α)², α = (√2 − 1) / 2"
    ) { .pareto(span: $0.number(span), beta: $0.number(beta)) },
    field(
      "exponential", formula: "Σ_j M_j exp(−α d^β) + M_i exp(−α d_ii^β), ½ at the span",
      tex: "\\sum_j M_j e^{-\\alpha d_{ij}^{\\beta}}",
      citation: "Rich (1980), Potential Models in Human Geography", choices: [span, beta],
      expected: (1.75, 2.75), hand: "3/2 + 4/2⁴"
    ) { .exponential(span: $0.number(span), beta: $0.number(beta)) },
  ]

  /// (1 + 4α)^−2 with α = (√2 − 1) / 2.
  private static let paretoAtFour: Double = {
    let root: Double = 2 * 2.0.squareRoot() - 1
    return 1 / (root * root)
  }()

  private static let located = InputTable(
    .interactions,
    ["origin", "destination", "country_i", "country_j", "distance", "mass_i", "mass_j"])

  private static let abroad = IndicatorDefinition(
    "potential.abroad.share", .border, formula: "100 Σ_{j abroad} M_j f(d_ij) / V_i, Pareto decay",
    tex: "100\\,\\frac{\\sum_{j \\in \\text{abroad}} M_j f(d_{ij})}{V_i}",
    tables: [located, OwnMass.table], unit: .fixed(.percent), rules: (.unreachable, .exact),
    citations: [
      "Rich (1980), Potential Models in Human Geography",
      "Tapalova et al. (2024), Export Potential and Orientation",
    ], choices: [span, beta, OwnMass.choice],
    examples: [
      WorkedExample(
        "by hand: abroad 4 / (1 + 4α)², α = (√2 − 1) / 2, at home 3/2 and itself 2/2",
        [
          """
          origin,destination,country_i,country_j,distance,mass_i,mass_j
          a,b,KAZ,KAZ,2,2,3
          a,c,KAZ,RUS,4,2,4
          b,c,KAZ,RUS,3,3,4
          """, areas,
        ], subject: "a", expected: 100 * 4 * paretoAtFour / (2.5 + 4 * paretoAtFour))
    ],
    note:
      "Abroad is every place of another country than the own; `all` weighs places by their mass. "
      + "A place without a distance adds nothing, flag unreachable. "
      + ownNote
  ) { tables, context in
    let decay = DistanceDecay.pareto(span: context.number(span), beta: context.number(beta))
    return try measurements(tables, located, context, decay) { field in
      field.places.map { ($0.name, $0.abroadShare.map { 100 * $0 }) }
        + [("all", field.abroadShare.map { 100 * $0 })]
    }
  }

  /// Values of places; a place that does not count itself for want of a distance says so.
  private static func measurements(
    _ tables: IndicatorTables, _ input: InputTable, _ context: IndicatorContext,
    _ decay: DistanceDecay, _ values: (PotentialField) -> [(name: String, value: Outcome<Double>)]
  ) throws -> [Measurement] {
    let own = try OwnMass(tables, context)
    return try PairBook(tables.table(input)).measured { book throws(BorderError) in
      let (field, without) = try book.field(decay, own)
      // A table without any mass has no field.
      let reason: MissingReason? =
        own.fault
        ?? (book.rows.contains { $0.one > 0 || $0.other > 0 } ? nil : .zeroDenominator)
      let cut = Set(field.places.filter { $0.unreachable > 0 }.map(\.name))
      let repeated = Set(book.repeated.flatMap(\.self))
      return values(field).map { name, value in
        func isIn(_ names: Set<String>) -> Bool {
          names.contains(name) || name == "all" && !names.isEmpty
        }
        var flags: Set<IndicatorFlag> = isIn(without) ? [.withoutSelf] : []
        if isIn(cut), value.value != nil { flags.insert(.unreachable) }
        if isIn(repeated) { flags.insert(.duplicates) }
        return Measurement(
          [name], period: "", n: book.rows.count, flags: flags,
          .known(reason.map { .missing($0) } ?? value))
      }
    }
  }
}
