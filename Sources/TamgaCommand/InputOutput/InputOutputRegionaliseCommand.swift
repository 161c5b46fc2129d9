internal import ArgumentParser
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// The quotients by which coefficients are reduced, by name.
enum QuotientName: String, ExpressibleByArgument, CaseIterable {
  case slq, cilq, flq, aflq
}

/// `tamga io regionalise`: a region's coefficients from the nation's.
struct InputOutputRegionaliseCommand: TableCommand {
  static let schema = "io.regionalise"
  static let configuration = CommandConfiguration(
    commandName: "regionalise",
    abstract: "A region's input coefficients by location quotients: SLQ, CILQ, FLQ, AFLQ.",
    discussion: """
      Z.csv and --final-demand are the nation's, as for `tamga io analyse`. --employment has a first \
      column of sectors and the columns region and nation. The coefficients are estimates: with FLQ \
      and AFLQ the multipliers are also given for δ from 0.15 to 0.35.
      """)

  @Argument(help: "Deliveries between the nation's sectors.", completion: .file())
  var deliveries: String

  @Option(name: .long, help: "The nation's final demand by sector.", completion: .file())
  var finalDemand: String

  @Option(name: .long, help: "Employment of region and nation by sector.", completion: .file())
  var employment: String

  @Option(name: .long, help: "slq, cilq, flq, aflq.")
  var method: QuotientName = .flq

  @Option(name: .long, help: "δ of FLQ and AFLQ, at least 0, below 1.")
  var delta = 0.25

  @OptionGroup var options: TableOptions

  func answer() throws -> RegionaliseResult {
    let files = InputOutputFiles(options: options.reading)
    let (sectors, values) = try files.deliveries(deliveries)
    let demand = try files.totals(finalDemand, of: sectors)
    let jobs = try files.columns(["region", "nation"], employment, of: sectors)
    return try withEngine(deliveries) {
      let table = try InputOutputTable(
        sectors: sectors, deliveries: values, finalDemand: demand)
      return try RegionaliseResult(
        model: InputOutputModel(table), region: jobs[0], nation: jobs[1], method: method,
        delta: delta)
    }
  }
}

/// A region's coefficients and what they hang on.
struct RegionaliseResult: CommandAnswer {
  /// The fan of δ.
  static let deltas = [0.15, 0.2, 0.25, 0.3, 0.35]

  let sectors: [String]
  let method: QuotientName
  let delta: Double
  let found: RegionalCoefficients
  let multipliers: [Double?]
  /// Least and most output multiplier of each sector over the fan; nil for SLQ and CILQ.
  let fan: [(least: Double, most: Double)?]

  init(
    model: InputOutputModel, region: [Double], nation: [Double], method: QuotientName,
    delta: Double
  ) throws {
    let count = model.count
    func coefficients(_ delta: Double) throws -> RegionalCoefficients {
      try regionalCoefficients(
        national: model.technical, regional: region, nation: nation,
        method: method.kind(delta: delta))
    }
    let chosen = try coefficients(delta)
    let absent = Set(chosen.absent)
    func columnSums(_ found: RegionalCoefficients) throws -> [Double?] {
      try outputMultipliers(found.coefficients, count: count).enumerated().map {
        absent.contains($0.offset) ? nil : $0.element
      }
    }
    let hasFan = method == .flq || method == .aflq
    let runs = hasFan ? try Self.deltas.map { try columnSums(coefficients($0)) } : []
    sectors = model.table.sectors
    self.method = method
    self.delta = delta
    found = chosen
    multipliers = try columnSums(chosen)
    fan = (0..<count).map { place in
      let values = runs.compactMap { $0[place] }
      guard let least = values.min(), let most = values.max() else { return nil }
      return (least, most)
    }
  }

  var json: JSONValue {
    let count = sectors.count
    return .object([
      "sectors": .array(sectors.map { .string($0) }), "method": .string(method.rawValue),
      "delta": method == .flq || method == .aflq ? .number(delta) : .null, "estimate": .bool(true),
      "coefficients": .matrix(found.coefficients, width: count),
      "quotients": .matrix(found.quotients, width: count),
      "simple": .array(found.simple.map { .number($0) }), "size_factor": .number(found.sizeFactor),
      "capped": .integer(found.capped),
      "absent": .array(found.absent.map { .string(sectors[$0]) }),
      "multipliers": .array(multipliers.map { .optional($0) }),
      "multiplier_fan": .array(
        fan.map { $0.map { .array([.number($0.least), .number($0.most)]) } ?? .null }),
    ])
  }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    let header = ["io.sector", "io.quotient", "io.multiplier", "io.multiplier.fan"].map {
      localiser.text($0)
    }
    return TerminalTable(
      header: header,
      rows: sectors.indices.map { place in
        [
          sectors[place], localiser.numbers.string(found.simple[place], digits: 3),
          multipliers[place].map { localiser.numbers.string($0, digits: 3) }
            ?? localiser.reason("zero-denominator"),
          fan[place].map {
            [$0.least, $0.most].map { localiser.numbers.string($0, digits: 3) }
              .joined(separator: " … ")
          } ?? "",
        ]
      }
    ).text(style)
  }
}

extension QuotientName {
  func kind(delta: Double) -> LocationQuotientMethod {
    switch self {
    case .slq: .slq
    case .cilq: .cilq
    case .flq: .flq(delta: delta)
    case .aflq: .aflq(delta: delta)
    }
  }
}
