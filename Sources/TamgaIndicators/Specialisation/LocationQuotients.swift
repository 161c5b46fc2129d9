// LQ = (e_ij/e_j) / (e_i/e);  z = (LQ − mean) / s over the regions of one industry
// O'Donoghue and Gleave (2004); Tian (2013).

internal import TamgaCatalogue
internal import TamgaNumerics
internal import TamgaRegions
internal import TamgaStatistics

/// Location quotients: plain, standardised over regions, and the bootstrap band above which a
/// quotient stands out.
enum LocationQuotients {
  static let all: [IndicatorDefinition] = [plain, standardised, band]

  static let table = """
    region,industry,employment
    A,farm,30
    A,mine,10
    B,farm,20
    B,mine,40
    C,farm,50
    C,mine,50
    """

  private static let plain = IndicatorDefinition(
    "lq.ratio.plain", .specialisation, formula: "(e_ij/e_j) / (e_i/e)",
    tex: "\\frac{e_{ij}/e_j}{e_i/e}", tables: [.employment], unit: .fixed(.ratio),
    rules: (.zeroDenominator, .exact),
    citations: ["Florence (1939), Report on the Location of Industry"],
    examples: [
      WorkedExample(
        "by hand: (30/40) / (100/200)", [table], subject: "A/farm", expected: 1.5)
    ]
  ) { tables, context in
    try EmploymentBook(tables).panels.flatMap { panel in
      try grid(panel, context) { totals, region, industry in
        (
          try totals.pair(region, industry),
          { EmploymentTable(values: $0, regions: 2, industries: 2).locationQuotient(0, 0) }
        )
      }
    }
  }

  private static let standardised = IndicatorDefinition(
    "lq.standardised.region", .specialisation, formula: "(LQ − mean LQ) / s, over regions",
    tex: "\\frac{LQ_{ij}-\\overline{LQ}_i}{s_i}", tables: [.employment], unit: .fixed(.ratio),
    rules: (.zeroDenominator, .exact),
    citations: ["O'Donoghue and Gleave (2004), A Note on Methods for Measuring Agglomeration"],
    examples: [
      WorkedExample(
        "by hand: LQ 1.5, 2/3, 1; mean 1.0556, s 0.41944", [table], subject: "A/farm",
        expected: 1.0596258856520353, tolerance: 1e-9)
    ], note: "Standardised over the regions of one industry, by name; divisor n − 1."
  ) { tables, context in
    try EmploymentBook(tables).panels.flatMap { panel in
      let count = panel.regions.count
      return try grid(panel, context) { totals, region, industry in
        (
          try totals.industry(industry),
          { values in
            EmploymentTable(values: values, regions: count, industries: 2)
              .locationQuotients(ofIndustry: 0).flatMap { zScore(of: $0, region) }
          }
        )
      }
    }
  }

  /// A quotient less the mean over the deviation with divisor n − 1.
  private static func zScore(of quotients: [Double], _ region: Int) -> Outcome<Double> {
    guard quotients.count >= 2 else { return .missing(.tooFewObservations) }
    let moments = PairedMoments(x: quotients, y: quotients)
    guard moments.squaresX > 0 else { return .missing(.noVariation) }
    let spread = (moments.squaresX / Double(quotients.count - 1)).squareRoot()
    return .value(moments.deviationsX[region] / spread)
  }

  private static let band = IndicatorDefinition(
    "lq.band.region", .specialisation,
    formula: "95th percentile of LQ over the regions of an industry, redrawn",
    tex: "LQ_i^{(0.95)}", tables: [.employment], unit: .fixed(.ratio),
    rules: (.zeroDenominator, .bootstrap),
    citations: ["Tian (2013), Measuring Agglomeration Using the Standardized Location Quotient"],
    examples: [
      WorkedExample(
        "by hand: LQ 2/3, 1, 1.5; the percentile lies at 1 + 0.9 · 0.5", [table],
        subject: "farm", expected: 1.45)
    ], note: "A region whose quotient is above the band's upper end is a concentration."
  ) { tables, context in
    try EmploymentBook(tables).panels.flatMap { panel in
      panel.industries.indices.map { industry -> Measurement in
        let subject = [panel.industries[industry]]
        switch panel.amounts(context) {
        case .missing(let reason):
          return .missing(reason, subject, period: panel.period, flags: panel.flags)
        case .value(let amounts):
          let employment = EmploymentTable(
            values: amounts.map(\.double), regions: panel.regions.count,
            industries: panel.industries.count)
          switch employment.locationQuotients(ofIndustry: industry) {
          case .missing(let reason):
            return .missing(reason, subject, period: panel.period, flags: panel.flags)
          case .value(let quotients):
            return Measurement(
              subject, period: panel.period, n: quotients.count, flags: panel.flags,
              .sample([quotients]) { percentile($0[0], 0.95) })
          }
        }
      }
    }
  }

  /// A percentile by linear interpolation between order statistics.
  static func percentile(_ values: [Double], _ level: Double) -> Outcome<Double> {
    guard !values.isEmpty else { return .missing(.tooFewObservations) }
    let sorted = values.sorted()
    let place = level * Double(sorted.count - 1)
    let low = Int(place.rounded(.down))
    let high = min(sorted.count - 1, low + 1)
    return .value(sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low]))
  }

  private typealias Parts = ([Amount], @Sendable ([Double]) -> Outcome<Double>)

  /// A measurement of every region and industry.
  private static func grid(
    _ panel: EmploymentBook.Panel, _ context: IndicatorContext,
    _ parts: (EmploymentBook.Totals, Int, Int) throws -> Parts
  ) throws -> [Measurement] {
    let totals = try panel.totals(context)
    return try panel.regions.indices.flatMap { region in
      try panel.industries.indices.map { industry in
        let subject = [panel.regions[region], panel.industries[industry]]
        switch totals {
        case .missing(let reason):
          return .missing(reason, subject, period: panel.period, flags: panel.flags)
        case .value(let totals):
          let (amounts, formula) = try parts(totals, region, industry)
          return Measurement(
            subject, period: panel.period, n: panel.regions.count, flags: panel.flags,
            .real(amounts, formula))
        }
      }
    }
  }
}
