internal import TamgaCatalogue
internal import TamgaNumerics
internal import TamgaProduction
internal import TamgaStatistics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Gaps explained by freight, governance and tariffs; prices outside the fence.
enum GapModels {
  static let all: [IndicatorDefinition] = [structural, elasticity, outliers]

  private static let drivers = InputTable(
    .other, ["origin", "destination", "distance", "governance"])

  private static let structural = IndicatorDefinition(
    "gap.residual.structural", .mirror,
    formula: "residual of ln(V_j/V_i) on ln distance and governance",
    tex: "\\ln\\frac{V_j}{V_i}-\\hat a-\\hat b\\ln d-\\hat c\\,g",
    tables: [MirrorBook.input, drivers], unit: .fixed(.ratio), rules: (.oneSided, .regression),
    citations: ["Gara, Giammatteo and Tosti (2019), Magic Mirror in My Hand"],
    choices: [.duplicates, MirrorBook.level],
    examples: [
      WorkedExample(
        "by hand: eight pairs in a balanced design, all equal but one whose log ratio is 0.8: "
          + "0.8 − 0.1 − 0.1 · ±1 twice leaves 0.5",
        [GapExample.flows, GapExample.drivers], subject: "CHN/KAZ", period: "",
        expected: 0.5, tolerance: 1e-6)
    ],
    note: """
      Governance is any index of the second table, of the pair. The interval is that of the \
      residual under the fit's spread; a residual is unexplained, not illicit.
      """
  ) { tables, context in
    let book = try MirrorBook(tables, context)
    let table = try tables.table(drivers)
    let distances = try CellBook(table, by: ["origin", "destination"], of: "distance")
    let scores = try CellBook(table, by: ["origin", "destination"], of: "governance")
    let rows = book.matched(context).compactMap { row -> (MirrorBook.Pair, [Double])? in
      guard
        let key = distances.key(0, "origin", row.pair.exporter)
          .flatMap({ distances.key($0, "destination", row.pair.importer) }),
        let distance = distances.cells[key], distance.missing == 0, distance.amount.value > 0,
        let score = scores.cells[key], score.missing == 0
      else { return nil }
      return (
        row.pair,
        [log(row.imports / row.exports), log(distance.amount.double), score.amount.double]
      )
    }
    let columns = [1, 2].map { place in rows.map { $0.1[place] } }
      .filter { Set($0).count > 1 }
    guard let fit = LinearFit(y: rows.map { $0.1[0] }, columns: columns),
      fit.degreesOfFreedom > 0,
      let student = StudentDistribution(degreesOfFreedom: Double(fit.degreesOfFreedom)),
      case .value(let t) = student.quantile(0.975)
    else {
      return book.pairs.map {
        $0.isOrphan
          ? .missing(.oneSided, $0.subject, period: $0.period, flags: [.orphans])
          : $0.known(.missing(.tooFewObservations), n: rows.count)
      }
    }
    let spread =
      (compensatedTotal(of: fit.residuals.map { $0 * $0 }) / Double(fit.degreesOfFreedom))
      .squareRoot()
    let found = Dictionary(
      uniqueKeysWithValues: zip(rows, fit.residuals).map { ($0.0.subject + [$0.0.period], $1) })
    return book.pairs.map { pair in
      if pair.isOrphan {
        return .missing(.oneSided, pair.subject, period: pair.period, flags: [.orphans])
      }
      guard let residual = found[pair.subject + [pair.period]] else {
        return pair.known(.missing(.missingInput), n: rows.count)
      }
      return pair.known(
        .value(residual), n: rows.count,
        interval: (residual - t * spread, residual + t * spread, "residual-95"))
    }
  }

  private static let tariffs = InputTable(.other, ["product", "tariff"])

  private static let elasticity = IndicatorDefinition(
    "gap.tariff-elasticity.slope", .mirror, formula: "b, ln(V_i/V_j) = a + b tariff",
    tex: "b,\\ \\ln\\frac{V_i}{V_j}=a+b\\,t_k", tables: [MirrorBook.input, tariffs],
    unit: .fixed(.ratio), rules: (.oneSided, .regression),
    citations: ["Fisman and Wei (2004), Tax Rates and Tax Evasion, equation 1"],
    choices: [.duplicates],
    examples: [
      WorkedExample(
        "by hand: log gaps 0, ln 2, 2 ln 2 at tariffs of 0, 10, 20: b = ln 2 / 10",
        [
          """
          reporter,partner,product,flow,value
          CHN,KGZ,01,X,100
          CHN,KGZ,02,X,100
          CHN,KGZ,03,X,100
          KGZ,CHN,01,M,100
          KGZ,CHN,02,M,50
          KGZ,CHN,03,M,25
          """, "product,tariff\n01,0\n02,10\n03,20",
        ], subject: "CHN/KGZ", expected: 0.06931471805599453, tolerance: 1e-10)
    ], note: "The exporter's record over the importer's, by product; tariff in percent."
  ) { tables, context in
    let book = try MirrorBook(tables, isByProduct: true)
    let rates = try CellBook(tables.table(tariffs), by: ["product"], of: "tariff")
    let matched = book.matched(context)
    let groups = Dictionary(grouping: book.pairs) { [$0.exporter, $0.importer, $0.period] }
    return groups.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { name in
      let rows = matched.filter {
        [$0.pair.exporter, $0.pair.importer, $0.pair.period] == name
      }.compactMap { row -> (Double, Double)? in
        guard let key = rates.key(0, "product", row.pair.product), let cell = rates.cells[key],
          cell.missing == 0
        else { return nil }
        return (log(row.exports / row.imports), cell.amount.double / Double(cell.rows))
      }
      let subject = Array(name[..<2])
      let orphans = (groups[name] ?? []).contains { $0.isOrphan }
      let flags: Set<IndicatorFlag> = orphans ? [.orphans] : []
      guard !rows.isEmpty else {
        return .missing(
          orphans ? .oneSided : .missingInput, subject, period: name[2], flags: flags)
      }
      guard rows.count >= 3, let fit = LinearFit(y: rows.map(\.0), columns: [rows.map(\.1)]) else {
        return .missing(
          rows.count < 3 ? .tooFewObservations : .noVariation, subject, period: name[2],
          n: rows.count, flags: flags)
      }
      return Measurement(
        subject, period: name[2], n: rows.count, flags: flags,
        .known(
          .value(fit.coefficients[1]),
          interval: fit.interval(of: 1).flatMap {
            IndicatorInterval(lower: $0.lower, upper: $0.upper, kind: LinearFit.kind)
          }))
    }
  }

