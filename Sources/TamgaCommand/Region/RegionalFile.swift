internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// A delimited text of words and numbers by header.
struct RegionalFile {
  let path: String
  private let table: MixedTable

  /// Reads a file; columns that are not named as numbers hold words.
  init(_ path: String, numbers: Set<String>, options: ImportOptions) throws {
    self.path = path
    table = try MixedTable(
      contentsOf: URL(fileURLWithPath: path), numberColumns: numbers, options: options)
  }

  /// Whether there is a column.
  func has(_ name: String) -> Bool { table.columns.contains { $0.name == name } }

  /// Where a row stands in the file.
  func place(_ row: Int) -> Place { Place(file: path, line: table.lines[row]) }

  /// A column of words.
  func words(_ name: String) throws -> [String] {
    guard case .words(let words) = try column(name) else { throw missing(name) }
    return words
  }

  /// A column of numbers.
  func numbers(_ name: String) throws -> [Double?] {
    guard case .numbers(let numbers) = try column(name) else { throw missing(name) }
    return numbers.map { $0?.double }
  }

  private func column(_ name: String) throws -> MixedTable.Column {
    guard let found = table.columns.first(where: { $0.name == name }) else { throw missing(name) }
    return found.column
  }

  private func missing(_ name: String) -> Diagnostic {
    let names = table.columns.map(\.name)
    return Diagnostic(
      "T130",
      [
        "column": name, "found": names.joined(separator: ", "),
        "suggestion": Spelling.nearest(to: name, in: names) ?? "–",
      ], place: Place(file: path))
  }

  /// Neighbours by the columns i, j and, where it is there, w.
  func links() throws -> [SpatialLink] {
    let from = try words("i")
    let to = try words("j")
    let weights = has("w") ? try numbers("w") : from.map { _ in 1 }
    return try from.indices.map { row in
      guard let weight = weights[row] else {
        throw Diagnostic(
          "T844", ["what": "w", "place": "\(from[row]) – \(to[row])"], place: place(row))
      }
      return SpatialLink(from: from[row], to: to[row], weight: weight)
    }
  }

  /// Tables of employment by period, the earliest first, and how many pairs of a region and an
  /// industry have no row in the period and count as zero.
  func employment() throws -> [(period: String, table: IndustryTable, absent: Int)] {
    let regions = try words("region")
    let industries = try words("industry")
    let values = try numbers("employment")
    let periods = has("period") ? try words("period") : regions.map { _ in "" }
    let names = Set(periods).sorted()
    // A pair that some period lacks is a zero in it, so that all have the same regions and industries.
    let pairs = Set(regions.indices.map { [regions[$0], industries[$0]] })
    return try names.map { name in
      var open = pairs
      var rows: [IndustryRow] = []
      for row in regions.indices where periods[row] == name {
        guard let value = values[row] else {
          throw Diagnostic(
            "T844", ["what": "employment", "place": "\(regions[row]) – \(industries[row])"],
            place: place(row))
        }
        open.remove([regions[row], industries[row]])
        rows.append(IndustryRow(region: regions[row], industry: industries[row], value: value))
      }
      rows += open.sorted { $0.lexicographicallyPrecedes($1) }.map {
        IndustryRow(region: $0[0], industry: $0[1], value: 0)
      }
      let table = try withEngine(path) { try IndustryTable(rows) }
      return (name, table, open.count + table.absentPairs)
    }
  }

  /// A panel of regions by whole years.
  func panel() throws -> RegionalPanel {
    let regions = try words("region")
    let periods = try words("period")
    let values = try numbers("value")
    let rows = try regions.indices.map { row in
      guard let year = Int(periods[row]) else {
        throw Diagnostic("T867", ["period": periods[row]], place: place(row))
      }
      return PanelRow(region: regions[row], period: year, value: values[row])
    }
    return try withEngine(path) { try RegionalPanel(rows) }
  }
}

extension Diagnostic {
  /// That pairs of a region and an industry have no row and count as zero; nothing where there are none.
  static func absentPairs(_ count: Int) -> [Diagnostic] {
    count > 0 ? [Diagnostic("T876", severity: .warning, ["n": String(count)])] : []
  }
}
