public import TamgaData
internal import TamgaNumerics
public import TamgaPresent

/// A number and everything it rests on, down to the cells of the files.
public struct Explanation: Sendable {
  /// The number.
  public let record: ValueRecord
  /// The numbers it was computed from.
  public let inputs: [Explanation]
  /// The cells it was read from directly.
  public let cells: [CellReference]

  /// All cells below this number, each once, in the order they are met.
  public var leaves: [CellReference] {
    var seen: Set<CellReference> = []
    return (cells + inputs.flatMap(\.leaves)).filter { seen.insert($0).inserted }
  }

  /// All steps from the cells to this number, in order, each once.
  public var allSteps: [String] {
    var seen: Set<String> = []
    let formula = record.formula.map { [$0] } ?? []
    return (inputs.flatMap(\.allSteps) + record.steps + formula)
      .filter { seen.insert($0).inserted }
  }
}

/// Walks from a value id to the cells it rests on.
public struct Explainer {
  private let lookup: (ValueID) throws -> ValueRecord?

  /// Explains the numbers of a warehouse: those a run left there, and those of `trade.profile`,
  /// which are computed again from the flows.
  public init(warehouse: Warehouse) {
    lookup = { id in
      if let record = try warehouse.valueRecord(id) { return record }
      return try Self.profileRecord(id, warehouse)
    }
  }

  /// Explains the numbers of a lookup.
  public init(lookup: @escaping (ValueID) throws -> ValueRecord?) { self.lookup = lookup }

  /// Explains a number.
  ///
  /// - Parameter id: the value id.
  /// - Returns: the number with its inputs, down to cells.
  /// - Throws: ``Diagnostic`` T057 when the warehouse knows no such number.
  public func explain(_ id: ValueID) throws -> Explanation {
    guard let record = try lookup(id) else { throw Diagnostic("T057", ["id": id.text]) }
    var inputs: [Explanation] = []
    var cells: [CellReference] = []
    for input in record.inputs {
      switch input {
      case .value(let other): inputs.append(try explain(other))
      case .cell(let cell): cells.append(cell)
      }
    }
    return Explanation(record: record, inputs: inputs, cells: cells)
  }

  /// A number of a trade profile, from the keys in its id.
  private static func profileRecord(_ id: ValueID, _ warehouse: Warehouse) throws -> ValueRecord? {
    guard id.path.hasPrefix("trade."), let reporter = id.keys["who"],
      let partner = id.keys["partner"]
    else { return nil }
    let units = [id.keys["u"], "USD", "MUSD"].compactMap { $0 }.compactMap(MeasureUnit.init(id:))
    for unit in units {
      guard case .money = unit.dimension else { continue }
      var parameters = TradeProfileParameters(
        reporter: EntityCode(reporter), partner: EntityCode(partner), unit: unit.id)
      parameters.dataset = id.keys["src"]
      parameters.asOf = id.keys["asof"]
      let tables = try WarehouseTables(warehouse: warehouse).tables(
        for: TradeProfileAnalysis.inputs(parameters))
      do {
        let profile = try TradeProfile(points: tables["flows"], parameters: parameters)
        if let record = profile.records.first(where: { $0.id == id }) { return record }
      } catch let diagnostic as Diagnostic where ["T052", "T072"].contains(diagnostic.code) {
        // No such flows, or none in this currency: another unit may have the number.
        continue
      }
    }
    return nil
  }
}
