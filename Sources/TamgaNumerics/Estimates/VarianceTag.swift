/// How a variance was estimated.
public enum VarianceType: String, Hashable, Sendable, Codable, CaseIterable {
  /// The inverse information, times the residual variance for least squares.
  case iid
  /// Robust to heteroskedasticity, without a factor (White 1980).
  case hc0
  /// The same with the factor of the convention.
  case hc1
  /// Scores divided by √(1 − h).
  case hc2
  /// Scores divided by 1 − h.
  case hc3
  /// Sums of scores by cluster, one way or several.
  case cluster
  /// The jackknife over clusters.
  case jackknife
  /// All pairs of rows that share a country.
  case dyadic
  /// Cross-sectional sums with lags (Driscoll and Kraay 1998).
  case driscollKraay = "driscoll-kraay"
  /// Lags within a unit (Newey and West 1987).
  case neweyWest = "newey-west"
  /// Spatial weights by distance (Conley 1999).
  case conley
  /// Adjusted for incidental parameters (Weidner and Zylkin 2021).
  case adjusted
}

/// The named small-sample rules.
public enum SmallSample: String, Hashable, Sendable, Codable, CaseIterable {
  /// As Stata's ppmlhdfe: asymptotic factors and the normal law.
  case stataPPMLHDFE = "stata-ppmlhdfe"
  /// As Stata's reghdfe.
  case stataREGHDFE = "stata-reghdfe"
  /// As R's fixest.
  case fixest
  /// As Python's pyfixest.
  case pyfixest
  /// No factor, the normal law.
  case none
}

/// The law against which a statistic is read.
public enum ReferenceLaw: Hashable, Sendable, Codable {
  /// The standard normal law.
  case normal
  /// Student's t with degrees of freedom, at least 1.
  case student(Double)

  /// The law as text: `normal`, `t(29)`.
  public var text: String {
    switch self {
    case .normal: return "normal"
    case .student(let df):
      let whole = df.rounded() == df && df.magnitude < 1e15
      return whole ? "t(\(Int(df)))" : "t(\(df))"
    }
  }

  /// The probability beyond ±statistic.
  public func twoSided(_ statistic: Double) -> Double {
    switch self {
    case .normal: return NormalDistribution.twoSided(statistic)
    case .student(let df):
      return StudentDistribution(degreesOfFreedom: df)?.twoSided(statistic)
        ?? NormalDistribution.twoSided(statistic)
    }
  }

  /// The value that ± encloses a probability, as in 1.96 for 0.95.
  ///
  /// - Parameter level: strictly between 0 and 1.
  /// - Returns: a positive number; that of the normal law at 0.95 when the level is out of range.
  public func critical(level: Double = 0.95) -> Double {
    let probability = 0.5 + level / 2
    let value: Outcome<Double> =
      switch self {
      case .normal: NormalDistribution.quantile(probability)
      case .student(let df):
        StudentDistribution(degreesOfFreedom: df)?.quantile(probability)
          ?? NormalDistribution.quantile(probability)
      }
    return value.value ?? 1.959_963_984_540_054
  }
}

/// A dimension of clustering and how many clusters it has in the rows kept.
public struct ClusterCount: Hashable, Sendable, Codable {
  /// The name as in the formula, as in `exporter^importer`.
  public let name: String
  /// The clusters with at least one row.
  public let count: Int

  /// Creates a count.
  public init(name: String, count: Int) {
    self.name = name
    self.count = count
  }
}

/// A setting of a variance that a reader must know.
public enum VarianceSetting: Hashable, Sendable, Codable {
  /// Lags of a Bartlett kernel over time.
  case lags(Int)
  /// The distance between neighbouring periods, in the units of the time column.
  case periodStep(Int)
  /// The distance at which a spatial kernel ends.
  case cutoff(kilometres: Double)
  /// The spatial kernel: `uniform`, `bartlett`.
  case kernel(String)
  /// Whose distance counts: `exporter`, `importer`, `product`.
  case unit(String)
}

/// What a standard error is: it travels with every coefficient.
///
/// No member can be left out, so that no coefficient exists without the kind of its standard error.
public struct VarianceTag: Hashable, Sendable, Codable {
  /// The estimator.
  public let type: VarianceType
  /// The small-sample convention.
  public let convention: SmallSample
  /// The reference law of p-values and intervals.
  public let law: ReferenceLaw
  /// The factors by which the variance was multiplied, in the order they are named: observations
  /// and parameters first, clusters second.
  public let factors: [Double]
  /// The dimensions of clustering.
  public let clusters: [ClusterCount]
  /// Lags, cut-offs, kernels.
  public let settings: [VarianceSetting]
  /// Whether negative eigenvalues were set to 0.
  public let psdFixed: Bool

  /// Creates a tag.
  public init(
    type: VarianceType, convention: SmallSample, law: ReferenceLaw, factors: [Double],
    clusters: [ClusterCount], settings: [VarianceSetting], psdFixed: Bool
  ) {
    self.type = type
    self.convention = convention
    self.law = law
    self.factors = factors
    self.clusters = clusters
    self.settings = settings
    self.psdFixed = psdFixed
  }
}
