internal import TamgaNumerics

/// An input–output table of one economy and year.
public struct InputOutputTable: Hashable, Sendable {
  /// The sectors, in the order of rows and columns.
  public let sectors: [String]
  /// sectors × sectors deliveries by rows: from the row's sector to the column's.
  public let deliveries: [Double]
  /// The final demand of each sector's product; an entry below zero is a fall of stocks.
  public let finalDemand: [Double]
  /// The output of each sector.
  public let output: [Double]
  /// x − (Z·1 + f) by sector: what the table leaves open, zero where output was not given.
  public let imbalance: [Double]

  /// Takes a table.
  ///
  /// - Parameters:
  ///   - sectors: names, each once.
  ///   - deliveries: Z by rows, none below zero.
  ///   - finalDemand: f, the total over its columns.
  ///   - output: x; without it Z·1 + f.
  /// - Throws: ``InputOutputError``.
  public init(
    sectors: [String], deliveries: [Double], finalDemand: [Double], output: [Double]? = nil
  ) throws(InputOutputError) {
    let count = sectors.count
    let names = sectors.sorted()
    if let twice = zip(names, names.dropFirst()).first(where: { $0 == $1 }) {
      throw .duplicateSector(twice.0)
    }
    try checkSize("deliveries", deliveries, count * count)
    try checkSize("final demand", finalDemand, count)
    for (place, value) in deliveries.enumerated() {
      try check(
        "deliveries", value, sectors[place / count] + " → " + sectors[place % count])
    }
    for (place, value) in finalDemand.enumerated() where !value.isFinite {
      throw .notFinite(what: "final demand", place: sectors[place])
    }
    let uses = (0..<count).map { row in
      compensatedTotal(of: deliveries[(row * count)..<((row + 1) * count)]) + finalDemand[row]
    }
    if let output {
      try checkSize("output", output, count)
      imbalance = zip(output, uses).map { $0 - $1 }
    } else {
      imbalance = uses.map { _ in 0 }
    }
    self.output = output ?? uses
    for (place, value) in self.output.enumerated() { try check("output", value, sectors[place]) }
    for column in 0..<count where self.output[column] == 0 {
      if (0..<count).contains(where: { deliveries[$0 * count + column] > 0 }) {
        throw .inputsWithoutOutput(sector: sectors[column])
      }
    }
    self.sectors = sectors
    self.deliveries = deliveries
    self.finalDemand = finalDemand
  }

  /// The number of sectors.
  public var count: Int { sectors.count }
}

func checkSize(_ what: String, _ values: [Double], _ expected: Int) throws(InputOutputError) {
  guard values.count == expected else {
    throw .wrongSize(what: what, expected: expected, given: values.count)
  }
}

func check(_ what: String, _ value: Double, _ place: String) throws(InputOutputError) {
  guard value.isFinite else { throw .notFinite(what: what, place: place) }
  guard value >= 0 else { throw .negativeValue(what: what, place: place) }
}
