internal import TamgaCatalogue
internal import TamgaNumerics
internal import TamgaStatistics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What lies between two countries.
struct Link: Sendable {
  let distance: Double
  let contiguous: Double
  let exporterLandlocked: Double
  let importerLandlocked: Double
}

/// Links by origin and destination; the other direction stands in where one is absent.
struct Links: Sendable {
  private let links: [[String]: Link]

  init(_ tables: IndicatorTables, _ input: InputTable) throws {
    let table = try tables.table(input)
    let book = try CellBook(table, by: ["origin", "destination"], of: "distance")
    func marks(_ name: String) throws -> CellMap {
      table.has(name)
        ? try CellBook(table, by: ["origin", "destination"], of: name).cells : CellMap()
    }
    let (contiguous, first, second) = (
      try marks("contiguous"), try marks("landlocked_i"), try marks("landlocked_j")
    )
    var found: [[String]: Link] = [:]
    for (key, cell) in book.cells where cell.missing == 0 {
      func mark(_ cells: CellMap) -> Double {
        (cells[key]?.amount.double ?? 0) > 0 ? 1 : 0
      }
      found[[book.word("origin", key), book.word("destination", key)]] = Link(
        distance: cell.amount.double / Double(max(1, cell.rows)), contiguous: mark(contiguous),
        exporterLandlocked: mark(first), importerLandlocked: mark(second))
    }
    links = found
  }

  func link(_ exporter: String, _ importer: String) -> Link? {
    if let link = links[[exporter, importer]] { return link }
    return links[[importer, exporter]].map {
      Link(
        distance: $0.distance, contiguous: $0.contiguous,
        exporterLandlocked: $0.importerLandlocked, importerLandlocked: $0.exporterLandlocked)
    }
  }
}

/// ln(V_j/V_i) on ln distance and contiguity.
struct FreightFit: Sendable {
  let count: Int
  private let constant: Double
  private let slopes: [Double]
  private let distanceError: Double
  private let usesContiguity: Bool

  /// Fits matched pairs; nil when they are too few or distances do not vary.
  init?(
    _ matched: [(pair: MirrorBook.Pair, exports: Double, imports: Double)], _ links: Links,
    takesEffectsOut: Bool
  ) {
    let rows = matched.compactMap { row in
      links.link(row.pair.exporter, row.pair.importer).flatMap {
        $0.distance > 0
          ? (
            y: log(row.imports / row.exports), x: log($0.distance), z: $0.contiguous,
            pair: row.pair
          ) : nil
      }
    }
    guard rows.count >= 4 else { return nil }
    var columns = [rows.map(\.x), rows.map(\.z)]
    usesContiguity = Set(columns[1]).count > 1
    if !usesContiguity { columns.removeLast() }
    var y = rows.map(\.y)
    let raw = (y: y, columns: columns)
    let effects =
      takesEffectsOut
      ? [
        rows.map { $0.pair.exporter + "|" + $0.pair.period },
        rows.map { $0.pair.importer + "|" + $0.pair.period },
      ] : [rows.map(\.pair.period)]
    y = Self.within(y, effects)
    columns = columns.map { Self.within($0, effects) }
    guard let fit = LinearFit(y: y, columns: columns) else { return nil }
    count = rows.count
    slopes = Array(fit.coefficients.dropFirst())
    distanceError = fit.errors[1]
    // The mean of what the slopes leave of the observations themselves.
    var left = CompensatedSum()
    for row in raw.y.indices {
      left.add(raw.y[row])
      for (slope, column) in zip(slopes, raw.columns) { left.add(-slope * column[row]) }
    }
    constant = left.total / Double(rows.count)
  }

  /// The rate of a link, clipped to `0...0.2`, and its range when the slope moves by its error.
  func rates(_ link: Link) -> (rate: Double, range: ClosedRange<Double>?, isClamped: Bool) {
    let distance = log(link.distance)
    func rate(_ slope: Double) -> Double {
      constant + slope * distance + (usesContiguity ? slopes[1] * link.contiguous : 0)
    }
    func clipped(_ value: Double) -> Double { min(0.2, max(0, value)) }
    let plain = rate(slopes[0])
    guard distanceError.isFinite, case .value(let z) = NormalDistribution.quantile(0.975) else {
      return (clipped(plain), nil, clipped(plain) != plain)
    }
    let ends = [-1.0, 1].map { clipped(rate(slopes[0] + $0 * z * distanceError)) }
    return (
      clipped(plain), min(ends[0], ends[1])...max(ends[0], ends[1]), clipped(plain) != plain
    )
  }

  /// What groups leave of values, by alternating means until nothing moves.
  static func within(_ values: [Double], _ groupings: [[String]]) -> [Double] {
    var left = values
    let members = groupings.map { grouping in
      let groups = Dictionary(grouping: grouping.indices) { grouping[$0] }
      return groups.keys.sorted().map { groups[$0] ?? [] }
    }
    for _ in 0..<(groupings.count > 1 ? 200 : 1) {
      var moved = 0.0
      for groups in members {
        for rows in groups {
          let mean = compensatedTotal(of: rows.map { left[$0] }) / Double(max(1, rows.count))
          for row in rows { left[row] -= mean }
          moved = max(moved, abs(mean))
        }
      }
      if moved < 1e-13 { break }
    }
    return left
  }
}

/// The worked example of the fitted models: records made by τ = 0.02 ln d − 0.05.
enum FreightExample {
  private static let flows = """
    reporter,partner,flow,value
    CHN,KAZ,X,1000
    CHN,KGZ,X,1000
    CHN,UZB,X,1000
    RUS,KAZ,X,1000
    RUS,KGZ,X,1000
    RUS,UZB,X,1000
    TUR,KAZ,X,1000
    TUR,KGZ,X,1000
    TUR,UZB,X,1000
    KAZ,CHN,M,1092.1575
    KGZ,CHN,M,1077.1215
    UZB,CHN,M,1100.8762
    KAZ,RUS,M,1074.6477
    KGZ,RUS,M,1086.9214
    UZB,RUS,M,1084.7539
    KAZ,TUR,M,1107.5172
    KGZ,TUR,M,1112.3967
    UZB,TUR,M,1096.4503
    """
  private static let distances = """
    origin,destination,distance
    CHN,KAZ,1000
    CHN,KGZ,500
    CHN,UZB,1488.2
    RUS,KAZ,445.7
    RUS,KGZ,786.4
    RUS,UZB,711.7
    TUR,KAZ,2010.3
    TUR,KGZ,2504.5
    TUR,UZB,1216.7
    """

  static func example(isLocal: Bool) -> WorkedExample {
    WorkedExample(
      "made from ln(V_j/V_i) = 0.02 ln d − 0.05, so τ of 1000 km is 0.088155; 1092.158 (1 − τ)",
      [flows, distances], subject: "CHN/KAZ", expected: 1092.1575 * (1 - 0.08815511),
      tolerance: 0.05)
  }
}
