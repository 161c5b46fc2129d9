internal import TamgaNumerics

/// What is known of an industry of a region.
public struct IndustryProfile: Hashable, Sendable {
  /// The region.
  public let region: String
  /// The industry.
  public let industry: String
  /// Backward linkage relative to the mean (power of dispersion).
  public let backward: Double?
  /// Forward linkage relative to the mean, with the definition it follows.
  public let forward: Double?
  /// Growth in the region.
  public let growth: Double?
  /// The median growth of industries in the nation.
  public let nationalMedianGrowth: Double?
  /// The location quotient.
  public let locationQuotient: Double?
  /// Exports over output of the industry, where it is known.
  public let exportShare: Double?

  /// Creates a profile.
  public init(
    region: String, industry: String, backward: Double?, forward: Double?, growth: Double?,
    nationalMedianGrowth: Double?, locationQuotient: Double?, exportShare: Double? = nil
  ) {
    self.region = region
    self.industry = industry
    self.backward = backward
    self.forward = forward
    self.growth = growth
    self.nationalMedianGrowth = nationalMedianGrowth
    self.locationQuotient = locationQuotient
    self.exportShare = exportShare
  }
}

/// How many of the four tests of a propulsive industry are passed.
public struct PropulsiveTests: Hashable, Sendable {
  /// The region.
  public let region: String
  /// The industry.
  public let industry: String
  /// Each test: passed, failed, or nil where a number is missing.
  public let pullsSuppliers: Bool?
  /// Whether it pushes customers.
  public let pushesCustomers: Bool?
  /// Whether it grows faster than the median industry of the nation.
  public let growsFaster: Bool?
  /// Whether the region is specialised in it.
  public let isSpecialised: Bool?

  /// The tests passed, `0...4`; those that could not be made are not passed.
  public var passed: Int { tests.count { $0 == true } }
  /// The tests that could not be made.
  public var unknown: Int { tests.count { $0 == nil } }

  private var tests: [Bool?] { [pullsSuppliers, pushesCustomers, growsFaster, isSpecialised] }
}

/// Returns the four tests of a propulsive industry.
///
///     backward > 1;  forward > 1;  growth > national median;  LQ > 1
///
/// - Parameter profiles: industries of regions, each pair once.
/// - Returns: tests in the order of the profiles.
/// - Throws: ``PoleError/duplicateName(_:)``, ``PoleError/notFinite(what:row:)``.
/// - Source: Perroux (1955), Note sur la notion de pôle de croissance; Boudeville (1966), Problems of
///   Regional Economic Planning.
public func propulsiveTests(_ profiles: [IndustryProfile]) throws(PoleError) -> [PropulsiveTests] {
  var seen: Set<[String]> = []
  var results: [PropulsiveTests] = []
  for (row, profile) in profiles.enumerated() {
    guard seen.insert([profile.region, profile.industry]).inserted else {
      throw .duplicateName(profile.region + "/" + profile.industry)
    }
    for value in [
      profile.backward, profile.forward, profile.growth, profile.nationalMedianGrowth,
      profile.locationQuotient,
    ] {
      if let value, !value.isFinite { throw .notFinite(what: "industry", row: row) }
    }
    var faster: Bool?
    if let growth = profile.growth, let median = profile.nationalMedianGrowth {
      faster = growth > median
    }
    results.append(
      PropulsiveTests(
        region: profile.region, industry: profile.industry,
        pullsSuppliers: profile.backward.map { $0 > 1 },
        pushesCustomers: profile.forward.map { $0 > 1 }, growsFaster: faster,
        isSpecialised: profile.locationQuotient.map { $0 > 1 }))
  }
  return results
}

/// The classes of places by what drives them.
public enum PoleClass: String, Sendable, Codable, CaseIterable {
  /// A pole: a propulsive industry with three tests or more, and three dimensions in the top quarter.
  case pole
  /// A node: one of the two.
  case node
  /// Neither.
  case none
}
