public import TamgaAudit
public import TamgaPresent

/// A claim with its numbers filled in: what `tamga claims explain` shows.
public struct ClaimComputation: Sendable {
  /// A number the claim is computed from.
  public struct Input: Sendable {
    /// The address.
    public var address: String
    /// The text as printed.
    public var printed: String
    /// The number it was read as; nil when it holds none.
    public var value: Double?
    /// The decimals it is printed with.
    public var decimals: Int
    /// How the digits were read.
    public var reading: PrintedReading.Kind?
    /// The unit.
    public var unit: AuditUnit
    /// The numbers that round to it, in the unit.
    public var interval: RealInterval?
    /// Where it stands.
    public var place: String
    /// What a repair would put there, with a decimal point.
    public var repaired: String?
  }

  /// The checked document.
  public let audit: AuditedClaims
  /// The claim or identity.
  public let claim: ClaimResult
  /// The numbers it is computed from, in order.
  public let inputs: [Input]
  /// The formula with the numbers filled in: `100 × (541 / 345.6 − 1)`.
  public let formula: String
  /// The numbers that round to what is printed, in the claim's unit.
  public let printedInterval: RealInterval?
  /// The repairs that make it hold, taint it or change its inputs.
  public let repairs: [Repair]
  /// The other claims that share an input, in the order of the file.
  public let related: [String]
  /// The claim's place in the claims file.
  public let place: Place?

  /// Fills a claim in.
  public init(_ claim: ClaimResult, _ audit: AuditedClaims) {
    self.audit = audit
    self.claim = claim
    let report = audit.report
    let statement = report.model.statements[claim.statement]
    let repairs = report.repairs.filter { repair in
      let changed = Set(repair.changes.compactMap(\.cell))
      return (repair.newlyMet + repair.tainted + repair.satisfied).contains(claim.statement)
        || !changed.isDisjoint(with: statement.inputs)
    }
    self.repairs = repairs
    inputs = statement.inputs.map { Self.input($0, audit, repairs) }
    formula = Self.formula(statement, audit)
    printedInterval = Self.printedInterval(statement, report)
    let own = Set(statement.inputs)
    related = report.claims.filter { other in
      other.id != claim.id && !other.isIdentity
        && !own.isDisjoint(with: report.model.statements[other.statement].inputs)
    }.map(\.id)
    place = Self.place(statement, audit)
  }

  private static func input(_ index: Int, _ audit: AuditedClaims, _ repairs: [Repair]) -> Input {
    let report = audit.report
    let cell = report.model.cells[index]
    let scale = powerOfTen(cell.unit.power)
    let value = report.numbers.values[index]
    let chosen = report.numbers.readings[index]
    let change = repairs.first { $0.rank == 1 }?.changes.first { $0.cell == index }
    let reading = cell.readings.indices.contains(chosen) ? cell.readings[chosen] : nil
    return Input(
      address: cell.address, printed: cell.printed, value: value.map { $0.value / scale },
      decimals: reading?.decimals ?? 0, reading: reading?.kind, unit: cell.unit,
      interval: value.map {
        RealInterval($0.rounding.low / scale, $0.rounding.high / scale)
      }, place: audit.place(ofCell: index), repaired: change?.repaired)
  }

  /// The formula; numbers of several scales carry their units.
  private static func formula(_ statement: Statement, _ audit: AuditedClaims) -> String {
    let report = audit.report
    let cells = statement.inputs.map { report.model.cells[$0] }
    let isOneScale = Set(cells.map(\.unit.power)).count <= 1
    return statement.computation { leaf in
      switch leaf {
      case .data(let key): return key.description
      case .cell(let index):
        let cell = report.model.cells[index]
        let chosen = report.numbers.readings[index]
        guard cell.readings.indices.contains(chosen) else { return cell.address }
        let text = cell.readings[chosen].text
        let shown = text.hasPrefix("-") ? "(−\(text.dropFirst()))" : text
        return isOneScale || cell.unit.shown.isEmpty ? shown : "\(shown) \(cell.unit.shown)"
      }
    }
  }

  private static func printedInterval(_ statement: Statement, _ report: AuditReport)
    -> RealInterval?
  {
    let scale = powerOfTen(statement.unit.power)
    guard let cell = statement.result, let printed = report.numbers.values[cell] else { return nil }
    let interval =
      statement.tolerance.map { RealInterval(printed.value - $0, printed.value + $0) }
      ?? printed.rounding
    return RealInterval(interval.low / scale, interval.high / scale)
  }

  private static func place(_ statement: Statement, _ audit: AuditedClaims) -> Place? {
    switch statement.origin {
    case .claim(let claim), .sameQuantity(let claim): audit.document.claims[claim].node.place
    case .identity(let table, let identity):
      audit.document.tables[table].identities[identity].written.node.place
    }
  }
}

extension AuditJSON {
  /// The data of `tamga claims explain`.
  public static func explain(_ computations: [ClaimComputation]) -> JSONValue {
    .object(["claims": .array(computations.map(computation))])
  }

  private static func computation(_ computation: ClaimComputation) -> JSONValue {
    var members = claimMembers(computation.claim, computation.audit)
    members["formula"] = .string(computation.formula)
    members["inputs"] = .array(computation.inputs.map(input))
    members["printed_interval"] = interval(computation.printedInterval)
    members["repairs"] = .array(computation.repairs.map { repair($0, computation.audit) })
    members["related"] = strings(computation.related)
    members["line"] = .optional(computation.place?.line)
    members["file"] = .string(computation.audit.loaded.path)
    return .object(members)
  }

  private static func input(_ input: ClaimComputation.Input) -> JSONValue {
    .object([
      "cell": .string(input.address), "printed": .string(input.printed),
      "value": number(input.value), "reading": .optional(input.reading?.rawValue),
      "unit": .string(input.unit.shown), "interval": interval(input.interval),
      "where": .string(input.place), "repaired": .optional(input.repaired),
    ])
  }
}

extension AuditUnit {
  /// The unit beside a number; empty for a pure number.
  public var shown: String { dimension.isEmpty && text.isEmpty ? "" : name }
}
