internal import TamgaNumerics
internal import TamgaPresent

/// A record read into an observation, with what only the table around it needs.
struct ReadRecord {
  /// The observation.
  var observation: Observation
  /// The data set of the row, if a column names one.
  var dataset: String?
  /// The publication date of the row, if a column gives one.
  var publishedOn: String?
  /// The remark, if any.
  var note: String?
}

/// Turns records of a tidy table into observations; what cannot be read is thrown as the reason.
struct RecordReader {
  let plan: ColumnPlan
  let options: ImportOptions
  let entities: EntityReader
  let values: NumberColumn
  let quantities: NumberColumn?
  let place: Place
  /// The reporter and the unit that the options state.
  let statedReporter: EntityCode?
  let statedUnit: MeasureUnit?

  /// One record while it is read.
  struct Row {
    let record: DelimitedText.Record
    let plan: ColumnPlan

    /// The text of a role's field without blanks around; nil when the table has no such column.
    func text(_ role: ColumnRole) -> String? {
      plan[role].map { record.fields[$0].trimmed }
    }

    /// The text of a role's field when it is not empty.
    func filled(_ role: ColumnRole) -> String? {
      text(role).flatMap { $0.isEmpty ? nil : $0 }
    }
  }

  /// Reads a record.
  ///
  /// - Throws: the diagnostic that says why the record is rejected.
  func read(_ record: DelimitedText.Record) throws -> ReadRecord {
    let row = Row(record: record, plan: plan)
    let period = try period(row)
    let reporter = try entity(row, .reporter, period)
    var observation = Observation(
      reporter: statedReporter ?? reporter.code, period: period, state: .notReported, value: nil,
      unit: try unit(row), sheet: -1, row: record.byteOffset, column: plan[.value] ?? 0,
      raw: plan[.value].map { record.fields[$0] } ?? "")
    observation.line = record.line
    observation.isAggregate = reporter.isGroup
    try readValue(row, into: &observation)
    try readQuantity(row, into: &observation)
    if plan.isIndicator {
      try readIndicator(row, into: &observation)
    } else {
      try readFlow(row, period, into: &observation)
    }
    if let text = row.text(.isAggregate), !text.isEmpty {
      guard let stated = FieldWords.truth(text) else {
        throw refused(row, .isAggregate, text, "true, false, 1, 0")
      }
      observation.isAggregate = stated
    }
    observation.printed = printed(row)
    let date = row.filled(.publishedOn)
    if let date, !FieldWords.isDate(date) { throw refused(row, .publishedOn, date, "2024-07-25") }
    return ReadRecord(
      observation: observation, dataset: row.filled(.dataset), publishedOn: date,
      note: row.filled(.note))
  }

  private func readFlow(
    _ row: Row, _ period: Period, into observation: inout Observation
  ) throws {
    let partner = try entity(row, .partner, period)
    observation.partner = partner.code
    observation.isAggregate = observation.isAggregate || partner.isGroup
    let flow = row.filled(.flow) ?? options.flow ?? ""
    guard let known = FieldWords.flow(flow) else {
      throw refused(row, .flow, flow, FieldWords.flowForms)
    }
    observation.flow = known
    if let procedure = row.filled(.procedure), !FieldWords.isTotal(procedure) {
      throw refused(row, .procedure, procedure, "Total")
    }
    if let product = row.filled(.product), !FieldWords.isTotal(product) {
      observation.product = product
      observation.nomenclature = "as-published"
    }
    if let text = row.filled(.nomenclature) {
      observation.nomenclature = try word(row, .nomenclature, text, FieldWords.nomenclatures)
    }
    if let text = row.filled(.partnerKind) {
      observation.partnerKind = try word(row, .partnerKind, text, FieldWords.partnerKinds)
    }
    if let text = row.filled(.valuation) {
      observation.valuation = try word(row, .valuation, text, FieldWords.valuations)
    }
  }

  private func readIndicator(_ row: Row, into observation: inout Observation) throws {
    observation.fact = .indicator
    guard let indicator = row.filled(.indicator) else {
      throw refused(row, .indicator, "", "investment, grp, wage …")
    }
    observation.indicator = indicator
    if let text = row.filled(.priceBasis) {
      observation.priceBasis = try word(row, .priceBasis, text, FieldWords.priceBases)
    }
  }

