public import Foundation
internal import TamgaNumerics
internal import TamgaPresent

extension Warehouse {
  /// Stores imported files with every cell, record and origin, or nothing at all.
  ///
  /// A file whose bytes, importer and content are in the warehouse changes nothing. A slice that
  /// another publication gives with the same numbers gets a second origin; with other numbers it
  /// becomes a new vintage beside the first, and the report counts what differs. Files are stored
  /// by publication date and name, so the order in which they are named has no effect.
  ///
  /// - Parameters:
  ///   - files: what the importers read.
  ///   - originals: the files themselves, in the same order; kept unchanged in `objects`.
  /// - Returns: what was stored, file by file.
  /// - Throws: `T190` overflow, `T191` two values for one key, `T193` the ledger, `T194` an original
  ///   that changed, `T196` a flow without currency, `T199` a date; `T183`, `T185`.
  public func store(_ files: [ImportedFile], originals: [URL]) throws -> StoreReport {
    precondition(files.count == originals.count, "the caller passes one original a file")
    let prepared = try files.map { try PreparedImport($0) }
    for (file, original) in zip(files, originals) {
      try objects.keep(original, sha256: file.sha256)
    }
    let sorted = prepared.sorted { $0.order.lexicographicallyPrecedes($1.order) }
    return try connection.transaction {
      var writer = try ImportWriter(connection)
      for file in sorted { try writer.write(file) }
      return try writer.finish()
    }
  }

  /// The bytes of a stored original.
  ///
  /// - Parameter sha256: its hash, hexadecimal.
  /// - Returns: the bytes as they were imported.
  /// - Throws: `T195` when it is missing or damaged.
  public func original(_ sha256: String) throws -> Data { try objects.bytes(sha256) }
}

extension PreparedImport {
  fileprivate var order: [String] { [file.publishedOn ?? "", name, file.sha256] }
}

/// Writes prepared files inside a transaction.
struct ImportWriter {
  private let connection: Connection
  private var facts: FactColumns
  private var report = StoreReport()
  private var nextFile: Int
  private var nextVintage: Int
  private var nextActivity: Int
  private var known: [String: [VintageIndex.Entry]]
  private var pairs: [(dataset: String, slice: String, earlier: Int, later: Int)] = []

  init(_ connection: Connection) throws {
    func next(_ column: String, _ tables: String...) throws -> Int {
      let parts = tables.map { "SELECT max(\(column)) AS n FROM \($0)" }
      let union = parts.joined(separator: " UNION ALL ")
      return try connection.query("SELECT coalesce(max(n), 0) FROM (\(union))")
        .next()?.columns[0].integer(0).map { $0 + 1 } ?? 1
    }
    self.connection = connection
    nextFile = try next("file_id", "source_file")
    nextVintage = try next("vintage_id", "vintage")
    nextActivity = try next("activity_id", "activity")
    facts = FactColumns(nextObservation: try next("obs_id", "flow", "indicator"))
    known = try VintageIndex.load(connection)
  }

  /// Writes one file.
  mutating func write(_ file: PreparedImport) throws {
    var report = file.report
    if try isKnown(file) {
      report.isKnown = true
      self.report.files.append(report)
      return
    }
    let id = nextFile
    nextFile += 1
    try replaceEarlierImports(of: file, by: id)
    try writeFile(file, id)
    for slice in file.slices {
      let isNew = try write(slice, file: id)
      report.stored += isNew ? slice.rows.count : 0
      report.reprinted += isNew ? 0 : slice.rows.count
    }
    for sheet in file.file.sheets { try writeActivity(sheet, file, id) }
    self.report.files.append(report)
  }

  /// Writes what is left, the periods and units, and counts the differences.
  mutating func finish() throws -> StoreReport {
    try flush()
    try facts.writeDimensions(to: connection)
    report.differences = try VintageIndex.differences(pairs, connection)
    return report
  }

  private mutating func flush() throws {
    try facts.write(to: connection)
    facts.removeRows()
  }

  private func isKnown(_ file: PreparedImport) throws -> Bool {
    let count = try connection.query(
      """
      SELECT count(*) FROM source_file WHERE sha256 = ? AND importer = ? AND importer_version = ?
        AND content_hash = ? AND superseded_by IS NULL
      """,
      [
        .text(file.file.sha256), .text(file.file.importer), .init(file.file.importerVersion),
        .text(file.contentHash),
      ]
    ).next()?.columns[0].integer(0)
    return count ?? 0 > 0
  }

