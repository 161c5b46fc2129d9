public import TamgaNumerics
public import TamgaPresent

/// A number of the warehouse as an analysis sees it: its key, its value, and the cell it came from.
public struct DataPoint: Hashable, Sendable, Codable {
  /// The reporting country or region; the region of an indicator.
  public var reporter: EntityCode
  /// The partner, or `WLD`.
  public var partner: EntityCode
  /// `X`, `M`, `T`; empty for an indicator.
  public var flow: String
  /// The product code or label, or `TOTAL`.
  public var product: String
  /// The indicator's id; empty for a flow.
  public var indicator: String
  /// The period.
  public var period: Period
  /// The value in base units (dollars, not thousands); nil unless reported.
  public var value: ExactDecimal?
  /// The state: `reported`, `not_reported` or `suppressed`.
  public var state: String
  /// The unit as published, as in `kUSD`.
  public var publishedUnit: String
  /// The data set.
  public var dataset: String
  /// The vintage as text: the publication date, or `undated`.
  public var vintage: String
  /// Quality marks.
  public var marks: [String]
  /// The cell.
  public var cell: CellReference
  /// Whether other rows of its table count it too, so that adding all up would count twice.
  ///
  /// So it is with a group of countries beside its members, with parts of a country beside the
  /// country, and with a region that holds others.
  public var isCountedElsewhere = false
  /// The prices of an indicator, as in `current` or `constant`; empty for a flow.
  public var priceBasis = ""

  /// The unit the value is in: the base unit of the published one.
  public var unit: MeasureUnit {
    guard let published = MeasureUnit(id: publishedUnit) else { return .ratio }
    guard case .money(let currency) = published.dimension else { return published }
    return .money(currency)
  }

  /// What was done between the cell and the value.
  public var steps: [String] {
    guard let published = MeasureUnit(id: publishedUnit), published.powerOfTen > 0 else {
      return ["parse number"]
    }
    return ["parse number", "unit \(publishedUnit) → \(unit.id)"]
  }

  /// The data set with its vintage, as in `bns.trade.partner@2024-07-25`.
  public var source: String { "\(dataset)@\(vintage)" }

  /// The publication date; nil where none is known.
  var publishedOn: String? { vintage == DataPoint.undated ? nil : vintage }

  /// The vintage of a publication without a date.
  static let undated = "undated"

  /// The number of decimals the source prints, for its rounding interval; nil when not reported.
  public var printedDecimals: Int? {
    guard state == ObservationText.reported else { return nil }
    let raw = cell.raw.replacing(",", with: ".")
    guard let point = raw.lastIndex(of: ".") else { return 0 }
    return raw[point...].dropFirst().prefix { $0.isNumber }.count
  }
}

extension [DataPoint] {
  /// Refuses numbers that are not money in the currency of a unit.
  ///
  /// - Throws: T072 with the units found.
  func requireCurrency(of unit: MeasureUnit) throws {
    let others = filter { $0.value != nil && $0.unit.dimension != unit.dimension }
    guard let first = others.first else { return }
    let found = Set(others.map(\.publishedUnit)).sorted().joined(separator: ", ")
    throw Diagnostic(
      "T072", ["reporter": first.reporter.text, "found": found, "wanted": unit.id])
  }
}

extension DataPoint {
  /// The order of tables: by key, then by data set and vintage.
  fileprivate func precedes(_ other: DataPoint) -> Bool {
    if reporter != other.reporter { return reporter < other.reporter }
    if period != other.period { return period < other.period }
    if partner != other.partner { return partner < other.partner }
    let own = [indicator, product, flow, dataset, vintage, priceBasis, publishedUnit]
    let others = [
      other.indicator, other.product, other.flow, other.dataset, other.vintage, other.priceBasis,
      other.publishedUnit,
    ]
    return own.lexicographicallyPrecedes(others)
  }
}

/// The words of the warehouse for the three states.
enum ObservationText {
  static let reported = "reported"
}

/// What an analysis asks of the warehouse.
public struct TableRequest: Hashable, Sendable, Codable {
  /// The kind of fact.
  public enum Fact: String, Sendable, Codable {
    /// Trade flows.
    case flow
    /// Indicators.
    case indicator
  }

  /// The name under which the analysis finds the table.
  public var name: String
  /// The kind of fact.
  public var fact: Fact
  /// The reporter or region; all when nil.
  public var reporter: EntityCode?
  /// The partners; all when empty.
  public var partners: [EntityCode] = []
  /// The flows; all when empty.
  public var flows: [String] = []
  /// Whether only the total over products is wanted.
  public var totalsOnly = false
  /// The indicators; all when empty.
  public var indicators: [String] = []
  /// The data set; nil leaves the choice to the vintage and data-set policy.
  public var dataset: String?
  /// The last publication date that counts, ISO 8601.
  public var asOf: String?
  /// Whether every publication is wanted, not only the one that counts.
  public var allVintages = false

  /// Creates a request for everything of a fact.
  public init(name: String, fact: Fact) {
    self.name = name
    self.fact = fact
  }
}

/// The tables an analysis asked for, sorted by key.
public struct Tables: Sendable {
  private let points: [String: [DataPoint]]

  /// Creates tables by name; points are sorted, so that no result depends on their order.
  public init(_ points: [String: [DataPoint]]) {
    self.points = points.mapValues { $0.sorted { $0.precedes($1) } }
  }

  /// The points of a table; empty when nothing matched.
  public subscript(name: String) -> [DataPoint] { points[name] ?? [] }

  /// A hash of everything in the tables, for cache keys.
  public var contentHash: String {
    var hasher = SHA256Hasher()
    for name in points.keys.sorted() {
      hasher.update(Array("table \(name)\n".utf8))
      for point in points[name] ?? [] {
        let value = point.value.map { "\($0.normalised.mantissa)e-\($0.normalised.scale)" } ?? "-"
        let line = [
          point.reporter.text, point.partner.text, point.flow, point.product, point.indicator,
          point.period.description, value, point.state, point.publishedUnit, point.source,
          point.marks.joined(separator: "+"), point.cell.file, point.cell.sha256,
          point.cell.sheet ?? "", point.cell.column ?? "",
          point.cell.cell ?? "", String(point.cell.line ?? 0), point.cell.raw,
          point.cell.printed ?? "", point.isCountedElsewhere ? "counted elsewhere" : "",
          point.priceBasis,
        ].joined(separator: "\u{1f}")
        hasher.update(Array((line + "\n").utf8))
      }
    }
    return hasher.finish().hexadecimal
  }
}
