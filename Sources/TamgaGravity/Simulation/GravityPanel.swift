internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A simulated panel of trade flows with known coefficients.
///
/// Countries have sizes and places; exporter and importer terms drift; a third of the pairs at most
/// join an agreement; tariffs fall; outcomes are gamma multiples of the mean with zeros more frequent
/// at small means, E[y|x] = μ:
/// μ = exp(A_it + B_jt + C_ij + 0.4 rta - 2 tariff + 0.5 border·t/T), scaled to the mean 1000.
public struct GravityPanel: Sendable {
  /// What to draw.
  public struct Options: Sendable {
    /// Countries, at least 2.
    public var countries: Int
    /// Periods, at least 2.
    public var periods: Int
    /// Sectors, each with its own terms; 1 for none.
    public var sectors = 1
    /// Share of cells left out at random, from 0 to below 1.
    public var missingShare = 0.0
    /// Rows to be separated by a further regressor `planted`: 0 for none.
    public var plantedRows = 0
    /// The seed.
    public var seed: UInt64 = 20_240_101
    /// Whether rows are shuffled; else they are in the order exporter, importer, period.
    public var isShuffled = true

    /// Creates options.
    public init(countries: Int, periods: Int) {
      self.countries = max(2, countries)
      self.periods = max(2, periods)
    }
  }

  /// The coefficients of `rta`, `tariff` and `border_t`.
  public static let coefficients = [0.4, -2, 0.5]

  /// Exporter of each row, from 0.
  public private(set) var exporter: [Int32] = []
  /// Importer of each row, from 0.
  public private(set) var importer: [Int32] = []
  /// Period of each row, from 0.
  public private(set) var period: [Int32] = []
  /// Sector of each row, from 0.
  public private(set) var sector: [Int32] = []
  /// The outcome.
  public private(set) var trade: [Double] = []
  /// 1 while both are members of an agreement.
  public private(set) var rta: [Double] = []
  /// log(1 + tariff), 0 within a country.
  public private(set) var tariff: [Double] = []
  /// Period over periods where exporter and importer differ, else 0.
  public private(set) var border: [Double] = []
  /// The mean each outcome was drawn around.
  public private(set) var mean: [Double] = []
  /// 1 on the rows planted to be separated, whose trade is 0; empty without them.
  public private(set) var planted: [Double] = []
  /// What was asked for.
  public let options: Options

  /// Draws a panel.
  public init(_ options: Options) {
    self.options = options
    for sector in 0..<max(1, options.sectors) { draw(sector) }
    scaleAndDraw()
    if options.plantedRows > 0 { plant() }
    if options.isShuffled { shuffle() }
  }

  private mutating func draw(_ sector: Int) {
    let (n, t) = (options.countries, options.periods)
    var stream = RandomStream(
      seed: options.seed, entity: UInt64(sector), purpose: "gravity panel terms")
    let size = (0..<n).map { _ in 1.5 * stream.normal() }
    let places = (0..<n).map { _ in (10 * stream.uniform(), 10 * stream.uniform()) }
    func drift(_ factor: Double) -> [[Double]] {
      size.map { size in
        var walk = 0.0
        return (0..<t).map { year in
          walk += 0.1 * stream.normal()
          return factor * size + 0.03 * Double(year) + walk
        }
      }
    }
    let a = drift(1)
    let b = drift(0.9)
    var joins = [Double](repeating: 0, count: n * n)
    var start = [Int](repeating: 0, count: n * n)
    for i in 0..<n {
      for j in i..<n {
        let (u, year) = (stream.uniform(), stream.below(t))
        (joins[i * n + j], joins[j * n + i]) = (u, u)
        (start[i * n + j], start[j * n + i]) = (year, year)
      }
    }
    for i in 0..<n {
      for j in 0..<n {
        let (dx, dy) = (places[i].0 - places[j].0, places[i].1 - places[j].1)
        let distance = i == j ? 0.3 : (dx * dx + dy * dy).squareRoot()
        let pair = 2 - 1.1 * log(0.3 + distance) + (i == j ? 1.5 : 0) + 0.7 * stream.normal()
        let isMember = i != j && joins[i * n + j] < 1 / (1 + exp(1.2 + 0.25 * distance))
        let base = 0.25 * stream.uniform()
        for year in 0..<t {
          let agreement = isMember && year >= start[i * n + j] ? 1.0 : 0
          let rate =
            base * exp(-0.03 * Double(year)) * (1 - 0.8 * agreement) + 0.01 * stream.normal()
          let duty = i == j ? 0 : log1p(max(rate, 0))
          let crossing = i == j ? 0 : Double(year) / Double(t)
          if options.missingShare > 0 && stream.uniform() < options.missingShare { continue }
          exporter.append(Int32(truncatingIfNeeded: i))
          importer.append(Int32(truncatingIfNeeded: j))
          period.append(Int32(truncatingIfNeeded: year))
          self.sector.append(Int32(truncatingIfNeeded: sector))
          rta.append(agreement)
          tariff.append(duty)
          border.append(crossing)
          mean.append(
            exp(a[i][year] + b[j][year] + pair + 0.4 * agreement - 2 * duty + 0.5 * crossing))
        }
      }
    }
  }

