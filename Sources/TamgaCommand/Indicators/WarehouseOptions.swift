internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// Which numbers of a warehouse a command computes with: flows, or an indicator of regions.
struct WarehouseOptions: ParsableArguments {
  @Option(name: .long, help: "A warehouse, a .duckdb file, instead of or beside --data.")
  var db: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: "Data set; needed when a reporter has several; may be repeated.")
  var dataset: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: "A reporting country or region: KAZ, KG-T or a name; may be repeated.")
  var reporter: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: "A partner; without one all single countries, groups left out; may be repeated.")
  var partner: [String] = []

  @Option(name: .long, parsing: .singleValue, help: "A flow: X, M or T; may be repeated.")
  var flow: [String] = []

  @Option(
    name: .long, parsing: .singleValue, help: "A product, a code or TOTAL; may be repeated.")
  var product: [String] = []

  @Option(name: .long, help: "Values of regions instead of flows: the id of an indicator.")
  var value: String?

  @Option(name: .long, help: "The indicator that weighs regions, as their population.")
  var weight: String?

  @Option(
    name: .long,
    help:
      "Prices of the value where it stands in several: current, constant, index_prev, index_base.")
  var priceBasis: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: "A region; without one all but those that hold others; may be repeated.")
  var region: [String] = []

  @Option(name: .long, help: "Unit of money of the flows.")
  var unit = "MUSD"

  @Option(name: .long, help: "The last publication date that counts, YYYY-MM-DD.")
  var asOf: String?

  /// The table of the warehouse, if there is one.
  ///
  /// - Throws: T815 and T818 for options that go with another one, T816 for a unit that is no money,
  ///   T848 for a price basis that is none, and
  ///   what reading throws.
  func table() throws -> WarehouseIndicatorTable? {
    try check()
    guard let db else { return nil }
    let warehouse = try Warehouse.open(at: URL(fileURLWithPath: db))
    let resolver = try NameResolver.bundled()
    func entities(_ texts: [String]) throws -> [EntityCode] {
      try texts.map { try entity($0, resolver) }
    }
    if let value {
      var selection = RegionSelection(value: value)
      selection.datasets = dataset
      selection.weight = weight
      selection.priceBasis = try prices()
      selection.regions = try entities(region)
      selection.asOf = try asOf.map(checkedDate)
      return try WarehouseIndicatorTable(selection, in: warehouse)
    }
    var selection = FlowSelection()
    selection.datasets = dataset
    selection.reporters = try entities(reporter)
    selection.partners = try entities(partner)
    selection.flows = flow
    selection.products = product
    selection.asOf = try asOf.map(checkedDate)
    guard let money = MeasureUnit(id: unit), case .money = money.dimension else {
      throw Diagnostic("T816", ["text": unit])
    }
    return try WarehouseIndicatorTable(selection, unit: money, in: warehouse)
  }

  private func prices() throws -> PriceBasis? {
    guard let priceBasis else { return nil }
    guard let found = PriceBasis(rawValue: priceBasis) else {
      throw Diagnostic("T848", ["what": "--price-basis \(priceBasis)"])
    }
    return found
  }

  /// Refuses options that would be passed over in silence.
  private func check() throws {
    let ofFlows = [
      ("--reporter", !reporter.isEmpty), ("--partner", !partner.isEmpty), ("--flow", !flow.isEmpty),
      ("--product", !product.isEmpty),
    ]
    let ofRegions = [
      ("--weight", weight != nil), ("--price-basis", priceBasis != nil),
      ("--region", !region.isEmpty),
    ]
    let ofWarehouse =
      [("--dataset", !dataset.isEmpty), ("--value", value != nil), ("--as-of", asOf != nil)]
      + ofFlows + ofRegions
    func refuse(_ options: [(String, Bool)], needing other: String) throws {
      guard let stray = options.first(where: \.1) else { return }
      throw Diagnostic("T815", ["option": stray.0, "other": other])
    }
    if db == nil { try refuse(ofWarehouse, needing: "--db") }
    if value == nil { try refuse(ofRegions, needing: "--value") }
    if let stray = ofFlows.first(where: \.1), value != nil {
      throw Diagnostic("T818", ["option": stray.0, "other": "--value"])
    }
  }
}
