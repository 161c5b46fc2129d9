internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// `tamga trade profile`: turnover, balance, shares and growth by year.
struct TradeProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Turnover, exports, imports, balance, shares, growth and asymmetry by year.")

  @Option(name: .long, help: "The warehouse, a .duckdb file.")
  var db: String

  @Option(name: .long, help: "The reporting country or region: KAZ, KG-T or a name.")
  var reporter: String

  @Option(name: .long, help: "The partner: KGZ, EAEU, WLD or a name.")
  var partner: String

  @Option(name: .long, help: "Data set; needed when a reporter has several.")
  var dataset: String?

  @Option(name: .long, help: "The last publication date that counts, YYYY-MM-DD.")
  var asOf: String?

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try options.running("trade.profile") {
      let warehouse = try Warehouse.open(at: URL(fileURLWithPath: db))
      let resolver = try NameResolver.bundled()
      var parameters = TradeProfileParameters(
        reporter: try entity(reporter, resolver), partner: try entity(partner, resolver),
        unit: options.json ? "USD" : "MUSD")
      parameters.dataset = dataset
      parameters.asOf = try asOf.map(checkedDate)
      let tables = try WarehouseTables(warehouse: warehouse).tables(
        for: TradeProfileAnalysis.inputs(parameters))
      let profile = try TradeProfile(points: tables["flows"], parameters: parameters)
      try options.print(
        Envelope(schema: "trade.profile", data: json(profile)), diagnostics: profile.diagnostics
      ) {
        try text(profile, resolver)
      }
    }
  }

  private func json(_ profile: TradeProfile) -> JSONValue {
    .object([
      "reporter": .string(profile.parameters.reporter.text),
      "partner": .string(profile.parameters.partner.text), "unit": "USD",
      "dataset": .string(profile.dataset), "as_of": .optional(asOf),
      "rows": .array(profile.years.map { row(profile, $0) }),
      "span": .object(
        profile.span.mapValues { id in
          .object(["value_id": .string(id.text), "value": JSONValue(profile.record(id: id))])
        }),
      "sources": .array(profile.sources.map { .string($0) }),
    ])
  }

  private func row(_ profile: TradeProfile, _ year: TradeProfile.Year) -> JSONValue {
    var members: [String: JSONValue] = ["period": .string(year.period.description)]
    var ids: [String: JSONValue] = [:]
    for (key, measure) in Self.members {
      guard let record = profile.record(measure, year) else { continue }
      members[key] = JSONValue(record)
      ids[key] = .string(record.id.text)
    }
    members["marks"] = .array(
      (profile.record("turnover", year)?.marks ?? []).map { .string($0) })
    members["value_ids"] = .object(ids)
    return .object(members)
  }

  /// The members of a row and the measures they show.
  static let members: [(String, String)] = [
    ("exports_usd", "exports"), ("imports_usd", "imports"), ("turnover_usd", "turnover"),
    ("balance_usd", "balance"), ("share_of_turnover_pct", "share-of-turnover"),
    ("share_of_exports_pct", "share-of-exports"), ("share_of_imports_pct", "share-of-imports"),
    ("share_of_turnover_change_pp", "share-change-pp-turnover"),
    ("share_of_turnover_change_pct", "share-change-pct-turnover"),
    ("share_of_exports_change_pp", "share-change-pp-exports"),
    ("share_of_exports_change_pct", "share-change-pct-exports"),
    ("share_of_imports_change_pp", "share-change-pp-imports"),
    ("share_of_imports_change_pct", "share-change-pct-imports"),
    ("turnover_growth_pct", "growth-turnover"), ("exports_growth_pct", "growth-exports"),
    ("imports_growth_pct", "growth-imports"),
    ("turnover_base_growth_pct", "base-growth-turnover"),
    ("exports_base_growth_pct", "base-growth-exports"),
    ("imports_base_growth_pct", "base-growth-imports"), ("asymmetry", "asymmetry"),
  ]

  /// The columns of the terminal's table: of each choice the first that has a number.
  private static let columns = [
    ["turnover"], ["exports"], ["imports"], ["balance"],
    ["share-of-turnover", "share-of-exports", "share-of-imports"],
    ["growth-turnover", "growth-exports", "growth-imports"], ["asymmetry"],
  ]

  private func text(_ profile: TradeProfile, _ resolver: NameResolver) throws -> String {
    let localiser = try Localiser(language: Language.choose(requested: options.lang))
    let columns = Self.columns.map { choice in choice.first { profile.isKnown($0) } }
      .compactMap { $0 }
    let money = ["turnover", "exports", "imports", "balance"]
    let unit = localiser.unitName(profile.parameters.unit)
    let header =
      [localiser.text(Message("column.period"))]
      + columns.map { measure in
        localiser.text(Message("measure.\(measure)"))
          + (money.contains(measure) ? ", \(unit)" : "")
      }
    let rows = profile.years.map { year in
      [year.period.description]
        + columns.map { measure in
          guard let record = profile.record(measure, year) else { return "" }
          if case .missing = record.value { return localiser.text("value.noData") }
          return money.contains(measure)
            ? localiser.number(of: record) : localiser.format(record)
        }
    }
    return TerminalTable(header: header, rows: rows).text(options.format)
  }
}

extension TradeProfile {
  /// Whether a measure has a number in some year.
  fileprivate func isKnown(_ measure: String) -> Bool {
    years.contains { year in
      if case .missing? = record(measure, year)?.value { return false }
      return record(measure, year) != nil
    }
  }
}
