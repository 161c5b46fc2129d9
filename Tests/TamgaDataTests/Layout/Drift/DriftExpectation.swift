import TamgaNumerics
import Testing

@testable import TamgaData

/// A number that a drifting book is known to hold.
struct Expected: Hashable, CustomStringConvertible {
  var reporter: String
  var partner: String = "WLD"
  var flow: String
  var product: String = "TOTAL"
  var period: String
  var value: ExactDecimal?
  var unit: String
  var isAggregate: Bool

  var description: String {
    "\(reporter) \(partner) \(flow) \(product) \(period) \(value.map { "\($0)" } ?? "–") \(unit)"
      + (isAggregate ? " sum" : "")
  }

  init(
    reporter: String, partner: String = "WLD", flow: String, product: String = "TOTAL",
    period: String, value: ExactDecimal?, unit: String, isAggregate: Bool
  ) {
    self.reporter = reporter
    self.partner = partner
    self.flow = flow
    self.product = product
    self.period = period
    self.value = value
    self.unit = unit
    self.isAggregate = isAggregate
  }

  init(_ observation: Observation) {
    reporter = observation.reporter.text
    partner = observation.partner.text
    flow = observation.flow
    product = observation.product
    period = observation.period.description
    value = observation.value
    unit = observation.unit.id
    isAggregate = observation.isAggregate
  }
}

/// A book and what it holds.
struct DriftBook {
  var sheets: [Grid]
  var expected: [Expected]
  var provisionalYear: Int?

  /// Imports the book and compares every observation.
  func verify(_ seed: UInt64) throws {
    let file = try importSheets(sheets)
    let observations = file.sheets.flatMap(\.observations)
    let found = Set(observations.map { Expected($0) })
    let wanted = Set(expected)
    let absent = wanted.subtracting(found).map(\.description).sorted()
    let surplus = found.subtracting(wanted).map(\.description).sorted()
    #expect(absent.isEmpty, "seed \(seed), absent: \(absent.prefix(5))")
    #expect(surplus.isEmpty, "seed \(seed), surplus: \(surplus.prefix(5))")
    #expect(observations.count == expected.count, "seed \(seed)")
    let rejects = file.sheets.flatMap(\.rejected).map(\.raw)
    #expect(rejects.isEmpty, "seed \(seed), rejects: \(rejects.prefix(3))")
    for observation in observations {
      let grid = sheets[observation.sheet]
      #expect(grid[observation.row, observation.column]?.raw ?? "" == observation.raw)
      #expect(
        observation.flags.contains("provisional") == (observation.period.year == provisionalYear),
        "seed \(seed)")
    }
  }
}
