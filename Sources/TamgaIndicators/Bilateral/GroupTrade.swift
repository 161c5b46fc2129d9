internal import TamgaCatalogue
internal import TamgaNumerics

/// Trade inside a group of countries against trade with others.
enum GroupTrade {
  static let all: [IndicatorDefinition] = [orientation, introversion]

  private static let members = InputTable(.regions, ["region", "group"])
  private static let membersTable = "region,group\nKAZ,EAEU\nKGZ,EAEU"

  /// The group of each country.
  private static func groups(_ tables: IndicatorTables) throws -> [String: String] {
    let table = try tables.table(members)
    let (names, groups) = (try table.text("region"), try table.text("group"))
    var found: [String: String] = [:]
    for row in (0..<table.rowCount).sorted(by: { groups[$0] < groups[$1] })
    where !groups[row].isEmpty && found[names[row]] == nil {
      found[names[row]] = groups[row]
    }
    return found
  }

  private static let orientation = IndicatorDefinition(
    "orientation.regional.ratio", .bilateral,
    formula: "(X_k,in / X_in) / (X_k,out / X_out)",
    tex: "\\frac{X_k^{in}/X^{in}}{X_k^{out}/X^{out}}", tables: [.bilateralFlows, members],
    unit: .fixed(.ratio), rules: (.zeroDenominator, .exact),
    citations: ["Yeats (1998), Does Mercosur's Trade Performance Raise Concerns"],
    examples: [
      WorkedExample(
        "by hand: (30/40) / (20/80)",
        [
          """
          reporter,partner,product,flow,value
          KAZ,KGZ,01,X,30
          KAZ,KGZ,02,X,10
          KAZ,CHN,01,X,20
          KAZ,CHN,02,X,60
          """, membersTable,
        ], subject: "KAZ/01/X", expected: 3)
    ], note: "Inside is the reporter's own group of the second table."
  ) { tables, context in
    let flows = try FlowBook(tables, .bilateralFlows)
    let groups = try groups(tables)
    let book = flows.book
    let parts = book.parts(
      book.parts(book.cells, of: "product", total: FlowBook.total), of: "partner",
      total: FlowBook.world)
    return try book.groups(parts, by: ["reporter", "flow", "period"]).flatMap { key, members in
      guard let group = groups[book.word("reporter", key)] else { return [Measurement]() }
      var sides: [[String: Cell]] = [[:], [:]]
      for (line, cell) in members {
        let side = groups[book.word("partner", line)] == group ? 0 : 1
        try sides[side][book.word("product", line), default: Cell()].add(cell)
      }
      let products = Set(sides.flatMap(\.keys)).sorted()
      let cells = sides.flatMap { side in products.map { side[$0] ?? Cell() } }
      return products.indices.map { place in
        .of(
          cells, [book.word("reporter", key), products[place], book.word("flow", key)],
          period: book.word("period", key), n: products.count, context
        ) { values in
          let inside = compensatedTotal(of: values[..<products.count])
          let outside = compensatedTotal(of: values[products.count...])
          guard inside > 0, outside > 0 else { return .missing(.zeroDenominator) }
          return quotient(values[place] / inside, values[products.count + place] / outside)
        }
      }
    }
  }

  private static let introversion = IndicatorDefinition(
    "introversion.trade.iapadre", .bilateral, formula: "(HI − HE) / (HI + HE)",
    tex: "\\frac{HI-HE}{HI+HE},\\ HI=\\frac{T_{gg}/T_g}{T_{og}/T_o}",
    tables: [.flowsByPartner, members], unit: .fixed(.ratio), rules: (.zeroDenominator, .exact),
    citations: ["Iapadre (2006), Regional Integration Agreements and the Geography of Trade"],
    examples: [
      WorkedExample(
        "by hand: T_gg = 20, T_g = 50, T_o = 250, T_og = 30: HI = 0.4/0.12, HE = 0.6/0.88",
        [
          """
          reporter,partner,flow,value
          KAZ,KGZ,X,12
          KGZ,KAZ,X,8
          KAZ,CHN,X,10
          KGZ,CHN,M,20
          WLD,WLD,X,150
          WLD,WLD,M,150
          """, membersTable,
        ], subject: "EAEU", expected: 0.660377358490566, tolerance: 1e-12)
    ],
    note:
      "T is exports and imports; the rest of the world is the world (WLD to WLD) less the group."
  ) { tables, context in
    let flows = try FlowBook(tables, .flowsByPartner)
    let groups = try groups(tables)
    let book = flows.book
    let cells = try flows.byPartner()
    return try book.groups(cells, by: ["period"]).flatMap { key, members in
      try Set(groups.values).sorted().map { group in
        var parts = [Cell(), Cell(), Cell()]
        for (line, cell) in members {
          let (reporter, partner) = (book.word("reporter", line), book.word("partner", line))
          if reporter == FlowBook.world, partner == FlowBook.world { try parts[2].add(cell) }
          guard groups[reporter] == group, partner != FlowBook.world else { continue }
          try parts[groups[partner] == group ? 0 : 1].add(cell)
        }
        if parts[2].rows == 0 {
          return .missing(.missingInput, [group], period: book.word("period", key), n: 3)
        }
        return .of(parts.map { $0 as Cell? }, [group], period: book.word("period", key), context) {
          v in
          let own = v[0] + v[1]
          let others = v[2] - own
          guard own > 0, others > 0, others > v[1], v[1] > 0 else {
            return .missing(.zeroDenominator)
          }
          let inside = (v[0] / own) / (v[1] / others)
          let outside = (v[1] / own) / (1 - v[1] / others)
          return quotient(inside - outside, inside + outside)
        }
      }
    }
  }
}
