package import TamgaNumerics

/// Employment of regions by industry, as a full table for each period: an absent pair is zero.
package struct EmploymentBook: Sendable {
  /// Regions × industries of one period.
  package struct Panel: Sendable {
    package let period: String
    package let regions: [String]
    package let industries: [String]
    /// By region, then industry.
    package let cells: [[Cell]]
    package let flags: Set<IndicatorFlag>

    /// Amounts by region and industry, one after another, or why there are none.
    package func amounts(_ context: IndicatorContext) -> Outcome<[Amount]> {
      Measurement.known(cells.flatMap(\.self), context)
    }

    /// The amounts with their totals, or why there are none.
    package func totals(_ context: IndicatorContext) throws -> Outcome<Totals> {
      switch amounts(context) {
      case .missing(let reason): .missing(reason)
      case .value(let amounts):
        .value(try Totals(amounts, regions: regions.count, industries: industries.count))
      }
    }
  }

  /// The amounts of a panel with their totals, so that a part and the rest can be taken quickly.
  package struct Totals: Sendable {
    private let amounts: [Amount]
    private let byRegion: [Amount]
    private let byIndustry: [Amount]
    private let all: Amount

    package init(_ amounts: [Amount], regions: Int, industries: Int) throws {
      self.amounts = amounts
      byRegion = try (0..<regions).map { region in
        try Amount.sum(amounts[(region * industries)..<((region + 1) * industries)])
      }
      byIndustry = try (0..<industries).map { industry in
        try Amount.sum((0..<regions).map { amounts[$0 * industries + industry] })
      }
      all = try Amount.sum(byRegion)
    }

    private func amount(_ region: Int, _ industry: Int) -> Amount {
      amounts[region * byIndustry.count + industry]
    }

    /// A region beside the rest, by industry.
    package func region(_ region: Int) throws -> [Amount] {
      let own = byIndustry.indices.map { amount(region, $0) }
      return try own + zip(byIndustry, own).map { try $0.without($1) }
    }

    /// By region, an industry beside the rest.
    package func industry(_ industry: Int) throws -> [Amount] {
      try byRegion.indices.flatMap { region in
        let own = amount(region, industry)
        return [own, try byRegion[region].without(own)]
      }
    }

    /// A region beside the rest, an industry beside the rest.
    package func pair(_ region: Int, _ industry: Int) throws -> [Amount] {
      let own = amount(region, industry)
      let others = try byRegion[region].without(own)
      let elsewhere = try byIndustry[industry].without(own)
      return [own, others, elsewhere, try all.without(own).without(others).without(elsewhere)]
    }
  }

  package let panels: [Panel]

  package init(_ tables: IndicatorTables, of number: String = "employment") throws {
    let input =
      number == "employment"
      ? .employment : InputTable(.employment, ["region", "industry", number])
    let book = try CellBook(
      tables.table(input), by: ["region", "industry", "period"], of: number)
    panels = book.groups(book.cells, by: ["period"]).map { key, members in
      let regions = Set(members.map { book.word("region", $0.key) }).sorted()
      let industries = Set(members.map { book.word("industry", $0.key) }).sorted()
      let cells = regions.map { region in
        industries.map { industry in
          book.key(key, "region", region).flatMap { book.key($0, "industry", industry) }
            .flatMap { book.cells[$0] } ?? Cell()
        }
      }
      var flags = Measurement.flags(members.map(\.cell))
      if members.count < regions.count * industries.count { flags.insert(.absentPairs) }
      return Panel(
        period: book.word("period", key), regions: regions, industries: industries, cells: cells,
        flags: flags)
    }
  }
}

/// A table of amounts by region (rows) and industry (columns), in one run.
package struct EmploymentTable: Sendable {
  package let values: [Double]
  package let regions: Int
  package let industries: Int

  package init(values: [Double], regions: Int, industries: Int) {
    self.values = values
    self.regions = regions
    self.industries = industries
  }

  package func value(_ region: Int, _ industry: Int) -> Double {
    values[region * industries + industry]
  }

  /// The total of a region.
  package func region(_ region: Int) -> Double {
    compensatedTotal(of: values[region * industries..<(region + 1) * industries])
  }

  /// The total of an industry.
  package func industry(_ industry: Int) -> Double {
    compensatedTotal(of: (0..<regions).map { value($0, industry) })
  }

  package var total: Double { compensatedTotal(of: values) }

  /// (e_ij/e_j) / (e_i/e) of a region and an industry.
  package func locationQuotient(_ region: Int, _ industry: Int) -> Outcome<Double> {
    let (own, all) = (self.region(region), total)
    guard own > 0, all > 0 else { return .missing(.zeroDenominator) }
    return quotient(value(region, industry) / own, self.industry(industry) / all)
  }

  /// The location quotients of an industry, by region.
  package func locationQuotients(ofIndustry industry: Int) -> Outcome<[Double]> {
    var found: [Double] = []
    for region in 0..<regions {
      switch locationQuotient(region, industry) {
      case .value(let value): found.append(value)
      case .missing(let reason): return .missing(reason)
      }
    }
    return .value(found)
  }

  /// The location quotients of a region, by industry; industries nobody works in are left out.
  package func locationQuotients(ofRegion region: Int) -> Outcome<[Double]> {
    var found: [Double] = []
    for industry in 0..<industries where self.industry(industry) > 0 {
      switch locationQuotient(region, industry) {
      case .value(let value): found.append(value)
      case .missing(let reason): return .missing(reason)
      }
    }
    return found.isEmpty ? .missing(.zeroDenominator) : .value(found)
  }
}