  private mutating func scaleAndDraw() {
    var total = 0.0
    for value in mean { total += value }
    let factor = total > 0 ? 1_000 * Double(mean.count) / total : 1
    var stream = RandomStream(seed: options.seed, purpose: "gravity panel outcomes")
    mean = mean.map { $0 * factor }
    trade = mean.map { mu in
      let share = min(max(1 / (1 + pow(mu / 0.8, -0.9)), 0.02), 1)
      let draw = stream.gamma(shape: 2, scale: 0.5)
      return stream.uniform() < share ? mu * draw / share : 0
    }
  }

  /// Sets a further regressor to 1 on rows of zero trade, so that its coefficient has no bound.
  private mutating func plant() {
    planted = [Double](repeating: 0, count: trade.count)
    var stream = RandomStream(seed: options.seed, purpose: "gravity panel separation")
    var left = min(options.plantedRows, trade.count { $0 == 0 })
    while left > 0 {
      let row = stream.below(trade.count)
      if trade[row] == 0 && planted[row] == 0 {
        planted[row] = 1
        left -= 1
      }
    }
  }

  private mutating func shuffle() {
    var stream = RandomStream(seed: options.seed, purpose: "gravity panel order")
    var order = Array(0..<trade.count)
    for last in stride(from: order.count - 1, to: 0, by: -1) {
      order.swapAt(last, stream.below(last + 1))
    }
    exporter = order.map { exporter[$0] }
    importer = order.map { importer[$0] }
    period = order.map { period[$0] }
    sector = order.map { sector[$0] }
    trade = order.map { trade[$0] }
    mean = order.map { mean[$0] }
    rta = order.map { rta[$0] }
    tariff = order.map { tariff[$0] }
    border = order.map { border[$0] }
    if !planted.isEmpty { planted = order.map { planted[$0] } }
  }

  /// The reference model: exporter-period, importer-period and pair effects (each by sector),
  /// clustered by pair.
  package var design: Design {
    let (n, t) = (
      Int32(truncatingIfNeeded: options.countries), Int32(truncatingIfNeeded: options.periods)
    )
    func factor(_ name: String, _ count: Int32, _ code: (Int) -> Int32) -> FactorColumn? {
      let codes = trade.indices.map { sector[$0] * count + code($0) }
      return FactorColumn(
        name: name, codes: codes, levelCount: max(1, options.sectors) * Int(count))
    }
    let pair = factor("exporter^importer", n * n) { exporter[$0] * n + importer[$0] }
    let columns = [
      factor("exporter^year", n * t) { exporter[$0] * t + period[$0] },
      factor("importer^year", n * t) { importer[$0] * t + period[$0] }, pair,
    ]
    var regressors = [
      NumericColumn(name: "rta", values: rta), NumericColumn(name: "tariff", values: tariff),
      NumericColumn(name: "border_t", values: border),
    ]
    if !planted.isEmpty { regressors.append(NumericColumn(name: "planted", values: planted)) }
    var design = Design(
      outcome: NumericColumn(name: "trade", values: trade), regressors: regressors,
      effects: columns.compactMap { $0 }.map { FixedEffect($0) })
    design.clusters = pair.map { [$0] } ?? []
    return design
  }
}
