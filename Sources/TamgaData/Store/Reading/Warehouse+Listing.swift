internal import TamgaNumerics
internal import TamgaPresent

/// A data set of the warehouse.
public struct StoredDataset: Sendable, Hashable {
  /// The id.
  public let id: String
  /// The fact table: `flow` or `indicator`.
  public let fact: String
  /// Numbers in force.
  public let observations: Int
  /// The first and last period, as text.
  public let periods: ClosedRange<String>
  /// The reporting countries or regions, sorted.
  public let reporters: [String]
  /// The publications of its slices.
  public let vintages: Int
  /// The files it was read from.
  public let files: Int
}

/// A file of the warehouse.
public struct StoredFile: Sendable, Hashable {
  /// The file's name, without its folder.
  public let name: String
  /// The SHA-256 of its bytes.
  public let sha256: String
  /// The number of its bytes.
  public let byteCount: Int
  /// `xls`, `xlsx` or `delimited`.
  public let format: String
  /// The importer and its version, as in `delimited 1`.
  public let importer: String
  /// The publisher, if known.
  public let publisher: String?
  /// The licence, if stated.
  public let licence: String?
  /// The publication date, if known.
  public let publishedOn: String?
  /// How the date is known.
  public let dateKind: String
  /// Whether a later import of the same bytes replaced it.
  public let isSuperseded: Bool
  /// Records read, accepted and rejected.
  public let records: (read: Int, accepted: Int, rejected: Int)

  /// Whether two entries are alike.
  public static func == (left: StoredFile, right: StoredFile) -> Bool {
    left.sha256 == right.sha256 && left.importer == right.importer
      && left.isSuperseded == right.isSuperseded && left.records == right.records
  }

  /// Feeds the hash of the bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(sha256) }
}

/// A record that was read and not accepted, as the warehouse keeps it.
public struct StoredReject: Sendable, Hashable {
  /// The file's name.
  public let file: String
  /// The sheet, for a workbook.
  public let sheet: String?
  /// The line or row, from 1.
  public let line: Int
  /// The record as it stands in the file.
  public let raw: String
  /// The code that says why.
  public let code: String
  /// The arguments of its sentence.
  public let reason: String
}

/// A footnote as the warehouse keeps it.
public struct StoredNote: Sendable, Hashable {
  /// The file's name.
  public let file: String
  /// The sheet.
  public let sheet: String
  /// The mark.
  public let mark: String
  /// The text.
  public let text: String
  /// The cells it hangs on, in A1 notation.
  public let cells: [String]
}

extension Warehouse {
  /// The data sets, by id.
  public func datasets() throws -> [StoredDataset] {
    var sets: [StoredDataset] = []
    let parts = [("flow", "reporter"), ("indicator", "region")].map { table, who in
      """
      SELECT dataset, '\(table)' AS fact, count(*), min(period), max(period),
        string_agg(DISTINCT \(who), ' ' ORDER BY \(who)), count(DISTINCT vintage_id),
        count(DISTINCT file_id)
      FROM \(table)_current GROUP BY dataset
      """
    }
    let stream = try connection.query(parts.joined(separator: " UNION ALL ") + " ORDER BY 1, 2")
    try stream.forEachRow { columns, row in
      let text = { (index: Int) in columns[index].text(row) ?? "" }
      let number = { (index: Int) in columns[index].integer(row) ?? 0 }
      sets.append(
        StoredDataset(
          id: text(0), fact: text(1), observations: number(2), periods: text(3)...text(4),
          reporters: text(5).split(separator: " ").map(String.init), vintages: number(6),
          files: number(7)))
    }
    return sets
  }

  /// The files, by name and then in the order of import.
  public func files() throws -> [StoredFile] {
    var files: [StoredFile] = []
    let stream = try connection.query(
      """
      SELECT s.name, s.sha256, s.byte_count, s.format, s.importer || ' ' || s.importer_version,
        s.publisher, s.licence, s.published_on, s.date_kind, s.superseded_by IS NOT NULL,
        CAST(coalesce(sum(a.rows_in), 0) AS BIGINT), CAST(coalesce(sum(a.accepted), 0) AS BIGINT),
        CAST(coalesce(sum(a.rejected), 0) AS BIGINT), s.file_id
      FROM source_file s LEFT JOIN activity a USING (file_id)
      GROUP BY ALL ORDER BY s.name, s.file_id
      """)
    try stream.forEachRow { columns, row in
      let text = { (index: Int) in columns[index].text(row) }
      let number = { (index: Int) in columns[index].integer(row) ?? 0 }
      files.append(
        StoredFile(
          name: text(0) ?? "", sha256: text(1) ?? "", byteCount: number(2), format: text(3) ?? "",
          importer: text(4) ?? "", publisher: text(5), licence: text(6), publishedOn: text(7),
          dateKind: text(8) ?? "", isSuperseded: columns[9].boolean(row) ?? false,
          records: (number(10), number(11), number(12))))
    }
    return files
  }

  /// The records that were not accepted, by file and line.
  public func rejects() throws -> [StoredReject] {
    var rejects: [StoredReject] = []
    let stream = try connection.query(
      """
      SELECT s.name, r.sheet, r.line, r.raw, r.code, r.reason
      FROM reject r JOIN activity a USING (activity_id) JOIN source_file s USING (file_id)
      WHERE s.superseded_by IS NULL ORDER BY s.name, r.activity_id, r.line, r.raw
      """)
    try stream.forEachRow { columns, row in
      let text = { (index: Int) in columns[index].text(row) ?? "" }
      rejects.append(
        StoredReject(
          file: text(0), sheet: columns[1].text(row), line: columns[2].integer(row) ?? 0,
          raw: text(3), code: text(4), reason: text(5)))
    }
    return rejects
  }

  /// The footnotes, by file and sheet.
  public func notes() throws -> [StoredNote] {
    var notes: [StoredNote] = []
    let stream = try connection.query(
      """
      SELECT s.name, a.sheet, n.mark, n.text, n.cells
      FROM note n JOIN activity a USING (activity_id) JOIN source_file s USING (file_id)
      WHERE s.superseded_by IS NULL ORDER BY s.name, n.activity_id, n.mark, n.text
      """)
    try stream.forEachRow { columns, row in
      let text = { (index: Int) in columns[index].text(row) ?? "" }
      notes.append(
        StoredNote(
          file: text(0), sheet: text(1), mark: text(2), text: text(3),
          cells: text(4).split(separator: " ").map(String.init)))
    }
    return notes
  }
}
