/// The tables an indicator is computed from.
public struct IndicatorTables: Sendable {
  private let tables: [TidyTable]

  /// Creates a set of tables; for each input the first that has its columns is taken.
  public init(_ tables: [TidyTable]) { self.tables = tables }

  /// The table for an input.
  ///
  /// - Throws: ``IndicatorError/missingTable(kind:columns:)``.
  package func table(_ input: InputTable) throws(IndicatorError) -> TidyTable {
    guard let table = optional(input) else {
      throw .missingTable(kind: input.kind, columns: input.required)
    }
    return table
  }

  /// The table for an input, if there is one.
  package func optional(_ input: InputTable) -> TidyTable? {
    tables.first { table in input.required.allSatisfy(table.has) }
  }
}
