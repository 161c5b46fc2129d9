internal import TamgaNumerics

/// Why a composite cannot be made at all.
public enum CompositeError: Error, Hashable, Sendable {
  /// Two units or two indicators have one key.
  case duplicateKey(String)
  /// A row has another number of values than there are indicators.
  case wrongWidth(unit: String, expected: Int, given: Int)
  /// A value is infinite or not a number.
  case notFinite(unit: String, indicator: String)
  /// A weight is negative or infinite.
  case badWeight(String)
  /// All weights are zero.
  case noWeight
  /// There are no units or no indicators.
  case empty
  /// A bound is missing, or the upper is not above the lower.
  case badBounds(indicator: String)
  /// A parameter is out of its range.
  case outOfRange(what: String)
}

/// Which way is better.
public enum PreferredDirection: String, Sendable, Codable, CaseIterable {
  /// More is better.
  case higher
  /// Less is better.
  case lower
}

/// An indicator of a composite.
public struct CompositeIndicator: Hashable, Sendable {
  /// The key.
  public let id: String
  /// Which way is better.
  public let direction: PreferredDirection
  /// The weight, 0 or more; weights are made to sum to 1.
  public let weight: Double
  /// The part of the composite it belongs to; nil for none.
  public let pillar: String?
  /// Goalposts in units of the indicator, for normalisation by bounds.
  public let bounds: ClosedRange<Double>?

  /// Creates an indicator.
  public init(
    id: String, direction: PreferredDirection = .higher, weight: Double = 1, pillar: String? = nil,
    bounds: ClosedRange<Double>? = nil
  ) {
    self.id = id
    self.direction = direction
    self.weight = weight
    self.pillar = pillar
    self.bounds = bounds
  }
}

/// Units by indicators, sorted by the units' keys.
public struct CompositeTable: Hashable, Sendable {
  /// The units' keys, sorted.
  public let units: [String]
  /// The indicators, in the order given.
  public let indicators: [CompositeIndicator]
  /// Values by unit and indicator; nil where not known.
  public let values: [[Double?]]

  /// Creates a table.
  ///
  /// - Parameters:
  ///   - indicators: the columns.
  ///   - rows: the units with a value for each indicator.
  /// - Throws: ``CompositeError``.
  public init(indicators: [CompositeIndicator], rows: [(unit: String, values: [Double?])])
    throws(CompositeError)
  {
    guard !indicators.isEmpty, !rows.isEmpty else { throw .empty }
    var seen: Set<String> = []
    for indicator in indicators {
      guard seen.insert(indicator.id).inserted else { throw .duplicateKey(indicator.id) }
      guard indicator.weight.isFinite, indicator.weight >= 0 else {
        throw .badWeight(indicator.id)
      }
      if let bounds = indicator.bounds, !(bounds.lowerBound < bounds.upperBound) {
        throw .badBounds(indicator: indicator.id)
      }
    }
    guard indicators.contains(where: { $0.weight > 0 }) else { throw .noWeight }
    seen = []
    for row in rows {
      guard seen.insert(row.unit).inserted else { throw .duplicateKey(row.unit) }
      guard row.values.count == indicators.count else {
        throw .wrongWidth(
          unit: row.unit, expected: indicators.count, given: row.values.count)
      }
      for (indicator, value) in zip(indicators, row.values) where value?.isFinite == false {
        throw .notFinite(unit: row.unit, indicator: indicator.id)
      }
    }
    let sorted = rows.sorted { $0.unit < $1.unit }
    units = sorted.map(\.unit)
    values = sorted.map(\.values)
    self.indicators = indicators
  }

  /// Weights that sum to 1.
  var weights: [Double] {
    let sum = compensatedTotal(of: indicators.lazy.map(\.weight))
    return indicators.map { $0.weight / sum }
  }
}
