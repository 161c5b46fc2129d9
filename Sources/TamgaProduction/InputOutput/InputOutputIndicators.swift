package import TamgaCatalogue
internal import TamgaNumerics

/// The indicators of input–output tables.
package enum InputOutputIndicators {
  package static let all: [IndicatorDefinition] =
    inverses + multipliers + linkages + [extraction] + InputOutputEstimates.all

  private static let miller = "Miller and Blair (2009), Input–Output Analysis, 2nd ed."
  private static let rasmussen = "Rasmussen (1956), Studies in Inter-sectoral Relations"
  private static let chenery = "Chenery and Watanabe (1958), International Comparisons"

  private static func definition(
    _ id: String, formula: String, tex: String, citations: [String],
    unit: IndicatorUnit = .fixed(.ratio), accounts: String? = nil, subject: String,
    expected: Double, tolerance: Double = 5.1e-5,
    source: String = "Miller and Blair (2009), table 2.3 and §2.3", note: String = "",
    _ values:
      @escaping @Sendable (InputOutputBook) throws(InputOutputError) -> [(
        [String], Outcome<Double>
      )]
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .inputOutput, formula: formula, tex: tex,
      tables: [InputOutputBook.deliveries, InputOutputBook.demand]
        + (accounts.map { [InputTable(.other, ["sector", $0])] } ?? []),
      unit: unit, rules: (.zeroDenominator, .exact), citations: citations, choices: [],
      examples: [
        WorkedExample(
          source,
          [InputOutputBook.textbook, InputOutputBook.textbookDemand]
            + (accounts == nil ? [] : [InputOutputBook.textbookAccounts]),
          subject: subject, expected: expected, tolerance: tolerance)
      ], note: note
    ) { tables, _ in try InputOutputBook(tables, accounts: accounts).measurements(values) }
  }

  private static let inverses = [
    definition(
      "io.inverse.leontief", formula: "L = (I − A)⁻¹, A = Z x̂⁻¹", tex: "L = (I - A)^{-1}",
      citations: [miller], subject: "agriculture/manufactures", expected: 0.33
    ) { book throws(InputOutputError) in
      let model = try book.model()
      return book.cells(model, model.leontief) { _, column in column }
    },
    definition(
      "io.inverse.ghosh", formula: "G = (I − B)⁻¹, B = x̂⁻¹ Z", tex: "G = (I - B)^{-1}",
      citations: [miller], subject: "agriculture/manufactures", expected: 0.6601,
      source: "Miller and Blair (2009), table 2.3 and §12.1"
    ) { book throws(InputOutputError) in
      let model = try book.model()
      return book.cells(model, model.ghosh) { row, _ in row }
    },
  ]

  private static let multipliers = [
    definition(
      "io.multiplier.output", formula: "column sums of L", tex: "\\mathbf{1}^\\top L",
      citations: [miller], subject: "agriculture", expected: 1.518, tolerance: 5.1e-4,
      source: "Miller and Blair (2009), §6.2.1"
    ) { book throws(InputOutputError) in
      book.bySector(try book.model().outputMultipliers().simple)
    },
    definition(
      "io.multiplier.income", formula: "h L, h income per output", tex: "h^\\top L",
      citations: [miller], accounts: "income", subject: "agriculture",
      expected: 0.3 * 1.254125 + 0.25 * 0.2640264, tolerance: 1e-5,
      source: "Miller and Blair (2009), table 2.3 with income coefficients of §2.5, by hand"
    ) { book throws(InputOutputError) in
      book.bySector(try book.model().multipliers(of: "income", amounts: book.accounts).simple)
    },
    definition(
      "io.multiplier.employment", formula: "e L, e employment per output", tex: "e^\\top L",
      citations: [miller], accounts: "employment", subject: "manufactures",
      expected: 0.02 * 0.330033 + 0.01 * 1.122112, tolerance: 1e-6,
      source: "Miller and Blair (2009), table 2.3 with 20 and 20 employed, by hand"
    ) { book throws(InputOutputError) in
      book.bySector(try book.model().multipliers(of: "employment", amounts: book.accounts).simple)
    },
  ]

  private static func linkage(
    _ id: String, _ formula: String, _ tex: String, _ citation: String, expected: Double,
    tolerance: Double = 5.1e-5, note: String = "",
    _ value: @escaping @Sendable (Linkages) -> [Outcome<Double>]
  ) -> IndicatorDefinition {
    definition(
      id, formula: formula, tex: tex, citations: [citation, miller], subject: "agriculture",
      expected: expected, tolerance: tolerance,
      source: "Miller and Blair (2009), table 2.3, by hand", note: note
    ) { book throws(InputOutputError) in book.bySector(value(try book.model().linkages())) }
  }

  private static let contested =
    "Where the definitions disagree about a key sector, print both."

  private static let linkages = [
    linkage(
      "io.linkage-backward.direct", "column sums of A", "\\mathbf{1}^\\top A", chenery,
      expected: 0.35
    ) { $0.backwardDirect },
    linkage(
      "io.linkage-backward.total", "column sums of L", "\\mathbf{1}^\\top L", rasmussen,
      expected: 1.5182
    ) { $0.backwardTotal },
    linkage(
      "io.linkage-backward.power", "column sums of L over their mean",
      "n \\mathbf{1}^\\top L / \\mathbf{1}^\\top L \\mathbf{1}", rasmussen, expected: 1.0222
    ) { $0.powerOfDispersion },
    linkage(
      "io.linkage-backward.cv", "coefficient of variation within the column of L, n − 1",
      "\\sigma(L_{\\cdot j}) / \\bar L_{\\cdot j}", rasmussen, expected: 0.92231, tolerance: 1e-5
    ) { $0.backwardVariation },
    linkage(
      "io.linkage-forward.ghosh", "row sums of G", "G \\mathbf{1}",
      "Jones (1976), The Measurement of Hirschmanian Linkages", expected: 1.9142, note: contested
    ) { $0.forwardGhosh },
    linkage(
      "io.linkage-forward.leontief", "row sums of L", "L \\mathbf{1}", rasmussen,
      expected: 1.5842, note: contested
    ) { $0.forwardLeontief },
    linkage(
      "io.linkage-forward.direct-ghosh", "row sums of B", "B \\mathbf{1}", chenery,
      expected: 0.65
    ) { $0.forwardDirect },
  ]

  private static let extraction = definition(
    "io.extraction.hypothetical", formula: "Σx − Σx(without j)",
    tex: "\\mathbf{1}^\\top x - \\mathbf{1}^\\top \\bar x_{(j)}",
    citations: ["Dietzenbacher, van der Linden and Steenge (1993)", miller], unit: .sameAsInput,
    subject: "agriculture", expected: 3000 - 1700 / 0.95, tolerance: 1e-9,
    source: "Miller and Blair (2009), table 2.3, by hand: without agriculture x = 1700 / 0.95"
  ) { book throws(InputOutputError) in book.bySector(try book.model().extraction().total) }
}
