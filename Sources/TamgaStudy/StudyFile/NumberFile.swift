public import Foundation
public import TamgaData
internal import TamgaNumerics
public import TamgaPresent

/// A delimited text beside the study as columns, with the cell of each number.
///
/// It is read when the parameters of a step are, so that the analysis itself reads no file; a changed
/// file is another parameter, and so another key of the cache.
public struct NumberFile: Sendable, Codable {
  /// The columns a table is asked for, by their headers.
  public struct Columns: Sendable {
    /// Numbers that must be there.
    public var numbers: [String] = []
    /// Numbers the table may do without.
    public var numbersIfPresent: [String] = []
    /// Words that must be there.
    public var words: [String] = []
    /// Words the table may do without.
    public var wordsIfPresent: [String] = []

    /// Creates a request.
    public init(
      numbers: [String] = [], numbersIfPresent: [String] = [], words: [String] = [],
      wordsIfPresent: [String] = []
    ) {
      self.numbers = numbers
      self.numbersIfPresent = numbersIfPresent
      self.words = words
      self.wordsIfPresent = wordsIfPresent
    }
  }

  /// The path as written.
  public let path: String
  /// SHA-256 of the file's bytes, hexadecimal.
  public let sha256: String
  /// The line of each row, from 1.
  public let lines: [Int]
  private let fields: [String: [String]]
  private let reals: [String: [Double?]]
  private let labels: [String]
  /// The name and line that keep the first column of words from telling all rows apart.
  private let repeated: [String]

  /// Reads columns of a file.
  ///
  /// - Parameters:
  ///   - url: the file.
  ///   - path: its path as the user wrote it.
  ///   - columns: what is wanted of it.
  ///   - options: encoding, delimiter and decimal mark, where the user says them.
  /// - Throws: T130 for a missing column, T133 and T134 for a cell that is no certain number, T163 for
  ///   a table without rows, T120–T129 for the file.
  public init(
    _ url: URL, path: String, columns: Columns, options: ImportOptions = ImportOptions()
  ) throws {
    let first = try NumericTable.read(
      url, columns: columns.numbers, ifPresent: columns.numbersIfPresent, words: columns.words,
      options: options)
    let present = zip(columns.numbersIfPresent, first.optionalColumns).filter { $0.1 != nil }
    let headers = Set(first.header.map { $0.lowercased() })
    let further = columns.wordsIfPresent.filter { headers.contains($0.lowercased()) }
    let numberNames = columns.numbers + present.map(\.0)
    let wordNames = numberNames + columns.words + further
    // Once more, for the numbers as they stand and the words that are there.
    let whole = try NumericTable.read(url, columns: [], words: wordNames, options: options)
    self.path = path
    sha256 = first.sha256
    lines = first.lines
    labels = first.labels
    do {
      _ = try first.unitNames()
      repeated = []
    } catch let diagnostic as Diagnostic {
      // The place holds where the file stood, which is not a part of what it says.
      repeated = [diagnostic.arguments["key"] ?? "", String(diagnostic.place?.line ?? 1)]
    }
    fields = Dictionary(zip(wordNames, whole.words)) { one, _ in one }
    reals = Dictionary(
      zip(numberNames, (first.columns + present.compactMap(\.1)).map(\.reals))
    ) { one, _ in one }
  }

  /// Reads columns of a file that a step names.
  init(_ reader: ParameterReader, _ key: String, columns: Columns) throws {
    let file = try reader.file(key)
    try self.init(reader.url(of: file), path: file.path, columns: columns)
  }

  /// The rows.
  public var rows: Range<Int> { lines.indices }

  /// A name for each row of a table whose rows are units.
  ///
  /// - Throws: T843 when no column tells the rows apart, and the first one names a unit twice.
  public func unitNames() throws -> [String] {
    if repeated.count == 2 {
      throw Diagnostic(
        "T843", ["key": repeated[0]], place: Place(file: path, line: Int(repeated[1])))
    }
    return labels
  }

  /// Whether the table has a column.
  public func has(_ column: String) -> Bool { fields[column] != nil }

  /// A word; empty where the table has no such column.
  public func word(_ column: String, _ row: Int) -> String { fields[column]?[row] ?? "" }

  /// A number; nil where the cell says that there is none.
  public func number(_ column: String, _ row: Int) -> Double? { reals[column]?[row] }

  /// A number with the places it was written with; nil where there is none.
  func exact(_ column: String, _ row: Int) -> ExactDecimal? {
    number(column, row).flatMap { ExactDecimal(word(column, row)) ?? ExactDecimal("\($0)") }
  }

  /// A number that must be there.
  ///
  /// - Throws: T133 with the line.
  public func required(_ column: String, _ row: Int) throws -> Double {
    guard let value = number(column, row) else {
      throw Diagnostic("T133", ["column": column, "raw": ""], place: place(row))
    }
    return value
  }

  /// The place of a row.
  public func place(_ row: Int) -> Place { Place(file: path, line: lines[row]) }

  /// The place of the file.
  public var place: Place { Place(file: path) }

  // MARK: For the ledger

  /// The name under which numbers of the file name their source.
  var source: String {
    "file.\(slug(path.split(separator: "/").last.map(String.init) ?? path))@undated"
  }

  /// The line that names the columns, as a cell that stands for the whole table.
  var header: CellReference {
    CellReference(
      file: path.split(separator: "/").last.map(String.init) ?? path, sha256: sha256, line: 1,
      raw: fields.keys.sorted().joined(separator: ", "))
  }

  /// The cell of a number; a column `source` of the file says where it was printed.
  func cell(_ column: String, _ row: Int) -> CellReference {
    let printed = word("source", row)
    return CellReference(
      file: path.split(separator: "/").last.map(String.init) ?? path, sha256: sha256,
      line: lines[row], column: column, raw: word(column, row),
      printed: printed.isEmpty ? nil : printed)
  }

  /// The record of a number of the file.
  func record(_ column: String, _ row: Int, id: ValueID, unit: String) -> ValueRecord {
    let exact = exact(column, row)
    let value = exact.map(ResultValue.exact) ?? .missing("not-reported")
    return ValueRecord(
      id: id, value: value, unit: unit, digits: exact.map { min(3, $0.scale) } ?? 1,
      inputs: [.cell(cell(column, row))], steps: ["parse number"], sources: [source])
  }
}