  private func readValue(_ row: Row, into observation: inout Observation) throws {
    guard let column = plan[.value] else { return }
    switch values.read(row.record.fields[column]) {
    case .number(let value, let flags):
      observation.state = .reported
      observation.value = value
      observation.flags = flags
    case .missing(.suppressed): observation.state = .suppressed
    case .missing(.notReported(let reason)): observation.reason = reason
    case .unreadable: throw notANumber(row, column)
    case .ambiguous: throw ambiguous(row, column)
    }
  }

  private func readQuantity(_ row: Row, into observation: inout Observation) throws {
    guard let column = plan[.quantity], let quantities else { return }
    switch quantities.read(row.record.fields[column]) {
    case .number(let value, _):
      observation.quantity = value
      observation.quantityUnit = row.filled(.quantityUnit)
    case .missing: break
    case .unreadable: throw notANumber(row, column)
    case .ambiguous: throw ambiguous(row, column)
    }
  }

  private func period(_ row: Row) throws -> Period {
    let text = row.text(.period) ?? ""
    guard let period = PeriodText.read(text) else {
      throw refused(row, .period, text, PeriodText.forms)
    }
    return period
  }

  private func unit(_ row: Row) throws -> MeasureUnit {
    if let text = row.filled(.unit) ?? row.filled(.currency) {
      guard let unit = UnitWords.read(text) else {
        throw diagnostic("T132", row, .unit, ["unit": text])
      }
      return unit
    }
    if let unit = plan.headerUnit ?? statedUnit { return unit }
    throw diagnostic("T132", row, .unit, ["unit": "–"])
  }

  private func entity(_ row: Row, _ role: ColumnRole, _ period: Period) throws
    -> EntityReader.Entity
  {
    if role == .reporter, let statedReporter {
      return EntityReader.Entity(code: statedReporter, isGroup: false)
    }
    let text = row.text(role) ?? ""
    guard let entity = entities.read(text, period) else {
      throw diagnostic("T135", row, role, ["label": text])
    }
    return entity
  }

  private func printed(_ row: Row) -> String? {
    let source = [row.filled(.document), row.filled(.place)].compactMap(\.self)
      .joined(separator: ", ")
    guard let text = row.filled(.printed) else { return source.isEmpty ? nil : source }
    return source.isEmpty ? "“\(text)”" : "\(source): “\(text)”"
  }

  private func word(
    _ row: Row, _ role: ColumnRole, _ text: String, _ words: [String]
  ) throws -> String {
    guard let word = FieldWords.word(text, in: words) else {
      throw refused(row, role, text, words.joined(separator: ", "))
    }
    return word
  }
}

extension RecordReader {
  private func refused(
    _ row: Row, _ role: ColumnRole, _ text: String, _ accepted: String
  ) -> Diagnostic {
    diagnostic("T136", row, role, ["raw": text, "accepted": accepted])
  }

  private func notANumber(_ row: Row, _ column: Int) -> Diagnostic {
    diagnostic("T133", row, column, ["raw": row.record.fields[column]])
  }

  private func ambiguous(_ row: Row, _ column: Int) -> Diagnostic {
    diagnostic("T134", row, column, ["raw": row.record.fields[column]])
  }

  private func diagnostic(
    _ code: String, _ row: Row, _ role: ColumnRole, _ arguments: [String: String]
  ) -> Diagnostic {
    guard let column = plan[role] else {
      var arguments = arguments
      arguments["column"] = role.rawValue
      var place = place
      place.line = row.record.line
      return Diagnostic(code, arguments, place: place, excerpt: row.record.raw)
    }
    return diagnostic(code, row, column, arguments)
  }

  private func diagnostic(
    _ code: String, _ row: Row, _ column: Int, _ arguments: [String: String]
  ) -> Diagnostic {
    var arguments = arguments
    arguments["column"] = plan.header[column]
    var place = place
    place.line = row.record.line
    place.column = column + 1
    return Diagnostic(code, arguments, place: place, excerpt: row.record.raw)
  }
}