  private static let priced = InputTable(
    .flows, ["reporter", "product", "flow", "value", "quantity"], optional: ["partner", "period"])

  private static let outliers = IndicatorDefinition(
    "price.outlier-share.iqr", .mirror,
    formula: "100 · value outside [Q₁ − 1.5 IQR, Q₃ + 1.5 IQR] / value",
    tex: "100\\,\\frac{\\sum_{p\\notin[Q_1-1.5R,Q_3+1.5R]}V}{\\sum V}", tables: [priced],
    unit: .fixed(.percent), rules: (.zeroDenominator, .bootstrap),
    citations: ["Zdanowicz (2009), Trade-Based Money Laundering and Terrorist Financing"],
    examples: [
      WorkedExample(
        "by hand: prices 1, 1, 1, 1, 10; quartiles 1 and 1; 10 of 14 lies outside",
        [
          """
          reporter,partner,product,flow,value,quantity
          KGZ,CHN,01,M,1,1
          KGZ,RUS,01,M,1,1
          KGZ,KAZ,01,M,1,1
          KGZ,UZB,01,M,1,1
          KGZ,TUR,01,M,10,1
          """
        ], subject: "KGZ/01/M", expected: 1000.0 / 14, tolerance: 1e-9)
    ], note: "Unit values of partners; quartiles interpolate between order statistics."
  ) { tables, context in
    let flows = try FlowBook(tables, priced)
    let book = flows.book
    let quantities = try FlowBook(tables, priced, of: "quantity").book.cells
    let cells = book.parts(book.cells, of: "partner", total: FlowBook.world)
    return book.groups(cells, by: ["reporter", "product", "flow", "period"]).map { key, members in
      let subject = book.words(["reporter", "product", "flow"], key)
      let period = book.word("period", key)
      let rows = members.compactMap { line, cell -> (Double, Double)? in
        guard case .value(let value) = cell.known(context),
          case .value(let quantity) = quantities[line].known(context), quantity.value > 0
        else { return nil }
        return (value.double, quantity.double)
      }
      let gaps: Set<IndicatorFlag> = rows.count < members.count ? [.gaps] : []
      guard !rows.isEmpty else {
        let reason = Measurement.known(members.map(\.cell), context).reason
        return .missing(
          reason ?? .zeroDenominator, subject, period: period, n: members.count, flags: gaps)
      }
      return Measurement(
        subject, period: period, n: rows.count, flags: gaps,
        .sample([rows.map(\.0), rows.map(\.1)]) { outsideShare($0[0], $0[1]) })
    }
  }

  private static func outsideShare(_ values: [Double], _ quantities: [Double]) -> Outcome<Double> {
    let prices = zip(values, quantities).map { $0 / $1 }
    guard values.count >= 4 else { return .missing(.tooFewObservations) }
    return LocationQuotients.percentile(prices, 0.25).flatMap { first in
      LocationQuotients.percentile(prices, 0.75).flatMap { third in
        let fence = 1.5 * (third - first)
        let outside = prices.indices.filter {
          prices[$0] < first - fence || prices[$0] > third + fence
        }
        return quotient(
          100 * compensatedTotal(of: outside.map { values[$0] }), compensatedTotal(of: values))
      }
    }
  }
}

/// The worked example of the structural gap: a balanced design of two factors.
enum GapExample {
  static let flows = """
    reporter,partner,flow,value
    CHN,KAZ,X,1000000
    CHN,KGZ,X,1000000
    CHN,UZB,X,1000000
    CHN,TJK,X,1000000
    RUS,KAZ,X,1000000
    RUS,KGZ,X,1000000
    RUS,UZB,X,1000000
    RUS,TJK,X,1000000
    KAZ,CHN,M,2225540.928492
    KGZ,CHN,M,1000000
    UZB,CHN,M,1000000
    TJK,CHN,M,1000000
    KAZ,RUS,M,1000000
    KGZ,RUS,M,1000000
    UZB,RUS,M,1000000
    TJK,RUS,M,1000000
    """
  static let drivers = """
    origin,destination,distance,governance
    CHN,KAZ,1000,1
    CHN,KGZ,1000,1
    CHN,UZB,1000,-1
    CHN,TJK,1000,-1
    RUS,KAZ,2000,1
    RUS,KGZ,2000,1
    RUS,UZB,2000,-1
    RUS,TJK,2000,-1
    """
}
