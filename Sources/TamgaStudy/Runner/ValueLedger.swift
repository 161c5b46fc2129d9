internal import TamgaNumerics
internal import TamgaPresent

/// Collects the numbers of a result; each id stands once, in the order of its making.
struct ValueLedger {
  private(set) var records: [ValueRecord] = []
  private var positions: [ValueID: Int] = [:]
  /// The ids of names out of the data, and the names of ids.
  private var named: [String: ValueID] = [:]
  private var names: [ValueID: String] = [:]

  /// The record of an id, if it was added.
  func record(_ id: ValueID) -> ValueRecord? { positions[id].map { records[$0] } }

  /// Adds a record, or keeps the one that is there.
  ///
  /// Another record of the same id is added too, so that the run ends with T051 and no reader sees the
  /// number of one thing under the name of another.
  @discardableResult
  mutating func add(_ record: ValueRecord) -> ValueID {
    if let position = positions[record.id] {
      if records[position].value != record.value || records[position].inputs != record.inputs {
        records.append(record)
      }
      return record.id
    }
    positions[record.id] = records.count
    records.append(record)
    return record.id
  }

  /// The id of a number that names out of the data tell from others.
  ///
  /// It carries the names in plain letters; where another name has the same plain letters, as `Osh 1`
  /// and `Osh-1`, the later one carries a mark of its own text too.
  ///
  /// - Parameters:
  ///   - path: the path of the id.
  ///   - step: the step.
  ///   - key: the names, apart by ``separator``; empty for the only number of a path.
  /// - Returns: an id that no other names have.
  mutating func id(_ path: String, step: String, _ key: String) -> ValueID {
    guard !key.isEmpty else { return ValueID(path, ["step": step]) }
    let name = path + Self.separator + key
    if let known = named[name] { return known }
    var id = ValueID(path, ["step": step, "of": slug(key)])
    if names[id] != nil || slug(key).isEmpty {
      let mark = SHA256Digest(ofText: key).base32.prefix(8)
      id = ValueID(path, ["step": step, "of": slug(key) + "-" + mark])
    }
    named[name] = id
    names[id] = name
    return id
  }

  /// What stands between two names of one key.
  static let separator = "\u{1f}"

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

extension String {
  /// The text as a part of an id: plain signs as they stand, all others by their bytes, so that two
  /// texts never have one form.
  var idWord: String {
    utf8.reduce(into: "") { word, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "/"):
        word.unicodeScalars.append(Unicode.Scalar(byte))
      default: word += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
  }
}
