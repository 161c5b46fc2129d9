internal import TamgaNumerics
internal import TamgaPresent

/// Collects the numbers of a result; each id stands once, in the order of its making.
struct ValueLedger {
  private(set) var records: [ValueRecord] = []
  private var positions: [ValueID: Int] = [:]

  /// The record of an id, if it was added.
  func record(_ id: ValueID) -> ValueRecord? { positions[id].map { records[$0] } }

  /// Adds a record, or keeps the one that is there.
  @discardableResult
  mutating func add(_ record: ValueRecord) -> ValueID {
    guard positions[record.id] == nil else { return record.id }
    positions[record.id] = records.count
    records.append(record)
    return record.id
  }

  /// Adds the outcome of a formula.
  @discardableResult
  mutating func add(
    _ id: ValueID, _ outcome: Outcome<Double>, unit: MeasureUnit, formula: String,
    inputs: [ValueID]
  ) -> ValueID {
    let value: ResultValue =
      switch outcome {
      case .value(let number): .real(number)
      case .missing(let reason): .missing(reason.rawValue)
      }
    return add(
      ValueRecord(
        id: id, value: value, unit: unit.id, digits: Self.digits(of: unit),
        marks: inheritedMarks(of: inputs), formula: formula, inputs: inputs.map { .value($0) },
        sources: inheritedSources(of: inputs)))
  }

  /// The marks of the inputs: a doubt about an input is a doubt about the result.
  func inheritedMarks(of inputs: [ValueID]) -> [String] {
    Array(Set(inputs.flatMap { record($0)?.marks ?? [] })).sorted()
  }

  /// The sources of the inputs.
  func inheritedSources(of inputs: [ValueID]) -> [String] {
    Array(Set(inputs.flatMap { record($0)?.sources ?? [] })).sorted()
  }

  /// Decimal places shown for a unit.
  static func digits(of unit: MeasureUnit) -> Int {
    switch unit.dimension {
    case .money: unit.powerOfTen == 0 ? 0 : 1
    case .percent, .percentagePoint: 1
    case .ratio: 3
    case .count: 0
    case .mass, .length, .duration: 1
    }
  }
}
