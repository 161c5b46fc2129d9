package import TamgaCatalogue
internal import TamgaNumerics

/// Indicators of what binds the cities of an axis: gravitation along it, and how many of its links the
/// data find by themselves.
package enum AxisDiscovery {
  package static let all: [IndicatorDefinition] = [interaction, tree, betweenness]

  private static let stops = InputTable(.other, ["axis", "stop", "city"])
  private static let exponent = IndicatorChoice.number("exponent", "2")
  private static let citation = "Tapalova, Raimbekov, Zhunussova et al. (2024), section 3"

  private static let axis = """
    axis,stop,city
    north,1,a
    north,2,b
    north,3,c
    """

  /// Pulls by the square of distance: a–b 6/4, a–c 8/16, b–c 12/9.
  private static func gravitational(
    _ id: String, formula: String, tex: String, unit: IndicatorUnit, citations: [String],
    expected: (table: String, value: Double, hand: String), note: String,
    _ value: @escaping @Sendable (DevelopmentAxis, GravitationIndex) -> Outcome<Double>
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .poles, formula: formula, tex: tex, tables: [stops, GravitationIndicators.pairs],
      unit: unit, rules: (.unreachable, .exact), citations: citations,
      choices: [exponent],
      examples: [
        WorkedExample(
          "by hand: " + expected.hand, [expected.table, GravitationIndicators.table],
          subject: "north", expected: expected.value)
      ], note: note + " The cities are origins and destinations of the table of pairs."
    ) { tables, context in
      let book = try PairBook(tables.table(GravitationIndicators.pairs))
      let found: Outcome<GravitationIndex> =
        book.fault.map { .missing($0) } ?? index(book, context.number(exponent))
      return try measurements(tables) { axis in found.flatMap { value(axis, $0) } }
    }
  }

  /// The gravitation of all pairs; a table without any pull has none.
  private static func index(_ book: PairBook, _ exponent: Double) -> Outcome<GravitationIndex> {
    guard let index = try? book.pairs().gravitation(exponent: exponent) else {
      return .missing(.undefined)
    }
    let reason = index.pairs.compactMap(\.share.reason).first
    return reason.map { .missing($0) } ?? .value(index)
  }

  private static let interaction = gravitational(
    "axis.interaction.network", formula: "Σ G of neighbouring cities of the trunk, % of all G",
    tex: "100\\,\\frac{\\sum_l G_l}{\\sum_{ij} G_{ij}}", unit: .fixed(.percent),
    citations: [citation, "Stewart (1948), Demographic Gravitation"],
    expected: (
      axis, 100 * (1.5 + 4.0 / 3) / (1.5 + 0.5 + 4.0 / 3), "6/4 + 12/9 of 6/4 + 8/16 + 12/9"
    ),
    note: "Neighbours on the trunk by the order of stops."
  ) { axis, index in
    let found = try? AxisNetwork(
      cities: axis.trunk.map { AxisCity(name: $0, point: nil, population: 0, product: 0) },
      links: []
    ).diagnose(axis, gravitation: index)
    return found?.interaction ?? .missing(.undefined)
  }

  private static let tree = gravitational(
    "axis.discovered.spanning-tree",
    formula: "stated links in the maximum spanning tree of gravitation / stated links",
    tex: "\\frac{|L \\cap T_{\\max}(G)|}{|L|}", unit: .fixed(.ratio),
    citations: [citation, "Kruskal (1956), On the Shortest Spanning Subtree of a Graph"],
    expected: (
      "axis,stop,city\nnorth,1,a\nnorth,2,c\nnorth,3,b", 0.5,
      "the tree is a–b, b–c; of a–c, c–b it holds one"
    ), note: "The tree joins all cities by the strongest pairs."
  ) { axis, index in
    let cities = Set(index.pairs.flatMap { [$0.origin, $0.destination] })
    guard axis.trunk.allSatisfy(cities.contains) else { return .missing(.missingInput) }
    return .value(shareFound(axis, in: strongestTree(index)))
  }

  private static let links = InputTable(
    .other, ["from", "to", "kilometres", "hours"], optional: ["border_hours"])

  private static let betweenness = IndicatorDefinition(
    "axis.discovered.betweenness", .poles,
    formula: "stated links among the n − 1 links most used by fastest ways / stated links",
    tex: "\\frac{|L \\cap B_{n-1}|}{|L|}", tables: [stops, links], unit: .fixed(.ratio),
    rules: (.unreachable, .exact),
    citations: [citation, "Brandes (2001), A Faster Algorithm for Betweenness Centrality"],
    choices: [],
    examples: [
      WorkedExample(
        "by hand: a–c is slower than over b; pairs use b–c 4 times, a–b and c–d 3 times, a–c never",
        [
          "axis,stop,city\nnorth,1,a\nnorth,2,c\nnorth,3,d",
          """
          from,to,kilometres,hours
          a,b,100,1
          b,c,100,1
          a,c,150,3
          c,d,100,1
          """,
        ], subject: "north", expected: 0.5)
    ],
    note:
      "As many links as a tree of the n cities has; flag degenerate where links beyond the last are "
      + "used as much as it. A link without hours is no way; border_hours are added where the table has "
      + "the column, and an empty cell of it is a missing input, not a border without waiting."
  ) { tables, _ in
    let found = try network(tables)
    let (used, isTied) = mostUsed(found.value)
    return try measurements(tables, flags: isTied ? [.degenerate] : []) { axis in
      found.flatMap { network in
        guard axis.trunk.allSatisfy({ network.city($0) != nil }) else {
          return .missing(.missingInput)
        }
        return network.links.isEmpty ? .missing(.unreachable) : .value(shareFound(axis, in: used))
      }
    }
  }

  /// The links of the table as a network of all cities that they name.
  private static func network(_ tables: IndicatorTables) throws -> Outcome<AxisNetwork> {
    let table = try tables.table(links)
    let rows = try KeyedRows(
      table, words: ["from", "to"],
      numbers: ["kilometres", "hours"] + (table.has("border_hours") ? ["border_hours"] : []))
    var ways: [AxisLink] = []
    for row in rows.rows {
      guard let length = row.numbers[0], let hours = row.numbers[1] else { continue }
      let waiting = row.numbers.count > 2 ? row.numbers[2] : 0
      guard let waiting else { return .missing(.missingInput) }
      ways.append(
        AxisLink(
          from: row.words[0], to: row.words[1], kilometres: length, freeHours: hours,
          borderHours: waiting))
    }
    do throws(AxisError) {
      return .value(
        try AxisNetwork(
          cities: rows.names([0, 1]).map {
            AxisCity(name: $0, point: nil, population: 0, product: 0)
          }, links: ways))
    } catch {
      if case .duplicate = error { return .missing(.duplicateKey) }
      return .missing(
        ways.contains { min($0.kilometres, $0.freeHours, $0.borderHours) < 0 }
          ? .negativeValue : .unreachable)
    }
  }

  /// The links most used, one fewer than cities, and whether the next are used as much as the last.
  private static func mostUsed(_ network: AxisNetwork?) -> (
    links: [(from: String, to: String)], isTied: Bool
  ) {
    guard let network else { return ([], false) }
    let order = network.betweenness()
    let size = min(order.count, max(0, network.cities.count - 1))
    let chosen = order.prefix(size)
    let isTied = chosen.last.map { last in
      order.dropFirst(size).first.map { abs($0.pairs - last.pairs) <= 1e-9 * last.pairs } ?? false
    }
    return (chosen.map { ($0.from, $0.to) }, isTied ?? false)
  }

  /// A value for each stated axis.
  private static func measurements(
    _ tables: IndicatorTables, flags: Set<IndicatorFlag> = [],
    _ value: (DevelopmentAxis) -> Outcome<Double>
  ) throws -> [Measurement] {
    try KeyedRows(tables.table(stops), words: ["axis", "city"], numbers: ["stop"]).grouped(by: 0)
      .map { name, rows in
        let subject = [name.isEmpty ? "–" : name]
        let order = rows.rows.sorted { ($0.numbers[0] ?? 0) < ($1.numbers[0] ?? 0) }
        let numbers = order.compactMap { $0.numbers[0] }
        guard numbers.count == order.count else {
          return .missing(.missingInput, subject, period: "", n: order.count)
        }
        guard order.count >= 2 else {
          return .missing(.tooFewObservations, subject, period: "", n: order.count)
        }
        guard Set(numbers).count == order.count,
          let axis = try? DevelopmentAxis(name: name, trunk: order.map { $0.words[1] })
        else { return .missing(.duplicateKey, subject, period: "", n: order.count) }
        let outcome = value(axis)
        return Measurement(
          subject, period: "", n: order.count, flags: outcome.value == nil ? [] : flags,
          .known(outcome))
      }
  }
}
