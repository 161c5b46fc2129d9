public import TamgaAudit
public import TamgaData
internal import TamgaNumerics
public import TamgaPresent

/// Official numbers of a warehouse, in every publication that printed them.
///
/// A key names one number a publication: `reporter`, `partner`, `flow`, `period` and, where it is not
/// the total, `product`; or `indicator`, `region`, `period`. Values are in base units: dollars, not
/// thousands.
public struct WarehouseFigures: OfficialFigures {
  private var found: [DataKey: [OfficialFigure]] = [:]
  /// What could not be looked up: unknown data sets, keys that name no or several numbers.
  public private(set) var diagnostics: [Diagnostic] = []

  /// Reads the numbers of keys.
  ///
  /// - Parameters:
  ///   - warehouse: the warehouse.
  ///   - keys: the keys a document asks for.
  /// - Throws: what the warehouse throws.
  public init(_ warehouse: Warehouse, for keys: [DataKey]) throws {
    let known = Set(try warehouse.datasets().map(\.id))
    var flows: [Slice: [DataKey]] = [:]
    var indicators: [String: [DataKey]] = [:]
    for key in Set(keys).sorted() {
      guard known.contains(key.dataset) else {
        report("T671", ["dataset": key.dataset, "known": known.sorted().joined(separator: ", ")])
        continue
      }
      guard let lacking = lacking(key) else {
        if key.parts["indicator"] == nil {
          flows[Slice(key), default: []].append(key)
        } else {
          indicators[key.dataset, default: []].append(key)
        }
        continue
      }
      report("T672", ["key": key.description, "part": lacking])
    }
    for slice in flows.keys.sorted() { try read(slice, flows[slice] ?? [], warehouse) }
    for dataset in indicators.keys.sorted() {
      try read(dataset, indicators[dataset] ?? [], warehouse)
    }
  }

  /// Finds the numbers of keys among those of an analysis's tables.
  ///
  /// - Parameters:
  ///   - points: the numbers in all publications.
  ///   - keys: the keys a document asks for.
  init(points: [DataPoint], for keys: [DataKey]) {
    let byDataset = Dictionary(grouping: points, by: \.dataset)
      .mapValues { Dictionary(grouping: $0) { Self.name($0) } }
    for key in Set(keys).sorted() {
      guard let known = byDataset[key.dataset] else {
        let names = byDataset.keys.sorted().joined(separator: ", ")
        report("T671", ["dataset": key.dataset, "known": names.isEmpty ? "–" : names])
        continue
      }
      if let lacking = lacking(key) {
        report("T672", ["key": key.description, "part": lacking])
      } else {
        keep(known[Self.name(key)] ?? [], for: key)
      }
    }
  }

  /// The numbers of a key in all publications, the newest first.
  public func figures(for key: DataKey) -> [OfficialFigure] { found[key] ?? [] }

  /// A part of a data set that one query reads.
  private struct Slice: Hashable, Comparable {
    let dataset: String
    let reporter: String

    init(_ key: DataKey) {
      dataset = key.dataset
      reporter = key.parts["reporter"] ?? ""
    }

    static func < (left: Slice, right: Slice) -> Bool {
      (left.dataset, left.reporter) < (right.dataset, right.reporter)
    }
  }

  /// The first part a key needs and lacks; nil when it is whole.
  private func lacking(_ key: DataKey) -> String? {
    let needed =
      key.parts["indicator"] == nil
      ? ["reporter", "partner", "flow", "period"] : ["region", "period"]
    return needed.first { part in
      guard let value = key.parts[part] else { return true }
      return part == "period" && Period(value) == nil
    }
  }

  private mutating func report(_ code: String, _ arguments: [String: String]) {
    let diagnostic = Diagnostic(code, severity: .warning, arguments)
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }

  // MARK: Reading

  private mutating func read(_ slice: Slice, _ keys: [DataKey], _ warehouse: Warehouse) throws {
    func all(_ part: String) -> [String] { Set(keys.compactMap { $0.parts[part] }).sorted() }
    var request = FlowRequest(
      reporter: EntityCode(slice.reporter), partners: all("partner").map { EntityCode($0) },
      flows: all("flow"), periods: all("period").compactMap { Period($0) })
    request.dataset = slice.dataset
    request.products = Set(keys.map { $0.parts["product"] ?? Self.total }).sorted()
    let points = try warehouse.flowHistory(request).map(DataPoint.init)
    let byName = Dictionary(grouping: points) { Self.name($0) }
    for key in keys { keep(byName[Self.name(key)] ?? [], for: key) }
  }

  private mutating func read(_ dataset: String, _ keys: [DataKey], _ warehouse: Warehouse) throws {
    func all(_ part: String) -> [String] { Set(keys.compactMap { $0.parts[part] }).sorted() }
    var request = IndicatorRequest(
      regions: all("region").map { EntityCode($0) }, indicators: all("indicator"),
      periods: all("period").compactMap { Period($0) })
    request.dataset = dataset
    let points = try warehouse.indicatorHistory(request).map(DataPoint.init)
    let byName = Dictionary(grouping: points) { Self.name($0) }
    for key in keys { keep(byName[Self.name(key)] ?? [], for: key) }
  }

  private static let total = "TOTAL"

  /// What a key and a number have in common.
  private static func name(_ key: DataKey) -> [String] {
    let period = key.parts["period"].flatMap { Period($0) }?.description ?? ""
    if let indicator = key.parts["indicator"] {
      return [indicator, key.parts["region"] ?? "", period]
    }
    return [
      key.parts["reporter"] ?? "", key.parts["partner"] ?? "", key.parts["flow"] ?? "",
      key.parts["product"] ?? total, period,
    ]
  }

  private static func name(_ point: DataPoint) -> [String] {
    let period = point.period.description
    return point.indicator.isEmpty
      ? [point.reporter.text, point.partner.text, point.flow, point.product, period]
      : [point.indicator, point.reporter.text, period]
  }

  /// Keeps one number a publication, the newest first; a publication with several is left out.
  private mutating func keep(_ points: [DataPoint], for key: DataKey) {
    let reported = points.filter { $0.value != nil }
    var figures: [OfficialFigure] = []
    for date in Set(reported.map { $0.publishedOn ?? "" }).sorted(by: >) {
      let printed = reported.filter { ($0.publishedOn ?? "") == date }
      guard let first = printed.first, let value = first.value else { continue }
      guard printed.allSatisfy({ $0.value == value }) else {
        report("T673", ["key": key.description, "date": date.isEmpty ? "–" : date])
        continue
      }
      figures.append(
        OfficialFigure(
          value: value.double, text: first.cell.raw, vintage: first.publishedOn, cell: first.cell))
    }
    if !figures.isEmpty { found[key] = figures }
  }
}
