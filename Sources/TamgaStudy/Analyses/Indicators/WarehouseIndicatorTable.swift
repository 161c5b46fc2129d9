public import TamgaData
public import TamgaIndicators
public import TamgaNumerics
public import TamgaPresent

/// A tidy table of indicators out of a warehouse.
public struct WarehouseIndicatorTable: Sendable {
  /// The table, with the columns that `tamga indicators show` names.
  public let table: TidyTable
  /// The unit of its values.
  public let unit: String
  /// The data sets with their vintages, sorted.
  public let sources: [String]
  /// What was left out or is not there: T813, T814 and T839.
  public let notes: [Diagnostic]
  private let flows: FlowSelection?

  /// Whether a result is shown, as ``FlowSelection/shows(_:)`` says.
  public func shows(_ subject: String) -> Bool { flows?.shows(subject) ?? true }

  /// Reads flows: `reporter, partner, product, flow, period, value`.
  ///
  /// - Parameters:
  ///   - selection: which flows.
  ///   - unit: the unit of money of the values.
  ///   - warehouse: an open warehouse.
  /// - Throws: T052 when nothing was reported, T053 for competing data sets, T072 for another
  ///   currency, T076 for a flow that stands twice, T199 for a date that is none.
  public init(_ selection: FlowSelection, unit: MeasureUnit, in warehouse: Warehouse) throws {
    let tables = try WarehouseTables(warehouse: warehouse).tables(for: selection.requests)
    try self.init(
      IndicatorRows(flows: selection.chosen(tables), unit: unit, step: "compute"),
      reporters: selection.reporters, partners: selection.partners,
      what: selection.datasets + selection.products, flows: selection)
  }

  /// Reads values of regions: `region, period, value`, and `weight` where it is asked for.
  ///
  /// - Parameters:
  ///   - selection: which values.
  ///   - warehouse: an open warehouse.
  /// - Throws: T052 when nothing was reported, T053 for competing data sets, T072 for values in
  ///   several currencies or dimensions, T869 for several price bases, T843 for a region with two values
  ///   in one period, T199 for a date that is none.
  public init(_ selection: RegionSelection, in warehouse: Warehouse) throws {
    let tables = try WarehouseTables(warehouse: warehouse).tables(for: selection.requests)
    try self.init(
      IndicatorRows(
        selection, values: selection.chosen(tables, "values"),
        weights: selection.chosen(tables, "weights"), step: "compute"),
      reporters: selection.regions, partners: [], what: [selection.value] + selection.datasets)
  }

  private init(
    _ rows: IndicatorRows, reporters: [EntityCode], partners: [EntityCode], what: [String],
    flows: FlowSelection? = nil
  ) throws {
    guard rows.hasNumbers else {
      func list(_ words: [String]) -> String {
        words.isEmpty ? "–" : words.joined(separator: ", ")
      }
      throw Diagnostic(
        "T052",
        [
          "reporter": list(reporters.map(\.text)), "partner": list(partners.map(\.text)),
          "what": list(what),
        ])
    }
    table = try rows.table()
    unit = rows.unit
    sources = rows.sources
    notes = rows.leftOut.diagnostics
    self.flows = flows
  }
}
