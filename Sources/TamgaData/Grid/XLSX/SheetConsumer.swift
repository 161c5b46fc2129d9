internal import Foundation
internal import TamgaPresent

/// Reads the part of a sheet.
final class SheetConsumer: XMLConsumer {
  private let path: String
  private let part: String
  private let sheet: String
  private var scanner: SheetScanner

  init(path: String, part: String, sheet: String, receive: @escaping (SheetRow) throws -> Void) {
    self.path = path
    self.part = part
    self.sheet = sheet
    scanner = SheetScanner(receive: receive)
  }

  /// The merged ranges, once the part is read.
  var merges: [MergedRange] { scanner.merges }

  override func begin(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
    if let fault = unsafe scanner.begin(name, attributes) { stop(error(fault)) }
  }

  override func end(_ name: UnsafePointer<CChar>) {
    if let fault = unsafe scanner.end(name) { stop(error(fault)) }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    unsafe scanner.text(bytes)
  }

  private func error(_ fault: SheetFault) -> any Error {
    switch fault {
    case .thrown(let error): return error
    case .damaged(let detail, let column):
      let cell = column.map { CellAddress(row: scanner.rowIndex, column: $0).a1 }
      return ContainerError.damagedPart(
        path, part: part, detail, sheet: sheet, cell: cell, line: line)
    }
  }
}
