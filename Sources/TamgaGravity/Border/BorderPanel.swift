/// The rows of a panel, as far as identification depends on them.
public struct BorderPanel: Hashable, Sendable {
  /// For each row its exporter, as a code from 0; exporters and importers share one code list.
  public let exporter: [Int32]
  /// For each row its importer.
  public let importer: [Int32]
  /// For each row its period, as a code from 0 in order of time.
  public let period: [Int32]
  /// How many countries the code list has.
  public let countries: Int
  /// How many periods there are.
  public let periods: Int

  /// Creates a panel.
  ///
  /// - Returns: nil when lengths differ or a code lies outside its list.
  public init?(
    exporter: [Int32], importer: [Int32], period: [Int32], countries: Int, periods: Int
  ) {
    guard exporter.count == importer.count, exporter.count == period.count, countries >= 0,
      periods >= 0, countries <= 1_000_000, periods <= 1_000_000,
      exporter.allSatisfy({ $0 >= 0 && Int($0) < countries }),
      importer.allSatisfy({ $0 >= 0 && Int($0) < countries }),
      period.allSatisfy({ $0 >= 0 && Int($0) < periods })
    else { return nil }
    self.exporter = exporter
    self.importer = importer
    self.period = period
    self.countries = countries
    self.periods = periods
  }

  /// The number of rows.
  public var count: Int { exporter.count }

  func pair(_ row: Int) -> Int { Int(exporter[row]) * countries + Int(importer[row]) }
  func exporterPeriod(_ row: Int) -> Int { Int(exporter[row]) * periods + Int(period[row]) }
  func importerPeriod(_ row: Int) -> Int { Int(importer[row]) * periods + Int(period[row]) }
}
