public import TamgaNumerics
internal import TamgaPresent

/// A number of each region in one period, or its change in per cent since another.
public struct RegionColumn: Sendable, Codable {
  /// The data set.
  public let dataset: String
  /// The indicator.
  public let indicator: String
  /// The period.
  public let period: Period
  /// The period since which the change is taken; nil for the number itself.
  public let since: Period?
  /// The prices; nil for an indicator in one kind of prices.
  public let priceBasis: PriceBasis?

  /// The keys of a column in a study file.
  static let keys = ["dataset", "indicator", "period", "since", "price_basis"]

  /// Reads the keys of a column; others are the caller's.
  ///
  /// - Throws: T010 for a period or a price basis that is none.
  init(reading node: YAMLNode) throws {
    dataset = try node.requireKey("dataset").string()
    indicator = try node.requireKey("indicator").string()
    period = try node.requireKey("period").period()
    since = try node["since"]?.period()
    priceBasis = try PriceBasis(node["price_basis"])
  }

  func request(_ name: String) -> TableRequest {
    var request = TableRequest(name: name, fact: .indicator)
    request.indicators = [indicator]
    request.dataset = dataset
    return request
  }

  /// The formula of the number.
  var formula: String { since == nil ? "x" : "100 (x − x₀)/x₀" }

  /// The regions of the points, in order, without those that hold others.
  static func regions(_ tables: [[DataPoint]]) -> [String] {
    Set(tables.joined().filter { !$0.isCountedElsewhere }.map(\.reporter.text)).sorted()
  }
}

/// The numbers of a column: of its periods, in one unit and in one kind of prices.
struct RegionNumbers {
  private let column: RegionColumn
  private let points: [DataPoint]
  /// The unit of the numbers, also of those that a change is taken from.
  let numberUnit: MeasureUnit
  /// The id of the unit shown: that of the numbers, or per cent for a change.
  let unit: String

  /// Keeps what a column names of a table.
  ///
  /// - Throws: T072 for numbers in several currencies or dimensions, T869 for several price bases,
  ///   T843 for a region with two numbers in one period.
  init(_ column: RegionColumn, in points: [DataPoint]) throws {
    self.column = column
    self.points = points.inPrices(column.priceBasis).filter {
      $0.period == column.period || $0.period == column.since
    }
    let common = try self.points.commonUnit()
    numberUnit = MeasureUnit(id: common) ?? .ratio
    unit = column.since == nil ? common : "pct"
  }

  /// A region's number with the points it comes from; nil where a point has no value, or where the
  /// number to compare with is not positive.
  func number(of region: String) -> (value: ExactDecimal?, points: [DataPoint]) {
    let own = [column.period, column.since].compactMap { wanted in
      wanted.flatMap { wanted in
        let found = points.filter { $0.reporter.text == region && $0.period == wanted }
        return found.first { $0.value != nil } ?? found.first
      }
    }
    guard let last = own.first(where: { $0.period == column.period }) else { return (nil, own) }
    guard let since = column.since else { return (last.value?.shown(in: numberUnit), own) }
    guard let base = own.first(where: { $0.period == since })?.value?.double, base > 0,
      let value = last.value?.double
    else { return (nil, own) }
    return (ExactDecimal("\(100 * (value / base - 1))"), own)
  }
}

/// Two numbers side by side, a pair for each region.
public struct RegionPairSelection: Sendable, Codable {
  /// The first number.
  public let x: RegionColumn
  /// The second.
  public let y: RegionColumn
  /// The regions; those that have either number when empty.
  public let regions: [String]

  init(reading node: YAMLNode) throws {
    try node.rejectUnknownKeys(allowed: ["x", "y", "regions"])
    func column(_ key: String) throws -> RegionColumn {
      let member = try node.requireKey(key)
      try member.rejectUnknownKeys(allowed: RegionColumn.keys)
      return try RegionColumn(reading: member)
    }
    x = try column("x")
    y = try column("y")
    regions = try node["regions"]?.strings() ?? []
  }

  var requests: [TableRequest] { [x.request("x"), y.request("y")] }

  /// The periods of both numbers, for a reader.
  var periods: String {
    let texts = [x, y].map { column in
      (column.since.map { "\($0)/" } ?? "") + column.period.description
    }
    return texts[0] == texts[1] ? texts[0] : texts.joined(separator: "; ")
  }
}

extension YAMLNode {
  /// A period.
  ///
  /// - Throws: T010 for a text that is none.
  func period() throws -> Period {
    let text = try string()
    guard let period = Period(text) else {
      throw diagnostic(
        "T010", ["value": text, "key": path, "known": "2023, 2023-Q2, 2023-08, 2023-YTD09"])
    }
    return period
  }
}
