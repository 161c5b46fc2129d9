public import Foundation
public import TamgaData
public import TamgaIndicators
internal import TamgaPresent

extension IndicatorTables {
  /// Reads tidy tables for indicators from delimited texts with headers.
  ///
  /// - Parameters:
  ///   - files: for each input of an indicator the first file that has its columns is taken.
  ///   - options: encoding, delimiter and decimal mark, where the user says them.
  ///   - others: tables that are there already, asked first.
  /// - Returns: the tables.
  /// - Throws: T805 for a table that is none, T819 for a flow that no indicator knows,
  ///   T120–T163 for a file that cannot be read.
  public static func reading(
    _ files: [URL], options: ImportOptions = ImportOptions(), beside others: [TidyTable] = []
  ) throws -> IndicatorTables {
    IndicatorTables(
      try others
        + files.map { file in
          let table = try MixedTable(
            contentsOf: file, numberColumns: TidyTable.numberColumns, options: options)
          try table.checkFlows()
          do {
            return try TidyTable(
              table.columns.map { name, column in
                switch column {
                case .numbers(let numbers): (name, .number(numbers))
                case .words(let words): (name, .text(TextColumn(words)))
                }
              })
          } catch {
            throw Diagnostic("T805", ["reason": "\(error)"], place: Place(file: table.path))
          }
        })
  }
}

extension MixedTable {
  /// Refuses a flow that no sum would take up.
  fileprivate func checkFlows() throws {
    guard let found = columns.first(where: { $0.name == "flow" }),
      case .words(let words) = found.column
    else { return }
    for (row, word) in words.enumerated() {
      try requireKnownFlow(word, Place(file: path, line: lines[row]))
    }
  }
}

extension NumberFile {
  /// Refuses a flow that no sum would take up.
  ///
  /// - Throws: T819 with the line.
  func checkFlows() throws {
    guard has("flow") else { return }
    for row in rows { try requireKnownFlow(word("flow", row), place(row)) }
  }
}

/// The flows of the warehouse; indicators take exports and imports, and the ledger re-exports.
private let knownFlows: [String] = ["X", "M", "RX", "RM", "T", "transit"]

private func requireKnownFlow(_ word: String, _ place: Place) throws {
  guard !knownFlows.contains(word) else { return }
  throw Diagnostic(
    "T819", ["flow": word, "known": knownFlows.joined(separator: ", ")], place: place)
}
