public import TamgaIndicators

/// No indicator has the id.
public struct UnknownIndicator: Error {
  /// The id.
  public let id: String
}

/// Computes an indicator of tables given as text.
public func computed(_ id: String, _ tables: String..., choices: [String: String] = [:]) throws
  -> [IndicatorResult]
{
  guard let indicator = IndicatorCatalogue.indicator(id) else { throw UnknownIndicator(id: id) }
  return try indicator.compute(
    IndicatorTables(try tables.map { try TidyTable(csv: $0) }),
    IndicatorContext(choices: choices, draws: 199))
}
