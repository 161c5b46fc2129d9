internal import TamgaNumerics
internal import TamgaPresent

/// Builds the query of a fact: conditions with parameters, vintages as of a date, one row a key.
struct FactQuery {
  private let table: String
  private let key: String
  private let columns: String
  private let asOf: String?
  private var conditions: [String] = []
  private(set) var values: [BoundValue] = []

  /// Starts a query.
  ///
  /// - Parameters:
  ///   - table: `flow` or `indicator`.
  ///   - key: the columns that name a row within a data set.
  ///   - columns: what is read of the fact, each with the prefix `f.`.
  ///   - asOf: the date; nil for the latest publications.
  /// - Throws: `T199` when the date is none.
  init(_ table: String, key: String, columns: String, asOf: String?) throws {
    if let asOf { try checkDate(asOf) }
    self.table = table
    self.key = key
    self.columns = columns
    self.asOf = asOf
    if let asOf { values.append(.text(asOf)) }
  }

  /// Keeps rows whose column is one of some texts; nil keeps all.
  mutating func keep(_ column: String, _ texts: [String]?) {
    guard let texts else { return }
    guard !texts.isEmpty else {
      conditions.append("false")
      return
    }
    let marks = texts.map { text in
      values.append(.text(text))
      return "$\(values.count)"
    }
    conditions.append("f.\(column) IN (\(marks.joined(separator: ", ")))")
  }

  /// The statement; the first columns are those of the vintage and the cell.
  var sql: String {
    let origins = WarehouseSchema.eligibleOrigins(asOf: asOf == nil ? nil : "$1")
    return """
      WITH eligible AS (SELECT DISTINCT vintage_id FROM (\(origins)) WHERE place = 1),
      dated AS (
        SELECT vintage_id, file_id, any_value(published_on) AS published_on,
          any_value(date_kind) AS date_kind
        FROM vintage_origin GROUP BY vintage_id, file_id),
      chosen AS (
        SELECT * FROM \(table) f SEMI JOIN eligible USING (vintage_id) WHERE \(filter)
        QUALIFY row_number() OVER (PARTITION BY dataset, \(key) ORDER BY vintage_id DESC) = 1)
      \(selection)
      LEFT JOIN dated d ON d.vintage_id = f.vintage_id AND d.file_id = f.file_id
      ORDER BY f.dataset, \(order)
      """
  }

  /// The statement for every publication.
  ///
  /// A row for each date on which a vintage was published, the newest first, undated ones last.
  var historySQL: String {
    """
    WITH dated AS (
      SELECT o.vintage_id, o.published_on, any_value(o.date_kind) AS date_kind
      FROM vintage_origin o JOIN source_file s USING (file_id)
      WHERE s.superseded_by IS NULL GROUP BY o.vintage_id, o.published_on),
    chosen AS (SELECT * FROM \(table) f WHERE \(filter))
    \(selection)
    JOIN dated d ON d.vintage_id = f.vintage_id
    ORDER BY f.dataset, \(order), coalesce(d.published_on, '') DESC, f.vintage_id DESC
    """
  }

  private var filter: String { (["true"] + conditions).joined(separator: " AND ") }

  private var order: String {
    key.split(separator: ", ").map { "f.\($0)" }.joined(separator: ", ")
  }

  /// The columns and the tables they are read from.
  private var selection: String {
    """
    SELECT f.dataset, f.vintage_id, d.published_on, coalesce(d.date_kind, 'unknown'),
      s.name, s.sha256, s.format, f.locator, p.name, c.line, c.raw, c.printed, \(columns)
    FROM chosen f JOIN source_file s ON s.file_id = f.file_id
    LEFT JOIN source_sheet p ON p.file_id = f.file_id AND p.sheet = f.locator >> 40
      AND s.format IN ('xls', 'xlsx')
    LEFT JOIN cell c ON c.file_id = f.file_id AND c.locator = f.locator
    """
  }

  /// The number of columns before those of the fact.
  static let offset = 12

  /// The vintage and the cell of a row.
  static func source(_ columns: [Column], _ row: Int) -> (VintageReference, StoredCell) {
    let text = { (index: Int) in columns[index].text(row) }
    let isText = !["xls", "xlsx"].contains(text(6) ?? "")
    let place = Locator.decode(columns[7].integer(row) ?? 0, isText: isText)
    return (
      VintageReference(
        id: columns[1].integer(row) ?? 0, dataset: text(0) ?? "", publishedOn: text(2),
        dateKind: text(3) ?? "unknown"),
      StoredCell(
        file: text(4) ?? "", sha256: text(5) ?? "", sheet: text(8), row: place.row,
        column: place.column, line: columns[9].integer(row), raw: text(10) ?? "",
        printed: text(11))
    )
  }
}

extension Column {
  /// The state of a number; a text that is none counts as nothing published.
  func state(_ row: Int) -> ObservationState {
    text(row).flatMap(ObservationState.init) ?? .notReported
  }

  /// The marks of a number, parted by blanks.
  func marks(_ row: Int) -> [String] {
    (text(row) ?? "").split(separator: " ").map(String.init)
  }

  /// The period of a row; stored periods are canonical, any other text is a fault.
  func period(_ row: Int) throws -> Period {
    guard let period = text(row).flatMap({ Period($0) }) else {
      throw internalFailure("period \(text(row) ?? "–")")
    }
    return period
  }
}
