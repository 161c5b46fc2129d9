internal import TamgaNumerics
internal import TamgaStatistics

/// The groups of risks of a border region's development.
public enum RiskGroup: String, Sendable, Codable, CaseIterable {
  /// Out-migration, loss of the educated, dependency.
  case sociocultural = "socio-cultural"
  /// Barrier, seasons, concentration of crossings, spread of border time.
  case transport
  /// Products, partners, balance, leakage, informal trade.
  case economic
}

/// Which values of an indicator are the worse ones.
public enum RiskDirection: String, Sendable, Codable, CaseIterable {
  /// A larger value is worse, as of a distance.
  case higher
  /// A smaller value is worse, as of growth.
  case lower
}

/// A risk of a region with the indicator it is read from.
public struct RegionalRisk: Hashable, Sendable {
  /// The region.
  public let region: String
  /// The group.
  public let group: RiskGroup
  /// The id of the indicator behind it.
  public let indicator: String
  /// The indicator's value, in its own unit and with its own sign.
  public let likelihood: Double
  /// Which values of the indicator are worse.
  public let direction: RiskDirection
  /// What is at stake, as population or trade, a larger one always worse.
  public let impact: Double

  /// Creates a risk.
  public init(
    region: String, group: RiskGroup, indicator: String, likelihood: Double,
    direction: RiskDirection = .higher, impact: Double
  ) {
    self.region = region
    self.group = group
    self.indicator = indicator
    self.likelihood = likelihood
    self.direction = direction
    self.impact = impact
  }
}

/// A graded risk.
public struct GradedRisk: Hashable, Sendable {
  /// The risk.
  public let risk: RegionalRisk
  /// 1, 2 or 3 by the third of the percentile among regions.
  public let likelihoodGrade: Int
  /// 1, 2 or 3, likewise.
  public let impactGrade: Int

  /// Likelihood × impact, `1...9`.
  public var grade: Int { likelihoodGrade * impactGrade }
}

/// Returns risks graded by percentiles among the regions with the same indicator, the gravest first.
///
///     grade = likelihood × impact, each 1–3 by thirds of rank / (n + 1)
///
/// The ranks of likelihood rise with the value where a larger one is worse, and fall with it where a
/// smaller one is; those of impact always rise.
///
/// - Parameter risks: each region and indicator once, each with the id of its indicator.
/// - Returns: by falling grade, then region and indicator.
/// - Throws: ``PoleError``: a risk without indicator is an assertion and is refused, and so is an
///   indicator that is worse in one row when it is high and in another when it is low.
/// - Source: the risk groups of Tapalova et al. (2024).
public func riskRegister(_ risks: [RegionalRisk]) throws(PoleError) -> [GradedRisk] {
  var seen: Set<[String]> = []
  for (row, risk) in risks.enumerated() {
    guard !risk.indicator.isEmpty else { throw .unknownName("") }
    guard risk.likelihood.isFinite, risk.impact.isFinite else {
      throw .notFinite(what: risk.indicator, row: row)
    }
    guard seen.insert([risk.region, risk.indicator]).inserted else {
      throw .duplicateName(risk.region + "/" + risk.indicator)
    }
  }
  var graded: [GradedRisk] = []
  for (indicator, members) in Dictionary(grouping: risks, by: \.indicator)
    .sorted(by: { $0.key < $1.key })
  {
    let direction = members[0].direction
    guard members.allSatisfy({ $0.direction == direction }) else {
      throw .mixedDirections(indicator)
    }
    let sign: Double = direction == .higher ? 1 : -1
    let likelihoods = grades(members.map { sign * $0.likelihood })
    let impacts = grades(members.map(\.impact))
    for (place, risk) in members.enumerated() {
      graded.append(
        GradedRisk(risk: risk, likelihoodGrade: likelihoods[place], impactGrade: impacts[place]))
    }
  }
  return graded.sorted {
    (-$0.grade, $0.risk.region, $0.risk.indicator)
      < (-$1.grade, $1.risk.region, $1.risk.indicator)
  }
}

private func grades(_ values: [Double]) -> [Int] {
  let size = Double(values.count + 1)
  return averageRanks(values).map { $0 / size > 2.0 / 3 ? 3 : $0 / size > 1.0 / 3 ? 2 : 1 }
}
