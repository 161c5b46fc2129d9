// ΔX = g X + Σ_k (g_k − g) X_k + Σ_k Σ_j (g_kj − g_k) X_kj + residual       Leamer and Stern (1970)

internal import TamgaNumerics

/// Constant market shares of one reporter between two periods.
enum ConstantShares {
  /// A component of the change.
  ///
  /// - Parameters:
  ///   - name: `world`, `product`, `market` or `residual`.
  ///   - values: own first, own last, world first, world last, each by line (product × market).
  ///   - products: the product of each line.
  /// - Returns: the component in the unit of the values; `missing(zeroDenominator)` when the world
  ///   sold nothing where the reporter did.
  static func component(_ name: String, _ values: [Double], _ products: [String])
    -> Outcome<Double>
  {
    let count = products.count
    let own = Array(values[0..<count])
    let after = Array(values[count..<2 * count])
    let before = Array(values[2 * count..<3 * count])
    let last = Array(values[3 * count..<4 * count])
    guard case .value(let growth) = rate(before, last) else { return .missing(.zeroDenominator) }
    var product = CompensatedSum()
    var market = CompensatedSum()
    for name in Set(products).sorted() {
      let lines = products.indices.filter { products[$0] == name }
      let sold = compensatedTotal(of: lines.map { own[$0] })
      guard sold > 0 else { continue }
      guard case .value(let ofProduct) = rate(lines.map { before[$0] }, lines.map { last[$0] })
      else { return .missing(.zeroDenominator) }
      product.add((ofProduct - growth) * sold)
      for line in lines where own[line] > 0 {
        guard case .value(let ofMarket) = rate([before[line]], [last[line]]) else {
          return .missing(.zeroDenominator)
        }
        market.add((ofMarket - ofProduct) * own[line])
      }
    }
    let world = growth * compensatedTotal(of: own)
    switch name {
    case "world": return .value(world)
    case "product": return .value(product.total)
    case "market": return .value(market.total)
    default:
      let change = compensatedTotal(of: after) - compensatedTotal(of: own)
      return .value(change - world - product.total - market.total)
    }
  }

  private static func rate(_ before: [Double], _ after: [Double]) -> Outcome<Double> {
    let start = compensatedTotal(of: before)
    return quotient(compensatedTotal(of: after) - start, start)
  }
}
