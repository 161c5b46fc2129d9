internal import TamgaCatalogue
internal import TamgaNumerics

/// Intra-industry trade.
enum IntraIndustry {
  static let all: [IndicatorDefinition] = [product] + aggregates + [marginal]

  private static let grubel = "Grubel and Lloyd (1975), Intra-Industry Trade"
  private static let table = """
    reporter,partner,product,flow,value
    KAZ,KGZ,01,X,60
    KAZ,KGZ,01,M,20
    KAZ,KGZ,02,X,10
    KAZ,KGZ,02,M,10
    KAZ,KGZ,03,X,0
    KAZ,KGZ,03,M,20
    KAZ,KGZ,04,X,5
    KAZ,KGZ,04,M,15
    KAZ,KGZ,05,X,30
    KAZ,KGZ,05,M,0
    """

  /// 1 − |X − M| / (X + M).
  static func overlap(_ exports: Double, _ imports: Double) -> Outcome<Double> {
    quotient(exports + imports - abs(exports - imports), exports + imports)
  }

  private static let product = IndicatorDefinition(
    "iit.grubel-lloyd.product", .bilateral, formula: "1 − |X − M| / (X + M)",
    tex: "1-\\frac{|X-M|}{X+M}", tables: [.flowsByProduct], unit: .fixed(.ratio),
    rules: (.zeroDenominator, .exact), citations: [grubel],
    examples: [
      WorkedExample("by hand: 1 − 40/80", [table], subject: "KAZ/KGZ/01", expected: 0.5)
    ]
  ) { tables, context in
    let flows = try FlowBook(tables, .flowsByProduct)
    let cells = flows.book.parts(
      flows.book.parts(flows.book.cells, of: "product", total: FlowBook.total), of: "partner",
      total: FlowBook.world)
    return flows.exportsAndImports(cells).map { pair in
      .of(
        [pair.exports ?? Cell(), pair.imports ?? Cell()], flows.subject(pair.key),
        period: flows.book.word("period", pair.key), context
      ) { overlap($0[0], $0[1]) }
    }
  }

  private static func aggregate(
    _ variant: String, formula: String, tex: String, isStandard: Bool = false, expected: Double,
    hand: String, note: String = "",
    _ compute: @escaping @Sendable ([(Double, Double)]) -> Outcome<Double>
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      "iit.grubel-lloyd.\(variant)", .bilateral, formula: formula, tex: tex,
      tables: [.flowsByProduct], unit: .fixed(.ratio), rules: (.zeroDenominator, .exact),
      citations: [grubel], isStandard: isStandard,
      choices: [.duplicates, StructureOverlap.leastProducts],
      examples: [
        WorkedExample("by hand: \(hand)", [table], subject: "KAZ/KGZ", expected: expected)
      ], note: note + "Rises with aggregation: print the level; no value below five products."
    ) { tables, context in
      let flows = try FlowBook(tables, .flowsByProduct)
      let book = flows.book
      let cells = book.parts(
        book.parts(book.cells, of: "product", total: FlowBook.total), of: "partner",
        total: FlowBook.world)
      let least = context.number(StructureOverlap.leastProducts)
      let pairs = flows.exportsAndImports(cells)
      let groups = Dictionary(grouping: pairs) {
        book.key($0.key, keeping: ["reporter", "partner", "period"])
      }
      return groups.keys.sorted().map { key in
        let members = (groups[key] ?? []).sorted { $0.key < $1.key }
        return .of(
          members.flatMap { [$0.exports ?? Cell(), $0.imports ?? Cell()] },
          book.words(["reporter", "partner"], key), period: book.word("period", key),
          n: members.count, context
        ) { values in
          guard Double(members.count) >= least else { return .missing(.tooFewObservations) }
          return compute(
            members.indices.map { (values[2 * $0], values[2 * $0 + 1]) })
        }
      }
    }
  }

  /// Σ (X + M − |X − M|) / Σ (X + M).
  static func weighted(_ pairs: [(Double, Double)]) -> Outcome<Double> {
    var upper = CompensatedSum()
    var lower = CompensatedSum()
    for (x, m) in pairs {
      upper.add(x + m - abs(x - m))
      lower.add(x + m)
    }
    return quotient(upper.total, lower.total)
  }

  private static let aggregates = [
    aggregate(
      "weighted", formula: "1 − Σ|X_k − M_k| / Σ(X_k + M_k)",
      tex: "1-\\frac{\\sum|X_k-M_k|}{\\sum(X_k+M_k)}", isStandard: true, expected: 70.0 / 170,
      hand: "1 − (40 + 0 + 20 + 10 + 30) / 170", weighted),
    aggregate(
      "mean", formula: "mean of 1 − |X_k − M_k| / (X_k + M_k)", tex: "\\overline{GL_k}",
      expected: 0.4, hand: "(0.5 + 1 + 0 + 0.5 + 0) / 5",
      note: "Products without trade are left out. "
    ) { pairs in mean(of: pairs.compactMap { overlap($0.0, $0.1).value }).coded },
    aggregate(
      "corrected", formula: "weighted / (1 − |A|), A = (X − M) / (X + M)",
      tex: "\\frac{GL}{1-|A|}", expected: (70.0 / 170) / (1 - 40.0 / 170),
      hand: "0.41176 / (1 − 40/170)"
    ) { pairs in
      let x = compensatedTotal(of: pairs.map(\.0))
      let m = compensatedTotal(of: pairs.map(\.1))
      return weighted(pairs).flatMap { value in
        overlap(x, m).flatMap { quotient(value, $0) }
      }
    },
  ]

  private static let marginal = IndicatorDefinition(
    "iit.marginal.brulhart", .bilateral, formula: "1 − |ΔX − ΔM| / (|ΔX| + |ΔM|)",
    tex: "1-\\frac{|\\Delta X-\\Delta M|}{|\\Delta X|+|\\Delta M|}", tables: [.flowsByProduct],
    unit: .fixed(.ratio), rules: (.zeroDenominator, .exact),
    citations: ["Brülhart (1994), Marginal Intra-Industry Trade"],
    examples: [
      WorkedExample(
        "by hand: ΔX = 10, ΔM = 30: 1 − 20/40",
        [
          """
          reporter,product,flow,period,value
          KAZ,01,X,2020,10
          KAZ,01,M,2020,10
          KAZ,01,X,2021,20
          KAZ,01,M,2021,40
          """
        ], subject: "KAZ/01", period: "2021", expected: 0.5)
    ], note: "From each period to the next of the table."
  ) { tables, context in
    let flows = try FlowBook(tables, .flowsByProduct)
    let book = flows.book
    let cells = book.parts(book.cells, of: "product", total: FlowBook.total)
    let groups = Dictionary(grouping: flows.exportsAndImports(cells)) {
      book.key($0.key, keeping: ["reporter", "partner", "product"])
    }
    return groups.keys.sorted().flatMap { key -> [Measurement] in
      let points = (groups[key] ?? []).sorted {
        periodPrecedes(book.word("period", $0.key), book.word("period", $1.key))
      }
      return zip(points, points.dropFirst()).map { before, after in
        .of(
          [before.exports, before.imports, after.exports, after.imports].map { $0 ?? Cell() },
          flows.subject(key), period: book.word("period", after.key), context
        ) { v in
          let x = v[2] - v[0]
          let m = v[3] - v[1]
          return quotient(abs(x) + abs(m) - abs(x - m), abs(x) + abs(m))
        }
      }
    }
  }
}

extension Outcome<Double> {
  /// Of no numbers: nothing to divide by.
  var coded: Outcome<Double> { value == nil ? .missing(.zeroDenominator) : self }
}
