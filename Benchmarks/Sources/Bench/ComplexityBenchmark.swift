internal import Foundation
internal import TamgaIndicators
internal import TamgaNumerics

/// Economic complexity of 250 countries, 5,000 products and 20 years, and of a smaller table beside
/// ecomplexity, the package of the Growth Lab.
///
/// The peer decomposes a matrix of products by products that is not symmetric, which takes it minutes
/// a year at world size; beside it stand 120 countries, 800 products, 2 years.
enum ComplexityBenchmark {
  private static let threads = 2

  static func run(rounds: Int) throws -> BenchRecord {
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    let (world, space) = try (
      fastest("world", program, "indices", rounds),
      fastest("product space", program, "space", rounds)
    )
    let size = ["120", "800", "2"]
    let results = try compare(
      [
        Engine(name: "tamga", executable: program, arguments: ["complexity-small"] + size),
        Engine(
          name: "ecomplexity", executable: WorkbookBenchmark.python,
          arguments: [WorkbookBenchmark.peer("complexity_ecomplexity")] + size),
      ], rounds: rounds)
    guard results[0].output == results[1].output else {
      throw BenchFailure(
        words: "ecomplexity found \(results[1].output), tamga \(results[0].output)")
    }
    let numbers = [
      "seconds, ECI and PCI of 20 years": Double(world.output) ?? .infinity,
      "seconds, product space of 20 years": Double(space.output) ?? .infinity,
      "memory in MiB": Double(space.peakBytesMedian) / 1_048_576,
      "processor time against ecomplexity": results[0].cpuSecondsMinimum
        / results[1].cpuSecondsMinimum,
    ]
    return try BenchRecord(
      "complexity", results: [world, space] + results,
      bars: BenchRecord.Bar.judged("complexity", numbers),
      versions: [
        "python": BenchRecord.words(WorkbookBenchmark.python, ["--version"]),
        "ecomplexity": BenchRecord.words(
          WorkbookBenchmark.python,
          ["-c", "from importlib.metadata import version; print(version('ecomplexity'))"]),
      ])
  }

  /// Runs in fresh processes, the fastest first.
  private static func fastest(
    _ name: String, _ program: String, _ what: String, _ rounds: Int
  ) throws -> Summary {
    let runs = try (0..<rounds).map { _ in try measure(program, ["complexity-world", what]) }
    return Summary(engine: name, runs.sorted { $0.wallSeconds < $1.wallSeconds })
  }

  /// Prints the seconds on the clock from tables in memory: of indices, or of the product space too.
  static func world(_ what: String) throws {
    let tables = try (0..<20).map { try table(250, 5_000, year: $0) }
    let start = DispatchTime.now().uptimeNanoseconds
    let scores = try complexityScores(of: tables, threads: threads)
    var sum = scores.reduce(0.0) { $0 + ($1.eci[3].value ?? 0) }
    if what == "space" {
      for (table, scores) in zip(tables, scores) {
        let presence = try PresenceMatrix(advantagesOf: table)
        let space = try productSpace(
          ProductProximity(presence, threads: threads), scores: scores, threads: threads)
        sum += space.density(3, 5).value ?? 0
      }
    }
    guard sum.isFinite else { throw BenchFailure(words: "no indices") }
    print(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
  }

  /// Prints the rounded indices of a few countries, as the peer does.
  static func small(_ arguments: [String]) throws {
    let sizes = arguments.compactMap(Int.init)
    guard sizes.count == 3 else { throw BenchFailure(words: "COUNTRIES PRODUCTS YEARS") }
    var words: [String] = []
    for year in 0..<sizes[2] {
      let table = try table(sizes[0], sizes[1], year: year)
      let presence = try PresenceMatrix(advantagesOf: table)
      let scores = complexityScores(of: presence)
      let space = try productSpace(
        ProductProximity(presence, threads: threads), scores: scores, threads: threads)
      words.append(String(format: "%.6f", scores.eci[sizes[0] - 1].value ?? 0))
      words.append(String(format: "%.6f", space.density(3, 5).value ?? 0))
    }
    print(words.joined(separator: " "))
  }

  /// A table with nested presence, the same in the peer's script.
  private static func table(_ countries: Int, _ products: Int, year: Int) throws -> ExportTable {
    var values = [Double](repeating: 0, count: countries * products)
    let ability = (0..<countries).map { Int(mix(UInt64($0) + 77) % 100) }
    let difficulty = (0..<products).map { Int(mix(UInt64($0) + 1_234_567) % 100) }
    for country in 0..<countries {
      for product in 0..<products {
        let drawn = mix(UInt64(year) << 40 | UInt64(country) << 20 | UInt64(product))
        let chance = max(5, min(95, 50 + ability[country] - difficulty[product]))
        guard Int(drawn % 100) < chance else { continue }
        let size = Double((drawn >> 10) % 1_000 + 1)
        values[country * products + product] = size * size
      }
    }
    return try ExportTable(
      countries: (0..<countries).map { String(10_000 + $0) },
      products: (0..<products).map { String(10_000 + $0) }, values: values)
  }

  /// The finaliser of SplitMix (Steele, Lea and Flood 2014).
  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
