internal import Foundation
internal import TamgaIndicators
internal import TamgaNumerics

/// Moran's I with 1,000 permutations on 10,000 regions of eight neighbours, beside esda of PySAL.
enum MoranBenchmark {
  private static let side = 100
  private static let draws = 1_000

  static func run(rounds: Int) throws -> BenchRecord {
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    let timed = try (0..<rounds).map { _ in try measure(program, ["moran-seconds"]) }
    let test = Summary(
      engine: "permutations", timed.sorted { $0.wallSeconds < $1.wallSeconds })
    let size = [String(side), String(draws)]
    let results = try compare(
      [
        Engine(name: "tamga", executable: program, arguments: ["moran-value"]),
        Engine(
          name: "esda", executable: WorkbookBenchmark.python,
          arguments: [WorkbookBenchmark.peer("moran_esda")] + size),
      ], rounds: rounds)
    guard results[0].output == results[1].output else {
      throw BenchFailure(words: "esda found \(results[1].output), tamga \(results[0].output)")
    }
    let numbers = [
      "seconds, 1,000 permutations of 10,000 regions": Double(test.output) ?? .infinity,
      "processor time against esda": results[0].cpuSecondsMinimum / results[1].cpuSecondsMinimum,
    ]
    return try BenchRecord(
      "moran", results: [test] + results, bars: BenchRecord.Bar.judged("moran", numbers),
      versions: [
        "python": BenchRecord.words(WorkbookBenchmark.python, ["--version"]),
        "esda": BenchRecord.words(
          WorkbookBenchmark.python,
          ["-c", "from importlib.metadata import version; print(version('esda'))"]),
      ])
  }

  /// Prints the seconds on the clock of the test, from values and neighbours in memory.
  static func seconds() throws {
    let (values, weights) = try regions()
    let start = DispatchTime.now().uptimeNanoseconds
    let result = try spatialAssociation(
      .moran, of: values, weights: weights, draws: draws, seed: 1, threads: 2)
    let end = DispatchTime.now().uptimeNanoseconds
    guard result.probability.value != nil else { throw BenchFailure(words: "no p-value") }
    print(Double(end - start) / 1e9)
  }

  /// Prints Moran's I, tested too, as the peer does.
  static func value() throws {
    let (values, weights) = try regions()
    let result = try spatialAssociation(
      .moran, of: values, weights: weights, draws: draws, seed: 1, threads: 2)
    print(String(format: "%.9f", result.value.value ?? .nan))
  }

  /// Regions on a torus, whose values follow their place and their number.
  private static func regions() throws -> (values: [RegionValue], weights: SpatialWeights) {
    let names = (0..<side * side).map { String(10_000 + $0) }
    var links: [SpatialLink] = []
    for row in 0..<side {
      for column in 0..<side {
        for down in [side - 1, 0, 1] {
          for right in [side - 1, 0, 1] where down != 0 || right != 0 {
            let other = (row + down) % side * side + (column + right) % side
            links.append(SpatialLink(from: names[row * side + column], to: names[other]))
          }
        }
      }
    }
    let values = names.indices.map { place in
      RegionValue(
        region: names[place], value: Double(place / side % 10 + place * 7_919 % 101))
    }
    return (values, try SpatialWeights(regions: names, links: links))
  }
}
