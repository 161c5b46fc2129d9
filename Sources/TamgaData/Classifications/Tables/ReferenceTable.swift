internal import TamgaPresent

/// A table of the program's own resources: RFC 4180, UTF-8, a header line, no line breaks in cells.
struct ReferenceTable {
  /// The file inside the resource folder, for messages.
  let file: String
  /// The rows below the header, in file order, with the cells in the order asked for.
  private(set) var rows: [[String]] = []

  /// Reads a table of the module's resource folder.
  init(bundled file: String, columns: [String]) throws {
    try self.init(
      bytes: ResourceFolder.bytes(of: file, inTarget: "TamgaData"), file: file, columns: columns)
  }

  /// Reads a table; `T172` when a column is missing or a row has another number of cells.
  init(bytes: [UInt8], file: String, columns: [String]) throws {
    self.file = file
    var position = 0
    let header = try ReferenceTable.record(bytes, &position, file: file)
    let places = try columns.map { column in
      guard let place = header.firstIndex(of: column) else {
        throw ReferenceTable.damage(file, line: 1, "no column \(column)")
      }
      return place
    }
    rows.reserveCapacity(bytes.count / 40)
    while position < bytes.count {
      let cells = try ReferenceTable.record(bytes, &position, file: file)
      guard cells.count == header.count else {
        throw ReferenceTable.damage(
          file, line: rows.count + 2, "\(cells.count) cells, not \(header.count)")
      }
      rows.append(places.map { cells[$0] })
    }
  }

  /// The diagnostic of a damaged table.
  static func damage(_ file: String, line: Int, _ reason: String) -> Diagnostic {
    Diagnostic("T172", ["file": file, "reason": reason], place: Place(file: file, line: line))
  }

  /// The year of an ISO date; nil for an empty cell.
  static func year(_ text: String) -> Int? { Int(text.prefix(4)) }

  private static func record(_ bytes: [UInt8], _ position: inout Int, file: String) throws
    -> [String]
  {
    var cells: [String] = []
    while true {
      var ends = false
      cells.append(try cell(bytes, &position, &ends, file: file))
      if ends { return cells }
    }
  }

  private static func cell(
    _ bytes: [UInt8], _ position: inout Int, _ ends: inout Bool, file: String
  ) throws -> String {
    let quote = UInt8(ascii: "\"")
    var start = position
    guard position < bytes.count, bytes[position] == quote else {
      while position < bytes.count, bytes[position] != 0x2C, bytes[position] != 0x0A {
        position += 1
      }
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      ends = position >= bytes.count || bytes[position] == 0x0A
      position += 1
      return text
    }
    position += 1
    start = position
    var text = ""
    while position < bytes.count {
      guard bytes[position] == quote else {
        position += 1
        continue
      }
      text += String(decoding: bytes[start..<position], as: UTF8.self)
      position += 1
      start = position
      guard position < bytes.count, bytes[position] == quote else { break }
      position += 1
    }
    guard position >= bytes.count || bytes[position] == 0x2C || bytes[position] == 0x0A else {
      throw damage(file, line: 0, "text behind a closing quotation mark")
    }
    ends = position >= bytes.count || bytes[position] == 0x0A
    position += 1
    return text
  }
}
