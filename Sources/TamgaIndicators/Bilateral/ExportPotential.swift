// EPI_ijk = Supply · Demand · Ease                              after Decreux and Spies (2016)
// Supply = v_ik ΔY_i / Σ_i v_ik ΔY_i · min(1, v_ik/m_ik) · (1 + t̄_ik)/(1 + t̄_k)
// Demand = v_jk ΔP_j (Δy_j)^ε · (1 + t̄_jk)/(1 + t_ijk) · exp(−|ln d̄_jk − ln d_ij|)
// Ease   = v_ij / Σ_k (v_ik/v_k) v_jk

internal import TamgaCatalogue
internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Mean exports by exporter, importer and product, with growth, tariffs and distances: everything
/// the export potential is made of.
struct ExportPotential: Sendable {
  /// Growth factors of a country: product, population, income a head.
  struct Growth: Sendable {
    var product = 1.0
    var population = 1.0
    var income = 1.0
  }

  let exporters: [String]
  let importers: [String]
  let products: [String]
  /// v_ijk, the mean over periods of the exporter's record.
  private let flows: [[String]: Double]
  private let byExporter: [[String]: Double]
  private let byImporter: [[String]: Double]
  private let byProduct: [String: Double]
  private let byPair: [[String]: Double]
  let growth: [String: Growth]
  private let tariffs: [[String]: Double]
  let links: Links

  static let distances = InputTable(.interactions, ["origin", "destination", "distance"])
  static let growthTable = InputTable(
    .other, ["region", "gdp_growth", "population_growth", "income_growth"])
  static let tariffTable = InputTable(
    .other, ["origin", "destination", "product", "tariff"], mayBeAbsent: true)

  init(_ tables: IndicatorTables, _ context: IndicatorContext) throws {
    let book = try FlowBook(tables, .bilateralFlows).book
    let periods = Double(max(1, book.allWords("period").count))
    var flows: [[String]: Double] = [:]
    for key in book.cells.keys.sorted() where book.word("flow", key) == "X" {
      let name = ["reporter", "partner", "product"].map { book.word($0, key) }
      guard !name.contains(FlowBook.world), name[2] != FlowBook.total,
        let cell = book.cells[key], case .value(let amount) = cell.known(context)
      else { continue }
      flows[name, default: 0] += amount.double / periods
    }
    self.flows = flows
    func sums(_ places: [Int]) -> [[String]: Double] {
      var found: [[String]: Double] = [:]
      for name in flows.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        found[places.map { name[$0] }, default: 0] += flows[name] ?? 0
      }
      return found
    }
    byExporter = sums([0, 2])
    byImporter = sums([1, 2])
    byPair = sums([0, 1])
    byProduct = Dictionary(uniqueKeysWithValues: sums([2]).map { ($0.key[0], $0.value) })
    exporters = Set(flows.keys.map { $0[0] }).sorted()
    importers = Set(flows.keys.map { $0[1] }).sorted()
    products = Set(flows.keys.map { $0[2] }).sorted()
    links = try Links(tables, Self.distances)
    growth = try Self.growth(tables.table(Self.growthTable))
    tariffs = try Self.tariffs(tables)
  }

  private static func growth(_ table: TidyTable) throws -> [String: Growth] {
    let names = try table.text("region")
    let columns = try ["gdp_growth", "population_growth", "income_growth"].map(table.reals)
    var found: [String: Growth] = [:]
    for row in 0..<table.rowCount {
      guard let product = columns[0][row], let population = columns[1][row],
        let income = columns[2][row], product > 0, population > 0, income > 0
      else { continue }
      found[names[row]] = Growth(product: product, population: population, income: income)
    }
    return found
  }

  private static func tariffs(_ tables: IndicatorTables) throws -> [[String]: Double] {
    guard let table = tables.optional(tariffTable) else { return [:] }
    let book = try CellBook(table, by: ["origin", "destination", "product"], of: "tariff")
    return Dictionary(
      uniqueKeysWithValues: book.cells.compactMap { key, cell in
        cell.missing > 0 || cell.isNegative
          ? nil
          : (
            ["origin", "destination", "product"].map { book.word($0, key) },
            cell.amount.double / 100
          )
      })
  }

  func flow(_ i: String, _ j: String, _ k: String) -> Double { flows[[i, j, k]] ?? 0 }

  /// A mean of tariffs weighted by flows; 0 without flows.
  private func meanTariff(_ names: [[String]]) -> Double {
    var upper = CompensatedSum()
    var lower = CompensatedSum()
    for name in names {
      let weight = flows[name] ?? 0
      upper.add(weight * (tariffs[name] ?? 0))
      lower.add(weight)
    }
    return lower.total > 0 ? upper.total / lower.total : 0
  }

  /// The supply of an exporter: its projected share of the same product, its balance, its tariffs.
  func supply(_ i: String, _ k: String) -> Outcome<Double> {
    guard let own = growth[i] else { return .missing(.missingInput) }
    var projected = CompensatedSum()
    for other in exporters {
      let exports = byExporter[[other, k]] ?? 0
      guard exports > 0 else { continue }
      guard let growth = growth[other] else { return .missing(.missingInput) }
      projected.add(exports * growth.product)
    }
    let exports = byExporter[[i, k]] ?? 0
    let imports = byImporter[[i, k]] ?? 0
    let balance = imports > 0 ? min(1, exports / imports) : 1
    let faced = meanTariff(importers.map { [i, $0, k] })
    let all = meanTariff(exporters.flatMap { i in importers.map { [i, $0, k] } })
    return quotient(exports * own.product, projected.total).map {
      $0 * balance * (1 + faced) / (1 + all)
    }
  }

  /// The demand of an importer, seen from an origin.
  func demand(_ i: String, _ j: String, _ k: String, origin: String, elasticity: Double)
    -> Outcome<Double>
  {
    guard let growth = growth[j], let link = links.link(origin, j), link.distance > 0 else {
      return .missing(.missingInput)
    }
    var weighted = CompensatedSum()
    var weight = CompensatedSum()
    for other in exporters where flow(other, j, k) > 0 {
      guard let link = links.link(other, j), link.distance > 0 else {
        return .missing(.missingInput)
      }
      weighted.add(flow(other, j, k) * link.distance)
      weight.add(flow(other, j, k))
    }
    guard weight.total > 0 else { return .missing(.zeroDenominator) }
    let applied = meanTariff(exporters.map { [$0, j, k] })
    let own = tariffs[[i, j, k]] ?? 0
    let remoteness = abs(log(weighted.total / weight.total) - log(link.distance))
    return .value(
      (byImporter[[j, k]] ?? 0) * growth.population * pow(growth.income, elasticity)
        * (1 + applied) / (1 + own) * exp(-remoteness))
  }

  /// How much more a pair trades than its structures make one expect.
  func ease(_ i: String, _ j: String) -> Outcome<Double> {
    var expected = CompensatedSum()
    for k in products {
      let all = byProduct[k] ?? 0
      if all > 0 { expected.add((byExporter[[i, k]] ?? 0) / all * (byImporter[[j, k]] ?? 0)) }
    }
    return quotient(byPair[[i, j]] ?? 0, expected.total)
  }

  /// Supply · Demand · Ease.
  func potential(
    _ i: String, _ j: String, _ k: String, origin: String? = nil, share: Double = 1,
    elasticity: Double
  ) -> Outcome<Double> {
    supply(i, k).flatMap { supply in
      demand(i, j, k, origin: origin ?? i, elasticity: elasticity).flatMap { demand in
        ease(i, j).map { share * supply * demand * $0 }
      }
    }
  }
}
