/// Values of one period by rows of pairs, to be laid out as a matrix of countries by countries.
public struct PairTable: Hashable, Sendable {
  /// The countries, in the order of rows and columns.
  public let countries: [String]
  /// Row of the data for each cell i·N + j, -1 where the pair has none.
  private let rows: [Int]

  /// Creates a table from the codes of rows.
  ///
  /// - Parameters:
  ///   - countries: names, each once, at least two.
  ///   - exporter: for each row the exporter's place in `countries`.
  ///   - importer: for each row the importer's place.
  /// - Throws: ``EquilibriumError/wrongSize(what:expected:found:)`` for lists of different length or
  ///   a code outside the countries, ``EquilibriumError/duplicatePair(exporter:importer:)`` for a
  ///   pair with two rows: several periods or sectors.
  public init(
    countries: [String], exporter: [Int32], importer: [Int32]
  ) throws(EquilibriumError) {
    try checkCountries(countries)
    let n = countries.count
    guard exporter.count == importer.count else {
      throw .wrongSize(what: "importer", expected: exporter.count, found: importer.count)
    }
    var rows = [Int](repeating: -1, count: n * n)
    for row in exporter.indices {
      let (i, j) = (Int(exporter[row]), Int(importer[row]))
      guard (0..<n).contains(i), (0..<n).contains(j) else {
        throw .wrongSize(what: "country codes", expected: n, found: max(i, j))
      }
      guard rows[i * n + j] < 0 else {
        throw .duplicatePair(exporter: countries[i], importer: countries[j])
      }
      rows[i * n + j] = row
    }
    self.countries = countries
    self.rows = rows
  }

  /// How many of the N·N pairs have no row.
  public var absentPairs: Int { rows.count { $0 < 0 } }

  /// A column laid out by exporters (rows) and importers (columns).
  ///
  /// - Parameters:
  ///   - values: a value for each row of the data.
  ///   - absent: what stands where a pair has no row: 0 for flows, NaN for regressors.
  /// - Returns: N·N values by rows.
  /// - Throws: ``EquilibriumError/wrongSize(what:expected:found:)`` when a row lies outside them.
  public func matrix(_ values: [Double], absent: Double) throws(EquilibriumError) -> [Double] {
    let last = rows.max() ?? -1
    guard last < values.count else {
      throw .wrongSize(what: "values", expected: last + 1, found: values.count)
    }
    return rows.map { $0 < 0 ? absent : values[$0] }
  }
}
