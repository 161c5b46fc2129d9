internal import TamgaNumerics
internal import TamgaPresent

/// In which prices the values of an indicator are.
public enum PriceBasis: String, Sendable, Codable, CaseIterable {
  /// Prices of the period itself.
  case current
  /// Prices of one period.
  case constant
  /// An index to the period before.
  case previous = "index_prev"
  /// An index to one period.
  case base = "index_base"

  /// Reads a key of a study file.
  ///
  /// - Throws: T010 for a word that is none.
  init?(_ node: YAMLNode?) throws {
    guard let node else { return nil }
    self.init(rawValue: try node.choice(of: Self.allCases.map(\.rawValue)))
  }
}

extension [DataPoint] {
  /// The points in prices that were asked for; all when none were.
  func inPrices(_ basis: PriceBasis?) -> [DataPoint] {
    basis.map { basis in filter { $0.priceBasis == basis.rawValue } } ?? self
  }

  /// The id of the one unit in which numbers of regions are computed with: of several of one
  /// dimension the largest, as MUSD beside kUSD.
  ///
  /// Numbers that are not known have no say, unless no other has; `1` where there are none at all.
  ///
  /// - Throws: T072 for several currencies or dimensions, T869 for several price bases, T843 for a
  ///   region with two numbers in one period.
  func commonUnit() throws -> String {
    let known = filter { $0.value != nil }
    let bases = Set(known.map(\.priceBasis)).sorted()
    guard bases.count <= 1 else {
      throw Diagnostic(
        "T869", ["indicator": known[0].indicator, "found": bases.joined(separator: ", ")])
    }
    let ids = Set((known.isEmpty ? self : known).map(\.publishedUnit)).sorted()
    guard let first = ids.first else { return "1" }
    let units = ids.compactMap { MeasureUnit(id: $0) }
    let isOne = units.count == ids.count && Set(units.map(\.dimension)).count == 1
    guard ids.count == 1 || isOne else {
      throw Diagnostic(
        "T072",
        ["reporter": self[0].indicator, "found": ids.joined(separator: ", "), "wanted": first])
    }
    var seen: Set<[String]> = []
    for point in known
    where !seen.insert([point.reporter.text, point.period.description]).inserted {
      throw Diagnostic(
        "T843", ["key": "\(point.reporter.text) \(point.indicator) \(point.period)"])
    }
    return units.max { $0.powerOfTen < $1.powerOfTen }?.id ?? first
  }

  /// Refuses flows that stand twice, as in two valuations.
  ///
  /// - Throws: T076.
  func requireOneNumberEach() throws {
    var seen: Set<[String]> = []
    for point in self {
      let key = [point.reporter.text, point.partner.text, point.product, point.flow]
      guard seen.insert(key + [point.period.description]).inserted else {
        throw Diagnostic(
          "T076",
          [
            "dataset": point.dataset, "flow": "\(point.flow) \(point.product)",
            "partner": "\(point.reporter.text) – \(point.partner.text)",
            "period": point.period.description,
          ])
      }
    }
  }
}
