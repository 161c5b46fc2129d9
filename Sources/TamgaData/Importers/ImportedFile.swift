public import TamgaPresent

/// A record that was read and not accepted.
public struct RejectedRecord: Sendable, Hashable {
  /// The sheet of a workbook.
  public var sheet: String?
  /// The line of a text (from 1), or the row of a sheet (from 1).
  public var line: Int
  /// The record as it stands in the file.
  public var raw: String
  /// The diagnostic that says why.
  public var diagnostic: Diagnostic

  /// Creates a rejected record.
  public init(sheet: String? = nil, line: Int, raw: String, diagnostic: Diagnostic) {
    self.sheet = sheet
    self.line = line
    self.raw = raw
    self.diagnostic = diagnostic
  }
}

/// A footnote or remark of the source.
public struct SourceNote: Sendable, Hashable {
  /// The mark, as in `1`.
  public var mark: String
  /// The text.
  public var text: String
  /// The cells it hangs on.
  public var cells: [CellAddress]

  /// Creates a note.
  public init(mark: String, text: String, cells: [CellAddress] = []) {
    self.mark = mark
    self.text = text
    self.cells = cells
  }
}

/// One table of a file: a sheet of a workbook, or a whole text.
public struct ImportedSheet: Sendable {
  /// The name of the sheet, or of the file.
  public var name: String
  /// The id of the data set, as in `bns.trade.partner`.
  public var dataset: String
  /// The publication date of this table, ISO 8601, where its own rows state one.
  public var publishedOn: String?
  /// Records by an independent count: rows with a label and at least one cell in a value column.
  public var rowsRead: Int
  /// Records accepted; `rowsRead = rowsAccepted + rejected.count`.
  public var rowsAccepted: Int
  /// Records rejected, with reasons.
  public var rejected: [RejectedRecord]
  /// The observations.
  public var observations: [Observation]
  /// Labels of rows found to be sums of others, in row order.
  public var aggregates: [String]
  /// Warnings and notes.
  public var warnings: [Diagnostic]
  /// Footnotes.
  public var notes: [SourceNote]
  /// Non-empty cells, and those that are no number of an observation (titles, labels, notes).
  public var cellsTotal: Int
  /// Non-empty cells that are structure: titles, headers, labels, notes, covers.
  public var cellsStructural: Int

  /// Creates a sheet with no observations.
  public init(name: String, dataset: String = "") {
    self.name = name
    self.dataset = dataset
    rowsRead = 0
    rowsAccepted = 0
    rejected = []
    observations = []
    aggregates = []
    warnings = []
    notes = []
    cellsTotal = 0
    cellsStructural = 0
  }
}

/// What an importer made of a file; nothing is stored yet.
public struct ImportedFile: Sendable {
  /// The file's path as given.
  public var path: String
  /// The SHA-256 of its bytes, hexadecimal.
  public var sha256: String
  /// The number of its bytes.
  public var byteCount: Int
  /// `xls`, `xlsx` or `delimited`.
  public var format: String
  /// The importer's id, as in `statistical-workbook`.
  public var importer: String
  /// The importer's version; it enters content hashes.
  public var importerVersion: Int
  /// The publisher, if recognised.
  public var publisher: String?
  /// The licence, if stated.
  public var licence: String?
  /// The publication date printed in the file, ISO 8601, if any.
  public var publishedOn: String?
  /// How `publishedOn` is known: `cover`, `user` or `unknown`.
  public var dateKind: String
  /// The tables; sheets without data are listed with no rows.
  public var sheets: [ImportedSheet]
  /// Warnings about the file as a whole.
  public var warnings: [Diagnostic]

  /// Creates a file with no tables.
  public init(
    path: String, sha256: String, byteCount: Int, format: String, importer: String,
    importerVersion: Int
  ) {
    self.path = path
    self.sha256 = sha256
    self.byteCount = byteCount
    self.format = format
    self.importer = importer
    self.importerVersion = importerVersion
    dateKind = "unknown"
    sheets = []
    warnings = []
  }
}

/// What the user says about a file; everything not said is read from the file or refused.
public struct ImportOptions: Sendable, Hashable {
  /// The reporting country or region.
  public var reporter: String?
  /// The flow: `X` or `M`.
  public var flow: String?
  /// The unit's id, as in `kUSD`.
  public var unit: String?
  /// The data set's id.
  public var dataset: String?
  /// The publication date, ISO 8601.
  public var publishedOn: String?
  /// Rejected records allowed before the import is refused; nil for any number in workbooks.
  public var rejectsAllowed: Int?
  /// The text encoding: `utf-8`, `utf-16`, `windows-1251`, `koi8-r`, `iso-8859-1`; nil to prove it.
  public var encoding: String?
  /// The delimiter of a text; nil to prove it.
  public var delimiter: String?

  /// The decimal mark of a text, `.` or `,`; nil to prove it for each column.
  public var decimal: String?

  /// Creates options that say nothing.
  public init() {}
}
