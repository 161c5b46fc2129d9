package import TamgaCatalogue
internal import TamgaNumerics
internal import TamgaStatistics

/// The Gini coefficient's sum over pairs, split into neighbours and others.
package enum SpatialGini {
  package static let all = ["neighbour", "non-neighbour"].map { variant in
    let isNeighbour = variant == "neighbour"
    let input = InputTable(.neighbours, ["i", "j", "w"])
    return IndicatorDefinition(
      "inequality.gini-spatial.\(variant)", .concentration,
      formula: "Σ\(isNeighbour ? "_{w>0}" : "_{w=0}") |x_i − x_j| / (2 n² μ)",
      tex: "\\frac{\\sum_{w_{ij}\(isNeighbour ? ">" : "=")0}|x_i-x_j|}{2n^2\\mu}",
      tables: [.regions, input], unit: .fixed(.ratio), rules: (.zeroDenominator, .permutation),
      citations: ["Rey and Smith (2013), A Spatial Decomposition of the Gini Coefficient"],
      choices: [.duplicates, permutations],
      examples: [
        WorkedExample(
          "by hand: pairs |1−2|, |2−6| are neighbours, |1−6| is not; 2 · sum / (2 · 9 · 3)",
          ["region,value\nA,1\nB,2\nC,6", "i,j,w\nA,B,1\nB,A,1\nB,C,1\nC,B,1"],
          expected: isNeighbour ? 10.0 / 54 : 10.0 / 54)
      ],
      note: "A pair is of neighbours when either weight is positive; both parts add up to G.",
      compute: { tables, context in try parts(tables, context, input, isNeighbour) })
  }

  /// Draws of the permutation test where arrangements are too many to list.
  static let permutations = IndicatorChoice.number("permutations", "99999")

  private static func parts(
    _ tables: IndicatorTables, _ context: IndicatorContext, _ input: InputTable,
    _ isNeighbour: Bool
  ) throws -> [Measurement] {
    let links = try CellBook(tables.table(input), by: ["i", "j"], of: "w")
    var linked: Set<[String]> = []
    for (key, cell) in links.cells {
      guard case .value(let weight) = cell.known(context), weight.value > 0 else { continue }
      linked.insert([links.word("i", key), links.word("j", key)])
    }
    return try RegionBook(tables, .regions, context).panels.enumerated().map { entity, panel in
      let count = panel.values.count
      let mean = compensatedTotal(of: panel.values) / Double(max(1, count))
      if panel.missing != nil || mean <= 0 {
        return .missing(
          panel.missing ?? .zeroDenominator, ["all"], period: panel.period, n: count,
          flags: panel.flags)
      }
      var pairs: [(Int, Int)] = []
      for i in 0..<count {
        for j in (i + 1)..<max(i + 1, count) {
          let (a, b) = (panel.regions[i], panel.regions[j])
          if (linked.contains([a, b]) || linked.contains([b, a])) == isNeighbour {
            pairs.append((i, j))
          }
        }
      }
      let scale = mean * Double(count) * Double(count)
      let statistic = { (order: [Int]) -> Double in
        var sum = CompensatedSum()
        for (i, j) in pairs { sum.add(abs(panel.values[order[i]] - panel.values[order[j]])) }
        return sum.total / scale
      }
      let value = statistic(Array(0..<count))
      let draws = min(999_999, max(99, context.number(permutations)))
      let test = PermutationTest(
        seed: context.seed, entity: UInt64(entity), draws: Int(draws))
      let p =
        context.intervals ? test.twoSided(count: count, observed: value, statistic) : nil
      return Measurement(
        ["all"], period: panel.period, n: count, flags: panel.flags,
        .known(.value(value), probability: p))
    }
  }
}
