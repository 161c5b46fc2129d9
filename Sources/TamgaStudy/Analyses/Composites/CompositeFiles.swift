public import Foundation
public import TamgaData
public import TamgaIndicators
internal import TamgaPresent

/// A table of units and the description of its indicators, as two delimited texts.
///
/// The table has one row for each unit and one column for each indicator. The description has the columns
/// `indicator` and `direction` (`higher` or `lower`), and where they are wanted `weight`, `pillar`,
/// `lower`, `upper`, and names by language, as in `name_en` and `name_ru`.
public struct CompositeFiles: Sendable, Codable {
  /// The units.
  public let data: NumberFile
  /// The indicators.
  public let meta: NumberFile

  /// Reads both texts.
  ///
  /// - Parameters:
  ///   - data: the table of units, with its path as the user wrote it.
  ///   - meta: the description, likewise.
  ///   - options: encoding, delimiter and decimal mark, where the user says them.
  /// - Throws: T130 for a missing column, T133 and T134 for a cell that is no certain number, T120–T129
  ///   for the files.
  public init(
    data: (url: URL, path: String), meta: (url: URL, path: String),
    options: ImportOptions = ImportOptions()
  ) throws {
    let description = try NumberFile(
      meta.url, path: meta.path,
      columns: NumberFile.Columns(
        numbersIfPresent: ["weight", "lower", "upper"], words: ["indicator", "direction"],
        wordsIfPresent: ["pillar"] + Language.allCases.map { "name_\($0.rawValue)" }),
      options: options)
    self.meta = description
    self.data = try NumberFile(
      data.url, path: data.path,
      columns: NumberFile.Columns(
        numbers: description.rows.map { description.word("indicator", $0) },
        wordsIfPresent: ["source"]), options: options)
  }

  /// The indicators in the order of their description.
  ///
  /// - Throws: T866 for a direction that is none, T852 for a weight or bounds that cannot be used, as
  ///   one bound without the other, T870 when all weights are zero.
  public func indicators() throws -> [CompositeIndicator] {
    let indicators = try meta.rows.map(indicator)
    guard indicators.isEmpty || indicators.contains(where: { $0.weight > 0 }) else {
      throw Diagnostic("T870", place: meta.place)
    }
    return indicators
  }

  private func indicator(_ row: Int) throws -> CompositeIndicator {
    let id = meta.word("indicator", row)
    guard let direction = PreferredDirection(rawValue: meta.word("direction", row)) else {
      throw Diagnostic(
        "T866",
        [
          "direction": meta.word("direction", row), "indicator": id,
          "known": PreferredDirection.allCases.map(\.rawValue).joined(separator: " / "),
        ], place: meta.place(row))
    }
    let weight = meta.has("weight") ? meta.number("weight", row) : 1
    let ends = ["lower", "upper"].map { meta.number($0, row) }
    let isOpen = ends.allSatisfy { $0 == nil }
    guard let weight, weight >= 0,
      ends[0].flatMap({ low in ends[1].map { low < $0 } }) ?? isOpen
    else {
      throw Diagnostic("T852", ["indicator": id], place: meta.place(row))
    }
    let pillar = meta.word("pillar", row)
    return CompositeIndicator(
      id: id, direction: direction, weight: weight, pillar: pillar.isEmpty ? nil : pillar,
      bounds: ends[0].flatMap { low in ends[1].map { low...$0 } })
  }

  /// Units by indicators.
  ///
  /// - Throws: T843 when no column names the units; what ``indicators()`` throws.
  public func table() throws -> CompositeTable {
    let indicators = try indicators()
    let units = try data.unitNames()
    return try withEngine(data.path) {
      try CompositeTable(
        indicators: indicators,
        rows: units.indices.map { row in
          (unit: units[row], values: indicators.map { data.number($0.id, row) })
        })
    }
  }

  /// The names of an indicator by language; empty where the description has none.
  func names(_ row: Int) -> [String: String] {
    var names: [String: String] = [:]
    for language in Language.allCases {
      let name = meta.word("name_\(language.rawValue)", row)
      if !name.isEmpty { names[language.rawValue] = name }
    }
    return names
  }
}
