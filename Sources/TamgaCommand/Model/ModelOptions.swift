internal import ArgumentParser
internal import TamgaData
internal import TamgaGravity
internal import TamgaNumerics
internal import TamgaStudy

/// The family of a model as a command names it.
enum FamilyWord: String, ExpressibleByArgument, CaseIterable {
  case poisson, gaussian, logit, gamma, negbin

  var family: Family {
    switch self {
    case .poisson: .poisson
    case .gaussian: .gaussian
    case .logit: .logit
    case .gamma: .gamma
    case .negbin: .negativeBinomial
    }
  }
}

/// A word of a closed list of the engine, as an argument.
struct Word<Value: RawRepresentable<String> & CaseIterable & Sendable>: ExpressibleByArgument {
  let value: Value

  init(_ value: Value) { self.value = value }

  init?(argument: String) {
    guard let value = Value(rawValue: argument) else { return nil }
    self.value = value
  }

  var defaultValueDescription: String { value.rawValue }

  static var allValueStrings: [String] { Value.allCases.map(\.rawValue) }
}

/// What every command on a model takes.
struct ModelOptions: ParsableArguments {
  @Argument(
    help: "A Parquet file, a delimited text with a header, or a DuckDB file with --table.",
    completion: .file())
  var data: String

  @Option(name: .long, help: "The formula: \"y ~ x1 + x2 | f1 + f2^f3\".")
  var formula: String

  @Option(name: .long, help: "The table of a DuckDB file.")
  var table: String?

  @Option(name: .long, help: "poisson, gaussian, logit, gamma, negbin.")
  var family: FamilyWord = .poisson

  @Option(name: .long, help: "Rows to keep: one SQL expression over the columns of the data.")
  var `where`: String?

  @Option(name: .long, help: "Weights: a column or an expression.")
  var weights: String?

  @Option(name: .long, help: "Offset: a column or an expression.")
  var offset: String?

  @Option(name: .long, help: "The column of exporters; for lags, dyads and bias correction.")
  var exporter: String = "exporter"

  @Option(name: .long, help: "The column of importers.")
  var importer: String = "importer"

  @Option(name: .long, help: "The column of periods.")
  var year: String = "year"

  @Option(name: .long, help: "How separation is looked for: automatic, lp, fit, rectifier.")
  var separation: Word<SeparationOptions.Route> = Word(.automatic)

  @Option(name: .long, help: "Threads; no number depends on them.")
  var threads: Int = 2

  func validate() throws {
    guard (1...256).contains(threads) else {
      throw ValidationError("--threads takes 1 to 256, not \(threads)")
    }
  }

  /// The model with the defaults of the engine.
  func specification() throws -> ModelSpecification {
    var model = ModelSpecification(
      source: try .named(data, table: table), formula: formula, family: family.family)
    model.filter = self.where
    model.weights = weights
    model.offset = offset
    model.roles = FlowRoles(exporter: exporter, importer: importer, time: year)
    model.separation.route = separation.value
    model.threads = threads
    return model
  }
}

/// How standard errors are asked for.
struct InferenceOptions: ParsableArguments {
  @Option(
    name: .long,
    help: """
      iid, hc0, hc1, hc2, hc3, cluster, jackknife (of one --cluster), dyadic, driscoll-kraay, \
      newey-west, conley (with --lat, --lon, --cutoff); without it cluster where clusters are \
      named, else hc1. hc2 and hc3 need a model without fixed effects.
      """)
  var vcov: Word<VarianceChoice>?

  @Option(name: .long, help: "Clusters, as in a^b or a^b,c.")
  var cluster: String?

  @Option(
    name: .long,
    help: "Small-sample convention: stata-ppmlhdfe, stata-reghdfe, fixest, pyfixest, none.")
  var ssc: Word<SmallSample>?

  @Option(name: .long, help: "Lags of driscoll-kraay and newey-west; without it ⌊T^¼⌋.")
  var lags: Int?

  @Option(name: .long, help: "conley: column of latitudes, or of both ends: lat_o,lat_d.")
  var lat: String?

  @Option(name: .long, help: "conley: column of longitudes, or of both ends: lon_o,lon_d.")
  var lon: String?

  @Option(name: .long, help: "conley: kilometres at which the dependence ends.")
  var cutoff: Double?

  @Option(name: .long, help: "conley: the kernel, uniform or bartlett.")
  var kernel = Word(SpatialKernel.uniform)

  @Flag(name: .long, help: "conley: rows of different periods depend on each other too.")
  var allPeriods = false

  func validate() throws {
    if let cutoff, !(cutoff >= 0 && cutoff.isFinite) {
      throw ValidationError("--cutoff takes kilometres from 0, not \(cutoff)")
    }
    if let cluster, Self.list(cluster).contains("") || cluster.isEmpty {
      throw ValidationError("--cluster takes names of columns, as in a^b,c, not \"\(cluster)\"")
    }
    if let lags, lags < 0 { throw ValidationError("--lags takes 0 or more, not \(lags)") }
  }

  func apply(to model: inout ModelSpecification) {
    model.variance = vcov?.value
    model.clusters = cluster.map(Self.list) ?? []
    model.smallSample = ssc?.value
    model.lags = lags
    if let lat, let lon, let cutoff {
      model.conley = ConleyChoice(
        latitudes: Self.list(lat), longitudes: Self.list(lon), cutoffKilometres: cutoff,
        kernel: kernel.value, joinsPeriods: allPeriods)
    }
  }

  private static func list(_ text: String) -> [String] {
    text.split(separator: ",", omittingEmptySubsequences: false).map { String($0.trimmed) }
  }
}

extension Substring {
  /// Without blanks at the ends.
  fileprivate var trimmed: Substring {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}
