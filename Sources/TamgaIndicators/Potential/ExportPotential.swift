// EPI_ijk = Supply_ik · Demand_ijk · Ease_ij                        after Decreux and Spies (2016)

public import TamgaNumerics

/// The potential of a product of an exporter in a market.
public struct ExportPotential: Hashable, Sendable {
  /// The exporter's key, or the region's.
  public let exporter: String
  /// The market's key.
  public let market: String
  /// The product's key.
  public let product: String
  /// The share of the exporter in the world's supply, with balance and tariffs.
  public let supply: Outcome<Double>
  /// The market's demand, in the currency of the flows.
  public let demand: Outcome<Double>
  /// Actual over expected trade of the pair.
  public let ease: Outcome<Double>
  /// Their product.
  public let potential: Outcome<Double>
  /// The spread over elasticities 0.8–1.2 with and without tariffs.
  public let fan: Outcome<Interval>
  /// The actual flow; nil for a region whose flows by market are not known.
  public let actual: Double?
  /// max(0, potential − actual).
  public let gap: Outcome<Double>
  /// actual/potential.
  public let realised: Outcome<Double>
  /// Whether it rests on shares of employment rather than on customs records.
  public let isEstimate: Bool
}

/// Returns the export potential of every pair with access facts and every product.
///
///     EPI = Supply · Demand · Ease;  gap = max(0, EPI − v)
///
/// A reconstruction from the published description: the definitive text of the International Trade
/// Centre may differ in the tariff terms, so that this is never labelled as theirs. Market shares sum
/// over exporters of one product.
///
/// - Parameters:
///   - input: flows and facts.
///   - form: elasticity and tariffs.
/// - Returns: sorted by exporter, market, product; missing where a factor is, with the reason.
/// - Throws: ``PotentialError``.
/// - Source: after Decreux and Spies (2016), Export potential assessments, sections 2–4.
public func exportPotentials(_ input: PotentialInput, form: PotentialForm = PotentialForm())
  throws(PotentialError) -> [ExportPotential]
{
  let model = try PotentialModel(input)
  return pairs(model).map { access, product in
    let key = PotentialModel.key(access.exporter, access.market, product)
    return ExportPotential(
      (access.exporter, access.market, product), actual: model.flow[key] ?? 0, isEstimate: false,
      form: form
    ) { form in
      Factors(
        supply: model.supply(access.exporter, product, form),
        demand: model.demand(access.exporter, access.market, product, form),
        ease: model.ease(access.exporter, access.market))
    }
  }
}

/// A region's part in the exports of its nation.
public struct RegionalSupply: Hashable, Sendable {
  /// The region's key.
  public let region: String
  /// The product's key.
  public let product: String
  /// Exports from customs records by region; nil where there are none.
  public let exports: Double?
  /// Employment in the industry that makes the product, used without customs records.
  public let employment: Double?

  /// Creates a part.
  public init(region: String, product: String, exports: Double? = nil, employment: Double? = nil) {
    self.region = region
    self.product = product
    self.exports = exports
    self.employment = employment
  }
}

/// A region's way to a market.
public struct RegionalAccess: Hashable, Sendable {
  /// The region's key.
  public let region: String
  /// The market's key.
  public let market: String
  /// The distance or time with border delay, in the unit of the nation's; positive.
  public let distance: Double

  /// Creates a way.
  public init(region: String, market: String, distance: Double) {
    self.region = region
    self.market = market
    self.distance = distance
  }
}

/// Returns the export potential of a nation's regions.
///
/// A region's supply is its part of the nation's, so that parts add up to the nation; balance and
/// tariffs stay national. Its own distance stands in the demand, and the nation's ease is corrected by
/// the ratio of the nation's distance to the region's: a faster post raises the potential.
///
/// - Parameters:
///   - input: flows and facts with the nation as an exporter.
///   - nation: its key.
///   - supply: the parts of regions; for a product customs records are used if every region of it has
///     one, else employment, which is an estimate.
///   - access: the ways of regions to markets.
///   - form: elasticity and tariffs.
/// - Returns: sorted by region, market, product.
/// - Throws: ``PotentialError``.
/// - Source: after Decreux and Spies (2016); the division by regions is of the house.
public func regionalExportPotentials(
  _ input: PotentialInput, nation: String, supply: [RegionalSupply], access: [RegionalAccess],
  form: PotentialForm = PotentialForm()
) throws(PotentialError) -> [ExportPotential] {
  let model = try PotentialModel(input)
  guard model.growth[nation] != nil else { throw .unknownKey(nation) }
  let parts = try regionalShares(supply)
  var seen: Set<String> = []
  for way in access {
    guard model.markets[way.market] != nil else { throw .unknownKey(way.market) }
    guard way.distance.isFinite, way.distance > 0 else {
      throw .badNumber(key: way.region, field: "distance")
    }
    guard seen.insert(PotentialModel.key(way.region, way.market)).inserted else {
      throw .duplicateKey("\(way.region) – \(way.market)")
    }
  }
  let ways = access.sorted { ($0.region, $0.market) < ($1.region, $1.market) }
  return ways.flatMap { way in
    model.products.compactMap { product -> ExportPotential? in
      guard let part = parts[PotentialModel.key(way.region, product)] else { return nil }
      let national = model.access[PotentialModel.key(nation, way.market)]
      return ExportPotential(
        (way.region, way.market, product), actual: nil, isEstimate: part.isEstimate, form: form
      ) { form in
        guard let national else {
          return Factors(
            supply: .missing(.missingInput), demand: .missing(.missingInput),
            ease: .missing(.missingInput))
        }
        let own = Elementary.logarithm(way.distance) - Elementary.logarithm(national.distance)
        let nationDemand = model.demand(nation, way.market, product, form)
        return Factors(
          supply: part.share.flatMap { share in
            model.supply(nation, product, form).map { $0 * share }
          },
          demand: nationDemand.map {
            $0 * model.distanceShift(nation, way.market, product, by: own)
          },
          ease: model.ease(nation, way.market).map { $0 * Elementary.exponential(-own) })
      }
    }
  }
}

