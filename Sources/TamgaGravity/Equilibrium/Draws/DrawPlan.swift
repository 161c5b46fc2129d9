internal import Synchronization
internal import TamgaNumerics

/// Everything a draw needs; draws are independent of each other and of their order.
struct DrawPlan: Sendable {
  let model: EquilibriumModel
  let differences: CostDifferences
  /// f_k(x_kij) by pairs for a base that is rebuilt, else nil.
  let levels: [[Double]]?
  let coefficients: [Double]
  /// L with LLᵀ = V.
  let factor: [Double]
  let settings: DrawSettings

  /// What is kept of one draw, by country.
  private struct Kept: Sendable {
    let conditionalExports: [Double?]
    let exports: [Double?]
    let price: [Double]
    let inward: [Double]
    let realGDP: [Double]
  }

  private enum Draw: Sendable {
    case solved(Kept)
    case failed(code: String)
  }

  func intervals(covariance: [Double], point: EquilibriumResult) -> EquilibriumIntervals {
    let size = 16
    let blocks = (settings.draws + size - 1) / size
    let store = Mutex<[Int: [Draw]]>([:])
    forEachBlock(count: blocks, threads: settings.threads) { block in
      let last = min(settings.draws, (block + 1) * size)
      let drawn = ((block * size)..<last).map(draw)
      store.withLock { $0[block] = drawn }
    }
    let all = store.withLock { kept in (0..<blocks).flatMap { kept[$0] ?? [] } }
    var failures: [String: Int] = [:]
    var kept: [Kept] = []
    for draw in all {
      switch draw {
      case .solved(let values): kept.append(values)
      case .failed(let code): failures[code, default: 0] += 1
      }
    }
    return EquilibriumIntervals(
      draws: settings.draws, failures: failures, seed: settings.seed, rebuiltBase: levels != nil,
      coefficients: coefficients, covariance: covariance, point: point,
      countries: rows(kept, point))
  }

  private func rows(_ kept: [Kept], _ point: EquilibriumResult) -> [CountryIntervals] {
    let places = kept.map { ranks($0.realGDP) }
    let pointRanks = ranks(point.countries.map(\.realGDPPercent))
    return point.countries.indices.map { i in
      CountryIntervals(
        country: point.countries[i].country,
        conditionalExports: drawPercentiles(kept.compactMap { $0.conditionalExports[i] }),
        exports: drawPercentiles(kept.compactMap { $0.exports[i] }),
        price: drawPercentiles(kept.map { $0.price[i] }),
        inwardResistance: drawPercentiles(kept.map { $0.inward[i] }),
        realGDP: drawPercentiles(kept.map { $0.realGDP[i] }), rank: pointRanks[i],
        rankInterval: drawPercentiles(places.map { Double($0[i]) }))
    }
  }

  /// Places from 1, the largest value first; equal values in the order of the countries.
  private func ranks(_ values: [Double]) -> [Int] {
    let order = values.indices.sorted { (-values[$0], $0) < (-values[$1], $1) }
    var places = [Int](repeating: 0, count: values.count)
    for (place, index) in order.enumerated() { places[index] = place + 1 }
    return places
  }

  private func draw(_ number: Int) -> Draw {
    var stream = RandomStream(
      seed: settings.seed, entity: UInt64(number), purpose: "gravity.ge.draw")
    let order = coefficients.count
    let normals = (0..<order).map { _ in stream.normal() }
    var drawn = coefficients
    for i in 0..<order {
      for k in 0...i { drawn[i] += factor[i * order + k] * normals[k] }
    }
    let sigma: Double =
      switch settings.sigmaLaw {
      case .fixed: model.sigma
      case .normal(let mean, let deviation): mean + deviation * stream.normal()
      case .uniform(let from, let to): from + (to - from) * stream.uniform()
      }
    let change: TradeCostChange
    do throws(CostShockError) {
      change = try differences.change(coefficients: drawn)
    } catch {
      return .failed(code: error.code)
    }
    do throws(EquilibriumError) {
      let result = try EquilibriumModel(
        base: try base(at: drawn), sigma: sigma, closure: model.closure,
        reference: model.reference, options: model.options
      ).solve(change)
      if case .stopped(rule: let rule, _) = result.status, model.closure != .agtpaLoop {
        return .failed(code: rule.code)
      }
      return .solved(
        Kept(
          conditionalExports: result.countries.map { $0.conditional.exportsPercent.value },
          exports: result.countries.map { $0.full.exportsPercent.value },
          price: result.countries.map(\.pricePercent),
          inward: result.countries.map { $0.full.inwardResistancePercent },
          realGDP: result.countries.map(\.realGDPPercent)))
    } catch {
      return .failed(code: error.code)
    }
  }

  /// The base at other coefficients: costs change, output and expenditure stay.
  private func base(at drawn: [Double]) throws(EquilibriumError) -> TradeBase {
    guard let levels else { return model.base }
    var pattern = model.base.flows
    for cell in pattern.indices where pattern[cell] > 0 {
      var sum = 0.0
      for k in 0..<drawn.count { sum += (drawn[k] - coefficients[k]) * levels[cell][k] }
      pattern[cell] *= RealFunctions.exp(sum)
    }
    guard pattern.allSatisfy(\.isFinite) else { throw .notFinite }
    let balanced = try balanceMatrix(
      pattern, rows: model.base.output, columns: model.base.expenditure,
      names: model.base.countries)
    return TradeBase(
      checked: model.base.countries, flows: balanced.matrix, source: model.base.source,
      rebase: model.base.rebase)
  }
}
