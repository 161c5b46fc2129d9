internal import TamgaCatalogue
internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Reliability of reporters, and one value out of two records.
enum ReconciliationIndicators {
  static let all: [IndicatorDefinition] = reliability + [inverseVariance, softmax]

  private static let flows = """
    reporter,partner,flow,value
    CHN,KAZ,X,100
    CHN,KGZ,X,100
    RUS,KAZ,X,100
    RUS,KGZ,X,100
    KAZ,CHN,M,110
    KGZ,CHN,M,200
    KAZ,RUS,M,110
    KGZ,RUS,M,200
    """

  private static let reliability = ["precision-penalised", "baci-literal"].map { variant in
    let isPenalised = variant == "precision-penalised"
    return IndicatorDefinition(
      "reliability.sigma.\(variant)", .mirror,
      formula: isPenalised ? "√(π/2) (l − min l + 2 s.e.)" : "max(0, √(π/2) (l − min l − 2 s.e.))",
      tex: "\\sqrt{\\pi/2}\\,(l_i-\\min l\(isPenalised ? "+" : "-")2\\,s.e._i)",
      tables: [MirrorBook.input], unit: .fixed(.ratio), rules: (.oneSided, .regression),
      citations: [MirrorIndicators.gaulier + ", equations 4 and 5"], direction: .lowerIsBetter,
      isStandard: isPenalised, choices: [.duplicates, MirrorBook.level],
      examples: [
        WorkedExample(
          "by hand: distances depend on the importer only, ln 1.1 and ln 2; no noise: "
            + "√(π/2) (ln 2 − ln 1.1)",
          [flows], subject: "KGZ/M", expected: 1.2533141373155001 * 0.5978370007556204,
          tolerance: 1e-9)
      ],
      note: isPenalised
        ? "The subject is country/side. Fewer records make σ larger, not smaller."
        : "As printed: imprecision is rewarded; kept for comparison, floored at zero."
    ) { tables, context in
      let matched = try MirrorBook(tables, context).matched(context)
      guard let fit = Reliability(matched) else {
        return [.missing(.oneSided, ["all"], period: "", flags: [.orphans])]
      }
      guard case .value(let z) = NormalDistribution.quantile(0.975) else { return [] }
      let scale = (Double.pi / 2).squareRoot()
      return fit.effects.keys.sorted().compactMap { side in
        guard let effect = fit.effects[side],
          let sigma = isPenalised ? fit.penalised(side) : fit.literal(side)
        else { return nil }
        let half = scale * z * effect.error
        return Measurement(
          [side.country, side.flow], period: "", n: effect.count,
          .known(
            .value(sigma),
            interval: IndicatorInterval(
              lower: max(0, sigma - half), upper: sigma + half, kind: "effect-95")))
      }
    }
  }

  private static func reconciled(
    _ variant: String, formula: String, tex: String, citation: String, expected: Double,
    hand: String, tolerance: Double, note: String,
    _ weights:
      @escaping @Sendable (
        [(pair: MirrorBook.Pair, exports: Double, imports: Double)]
      ) -> [Double?]
  ) -> IndicatorDefinition {
    let ratio = IndicatorChoice.number("cif-fob", "1.06")
    return IndicatorDefinition(
      "reconciled.value.\(variant)", .mirror, formula: formula, tex: tex,
      tables: [MirrorBook.input], unit: .sameAsInput, rules: (.oneSided, .bounds),
      citations: [citation], choices: [.duplicates, MirrorBook.level, ratio],
      examples: [
        WorkedExample(
          "by hand: \(hand)", [flows], choices: ["cif-fob": "1"], subject: "CHN/KAZ",
          expected: expected, tolerance: tolerance)
      ],
      note: note + " The importer's record is divided by cif-fob; the bounds are both records."
    ) { tables, context in
      let book = try MirrorBook(tables, context)
      let r = context.number(ratio)
      guard r > 0 else {
        return book.pairs.map { $0.known(.missing(.zeroDenominator), n: 2) }
      }
      let matched = book.matched(context).map { ($0.pair, $0.exports, $0.imports / r) }
      let found = weights(matched.map { (pair: $0.0, exports: $0.1, imports: $0.2) })
      var values: [[String]: Measurement] = [:]
      for ((pair, exports, imports), weight) in zip(matched, found) {
        let outcome: Outcome<Double> =
          weight.map { .value($0 * exports + (1 - $0) * imports) } ?? .missing(.undefined)
        values[pair.subject + [pair.period]] = pair.known(
          outcome, n: matched.count,
          interval: (min(exports, imports), max(exports, imports), "bounds"))
      }
      return book.pairs.map { pair in
        if pair.isOrphan {
          return .missing(.oneSided, pair.subject, period: pair.period, flags: [.orphans])
        }
        let reason = Measurement.known([pair.exports, pair.imports], context).reason
        return values[pair.subject + [pair.period]]
          ?? pair.known(.missing(reason ?? .nonpositiveInLog), n: 2)
      }
    }
  }

