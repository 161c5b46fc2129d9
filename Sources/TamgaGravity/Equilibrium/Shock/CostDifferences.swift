/// Δf_kij for every term and changed pair: a shock evaluated once, for any coefficients.
struct CostDifferences {
  let countries: [String]
  let label: String
  /// The changed pairs, ascending.
  private(set) var cells: [Int] = []
  /// For each changed pair the differences of all terms.
  private(set) var differences: [[Double]] = []

  init(_ shock: CostShock, in costs: TradeCosts) throws(CostShockError) {
    countries = costs.countries
    label = shock.text
    let n = countries.count
    var variables: [String: [Double]] = [:]
    for term in costs.terms where variables[term.variable] == nil {
      variables[term.variable] = term.values
    }
    var touched = [Bool](repeating: false, count: n * n)
    for (k, clause) in shock.clauses.enumerated() {
      let cells = try Self.cells(
        of: clause, countries: countries, among: costs.hasFlow, variables: variables)
      guard var values = variables[clause.variable] else {
        throw .unknownVariable(
          clause.variable, nearest: NearestNames.of(clause.variable, among: costs.variableNames))
      }
      var changed = 0
      for cell in cells {
        let old = values[cell]
        guard old.isFinite else {
          throw .missingValue(
            variable: clause.variable, exporter: countries[cell / n],
            importer: countries[cell % n])
        }
        let new: Double =
          switch clause.operation {
          case .set: clause.number
          case .multiply: old * clause.number
          case .add: old + clause.number
          case .subtract: old - clause.number
          }
        if new != old {
          changed += 1
          touched[cell] = true
          values[cell] = new
        }
      }
      guard changed > 0 else { throw .changesNothing(clause: k + 1) }
      variables[clause.variable] = values
    }
    for cell in 0..<(n * n) where touched[cell] {
      var row: [Double] = []
      for term in costs.terms {
        let new = variables[term.variable]?[cell] ?? term.values[cell]
        let old = term.values[cell]
        guard new != old, !(new.isNaN && old.isNaN) else {
          row.append(0)
          continue
        }
        guard let after = term.transform(new), let before = term.transform(old) else {
          throw .undefinedTerm(
            variable: term.variable, exporter: countries[cell / n], importer: countries[cell % n])
        }
        row.append(after - before)
      }
      cells.append(cell)
      differences.append(row)
    }
  }

  /// t̂ = exp(Σ_k β_k Δf_k).
  func change(coefficients: [Double]) throws(CostShockError) -> TradeCostChange {
    let n = countries.count
    guard coefficients.allSatisfy(\.isFinite),
      differences.allSatisfy({ $0.count == coefficients.count })
    else { throw .badCoefficients }
    var factors = [Double](repeating: 1, count: n * n)
    for (cell, row) in zip(cells, differences) {
      var sum = 0.0
      for k in 0..<row.count { sum += coefficients[k] * row[k] }
      let factor = RealFunctions.exp(sum)
      guard factor > 1e-100, factor < 1e100 else {
        throw .outOfRange(exporter: countries[cell / n], importer: countries[cell % n])
      }
      factors[cell] = factor
    }
    do {
      return try TradeCostChange(factors: factors, countries: countries, label: label)
    } catch {
      throw .badCoefficients
    }
  }

  /// The pairs of different countries with a flow that a clause names.
  private static func cells(
    of clause: CostShock.Clause, countries: [String], among hasFlow: [Bool],
    variables: [String: [Double]]
  ) throws(CostShockError) -> [Int] {
    let n = countries.count
    var chosen = hasFlow
    for i in 0..<n { chosen[i * n + i] = false }
    for scope in clause.scopes {
      let named: Set<Int>
      switch scope {
      case .between(let names), .from(let names), .to(let names), .except(let names):
        named = try places(of: names, in: countries)
      case .condition: named = []
      }
      var values: [Double] = []
      if case .condition(let variable, _, _) = scope {
        guard let found = variables[variable] else {
          throw .unknownVariable(
            variable, nearest: NearestNames.of(variable, among: variables.keys.sorted()))
        }
        values = found
      }
      for cell in 0..<(n * n) where chosen[cell] {
        let exporter = named.contains(cell / n)
        let importer = named.contains(cell % n)
        switch scope {
        case .between: chosen[cell] = exporter && importer
        case .from: chosen[cell] = exporter
        case .to: chosen[cell] = importer
        case .except: chosen[cell] = !exporter && !importer
        case .condition(let variable, let comparison, let number):
          guard values[cell].isFinite else {
            throw .missingValue(
              variable: variable, exporter: countries[cell / n], importer: countries[cell % n])
          }
          chosen[cell] = comparison.holds(values[cell], number)
        }
      }
    }
    return (0..<(n * n)).filter { chosen[$0] }
  }

  private static func places(
    of names: [String], in countries: [String]
  ) throws(CostShockError) -> Set<Int> {
    var found = Set<Int>()
    for name in names {
      guard let index = countries.firstIndex(of: name) else {
        throw .unknownCountry(name, nearest: NearestNames.of(name, among: countries))
      }
      found.insert(index)
    }
    return found
  }
}

extension TradeCosts {
  /// The variables' names, each once, in order.
  var variableNames: [String] {
    var seen = Set<String>()
    return terms.map(\.variable).filter { seen.insert($0).inserted }
  }
}
