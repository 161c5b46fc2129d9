internal import TamgaAudit
internal import TamgaNumerics
internal import TamgaPresent

/// The numbers of an audited document as records that lead to the lines of its claims file.
struct ClaimsAuditNumbers {
  let audit: AuditedClaims
  /// The name of the claims file.
  let file: String
  /// Its SHA-256, hexadecimal.
  let sha256: String
  private(set) var ledger = ValueLedger()

  init(audit: AuditedClaims, file: String, sha256: String) {
    self.audit = audit
    self.file = file
    self.sha256 = sha256
  }

  private var report: AuditReport { audit.report }

  /// The document as a source.
  var source: String { "claims.\(audit.document.id)" }

  // MARK: Ids and cells

  /// A code that can stand in a value id.
  static func code(_ text: String) -> String {
    String(text.map { [",", "=", " ", "@"].contains($0) ? "_" : $0 })
  }

  /// The id of a claim's recomputed number.
  static func id(_ claim: String) -> ValueID { ValueID("claim." + code(claim), [:]) }

  private func id(_ path: String, of claim: String, _ more: [String: String] = [:]) -> ValueID {
    ValueID("claim." + path, more.merging(["of": Self.code(claim)]) { $1 })
  }

  private func id(_ path: String, at cell: Int) -> ValueID {
    let address = report.model.cells[cell].address
    return ValueID("printed." + path, ["at": Self.code("\(audit.document.id):\(address)")])
  }

  /// The line of the claims file that holds a cell.
  func reference(_ cell: Int) -> CellReference {
    let printed = report.model.cells[cell]
    return CellReference(
      file: file, sha256: sha256, line: printed.node.line, column: printed.address,
      raw: printed.printed, printed: "\(audit.document.id), \(audit.place(ofCell: cell))")
  }

  /// The first line of the claims of the file, for numbers that are counts of them.
  var claimsLine: CellReference {
    let first = audit.document.claims.first
    return CellReference(
      file: file, sha256: sha256, line: first?.node.line ?? 1, raw: first?.id ?? audit.document.id)
  }

  // MARK: Units and digits

  /// The unit of a record; a plain ratio where the catalogue of units lacks it.
  static func measure(_ unit: AuditUnit) -> MeasureUnit {
    guard let (symbol, power) = unit.dimension.first, unit.dimension.count == 1, power == 1 else {
      return .ratio
    }
    let known: MeasureUnit? =
      switch (symbol, unit.power) {
      case ("%", 0): .percent
      case ("pp", 0): .percentagePoint
      case ("kg", 0): MeasureUnit(id: "kg")
      case ("kg", 3): MeasureUnit(id: "t")
      case ("kg", 6): MeasureUnit(id: "kt")
      case ("m", 3): MeasureUnit(id: "km")
      case ("h", 0): MeasureUnit(id: "h")
      case (_, 0), (_, 3), (_, 6), (_, 9), (_, 12):
        MeasureUnit(id: MeasureUnit.money(symbol, powerOfTen: unit.power).id)
      default: nil
      }
    return known ?? .ratio
  }

  /// The unit as text, where the record cannot carry it.
  static func remainder(_ unit: AuditUnit) -> String {
    measure(unit) == .ratio ? unit.shown : ""
  }

  /// Two decimals more than what is printed, zeros at the end left out; four digits without it.
  static func digits(_ value: Double, printed: Int?) -> Int {
    let most = printed.map { $0 + 2 } ?? usual(value)
    let zeros = NumberFormat.plain(value, digits: most).reversed().prefix { $0 == "0" }.count
    return Swift.max(Swift.min(printed ?? 0, most), most - Swift.min(zeros, most))
  }

  private static func usual(_ value: Double) -> Int {
    var digits = 3
    var size = value.magnitude
    while size >= 10, digits > 0 {
      size /= 10
      digits -= 1
    }
    while size < 1, size > 0, digits < 8 {
      size *= 10
      digits += 1
    }
    return digits
  }

  // MARK: Records

  private mutating func add(
    _ id: ValueID, _ value: Double, _ unit: AuditUnit, digits: Int, formula: String? = nil,
    interval: Interval? = nil, steps: [String] = [], inputs: [ValueInput], sources: [String] = []
  ) -> ValueID? {
    guard value.isFinite else { return nil }
    let remainder = Self.remainder(unit)
    let record = ValueRecord(
      id: id, value: .real(value), unit: Self.measure(unit).id, digits: digits,
      interval: interval, formula: formula, inputs: inputs,
      steps: steps + (remainder.isEmpty ? [] : ["unit \(remainder)"]),
      sources: ([source] + sources).sorted())
    return ledger.add(record)
  }

  /// The number a claim prints; nil where it prints none, or a bound or a word.
  mutating func published(_ claim: ClaimResult) -> ValueID? {
    guard case .printed(let cell) = report.model.statements[claim.statement].target else {
      return nil
    }
    return printed(cell, id("printed", of: claim.id))
  }

  /// The number of a cell as it is read.
  mutating func printed(_ cell: Int, _ id: ValueID? = nil) -> ValueID? {
    let chosen = report.numbers.readings[cell]
    let description = report.model.cells[cell]
    guard description.readings.indices.contains(chosen) else { return nil }
    let reading = description.readings[chosen]
    return add(
      id ?? self.id("cell", at: cell), reading.value, description.unit, digits: reading.decimals,
      steps: ["parse number", reading.kind.rawValue], inputs: [.cell(reference(cell))])
  }

