internal import TamgaNumerics

/// Checked input with its sums.
struct PotentialModel {
  let exports: [String: Double]
  let demand: [String: Double]
  let product: [String: Double]
  let pair: [String: Double]
  let flow: [String: Double]
  let products: [String]
  let growth: [String: Double]
  let supply: [String: SupplyFacts]
  let markets: [String: MarketFacts]
  let access: [String: AccessFacts]
  private let exporters: [String]

  static func key(_ parts: String...) -> String { parts.joined(separator: "\u{1F}") }

  init(_ input: PotentialInput) throws(PotentialError) {
    growth = try unique(input.exporters.map { ($0.key, $0.growth) })
    markets = try unique(input.markets.map { ($0.key, $0) })
    supply = try unique(input.supply.map { (Self.key($0.exporter, $0.product), $0) })
    access = try unique(input.access.map { (Self.key($0.exporter, $0.market), $0) })
    flow = try unique(
      input.flows.map { (Self.key($0.exporter, $0.market, $0.product), $0.value) })
    try Self.check(input)
    exporters = growth.keys.sorted()
    let sorted = input.flows.sorted {
      ($0.exporter, $0.market, $0.product) < ($1.exporter, $1.market, $1.product)
    }
    exports = totals(sorted) { Self.key($0.exporter, $0.product) }
    demand = totals(sorted) { Self.key($0.market, $0.product) }
    product = totals(sorted) { $0.product }
    pair = totals(sorted) { Self.key($0.exporter, $0.market) }
    products = product.keys.sorted()
  }

  private static func check(_ input: PotentialInput) throws(PotentialError) {
    func check(_ value: Double, _ key: String, _ field: String, positive: Bool)
      throws(PotentialError)
    {
      guard value.isFinite, positive ? value > 0 : value >= 0 else {
        throw .badNumber(key: key, field: field)
      }
    }
    let exporters = Set(input.exporters.map(\.key))
    let markets = Set(input.markets.map(\.key))
    for row in input.exporters { try check(row.growth, row.key, "growth", positive: true) }
    for row in input.markets {
      try check(row.population, row.key, "population", positive: true)
      try check(row.income, row.key, "income", positive: true)
    }
    for row in input.supply {
      guard exporters.contains(row.exporter) else { throw .unknownKey(row.exporter) }
      try check(row.imports, row.exporter, "imports", positive: false)
      try check(row.tariff, row.exporter, "tariff", positive: false)
    }
    for row in input.access {
      guard exporters.contains(row.exporter) else { throw .unknownKey(row.exporter) }
      guard markets.contains(row.market) else { throw .unknownKey(row.market) }
      try check(row.distance, row.exporter, "distance", positive: true)
      for (_, tariff) in row.tariffs.sorted(by: { $0.key < $1.key }) {
        try check(tariff, row.market, "tariff", positive: false)
      }
    }
    for row in input.flows {
      guard exporters.contains(row.exporter) else { throw .unknownKey(row.exporter) }
      guard markets.contains(row.market) else { throw .unknownKey(row.market) }
      try check(row.value, row.exporter, "value", positive: false)
    }
  }

  /// v_ikΔGDP_i / Σ(v_ikΔGDP_i) · min(1, v_ik/m_ik) · (1 + t̄_ik)/(1 + t̄_k)
  func supply(_ exporter: String, _ product: String, _ form: PotentialForm) -> Outcome<Double> {
    let weighted = exporters.map { (exports[Self.key($0, product)] ?? 0) * (growth[$0] ?? 0) }
    let own = exports[Self.key(exporter, product)] ?? 0
    return quotient(own * (growth[exporter] ?? 0), compensatedTotal(of: weighted)).map { share in
      let facts = supply[Self.key(exporter, product)]
      let balance = (facts?.imports ?? 0) > 0 ? min(1, own / (facts?.imports ?? 1)) : 1
      guard form.usesTariffs else { return share * balance }
      // t̄_k: the mean over exporters by their exports of the product.
      let whole = self.product[product] ?? 0
      let mean = compensatedTotal(
        of: exporters.map { other in
          (exports[Self.key(other, product)] ?? 0)
            * (supply[Self.key(other, product)]?.tariff ?? 0)
        })
      return share * balance * (1 + (facts?.tariff ?? 0)) / (1 + (whole > 0 ? mean / whole : 0))
    }
  }

  /// v_jkΔPop_j(ΔGDPpc_j)^ε · (1 + t̄_jk)/(1 + t_ijk) · exp(−|ln d̄_jk − ln d_ij|)
  func demand(_ exporter: String, _ market: String, _ product: String, _ form: PotentialForm)
    -> Outcome<Double>
  {
    guard let facts = markets[market], let own = access[Self.key(exporter, market)] else {
      return .missing(.missingInput)
    }
    let imports = demand[Self.key(market, product)] ?? 0
    guard imports > 0 else { return .missing(.zeroDenominator) }
    var tariff = CompensatedSum()
    var distance = CompensatedSum()
    var known = CompensatedSum()
    for other in exporters {
      let value = flow[Self.key(other, market, product)] ?? 0
      guard value > 0, let there = access[Self.key(other, market)] else { continue }
      known.add(value)
      tariff.add(value * (there.tariffs[product] ?? 0))
      distance.add(value * Elementary.logarithm(there.distance))
    }
    guard known.total > 0 else { return .missing(.missingInput) }
    let gap = abs(distance.total / known.total - Elementary.logarithm(own.distance))
    let factor =
      form.usesTariffs
      ? (1 + tariff.total / known.total) / (1 + (own.tariffs[product] ?? 0)) : 1
    let growth = facts.population * Elementary.power(facts.income, form.elasticity)
    return .value(imports * growth * factor * Elementary.exponential(-gap))
  }

  /// v_ij / Σ_k (v_ik/v_k) v_jk
  func ease(_ exporter: String, _ market: String) -> Outcome<Double> {
    let expected = products.map { name -> Double in
      let whole = product[name] ?? 0
      guard whole > 0 else { return 0 }
      return (exports[Self.key(exporter, name)] ?? 0) / whole
        * (demand[Self.key(market, name)] ?? 0)
    }
    return quotient(pair[Self.key(exporter, market)] ?? 0, compensatedTotal(of: expected))
  }
}

private func unique<Value>(_ rows: [(String, Value)]) throws(PotentialError) -> [String: Value] {
  var result: [String: Value] = [:]
  for (key, value) in rows {
    guard result.updateValue(value, forKey: key) == nil else {
      throw .duplicateKey(key.split(separator: "\u{1F}").joined(separator: " – "))
    }
  }
  return result
}

private func totals(_ flows: [PotentialFlow], _ key: (PotentialFlow) -> String) -> [String: Double]
{
  var sums: [String: CompensatedSum] = [:]
  for flow in flows { sums[key(flow), default: CompensatedSum()].add(flow.value) }
  return sums.mapValues(\.total)
}
