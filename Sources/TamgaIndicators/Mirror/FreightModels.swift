// ln r = 0.32 − 0.11 ln D + 0.01 (ln D)² − 0.032 ln UV − 0.044 contig + 0.049 landlocked_j
//        − 0.009 landlocked_i                       Gaulier and Zignago (2010), Table 1, column II
// τ = c + b ln d + a contig, clipped to 0…0.2, fob = cif (1 − τ)     Growth Lab, comtrade-mirroring

internal import TamgaCatalogue
internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Freight and insurance between the importer's and the exporter's valuation, by models.
enum FreightModels {
  static let all: [IndicatorDefinition] = [baci] + ["growth-lab", "local"].map(fitted)

  private static let distances = InputTable(
    .interactions, ["origin", "destination", "distance"],
    optional: ["contiguous", "landlocked_i", "landlocked_j"])
  private static let unitValues = InputTable(
    .other, ["product", "unit_value"], mayBeAbsent: true)

  /// Returns the ratio of the importer's valuation to the exporter's.
  ///
  /// - Parameters:
  ///   - distance: D in km; taken as at least 245 km, below which the parabola would rise again.
  ///   - unitValue: UV, the world's median in thousand dollars a tonne, positive.
  ///   - link: 1 or 0 for contiguous, landlocked exporter, landlocked importer.
  /// - Returns: r, at least 1; whether distance or ratio was moved to its end.
  static func baciRatio(
    distance: Double, unitValue: Double,
    link: (contiguous: Double, exporter: Double, importer: Double)
  ) -> (ratio: Double, isClamped: Bool) {
    let d = log(max(245, distance))
    let logarithm =
      0.32 - 0.11 * d + 0.01 * d * d - 0.032 * log(unitValue) - 0.044 * link.contiguous
      + 0.049 * link.importer - 0.009 * link.exporter
    return (max(1, exp(logarithm)), distance < 245 || logarithm < 0)
  }

  private static let baci = IndicatorDefinition(
    "cif-fob.model.baci-ii", .mirror,
    formula: """
      V_j / r, ln r = 0.32 − 0.11 ln D + 0.01 (ln D)² − 0.032 ln UV − 0.044 contig \
      + 0.049 landlocked_j − 0.009 landlocked_i
      """,
    tex: "V_j/r,\\ \\ln r=0.32-0.11\\ln D+0.01\\ln^2D-0.032\\ln UV-\\dots",
    tables: [MirrorBook.input, distances, unitValues], unit: .sameAsInput,
    rules: (.oneSided, .fan), citations: [MirrorIndicators.gaulier + ", Table 1, column II"],
    isStandard: true, choices: [.duplicates, MirrorBook.level],
    examples: [
      WorkedExample(
        "by hand: ln r = 0.32 − 0.11 ln 1000 + 0.01 (ln 1000)² = 0.037318; 1000 / r",
        [
          "reporter,partner,flow,value\nCHN,KAZ,X,900\nKAZ,CHN,M,1000",
          "origin,destination,distance\nCHN,KAZ,1000",
        ], subject: "CHN/KAZ", expected: 963.3699766183951, tolerance: 1e-6)
    ],
    note: """
      Distance is taken as at least 245 km and r as at least 1: the published parabola rises again \
      on border routes. The fan runs to the fixed ratio 1.06. Without unit values UV = 1; year \
      effects are 0, as in 2004.
      """
  ) { tables, context in
    let links = try Links(tables, distances)
    let prices = try unitPrices(tables)
    return try MirrorBook(tables, context).pairs.map { pair in
      if pair.isOrphan {
        return .missing(.oneSided, pair.subject, period: pair.period, flags: [.orphans])
      }
      guard case .value(let imports) = pair.imports.known(context),
        let link = links.link(pair.exporter, pair.importer)
      else {
        return pair.known(.missing(pair.imports.known(context).reason ?? .missingInput), n: 2)
      }
      let price = prices[pair.product] ?? 1
      guard link.distance > 0, price > 0 else {
        return pair.known(.missing(.nonpositiveInLog), n: 2)
      }
      let model = baciRatio(
        distance: link.distance, unitValue: price,
        link: (link.contiguous, link.exporterLandlocked, link.importerLandlocked))
      let value = imports.double / model.ratio
      let other = imports.double / 1.06
      return pair.known(
        .value(value), n: 2, interval: (min(value, other), max(value, other), "fan"),
        flags: model.isClamped ? [.clamped] : [])
    }
  }

  private static func unitPrices(_ tables: IndicatorTables) throws -> [String: Double] {
    guard let table = tables.optional(unitValues) else { return [:] }
    let book = try CellBook(table, by: ["product"], of: "unit_value")
    return Dictionary(
      uniqueKeysWithValues: book.cells.compactMap { key, cell in
        cell.missing > 0 ? nil : (book.word("product", key), cell.amount.double)
      })
  }

  private static func fitted(_ variant: String) -> IndicatorDefinition {
    let isLocal = variant == "local"
    return IndicatorDefinition(
      "cif-fob.model.\(variant)", .mirror,
      formula: isLocal
        ? "V_j (1 − τ), τ = a + b ln d + c contig + year, fitted to the study's pairs"
        : "V_j (1 − τ), τ = c + b ln d + a contig, b and a net of exporter-year and importer-year",
      tex: "V_j(1-\\tau),\\ \\tau=\\min(0.2,\\max(0,c+b\\ln d+a\\,\\mathrm{contig}))",
      tables: [MirrorBook.input, distances], unit: .sameAsInput, rules: (.oneSided, .regression),
      citations: ["Harvard Growth Lab (2024), comtrade-mirroring"],
      profiles: isLocal ? [] : [.harvard], choices: [.duplicates, MirrorBook.level],
      examples: [FreightExample.example(isLocal: isLocal)],
      note: """
        τ is clipped to 0…0.2. \(isLocal ? "Ordinary least squares with a constant." : "Effects are taken out by alternating means; the constant is the mean of what distance and contiguity leave.") \
        The interval moves the slope of distance by its 95 % HC3 error.
        """
    ) { tables, context in
      let links = try Links(tables, distances)
      let book = try MirrorBook(tables, context)
      let fit = FreightFit(book.matched(context), links, takesEffectsOut: !isLocal)
      return book.pairs.map { pair in
        if pair.isOrphan {
          return .missing(.oneSided, pair.subject, period: pair.period, flags: [.orphans])
        }
        guard case .value(let imports) = pair.imports.known(context),
          let link = links.link(pair.exporter, pair.importer)
        else {
          return pair.known(.missing(pair.imports.known(context).reason ?? .missingInput), n: 2)
        }
        guard link.distance > 0 else { return pair.known(.missing(.nonpositiveInLog), n: 2) }
        guard let fit else { return pair.known(.missing(.tooFewObservations), n: 2) }
        let rates = fit.rates(link)
        return pair.known(
          .value(imports.double * (1 - rates.rate)), n: fit.count,
          interval: rates.range.map {
            (imports.double * (1 - $0.upperBound), imports.double * (1 - $0.lowerBound), "hc3-95")
          }, flags: rates.isClamped ? [.clamped] : [])
      }
    }
  }
}
