internal import TamgaNumerics
internal import TamgaPresent

/// The records of a tidy table on their way into sheets: one for each data set and date.
struct TidyTable {
  private let text: DelimitedText
  private let plan: ColumnPlan
  private var accepted: [ReadRecord] = []
  private var rejected: [RejectedRecord] = []
  /// For each rejected record, the table it would have gone to; nil when it was not read so far.
  private var rejectedTables: [String?] = []
  private var duplicates = DuplicateKeys()

  init(text: DelimitedText, plan: ColumnPlan) {
    self.text = text
    self.plan = plan
  }

  /// Reads every record.
  ///
  /// - Throws: T138 when two records contradict each other.
  mutating func read(with reader: RecordReader) throws {
    for index in text.scanned.records.indices.dropFirst(text.dialect.header ? 1 : 0) {
      let span = text.scanned.records[index]
      let record = text.record(index)
      if span.hasBrokenQuote {
        reject(record, Diagnostic("T128", place: text.place(line: span.line)))
        continue
      }
      guard record.fields.count == text.width || isTrailing(record) else {
        let counts = ["found": String(record.fields.count), "expected": String(text.width)]
        reject(record, Diagnostic("T126", counts, place: text.place(line: span.line)))
        continue
      }
      do {
        try accept(try reader.read(record), record)
      } catch let diagnostic as Diagnostic where diagnostic.code != "T138" {
        reject(record, diagnostic)
      }
    }
  }

  /// Whether a record has one empty field more than the header: a delimiter at the line's end.
  private func isTrailing(_ record: DelimitedText.Record) -> Bool {
    record.fields.count == text.width + 1 && record.fields.last == ""
  }

  private mutating func accept(_ read: ReadRecord, _ record: DelimitedText.Record) throws {
    let earlier = try duplicates.note(
      read.observation, table: TidyTable.key(read), place: text.place())
    guard let earlier else {
      accepted.append(read)
      return
    }
    let diagnostic = Diagnostic(
      "T137", ["earlier": String(earlier)], place: text.place(line: record.line))
    reject(record, diagnostic, table: TidyTable.key(read))
  }

  private mutating func reject(
    _ record: DelimitedText.Record, _ diagnostic: Diagnostic, table: String? = nil
  ) {
    var diagnostic = diagnostic
    diagnostic.excerpt = diagnostic.excerpt ?? record.raw
    rejected.append(RejectedRecord(line: record.line, raw: record.raw, diagnostic: diagnostic))
    rejectedTables.append(table)
  }

  private static func key(_ read: ReadRecord) -> String {
    (read.dataset ?? "") + "\u{1F}" + (read.publishedOn ?? "")
  }

  /// The sheets, in the order of their first records; a rejected record whose table is unknown
  /// counts in the first.
  ///
  /// - Throws: T139 when records read are not records accepted plus rejected.
  func sheets(_ options: ImportOptions) throws -> [ImportedSheet] {
    let name = TidyTable.fileName(text.path)
    var order: [String] = []
    var sheets: [String: ImportedSheet] = [:]
    for read in accepted {
      let key = TidyTable.key(read)
      if sheets[key] == nil { order.append(key) }
      var sheet = sheets[key] ?? emptySheet(name, read, options)
      sheets[key] = nil
      add(read, to: &sheet)
      sheets[key] = sheet
    }
    if order.isEmpty {
      order = [""]
      sheets[""] = emptySheet(name, nil, options)
    }
    for (record, table) in zip(rejected, rejectedTables) {
      let key = table ?? order[0]
      sheets[key]?.rejected.append(record)
      sheets[key]?.rowsRead += 1
    }
    var result = order.compactMap { sheets[$0] }
    result[0].cellsStructural += plan.header.count { !$0.isEmpty }
    result[0].cellsTotal += plan.header.count { !$0.isEmpty }
    let read = result.reduce(0) { $0 + $1.rowsAccepted + $1.rejected.count }
    guard read == text.body.count else {
      throw Diagnostic(
        "T139", ["counted": String(text.body.count), "read": String(read)], place: text.place())
    }
    return result
  }

  private func emptySheet(
    _ name: String, _ read: ReadRecord?, _ options: ImportOptions
  ) -> ImportedSheet {
    let stem = name.split(separator: ".").dropLast().joined(separator: ".")
    let dataset = read?.dataset ?? options.dataset ?? (stem.isEmpty ? name : stem)
    var sheet = ImportedSheet(name: name, dataset: dataset)
    sheet.publishedOn = read?.publishedOn
    return sheet
  }

  private func add(_ read: ReadRecord, to sheet: inout ImportedSheet) {
    sheet.rowsRead += 1
    sheet.rowsAccepted += 1
    sheet.observations.append(read.observation)
    let fields = text.record(at: read.observation.row)?.fields ?? []
    let filled = fields.count { !$0.isEmpty }
    sheet.cellsTotal += filled
    sheet.cellsStructural += max(0, filled - (read.observation.raw.isEmpty ? 0 : 1))
    if let note = read.note {
      let cell = CellAddress(row: read.observation.row, column: read.observation.column)
      sheet.notes.append(SourceNote(mark: "", text: note, cells: [cell]))
    }
    if read.observation.isAggregate {
      let label = plan[.reporter].flatMap { fields.indices.contains($0) ? fields[$0] : nil }
      let text = label ?? read.observation.reporter.text
      if sheet.aggregates.last != text { sheet.aggregates.append(text) }
    }
  }

  private static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