  /// The same bytes read by a newer importer, or with other options, replace what was read before.
  private mutating func replaceEarlierImports(of file: PreparedImport, by id: Int) throws {
    let replaced = try connection.execute(
      "UPDATE source_file SET superseded_by = ? WHERE sha256 = ? AND superseded_by IS NULL",
      [.init(id), .text(file.file.sha256)])
    if replaced > 0 { known = try VintageIndex.load(connection) }
  }

  private func writeFile(_ file: PreparedImport, _ id: Int) throws {
    let source = file.file
    try connection.execute(
      "INSERT INTO source_file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
      [
        .init(id), .text(source.sha256), .text(file.name), .init(source.byteCount),
        .text(source.format), .text(source.importer), .init(source.importerVersion),
        .init(source.publisher), .init(source.licence), .init(source.publishedOn),
        .text(source.dateKind), .text(file.contentHash),
      ])
    var names: [Int: String] = [:]
    for sheet in source.sheets {
      for observation in sheet.observations where observation.sheet >= 0 {
        names[observation.sheet] = sheet.name
      }
    }
    for (index, name) in names.sorted(by: { $0.key < $1.key }) {
      try connection.execute(
        "INSERT INTO source_sheet VALUES (?, ?, ?)", [.init(id), .init(index), .text(name)])
    }
  }

  /// Writes a slice as a new vintage, or as another origin of one; says whether it is new.
  private mutating func write(_ slice: PreparedImport.Slice, file: Int) throws -> Bool {
    let place = slice.dataset + "\t" + slice.slice
    let entries = known[place] ?? []
    let same = entries.first { $0.contentHash == slice.contentHash }
    let vintage = same?.vintage ?? nextVintage
    if same == nil {
      nextVintage += 1
      try connection.execute(
        "INSERT INTO vintage VALUES (?, ?, ?, ?)",
        [.init(vintage), .text(slice.dataset), .text(slice.slice), .text(slice.contentHash)])
      for row in slice.rows { facts.add(row, dataset: slice.dataset, vintage: vintage, file: file) }
      if facts.rowCount >= 20_000 { try flush() }
      if let earlier = entries.max(by: { $0.order < $1.order }) {
        pairs.append((slice.dataset, slice.slice, earlier.vintage, vintage))
      }
    }
    try connection.execute(
      "INSERT INTO vintage_origin VALUES (?, ?, ?, ?, ?)",
      [
        .init(vintage), .init(file), .text(slice.sheet), .init(slice.publishedOn),
        .text(slice.dateKind),
      ])
    known[place, default: []].append(
      .init(vintage: vintage, contentHash: slice.contentHash, publishedOn: slice.publishedOn ?? ""))
    return same == nil
  }
}

extension ImportWriter {
  private mutating func writeActivity(
    _ sheet: ImportedSheet, _ file: PreparedImport, _ id: Int
  ) throws {
    let activity = nextActivity
    nextActivity += 1
    try connection.execute(
      "INSERT INTO activity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .init(activity), .init(id), .text(sheet.name), .text(sheet.dataset),
        .init(sheet.rowsRead), .init(sheet.rowsAccepted), .init(sheet.rejected.count),
        .init(sheet.observations.count), .init(sheet.cellsTotal), .init(sheet.cellsStructural),
        .init(file.file.byteCount), .text(try sheet.controlSums()),
      ])
    for record in sheet.rejected {
      let reason = record.diagnostic.arguments.sorted { $0.key < $1.key }
        .map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
      try connection.execute(
        "INSERT INTO reject VALUES (?, ?, ?, ?, ?, ?)",
        [
          .init(activity), .init(record.sheet), .init(record.line), .text(record.raw),
          .text(record.diagnostic.code), .text(reason),
        ])
    }
    for note in sheet.notes {
      try connection.execute(
        "INSERT INTO note VALUES (?, ?, ?, ?)",
        [
          .init(activity), .text(note.mark), .text(note.text),
          .text(note.cells.map(\.a1).joined(separator: " ")),
        ])
    }
  }
}

extension ImportedSheet {
  /// Exact sums of the published numbers by flow or indicator, period and unit.
  fileprivate func controlSums() throws -> String {
    var sums: [String: ExactDecimal] = [:]
    for observation in observations {
      guard let value = observation.value else { continue }
      let name = observation.fact == .flow ? observation.flow : observation.indicator
      let key = "\(name) \(observation.period) \(observation.unit.id)"
      do {
        sums[key] = try (sums[key] ?? .zero) + value
      } catch {
        throw Diagnostic("T190", ["table": "activity", "column": "control_sums"], excerpt: key)
      }
    }
    return sums.sorted { $0.key < $1.key }
      .map { "\($0.key): \($0.value.normalised)" }.joined(separator: "\n")
  }
}
