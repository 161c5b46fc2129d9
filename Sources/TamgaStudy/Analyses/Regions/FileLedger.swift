internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// The numbers of an analysis of files: what the files hold, and what is computed from it.
struct FileLedger {
  /// The step, which tells its numbers from those of others.
  let step: String
  /// The analysis's word in ids, as in `gravitation`.
  let prefix: String
  private(set) var ledger = ValueLedger()

  init(step: String, prefix: String) {
    self.step = step
    self.prefix = prefix
  }

  var records: [ValueRecord] { ledger.records }

  private mutating func id(_ path: String, _ key: String) -> ValueID {
    ledger.id("\(prefix).\(path)", step: step, key)
  }

  /// Several names as one key.
  static func key(_ names: String...) -> String { names.joined(separator: ValueLedger.separator) }

  /// The file as a whole, as the number of its rows: what a number that needs all of it rests on.
  mutating func whole(_ file: NumberFile) -> ValueID {
    ledger.add(
      ValueRecord(
        id: id("rows", file.path),
        value: .exact(ExactDecimal(mantissa: Int128(file.rows.count))), unit: "count", digits: 0,
        inputs: [.cell(file.header)], steps: ["count rows"], sources: [file.source]))
  }

  /// A number of a file.
  mutating func cell(_ file: NumberFile, _ column: String, _ row: Int, unit: String = "1")
    -> ValueID
  {
    ledger.add(
      file.record(
        column, row, id: id("cell", Self.key(file.path, String(row + 1), column)), unit: unit))
  }

  /// A number of another kind, as one of the warehouse.
  mutating func add(_ record: ValueRecord) -> ValueID { ledger.add(record) }

  /// A computed number.
  mutating func add(
    _ path: String, _ key: String, _ outcome: Outcome<Double>, unit: String = "1",
    digits: Int = 2, formula: String, inputs: [ValueID], interval: Interval? = nil
  ) -> ValueID {
    let value: ResultValue =
      switch outcome {
      case .value(let number): .real(number)
      case .missing(let reason): .missing(reason.rawValue)
      }
    return ledger.add(
      ValueRecord(
        id: id(path, key), value: value, unit: unit, digits: digits, interval: interval,
        formula: formula, inputs: inputs.map { .value($0) },
        sources: ledger.inheritedSources(of: inputs)))
  }

  /// A computed number that is always there.
  mutating func add(
    _ path: String, _ key: String, _ value: Double, unit: String = "1", digits: Int = 2,
    formula: String, inputs: [ValueID]
  ) -> ValueID {
    add(path, key, .value(value), unit: unit, digits: digits, formula: formula, inputs: inputs)
  }

  /// Where a figure of these numbers comes from: the citation a study gives, else the files.
  func sources(_ citation: String?) -> [SourceReference] {
    let files = SourceReference.list(of: records)
    guard let citation, let first = files.first else { return files }
    return [SourceReference(dataset: first.dataset, citation: citation)]
  }
}

extension Message {
  /// Columns whose names stand in the catalogue of texts.
  static let namedKinds: Set = [
    "population", "grp", "mixed", "growth", "wage", "line", "road", "hours",
  ]

  /// A kind of mass or distance in the reader's language, where its column has a known name.
  static func kind(_ column: String) -> MessageArgument {
    let ending = "+border"
    if column.hasSuffix(ending) {
      let open = String(column.dropLast(ending.count))
      return .message(Message("kind.with-border", ["kind": kind(open)]))
    }
    return namedKinds.contains(column)
      ? .message(Message("kind.\(column)")) : .text(column)
  }

  /// Several kinds, one after the other.
  static func kinds(_ columns: [String]) -> MessageArgument {
    guard let first = columns.first else { return .text("") }
    guard columns.count > 1 else { return kind(first) }
    return .message(
      Message("kind.list", ["first": kind(first), "rest": kinds(Array(columns.dropFirst()))]))
  }
}

extension String {
  /// An id as a cell: the name of the indicator where the catalogue has it, or of a kind of mass or
  /// distance, else as it stands.
  var indicatorCell: TableCell {
    if IndicatorCatalogue.indicator(self) != nil { return .label(Message("indicator." + self)) }
    return Message.namedKinds.contains(self) ? .label(Message("kind." + self)) : .text(self)
  }
  /// The unit of an indicator's values: that of the catalogue where it has its own, else none.
  var indicatorUnit: String {
    switch IndicatorCatalogue.indicator(self)?.unit {
    case .fixed(let unit): unit.id
    case .named(let name): name
    case .sameAsInput, nil: "1"
    }
  }
  /// The name of a place as a cell: a code by its name in the reader's language, else as it stands.
  var placeCell: TableCell { isEntityCode ? .entity(EntityCode(self)) : .text(self) }
  /// The same in a sentence.
  var placeArgument: MessageArgument { isEntityCode ? .entity(EntityCode(self)) : .text(self) }
}
