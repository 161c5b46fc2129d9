public import TamgaNumerics
internal import TamgaPresent

/// Flows of the warehouse that indicators are computed from.
public struct FlowSelection: Sendable, Codable {
  /// The data sets; when empty, the one official data set of each reporter.
  public var datasets: [String] = []
  /// The reporting countries or regions; all when empty.
  public var reporters: [EntityCode] = []
  /// The partners; when empty, every single country and the printed total `WLD`.
  public var partners: [EntityCode] = []
  /// The flows, `X`, `M` or `T`; all when empty.
  public var flows: [String] = []
  /// The products, as codes or labels; all when empty.
  public var products: [String] = []
  /// The last publication date that counts, ISO 8601.
  public var asOf: String?

  /// Creates a selection of everything.
  public init() {}

  /// What is asked of the warehouse.
  var requests: [TableRequest] {
    var request = TableRequest(name: "flows", fact: .flow)
    request.reporter = reporters.count == 1 ? reporters[0] : nil
    // The printed total stays, for shares and for what part of it is known.
    request.partners = partners.isEmpty || partners.contains("WLD") ? partners : partners + ["WLD"]
    request.flows = flows
    request.dataset = datasets.count == 1 ? datasets[0] : nil
    request.asOf = asOf
    return [request]
  }

  /// Whether a result is shown: one of the printed total, which only others need, is not.
  ///
  /// - Parameter subject: the subject, as in `KAZ/KGZ`.
  /// - Returns: false only where partners were named and the total was not.
  public func shows(_ subject: String) -> Bool {
    partners.isEmpty || partners.contains("WLD") || !subject.split(separator: "/").contains("WLD")
  }

  /// The flows that are computed with.
  ///
  /// - Throws: T053 when a reporter has several official data sets and none is named.
  func chosen(_ tables: Tables) throws -> SelectedPoints {
    let points = tables["flows"].filter { point in
      (reporters.isEmpty || reporters.contains(point.reporter))
        && (products.isEmpty || products.contains(point.product))
        && admits(point.dataset, of: datasets)
    }
    try points.requireOneDataset(by: \.reporter)
    var selected = SelectedPoints(
      points, keepingAll: !partners.isEmpty, series: { [$0.reporter.text] }, name: \.partner)
    selected.leftOut.absent =
      reporters.filter { one in !points.contains { $0.reporter == one } }.map(\.text)
      + partners.filter { one in !points.contains { $0.partner == one } }.map(\.text)
      + flows.filter { one in !points.contains { $0.flow == one } }
      + products.filter { one in !points.contains { $0.product == one } }
      + datasets.filter { one in !points.contains { $0.dataset == one } }
    return selected
  }
}

/// Indicators of regions in the warehouse that indicators are computed from.
public struct RegionSelection: Sendable, Codable {
  /// The data sets; when empty, the one official data set of each indicator.
  public var datasets: [String] = []
  /// The indicator that gives the value.
  public var value: String
  /// The indicator that gives the weight, as population.
  public var weight: String?
  /// The regions; when empty, all but those that hold others.
  public var regions: [EntityCode] = []
  /// The periods; all when empty.
  public var periods: [Period] = []
  /// The group of each region by code, where the study makes groups.
  public var groups: [String: String] = [:]
  /// Regions counted within another one, by code, as they were before they were split off.
  public var within: [String: String] = [:]
  /// The prices of the value; nil for a value in one kind of prices.
  public var priceBasis: PriceBasis?
  /// The last publication date that counts, ISO 8601.
  public var asOf: String?

  /// Creates a selection of all regions.
  public init(value: String) { self.value = value }

  /// What is asked of the warehouse.
  var requests: [TableRequest] {
    [("values", value), ("weights", weight)].compactMap { name, indicator in
      guard let indicator else { return nil }
      var request = TableRequest(name: name, fact: .indicator)
      request.indicators = [indicator]
      request.dataset = datasets.count == 1 ? datasets[0] : nil
      request.asOf = asOf
      return request
    }
  }

  /// The region that a number counts for.
  func region(of point: DataPoint) -> String {
    within[point.reporter.text] ?? point.reporter.text
  }

  /// The values that are computed with.
  ///
  /// - Throws: T053 when an indicator stands in several official data sets and none is named.
  func chosen(_ tables: Tables, _ name: String) throws -> SelectedPoints {
    let priced = name == "values" ? tables[name].inPrices(priceBasis) : tables[name]
    let points = priced.filter { point in
      (regions.isEmpty || regions.contains(EntityCode(region(of: point))))
        && (periods.isEmpty || periods.contains(point.period))
        && admits(point.dataset, of: datasets)
    }
    try points.requireOneDataset(by: \.reporter)
    var selected = SelectedPoints(
      points, keepingAll: !regions.isEmpty, series: { [$0.reporter.text, $0.indicator] },
      name: \.reporter)
    let counted = Set(points.map(region(of:)))
    let merged = within.keys.filter { one in !points.contains { $0.reporter.text == one } }
    selected.leftOut.absent =
      regions.map(\.text).filter { !counted.contains($0) } + merged.sorted()
    return selected
  }
}

/// Whether numbers of a data set may be taken: a named one, or any that is no printed publication.
private func admits(_ dataset: String, of named: [String]) -> Bool {
  named.isEmpty ? !dataset.hasPrefix("published.") : named.contains(dataset)
}

