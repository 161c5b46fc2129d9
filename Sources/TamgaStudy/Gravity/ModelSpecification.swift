public import TamgaData
public import TamgaGravity
public import TamgaNumerics

/// Which variance a model's standard errors come from.
public enum VarianceChoice: String, Sendable, Hashable, CaseIterable {
  /// The inverse information.
  case iid
  /// Robust, without a factor.
  case hc0
  /// Robust.
  case hc1
  /// Robust, scores over √(1 − h); models without fixed effects only.
  case hc2
  /// Robust, scores over 1 − h; models without fixed effects only.
  case hc3
  /// Clusters in one to four dimensions.
  case cluster
  /// The jackknife over one dimension of clusters.
  case jackknife
  /// All pairs of rows that share a country.
  case dyadic
  /// Sums by period with lags.
  case driscollKraay = "driscoll-kraay"
  /// Lags within pairs of exporter and importer.
  case neweyWest = "newey-west"
  /// Rows whose places are near each other.
  case conley
}

/// Where rows are, and how far apart they may be to depend on each other.
public struct ConleyChoice: Sendable, Hashable {
  /// The columns of latitudes in degrees: one, or those of both ends of a flow.
  public var latitudes: [String]
  /// The columns of longitudes, as many.
  public var longitudes: [String]
  /// Where the kernel ends, in kilometres.
  public var cutoffKilometres: Double
  /// The kernel.
  public var kernel: SpatialKernel
  /// Whether rows of different periods depend on each other too; else only those of one period.
  public var joinsPeriods: Bool

  /// Chooses places and distance.
  public init(
    latitudes: [String], longitudes: [String], cutoffKilometres: Double,
    kernel: SpatialKernel = .uniform, joinsPeriods: Bool = false
  ) {
    self.latitudes = latitudes
    self.longitudes = longitudes
    self.cutoffKilometres = cutoffKilometres
    self.kernel = kernel
    self.joinsPeriods = joinsPeriods
  }
}

/// The columns that name a flow's ends and period.
public struct FlowRoles: Sendable, Hashable {
  /// The exporter.
  public var exporter: String
  /// The importer.
  public var importer: String
  /// The period; nil for a cross-section.
  public var time: String?

  /// Names the columns.
  public init(exporter: String, importer: String, time: String?) {
    self.exporter = exporter
    self.importer = importer
    self.time = time
  }
}

/// A model, its data and everything that decides its numbers.
public struct ModelSpecification: Sendable {
  /// Where the rows are.
  public var source: PanelSource
  /// The formula, as in `trade ~ rta | exporter^year + importer^year + exporter^importer`.
  public var formula: String
  /// The family.
  public var family: Family
  /// The variance; nil for clusters where these are named, else HC1.
  public var variance: VarianceChoice?
  /// The clusters, as in `exporter^importer`.
  public var clusters: [String]
  /// The small-sample convention; nil for `stata-ppmlhdfe`, of least squares `stata-reghdfe`.
  public var smallSample: SmallSample?
  /// Lags of Driscoll–Kraay and Newey–West; nil for the fourth root of the number of periods.
  public var lags: Int?
  /// The places of Conley's variance.
  public var conley: ConleyChoice?
  /// The rows to keep: one SQL expression over the columns of the source.
  public var filter: String?
  /// The weights, an expression; nil for 1.
  public var weights: String?
  /// The offset, an expression; nil for 0.
  public var offset: String?
  /// The columns of a flow's ends and period; lags, dyads and bias correction need them.
  public var roles: FlowRoles?
  /// The bias correction asked for.
  public var correction: BiasConvention?
  /// How separation is looked for.
  public var separation: SeparationOptions
  /// Threads; no number depends on them.
  public var threads: Int

  /// Creates a specification with the defaults of the engine.
  public init(source: PanelSource, formula: String, family: Family = .poisson) {
    self.source = source
    self.formula = formula
    self.family = family
    variance = nil
    clusters = []
    smallSample = nil
    lags = nil
    conley = nil
    filter = nil
    weights = nil
    offset = nil
    roles = nil
    correction = nil
    separation = SeparationOptions()
    threads = 1
  }

  /// The variance in force.
  public var varianceInForce: VarianceChoice {
    variance ?? (clusters.isEmpty ? .hc1 : .cluster)
  }

  /// The convention in force.
  public var smallSampleInForce: SmallSample {
    smallSample ?? (family == .gaussian ? .stataREGHDFE : .stataPPMLHDFE)
  }

  /// The formula's options: weights, offset, clusters, the panel key, and as further factors what
  /// variance and bias correction look at.
  var evaluation: EvaluationOptions {
    var factors = clusters
    if let roles, needsRoles {
      factors += [roles.exporter, roles.importer] + (roles.time.map { [$0] } ?? [])
    }
    if varianceInForce == .conley, let conley {
      factors += conley.latitudes + conley.longitudes
      if !conley.joinsPeriods, let time = roles?.time { factors.append(time) }
    }
    var seen: Set<String> = []
    return EvaluationOptions(
      weights: weights, offset: offset, clusters: factors.filter { seen.insert($0).inserted },
      panel: panelKey)
  }

  /// Whether rows must know their exporter, importer and period.
  var needsRoles: Bool {
    let choices: [VarianceChoice] = [.dyadic, .driscollKraay, .neweyWest]
    return correction != nil || choices.contains(varianceInForce)
  }

  private var panelKey: PanelKey? {
    guard let roles, let time = roles.time else { return nil }
    return PanelKey(exporter: roles.exporter, importer: roles.importer, time: time)
  }
}
