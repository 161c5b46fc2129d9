/// The numbers of a document as they are read: one reading a cell, with single cells replaced.
public struct PrintedNumbers: Sendable {
  /// The number of each cell, in base units; nil where a cell holds none.
  public var values: [PrintedValue?]
  /// The reading of each cell.
  public var readings: [Int]

  /// The numbers at the first reading of each cell.
  public init(_ model: AuditModel) {
    readings = [Int](repeating: 0, count: model.cells.count)
    values = model.cells.map { $0.value(reading: 0) }
  }

  /// Reads a cell another way.
  mutating func read(_ cell: Int, as reading: Int, in model: AuditModel) {
    readings[cell] = reading
    values[cell] = model.cells[cell].value(reading: reading)
  }
}

/// The numbers of the warehouse a document's expressions ask for, in base units.
typealias OfficialValues = [DataKey: PrintedValue]