  private static let inverseVariance = reconciled(
    "inverse-variance", formula: "w V_i + (1 − w) V_j, w = v_j/(v_i + v_j), v = e^{σ²}(e^{σ²} − 1)",
    tex: "wV_i+(1-w)V_j,\\ w=\\frac{v_j}{v_i+v_j}",
    citation: MirrorIndicators.gaulier + ", equation 3", expected: 110,
    hand: "exporters' σ is above that of Kazakhstan's imports, which is 0: w = 0, V = V_j",
    tolerance: 1e-6, note: "σ is the precision-penalised one."
  ) { matched in
    guard let fit = Reliability(matched) else { return [] }
    return matched.map { row in
      guard let exporter = fit.penalised(.init(country: row.pair.exporter, flow: "X")),
        let importer = fit.penalised(.init(country: row.pair.importer, flow: "M"))
      else { return nil }
      // Beyond this e^{σ²} overflows; the less reliable record then has no weight to speak of.
      let (v, u) = (
        Reliability.variance(min(15, exporter)), Reliability.variance(min(15, importer))
      )
      return v + u > 0 ? u / (v + u) : 0.5
    }
  }

  private static let softmax = reconciled(
    "softmax", formula: "w V_i + (1 − w) V_j, w = e^{a_e}/(e^{a_e} + e^{a_m}), 25 passes",
    tex: "w=\\frac{e^{a_e}}{e^{a_e}+e^{a_m}},\\ a_e=\\frac{1}{\\overline{d\\,a_m}}",
    citation: "Harvard Growth Lab (2024), comtrade-mirroring", expected: 109.99999855501996,
    hand: "scores settle at 5.25 and 21: w = 1/(1 + e^15.75), so 110 − 10 w", tolerance: 1e-9,
    note: "d is |V_i − V_j| / (V_i + V_j); scores start at one; equal records have d = 0."
  ) { matched in SoftmaxScores(matched).weights(matched) }
}

/// Scores of exporters and importers, each the inverse mean of discrepancies the other's score
/// weighs.
struct SoftmaxScores: Sendable {
  private var exporters: [String: Double] = [:]
  private var importers: [String: Double] = [:]

  init(_ matched: [(pair: MirrorBook.Pair, exports: Double, imports: Double)]) {
    let rows = matched.map { row in
      (
        exporter: row.pair.exporter, importer: row.pair.importer,
        gap: abs(row.exports - row.imports) / (row.exports + row.imports)
      )
    }
    let byExporter = Dictionary(grouping: rows.indices) { rows[$0].exporter }
    let byImporter = Dictionary(grouping: rows.indices) { rows[$0].importer }
    for row in rows {
      exporters[row.exporter] = 1
      importers[row.importer] = 1
    }
    for _ in 0..<25 {
      let (before, beside) = (exporters, importers)
      for (name, places) in byExporter {
        exporters[name] = Self.score(places.map { rows[$0].gap * (beside[rows[$0].importer] ?? 1) })
      }
      for (name, places) in byImporter {
        importers[name] = Self.score(places.map { rows[$0].gap * (before[rows[$0].exporter] ?? 1) })
      }
    }
  }

  /// One over the mean, within what exponents can hold.
  private static func score(_ weighted: [Double]) -> Double {
    let mean = compensatedTotal(of: weighted) / Double(max(1, weighted.count))
    return mean > 1e-6 ? min(1e6, 1 / mean) : 1e6
  }

  /// The weight of the exporter's record in each pair.
  func weights(_ matched: [(pair: MirrorBook.Pair, exports: Double, imports: Double)]) -> [Double?]
  {
    matched.map { row in
      guard let exporter = exporters[row.pair.exporter], let importer = importers[row.pair.importer]
      else { return nil }
      return 1 / (1 + exp(importer - exporter))
    }
  }
}
