package import TamgaCatalogue
internal import TamgaNumerics

/// The indicators of composites, comparisons in pairs and SWOT tables.
package enum CompositeIndicators {
  package static let all: [IndicatorDefinition] =
    composites + [morris, competitivenessIndicator, rank, priority] + comparisons

  private static let oecd = "OECD and JRC (2008), Handbook on Constructing Composite Indicators"
  private static let input = InputTable(
    .other, ["region", "indicator", "value"], optional: ["direction", "period"])
  private static let hand = """
    region,indicator,direction,value
    a,income,higher,10
    a,poverty,lower,0
    b,income,higher,20
    b,poverty,lower,5
    c,income,higher,30
    c,poverty,lower,10
    """

  private static let composites = Aggregation.allCases.flatMap { aggregation in
    [Normalisation.minMax, .standardScore, .rank].map { normalisation in
      IndicatorDefinition(
        "composite.\(aggregation.rawValue).\(normalisation.rawValue)", .composites,
        formula: formula(aggregation) + " of " + name(normalisation),
        tex: tex(aggregation), tables: [input], unit: .named("index"),
        rules: (.zeroDenominator, .fan), citations: [oecd], direction: .higherIsBetter,
        isStandard: false,
        examples: [
          WorkedExample(
            "by hand: normalised, b has the middle of both indicators", [hand], subject: "b",
            expected: aggregation == .copeland ? 0 : middle(normalisation), tolerance: 1e-9)
        ],
        note:
          "The column direction has higher (also where it is empty) or lower, for which values are better. Nothing is imputed; below 90 % of the weights a region has no value. The interval is the spread over aggregations and normalisations."
      ) { tables, context in
        try CompositeBook.read(tables, input, context).flatMap {
          $0.measured(CompositeMethod(normalisation: normalisation, aggregation: aggregation))
        }
      }
    }
  }

  private static func formula(_ aggregation: Aggregation) -> String {
    switch aggregation {
    case .arithmetic: "Σ w x"
    case .geometric: "Π x^w"
    case .harmonic: "1 / Σ(w/x)"
    case .copeland: "wins minus defeats in pairs"
    }
  }

  private static func tex(_ aggregation: Aggregation) -> String {
    switch aggregation {
    case .arithmetic: "\\sum_k w_k x_k"
    case .geometric: "\\prod_k x_k^{w_k}"
    case .harmonic: "\\left(\\sum_k w_k/x_k\\right)^{-1}"
    case .copeland: "\\#\\{i \\succ j\\} - \\#\\{j \\succ i\\}"
    }
  }

  private static func name(_ normalisation: Normalisation) -> String {
    switch normalisation {
    case .minMax: "1 + 99 (x − min)/(max − min)"
    case .standardScore: "100 + 10 z"
    case .rank, .leader, .bounds: "100 rank/(n + 1)"
    }
  }

  private static func middle(_ normalisation: Normalisation) -> Double {
    switch normalisation {
    case .minMax: 50.5
    case .standardScore: 100
    case .rank, .leader, .bounds: 50
    }
  }

  private static let stability: String = {
    let names = ["inflation", "unemployment", "private-debt", "public-debt", "trade"]
    let rows = names.flatMap { name -> [String] in
      let isTrade = name == "trade"
      return [
        "a,\(name),2020,\(isTrade ? 98 : 2)", "b,\(name),2020,\(isTrade ? 90 : 10)",
        "c,\(name),2020,\(isTrade ? 96 : 4)",
      ]
    }
    return "region,indicator,period,value\n" + rows.joined(separator: "\n")
  }()

  private static let morris = IndicatorDefinition(
    "composite.morris.minmax", .composites,
    formula: "mean of 100 (x − min)/(max − min), reversed but for trade",
    tex: "\\frac15\\sum_k 100\\frac{x_k - \\min}{\\max - \\min}",
    tables: [InputTable(.other, ["region", "indicator", "period", "value"])],
    unit: .named("index"), rules: (.zeroDenominator, .exact),
    citations: ["after Morris (1979), Measuring the Condition of the World's Poor"],
    direction: .higherIsBetter,
    examples: [
      WorkedExample(
        "by hand: 4 is a quarter of the way from 2 to 10", [stability], subject: "c",
        period: "2020", expected: 75, tolerance: 1e-10)
    ],
    note:
      "A reconstruction: indicators are inflation, unemployment, private-debt, public-debt, trade, of which higher is better for trade alone, whatever a column direction says; bounds are those of the whole table."
  ) { tables, context in
    try stabilityMeasurements(tables, context)
  }

  private static let rank = IndicatorDefinition(
    "swot.evidence.rank", .composites, formula: "1 + number of better regions",
    tex: "1 + \\#\\{j: x_j \\succ x_i\\}", tables: [input], unit: .named("rank"),
    rules: (.zeroDenominator, .exact), citations: ["after Weihrich (1982), The TOWS matrix"],
    direction: .lowerIsBetter,
    examples: [
      WorkedExample(
        "by hand: 20 is the second of 10, 20, 30", [hand], subject: "b/income",
        expected: 2)
    ],
    note:
      "The column direction has higher (also where it is empty) or lower, for which values are better. Below three regions with a value, or without variation, there is no rank."
  ) { tables, context in
    try CompositeBook.read(tables, input, context).flatMap { $0.rankings() }
  }

  private static let quadrants = InputTable(.other, ["quadrant", "i", "j", "w"])
  private static let judged = """
    quadrant,i,j,w
    quadrants,strength,threat,3
    quadrants,threat,strength,0.3333333333333333
    strength,ore,road,1
    strength,road,ore,1
    threat,queue,price,4
    threat,price,queue,0.25
    """

  private static let priority = IndicatorDefinition(
    "swot.priority.awot", .composites,
    formula: "weight of the quadrant · weight of the line within it",
    tex: "p_{ql} = w_q w_{l|q}", tables: [quadrants], unit: .fixed(.ratio),
    rules: (.zeroDenominator, .fan),
    citations: ["Kurttila, Pesonen, Kangas and Kajanus (2000), Utilizing the AHP in SWOT analysis"],
    examples: [
      WorkedExample(
        "by hand: strengths weigh 0.75, ore half of them", [judged], subject: "strength/ore",
        expected: 0.375, tolerance: 1e-9)
    ],
    note:
      "Comparisons of the quadrants themselves stand under the word quadrants; `undetermined` says that some CR is above 0.10."
  ) { tables, context in
    try priorityMeasurements(tables, quadrants, context)
  }

  private static let pairwise = InputTable(.other, ["i", "j", "w"])
  private static let saaty =
    "i,j,w\na,b,3\na,c,6\nb,a,0.3333333333333333\nb,c,2\nc,a,0.16666666666666666\nc,b,0.5"

  private static let comparisons = [PriorityMethod.eigenvector, .geometric].map { method in
    IndicatorDefinition(
      "ahp.weight.\(method.rawValue)", .composites,
      formula: method == .eigenvector ? "A w = λ w" : "w_i ∝ (Π_j a_ij)^{1/n}",
      tex: method == .eigenvector ? "Aw = \\lambda w" : "w_i \\propto (\\prod_j a_{ij})^{1/n}",
      tables: [pairwise], unit: .fixed(.ratio), rules: (.zeroDenominator, .fan),
      citations: [
        method == .eigenvector
          ? "Saaty (1980), The Analytic Hierarchy Process"
          : "Crawford and Williams (1985), A note on the analysis of subjective judgment matrices"
      ], isStandard: method == .eigenvector,
      examples: [
        WorkedExample(
          "by hand: a is 3 times b and 6 times c, b twice c", [saaty], subject: "a",
          expected: 2.0 / 3, tolerance: 1e-9)
      ],
      note: "An incomplete or crooked matrix has no weights; `undetermined` says CR above 0.10."
    ) { tables, context in
      try judgements(tables, pairwise, context) { matrix in
        try pairwisePriorities(matrix, method: method)
      }
    }
  }
}