/// The factors of a potential.
struct Factors {
  let supply: Outcome<Double>
  let demand: Outcome<Double>
  let ease: Outcome<Double>

  var product: Outcome<Double> {
    supply.flatMap { s in demand.flatMap { d in ease.map { s * d * $0 } } }
  }
}

extension ExportPotential {
  fileprivate init(
    _ key: (exporter: String, market: String, product: String), actual: Double?, isEstimate: Bool,
    form: PotentialForm, factors: (PotentialForm) -> Factors
  ) {
    (exporter, market, product) = key
    self.actual = actual
    self.isEstimate = isEstimate
    let own = factors(form)
    supply = own.supply
    demand = own.demand
    ease = own.ease
    let result = own.product
    potential = result
    gap = result.flatMap { value in
      actual.map { .value(max(0, value - $0)) } ?? .missing(.missingInput)
    }
    realised = result.flatMap { value in
      actual.map { quotient($0, value) } ?? .missing(.missingInput)
    }
    let spread = PotentialForm.fan.compactMap { factors($0).product.value }
    fan = result.flatMap { value in
      guard let low = spread.min(), let high = spread.max() else { return .missing(.undefined) }
      return .value(
        Interval(lower: min(low, value), upper: max(high, value), level: 1, method: "fan"))
    }
  }
}

private func pairs(_ model: PotentialModel) -> [(AccessFacts, String)] {
  model.access.values.sorted { ($0.exporter, $0.market) < ($1.exporter, $1.market) }
    .flatMap { access in model.products.map { (access, $0) } }
}

private func regionalShares(_ rows: [RegionalSupply]) throws(PotentialError)
  -> [String: (share: Outcome<Double>, isEstimate: Bool)]
{
  var result: [String: (share: Outcome<Double>, isEstimate: Bool)] = [:]
  var byProduct: [String: [RegionalSupply]] = [:]
  var seen: Set<String> = []
  for row in rows.sorted(by: { ($0.product, $0.region) < ($1.product, $1.region) }) {
    guard seen.insert(PotentialModel.key(row.region, row.product)).inserted else {
      throw .duplicateKey("\(row.region) – \(row.product)")
    }
    for (value, field) in [(row.exports, "exports"), (row.employment, "employment")] {
      if let value, !(value.isFinite && value >= 0) {
        throw .badNumber(key: row.region, field: field)
      }
    }
    byProduct[row.product, default: []].append(row)
  }
  for (product, regions) in byProduct {
    let isEstimate = regions.contains { $0.exports == nil }
    let values = regions.map { isEstimate ? $0.employment : $0.exports }
    let known = values.compactMap(\.self)
    let total = compensatedTotal(of: known)
    for (row, value) in zip(regions, values) {
      let share: Outcome<Double> =
        known.count < values.count
        ? .missing(.missingInput) : quotient(value ?? 0, total)
      result[PotentialModel.key(row.region, product)] = (share, isEstimate)
    }
  }
  return result
}

extension PotentialModel {
  /// What the distance term of the demand changes by when the logarithm of the distance shifts.
  func distanceShift(_ exporter: String, _ market: String, _ product: String, by shift: Double)
    -> Double
  {
    guard let own = access[Self.key(exporter, market)] else { return 1 }
    var sum = CompensatedSum()
    var known = CompensatedSum()
    for other in growth.keys.sorted() {
      let value = flow[Self.key(other, market, product)] ?? 0
      guard value > 0, let there = access[Self.key(other, market)] else { continue }
      known.add(value)
      sum.add(value * Elementary.logarithm(there.distance))
    }
    guard known.total > 0 else { return 1 }
    let mean = sum.total / known.total
    let place = Elementary.logarithm(own.distance)
    return Elementary.exponential(abs(mean - place) - abs(mean - place - shift))
  }
}
