internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// `tamga region shift-share`: a region's growth by the nation, its mix and itself.
struct ShiftShareCommand: TableCommand {
  static let schema = "region.shift-share"
  static let configuration = CommandConfiguration(
    commandName: "shift-share",
    abstract: "Growth of regions split into nation, mix and region: Dunn, Esteban, Gerfin, more.",
    discussion: """
      The table has the columns region, industry, period, employment; the nation is the sum of its \
      regions, the change from the first to the last period. An industry that the nation starts from \
      nothing has no growth: it stands apart, and what regions gain in it is shown by itself. With more periods the dynamic form is \
      given too, with --weights (i, j, w) the spatial one.
      """)

  @Argument(help: "A delimited text: region, industry, period, employment.", completion: .file())
  var data: String

  @Option(name: .long, help: "Neighbours for the spatial form: i, j, w.", completion: .file())
  var weights: String?

  @OptionGroup var options: TableOptions

  func answer() throws -> ShiftShareResult {
    let periods = try RegionalFile(data, numbers: ["employment"], options: options.reading)
      .employment()
    guard let first = periods.first, let last = periods.last, periods.count >= 2 else {
      throw Diagnostic(
        "T846", ["what": "periods", "needed": "2", "given": String(periods.count)],
        place: Place(file: data))
    }
    let links = try weights.map {
      try RegionalFile($0, numbers: ["w"], options: options.reading).links()
    }
    return try withEngine(data) { () -> ShiftShareResult in
      ShiftShareResult(
        from: first.period, to: last.period, absent: periods.reduce(0) { $0 + $1.absent },
        newIndustries: try newIndustries(from: first.table, to: last.table),
        regions: try shiftShare(from: first.table, to: last.table),
        dynamic: periods.count > 2 ? try dynamicShiftShare(periods.map(\.table)) : nil,
        spatial: try links.map {
          try spatialShiftShare(
            from: first.table, to: last.table,
            weights: SpatialWeights(regions: first.table.regions, links: $0))
        })
    }
  }
}

/// A shift-share analysis as JSON and as a table.
struct ShiftShareResult: CommandAnswer {
  let from: String
  let to: String
  let absent: Int
  let newIndustries: [String]
  let regions: [ShiftShare]
  let dynamic: [DynamicShiftShare]?
  let spatial: [SpatialShiftShare]?

  var json: JSONValue {
    .object([
      "from": .string(from), "to": .string(to), "absent_pairs": .integer(absent),
      "new_industries": .array(newIndustries.map { .string($0) }),
      "regions": .array(regions.indices.map(json)),
    ])
  }

  private func json(_ place: Int) -> JSONValue {
    let region = regions[place]
    let esteban: JSONValue = .object([
      "regional": region.homotheticRegional.number, "allocation": region.allocation.number,
      "reason": region.allocation.why,
    ])
    let gerfin: JSONValue = .object([
      "mix": region.mixIndex.number, "regional": region.regionalIndex.number,
      "net": region.netIndex.number,
    ])
    let steps: JSONValue = (dynamic?[place]).map { Self.json($0.total) } ?? .null
    let neighbours = spatial?[place].total
    return .object([
      "region": .string(region.region), "dunn": Self.json(region.total), "esteban": esteban,
      "gerfin": gerfin, "dynamic": steps,
      "spatial": (neighbours?.value).map { Self.json($0) } ?? .null,
      "spatial_reason": .optional(neighbours?.reason?.rawValue),
    ])
  }

  private static func json(_ parts: ShiftShareParts) -> JSONValue {
    .object([
      "national": .number(parts.national), "mix": .number(parts.mix),
      "regional": .number(parts.regional), "new": .number(parts.new),
      "actual": .number(parts.actual),
    ])
  }

  var diagnostics: [Diagnostic] {
    (newIndustries.isEmpty
      ? []
      : [
        Diagnostic(
          "T861", severity: .warning, ["industries": newIndustries.joined(separator: ", ")])
      ]) + Diagnostic.absentPairs(absent)
  }
}

/// The tables of a shift-share analysis for a terminal.
extension ShiftShareResult {
  /// Dunn's parts with their sums, Esteban's and Gerfin's, then the dynamic and the spatial form.
  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    func table(_ title: Message, _ header: [String], _ rows: [[String]]) -> String {
      localiser.text(title) + "\n\n"
        + TerminalTable(header: header.map { localiser.text($0) }, rows: rows).text(style)
    }
    var tables = [
      table(
        Message("shift.table.dunn", ["from": .text(from), "to": .text(to)]), parts,
        summed(regions.map(\.total), localiser)),
      table(
        Message("shift.table.indices"),
        [
          "spatial.region", "shift.homothetic", "shift.allocation", "shift.mix-index",
          "shift.regional-index", "shift.net-index",
        ], indices(localiser)),
    ]
    if let dynamic {
      tables.append(
        table(
          Message("shift.table.dynamic"), parts, summed(dynamic.map(\.total), localiser)))
    }
    if let spatial {
      tables.append(
        table(
          Message("shift.table.spatial"), parts, spatial.map { neighbours($0, localiser) }))
    }
    let note =
      absent > 0 ? "\n" + localiser.text(Message("shift.absent", ["n": .count(absent)])) : ""
    return tables.joined(separator: "\n") + note
  }

  /// Whether what regions gain in new industries is a part of its own.
  private var isNew: Bool {
    !newIndustries.isEmpty || dynamic?.contains { $0.total.new != 0 } ?? false
  }

  /// The header of tables of parts.
  private var parts: [String] {
    ["spatial.region", "shift.national", "shift.mix", "shift.regional"]
      + (isNew ? ["shift.new"] : []) + ["shift.actual"]
  }

  private func numbers(_ parts: ShiftShareParts, _ localiser: Localiser) -> [String] {
    let shown =
      [parts.national, parts.mix, parts.regional] + (isNew ? [parts.new] : []) + [parts.actual]
    return shown.map { localiser.numbers.string($0, digits: 1) }
  }

  /// The parts of each region and of all together.
  private func summed(_ parts: [ShiftShareParts], _ localiser: Localiser) -> [[String]] {
    zip(regions, parts).map { [$0.region] + numbers($1, localiser) }
      + [[localiser.text("shift.all")] + numbers(ShiftShareParts(parts), localiser)]
  }

  private func indices(_ localiser: Localiser) -> [[String]] {
    regions.map { region in
      [region.region]
        + [region.homotheticRegional, region.allocation].map { $0.text(localiser, digits: 1) }
        + [region.mixIndex, region.regionalIndex, region.netIndex].map { $0.text(localiser) }
    }
  }

  private func neighbours(_ region: SpatialShiftShare, _ localiser: Localiser) -> [String] {
    switch region.total {
    case .value(let found): [region.region] + numbers(found, localiser)
    case .missing(let reason):
      [region.region, localiser.reason(reason.rawValue)] + parts.dropFirst(2).map { _ in "" }
    }
  }
}
