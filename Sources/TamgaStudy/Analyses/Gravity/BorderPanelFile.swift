internal import Foundation
internal import TamgaData
internal import TamgaGravity
internal import TamgaNumerics
internal import TamgaPresent

/// A panel of a file beside the study, with the hash of its bytes.
public struct BorderPanelFile: Sendable, Codable {
  /// The path as written.
  public let path: String
  /// SHA-256 of the file.
  public let sha256: String
  /// The file's first line, where the columns are named.
  let header: String
  let columnNames: [String]
  /// Country by rows; empty where missing.
  let exporters: [String]
  let importers: [String]
  let years: [Int?]
  /// Further columns by name; nil where missing.
  let numbers: [String: [Double?]]

  /// Reads the columns that a study file names.
  ///
  /// - Throws: `T660` when the file is not there; those of a panel's reader.
  init(_ reader: ParameterReader, further: [String]) throws {
    let file = try reader.file("data")
    path = file.path
    sha256 = SHA256Digest(of: file.bytes).hexadecimal
    header = String(decoding: file.bytes.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
    let names = try ["trade", "exporter", "importer", "year"].map { key in
      try reader.optionalText(key) ?? key
    }
    columnNames = names
    var wanted = names
    for name in further where !wanted.contains(name) { wanted.append(name) }
    let table = try PanelReader.read(
      PanelRequest(.file(reader.url(of: file)), columns: wanted))
    var columns: [String: PanelColumn] = [:]
    for column in table.columns { columns[column.name] = column }
    exporters = Self.texts(columns[names[1]])
    importers = Self.texts(columns[names[2]])
    years = Self.numbers(columns[names[3]]).map { $0.flatMap { Int(exactly: $0) } }
    var numbers: [String: [Double?]] = [:]
    for name in wanted where !names[1...].contains(name) {
      numbers[name] = Self.numbers(columns[name])
    }
    self.numbers = numbers
  }

  var columns: BorderSpecification.Columns {
    BorderSpecification.Columns(
      trade: columnNames[0], exporter: columnNames[1], importer: columnNames[2],
      period: columnNames[3])
  }

  /// The file as a cell: the line that names the columns.
  var cell: CellReference {
    CellReference(
      file: path.split(separator: "/").last.map(String.init) ?? path, sha256: sha256, line: 1,
      raw: header)
  }

  private static func texts(_ column: PanelColumn?) -> [String] {
    switch column?.values {
    case .levels(let codes, let texts): codes.map { $0 < 0 ? "" : texts[Int($0)] }
    case .numbers(let values):
      values.map { value in Int(exactly: value).map(String.init) ?? "" }
    case nil: []
    }
  }

  private static func numbers(_ column: PanelColumn?) -> [Double?] {
    guard let column else { return [] }
    switch column.values {
    case .levels(let codes, let texts): return codes.map { $0 < 0 ? nil : Double(texts[Int($0)]) }
    case .numbers(let values):
      return values.enumerated().map { row, value in
        let word = column.validity.flatMap { row >> 6 < $0.count ? $0[row >> 6] : nil } ?? .max
        return word >> UInt64(row & 63) & 1 == 1 && value.isFinite ? value : nil
      }
    }
  }
}
