internal import Foundation
internal import TamgaNumerics
internal import TamgaPresent

/// A file cut into slices, checked and hashed, before anything is written.
struct PreparedImport {
  /// One number with its key and what is stored of it.
  struct Row {
    let observation: Observation
    let key: String
    let number: StoredNumber
    let quantity: StoredNumber
    let locator: Int
  }

  /// What one publication says about one slice: a vintage, or a reprint of one.
  struct Slice {
    let dataset: String
    let slice: String
    let sheet: String
    let publishedOn: String?
    let dateKind: String
    var rows: [Row] = []
    var contentHash = ""
  }

  let file: ImportedFile
  let name: String
  private(set) var slices: [Slice] = []
  private(set) var report: StoreReport.File
  private(set) var contentHash = ""

  /// Prepares a file.
  ///
  /// - Throws: `T190` overflow, `T191` two values for one key, `T193` the ledger, `T196` a flow
  ///   without a currency, `T199` a date that is none.
  init(_ file: ImportedFile) throws {
    self.file = file
    name = URL(fileURLWithPath: file.path).lastPathComponent
    report = StoreReport.File(path: file.path, sha256: file.sha256)
    for sheet in file.sheets {
      let rejected = sheet.rejected.count
      report.rejected += rejected
      guard sheet.rowsRead == sheet.rowsAccepted + rejected else {
        throw Diagnostic(
          "T193",
          [
            "file": name, "read": String(sheet.rowsRead), "accepted": String(sheet.rowsAccepted),
            "rejected": String(rejected),
          ], place: Place(file: file.path, sheet: sheet.name))
      }
      slices += try prepare(sheet)
    }
    let lines = slices.map {
      [$0.dataset, $0.slice, $0.sheet, $0.publishedOn ?? "", $0.contentHash]
        .joined(separator: "\t")
    }
    contentHash = SHA256Digest(ofText: lines.joined(separator: "\n")).hexadecimal
  }

  private mutating func prepare(_ sheet: ImportedSheet) throws -> [Slice] {
    let date = sheet.publishedOn ?? file.publishedOn
    if let date { try checkDate(date, place: Place(file: file.path, sheet: sheet.name)) }
    let isOwnDate = sheet.publishedOn != nil && file.publishedOn == nil
    var slices: [String: Slice] = [:]
    for observation in sheet.observations {
      let id = observation.sliceID
      let row = try row(observation, sheet)
      slices[
        id,
        default: Slice(
          dataset: sheet.dataset, slice: id, sheet: sheet.name, publishedOn: date,
          dateKind: isOwnDate ? "column" : file.dateKind)
      ].rows.append(row)
      if row.number.source != nil || !row.number.marks.isEmpty { report.rounded += 1 }
    }
    // Sorted by name: no result may depend on the order of a dictionary.
    return try slices.sorted { $0.key < $1.key }.map { try withoutRepetitions($0.value) }
  }

  private func row(_ observation: Observation, _ sheet: ImportedSheet) throws -> Row {
    let place = Place(
      file: file.path, sheet: observation.sheet < 0 ? nil : sheet.name,
      cell: observation.sheet < 0 ? nil : observation.a1, line: observation.line)
    let isFlow = observation.fact == .flow
    let factor = observation.unit.powerOfTen
    do {
      guard !isFlow || observation.currency != nil else {
        throw Diagnostic("T196", ["unit": observation.unit.id, "file": name], place: place)
      }
      let number = try StoredNumber(
        observation.value, power: isFlow ? factor : 0, scale: isFlow ? 3 : 9,
        width: isFlow ? 18 : 38, mark: isFlow ? "sub_milli" : "sub_nano")
      let quantity = try StoredNumber(
        observation.quantity, power: 0, scale: 3, width: 18, mark: "quantity_sub_milli")
      let locator = Locator.encode(
        sheet: observation.sheet, row: observation.row, column: observation.column)
      guard let locator else { throw DecimalError.overflow }
      return Row(
        observation: observation, key: observation.key, number: number, quantity: quantity,
        locator: locator)
    } catch is DecimalError {
      throw Diagnostic(
        "T190", ["table": observation.fact.rawValue, "column": "value"], place: place,
        excerpt: observation.raw)
    }
  }

  /// Hashes a slice; a key that comes again with the same value is taken once.
  private mutating func withoutRepetitions(_ slice: Slice) throws -> Slice {
    var slice = slice
    var contents: [String: String] = [:]
    var rows: [Row] = []
    for row in slice.rows {
      let content = row.observation.content
      if let first = contents.updateValue(content, forKey: row.key) {
        guard first == content else {
          throw Diagnostic(
            "T191", ["key": row.key, "first": first, "second": content],
            place: Place(file: file.path, sheet: slice.sheet, cell: row.observation.a1),
            excerpt: row.observation.raw)
        }
        report.repeated += 1
      } else {
        rows.append(row)
      }
    }
    slice.rows = rows
    let lines = contents.map { $0.key + "\t" + $0.value }.sorted()
    slice.contentHash = SHA256Digest(ofText: lines.joined(separator: "\n")).hexadecimal
    return slice
  }
}

/// Refuses a text that is not a year, a month or a day in ISO 8601.
func checkDate(_ text: String, place: Place? = nil) throws {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  let widths = [4, 2, 2]
  let isDate =
    (1...3).contains(parts.count)
    && zip(parts, widths).allSatisfy { part, width in
      part.utf8.count == width && part.utf8.allSatisfy { (48...57).contains($0) }
    }
  guard isDate else { throw Diagnostic("T199", ["value": text], place: place) }
}

extension Observation {
  /// The slice a publication is replaced by: reporter, flow and period, or indicator and period.
  var sliceID: String {
    switch fact {
    case .flow: "flow \(reporter) \(flow) \(period)"
    case .indicator: "indicator \(indicator) \(period)"
    }
  }

  /// What names the number within its data set.
  var key: String {
    let parts: [String] =
      switch fact {
      case .flow:
        [
          reporter.text, partner.text, partnerKind, flow, product, nomenclature,
          period.description, valuation, currency ?? "",
        ]
      case .indicator: [reporter.text, indicator, period.description, priceBasis, unit.id]
      }
    return parts.joined(separator: "|")
  }

  /// State and value in whole units, alike in every unit a source may print.
  var content: String {
    guard let value else { return state.rawValue }
    let whole = fact == .flow ? try? value.multiplied(byPowerOfTen: unit.powerOfTen) : value
    return state.rawValue + "\t" + (whole ?? value).normalised.description
  }

  /// The currency of the value; nil when the unit is not one of money.
  var currency: String? {
    guard case .money(let currency) = unit.dimension else { return nil }
    return currency
  }

  /// The cell in A1 notation, or the place of the field in its record.
  var a1: String { CellAddress(row: sheet < 0 ? 0 : row, column: column).a1 }
}
