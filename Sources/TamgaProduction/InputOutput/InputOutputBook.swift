internal import TamgaCatalogue
internal import TamgaNumerics

/// An input–output table gathered from tidy tables.
struct InputOutputBook: Sendable {
  /// Deliveries between sectors, long.
  static let deliveries = InputTable(.other, ["supplier", "purchaser", "value"])
  /// Final demand by sector.
  static let demand = InputTable(.other, ["sector", "final_demand"])

  /// Miller and Blair (2009), table 2.3.
  static let textbook = """
    supplier,purchaser,value
    agriculture,agriculture,150
    agriculture,manufactures,500
    manufactures,agriculture,200
    manufactures,manufactures,100
    """
  static let textbookDemand = "sector,final_demand\nagriculture,350\nmanufactures,1700"
  static let textbookAccounts =
    "sector,income,employment\nagriculture,300,20\nmanufactures,500,20"

  let sectors: [String]
  let values: [Double]
  let finalDemand: [Double]
  /// Income or employment by sector; zeros where it is not asked for.
  let accounts: [Double]
  /// Why the table cannot be used.
  let reason: MissingReason?
  let hasDuplicates: Bool

  init(_ tables: IndicatorTables, accounts account: String?) throws {
    let cells = try KeyedRows(
      tables.table(Self.deliveries), words: ["supplier", "purchaser"], numbers: ["value"])
    let demand = try KeyedRows(
      tables.table(Self.demand), words: ["sector"], numbers: ["final_demand"])
    let sectors = demand.names([0])
    let places = Dictionary(uniqueKeysWithValues: zip(sectors, sectors.indices))
    var values = [Double](repeating: 0, count: sectors.count * sectors.count)
    var (final, extra) = (
      [Double](repeating: 0, count: sectors.count), [Double](repeating: 0, count: sectors.count)
    )
    var reason: MissingReason?
    var seen: Set<[String]> = []
    var twice = false
    func note(_ found: MissingReason) { reason = reason ?? found }
    for row in cells.rows {
      guard let one = places[row.words[0]], let other = places[row.words[1]],
        let value = row.numbers[0]
      else {
        note(.missingInput)
        continue
      }
      if value < 0 { note(.negativeValue) }
      if !seen.insert(row.words).inserted { twice = true }
      values[one * sectors.count + other] += value
    }
    for row in demand.rows {
      guard let place = places[row.words[0]], let value = row.numbers[0] else {
        note(.missingInput)
        continue
      }
      if !seen.insert(row.words).inserted { twice = true }
      final[place] += value
    }
    if let account {
      let rows = try KeyedRows(
        tables.table(InputTable(.other, ["sector", account])), words: ["sector"],
        numbers: [account])
      var known: Set<Int> = []
      for row in rows.rows {
        guard let place = places[row.words[0]], let value = row.numbers[0] else {
          note(.missingInput)
          continue
        }
        if value < 0 { note(.negativeValue) }
        if !known.insert(place).inserted { twice = true }
        extra[place] += value
      }
      if known.count < sectors.count { note(.missingInput) }
    }
    self.sectors = sectors
    self.values = values
    finalDemand = final
    accounts = extra
    self.reason = reason
    hasDuplicates = twice
  }

  func model() throws(InputOutputError) -> InputOutputModel {
    try InputOutputModel(
      InputOutputTable(sectors: sectors, deliveries: values, finalDemand: finalDemand))
  }

  func bySector(_ outcomes: [Outcome<Double>]) -> [([String], Outcome<Double>)] {
    zip(sectors, outcomes).map { ([$0], $1) }
  }

  /// The cells of a matrix of the model, missing where the sector that it divides by is idle.
  func cells(
    _ model: InputOutputModel, _ matrix: [Double], _ divisor: (Int, Int) -> Int
  ) -> [([String], Outcome<Double>)] {
    sectors.indices.flatMap { row in
      sectors.indices.map { column in
        (
          [sectors[row], sectors[column]],
          model.outcome(divisor(row, column), matrix[row * sectors.count + column])
        )
      }
    }
  }

  /// Values of all sectors; a table that cannot be used gives its reason for each.
  func measurements(
    _ values: (InputOutputBook) throws(InputOutputError) -> [([String], Outcome<Double>)]
  ) -> [Measurement] {
    let flags: Set<IndicatorFlag> = hasDuplicates ? [.duplicates] : []
    func missing(_ reason: MissingReason) -> [Measurement] {
      sectors.map { .missing(reason, [$0], period: "", n: sectors.count, flags: flags) }
    }
    if let reason { return missing(reason) }
    do throws(InputOutputError) {
      return try values(self).map { subject, outcome in
        Measurement(subject, period: "", n: sectors.count, flags: flags, .known(outcome))
      }
    } catch {
      switch error {
      case .negativeValue: return missing(.negativeValue)
      case .inputsWithoutOutput: return missing(.zeroDenominator)
      default: return missing(.undefined)
      }
    }
  }
}