/// Points of the warehouse that are computed with, and what was left out of them.
struct SelectedPoints {
  let points: [DataPoint]
  var leftOut: LeftOut

  /// Leaves out what others count too, and parts of years where a series has whole ones.
  ///
  /// - Parameters:
  ///   - points: what matches a selection.
  ///   - keepingAll: whether what others count too was asked for by name.
  ///   - series: what tells one series of periods from another.
  ///   - name: whose name is said of what is left out.
  init(
    _ points: [DataPoint], keepingAll: Bool, series: (DataPoint) -> [String],
    name: KeyPath<DataPoint, EntityCode>
  ) {
    let yearly = Set(points.filter { $0.period.isWholeYear }.map(series))
    let whole = points.filter { $0.period.isWholeYear || !yearly.contains(series($0)) }
    let twice = keepingAll ? [] : whole.filter(\.isCountedElsewhere)
    self.points = keepingAll ? whole : whole.filter { !$0.isCountedElsewhere }
    leftOut = LeftOut(
      groups: Set(twice.map { $0[keyPath: name].text }).sorted(), groupRows: twice.count,
      partRows: points.count - whole.count)
  }
}

/// Rows of the warehouse that are not computed with.
struct LeftOut {
  /// The codes of what other rows count too, sorted.
  var groups: [String] = []
  /// Their rows.
  var groupRows = 0
  /// Rows of parts of years beside whole years.
  var partRows = 0

  /// What was named and is not there.
  var absent: [String] = []

  /// Notes for a terminal: T813, T814 and T839.
  var diagnostics: [Diagnostic] {
    var notes: [Diagnostic] = []
    func note(_ code: String, _ arguments: [String: String]) {
      notes.append(Diagnostic(code, severity: .warning, arguments))
    }
    if groupRows > 0 {
      note("T813", ["count": String(groupRows), "groups": groups.joined(separator: ", ")])
    }
    if partRows > 0 { note("T814", ["count": String(partRows)]) }
    if !absent.isEmpty { note("T839", ["names": absent.joined(separator: ", ")]) }
    return notes
  }

  /// Notes under a table.
  var messages: [Message] {
    var notes: [Message] = []
    if groupRows > 0 {
      notes.append(
        Message(
          "indicators.note-groups",
          ["count": .count(groupRows), "groups": .text(groups.joined(separator: ", "))]))
    }
    if partRows > 0 { notes.append(Message("indicators.note-parts", ["count": .count(partRows)])) }
    if !absent.isEmpty {
      notes.append(
        Message("indicators.note-absent", ["names": .text(absent.joined(separator: ", "))]))
    }
    return notes
  }
}

extension [DataPoint] {
  /// Refuses numbers of one reporter or region in several data sets.
  ///
  /// - Throws: T053.
  fileprivate func requireOneDataset(by key: KeyPath<DataPoint, EntityCode>) throws {
    var datasets: [EntityCode: Set<String>] = [:]
    for point in self { datasets[point[keyPath: key], default: []].insert(point.dataset) }
    let mixed = datasets.filter { $0.value.count > 1 }
    guard let (entity, several) = mixed.min(by: { $0.key < $1.key }) else { return }
    throw Diagnostic(
      "T053", ["reporter": entity.text, "datasets": several.sorted().joined(separator: ", ")])
  }
}

extension FlowSelection {
  /// Reads `flows:` of a study file.
  init(_ node: YAMLNode) throws {
    self.init()
    try node.rejectUnknownKeys(allowed: ["dataset", "reporter", "partners", "flows", "products"])
    datasets = [try node.requireKey("dataset").string()]
    reporters = try node["reporter"].map { [EntityCode(try $0.string())] } ?? []
    partners = try node["partners"]?.strings().map { EntityCode($0) } ?? []
    flows = try node["flows"]?.strings() ?? []
    products = try node["products"]?.strings() ?? []
  }
}

extension RegionSelection {
  /// Reads `regions:` of a study file.
  ///
  /// - Throws: T010 for a period or price basis that is none, T843 for a region in two groups, T848 for a list of
  ///   regions beside groups.
  init(_ node: YAMLNode) throws {
    try node.rejectUnknownKeys(
      allowed: [
        "dataset", "value", "weight", "regions", "periods", "groups", "within", "price_basis",
      ])
    self.init(value: try node.requireKey("value").string())
    datasets = [try node.requireKey("dataset").string()]
    weight = try node["weight"]?.string()
    priceBasis = try PriceBasis(node["price_basis"])
    periods = try node["periods"]?.list().map { try $0.period() } ?? []
    for member in try node["groups"]?.mapping() ?? [] {
      for region in try member.value.strings()
      where groups.updateValue(member.key.text, forKey: region) != nil {
        throw member.value.diagnostic("T843", ["key": region])
      }
    }
    if let listed = node["regions"], !groups.isEmpty {
      throw listed.diagnostic("T848", ["what": "regions + groups"])
    }
    let named = try node["regions"]?.strings() ?? groups.keys.sorted()
    regions = named.map { EntityCode($0) }
    for member in try node["within"]?.mapping() ?? [] {
      within[member.key.text] = try member.value.string()
    }
  }
}