  /// The recomputed number of a claim with its range, from the printed cells and official figures.
  mutating func recomputed(_ claim: ClaimResult, _ formula: String) -> ValueID? {
    guard let value = claim.recomputed, value.isFinite else { return nil }
    let statement = report.model.statements[claim.statement]
    var inputs = statement.inputs.map { ValueInput.cell(reference($0)) }
    let official = statement.tape?.dataKeys.isEmpty == false ? claim.external?.figures ?? [] : []
    inputs += official.map { .cell($0.cell) }
    if inputs.isEmpty { inputs = [.cell(statement.result.map(reference) ?? claimsLine)] }
    return add(
      Self.id(claim.id), value, claim.unit,
      digits: Self.digits(value, printed: audit.printedDecimals(of: claim)), formula: formula,
      interval: claim.range.flatMap { Self.interval($0.interval) }, inputs: inputs)
  }

  /// A finite interval; nil where an end is open.
  static func interval(_ ends: RealInterval) -> Interval? {
    guard ends.low.isFinite, ends.high.isFinite else { return nil }
    return Interval(lower: ends.low, upper: ends.high, level: 1, method: "rounding of inputs")
  }

  /// The ends of the range of a recomputed number.
  mutating func ends(_ claim: ClaimResult) -> (low: ValueID, high: ValueID)? {
    guard let record = ledger.record(Self.id(claim.id)), let range = claim.range?.interval else {
      return nil
    }
    let digits = record.digits
    guard
      let low = add(
        id("low", of: claim.id), range.low, claim.unit, digits: digits, formula: "lower end",
        inputs: [.value(record.id)]),
      let high = add(
        id("high", of: claim.id), range.high, claim.unit, digits: digits, formula: "upper end",
        inputs: [.value(record.id)])
    else { return nil }
    return (low, high)
  }

  /// The value of a claim on the repaired numbers, or of another reading of it.
  mutating func other(_ name: String, _ value: Double, _ claim: ClaimResult, formula: String)
    -> ValueID?
  {
    let statement = report.model.statements[claim.statement]
    let cells = statement.inputs.isEmpty ? [claimsLine] : statement.inputs.map(reference)
    return add(
      id(name, of: claim.id), value, claim.unit,
      digits: Self.digits(value, printed: audit.printedDecimals(of: claim)), formula: formula,
      inputs: cells.map { .cell($0) })
  }

  /// A statistic of the sample behind a claim.
  mutating func statistic(_ name: String, _ value: Double?, _ claim: ClaimResult) -> ValueID? {
    guard let value, value.isFinite else { return nil }
    let statement = report.model.statements[claim.statement]
    return add(
      id("sample", of: claim.id, ["what": Self.code(name)]), value, .pure, digits: 3, formula: name,
      inputs: statement.inputs.map { .cell(reference($0)) })
  }

  /// The official number a claim is held against.
  mutating func official(_ claim: ClaimResult) -> ValueID? {
    guard let external = claim.external, !external.figures.isEmpty else { return nil }
    let vintage = external.vintage.map { "@" + $0 } ?? ""
    return add(
      id("official", of: claim.id), external.value, claim.unit,
      digits: Self.digits(external.value, printed: audit.printedDecimals(of: claim)),
      formula: claim.expression.isEmpty ? nil : claim.expression,
      steps: ["unit → \(claim.unit.shown)"], inputs: external.figures.map { .cell($0.cell) },
      sources: external.datasets.map { $0 + vintage })
  }

  /// The number that a repair puts into a cell.
  mutating func repaired(_ repair: Repair, _ change: Repair.Change) -> ValueID? {
    guard let cell = change.cell, let value = change.value else { return nil }
    let unit = report.model.cells[cell].unit
    let key = [
      "at": Self.code("\(audit.document.id):\(change.address)"), "rank": String(repair.rank),
      "set": String(repair.component),
    ]
    let met = repair.newlyMet.flatMap { report.model.statements[$0].cells }
    let cells = [cell] + Set(met).subtracting([cell]).sorted()
    let decimals = change.repaired.split(separator: ".").dropFirst().first?.count ?? 0
    return add(
      ValueID("printed.repaired", key), value.value / powerOfTen(unit.power), unit,
      digits: decimals, formula: "meets \(audit.ids(repair.newlyMet).joined(separator: ", "))",
      inputs: cells.map { .cell(reference($0)) })
  }

  /// An end of the range of a cell in which a claim holds.
  mutating func holding(_ end: String, _ value: Double, _ cell: Int, _ claim: ClaimResult)
    -> ValueID?
  {
    let description = report.model.cells[cell]
    let decimals = description.decimals(reading: report.numbers.readings[cell])
    return add(
      id(
        "holds", of: claim.id, ["at": Self.code(description.address), "end": end]),
      value, description.unit, digits: decimals + 1, formula: "solved for \(description.address)",
      inputs: report.model.statements[claim.statement].cells.map { .cell(reference($0)) })
  }

  /// How many claims or relations have a verdict.
  mutating func count(_ number: Int, _ what: String, _ verdict: String) -> ValueID {
    ledger.add(
      ValueRecord(
        id: ValueID(
          "claims.count",
          ["doc": Self.code(audit.document.id), "verdict": verdict, "what": what]),
        value: .exact(ExactDecimal(number)), unit: MeasureUnit.count.id, digits: 0,
        inputs: [.cell(claimsLine)], sources: [source]))
  }
}
