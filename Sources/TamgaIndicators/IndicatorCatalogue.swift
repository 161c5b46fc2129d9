package import TamgaCatalogue
internal import TamgaComposites
internal import TamgaPlaces
internal import TamgaProduction
internal import TamgaRegions

/// All indicators of the house.
public enum IndicatorCatalogue {
  /// The indicators in the order of the catalogue.
  public static let all: [IndicatorDefinition] =
    FlowIndicators.all + PartnerRanking.all + GrowthIndicators.all
    + ConcentrationIndicators.all
    + PriceIndicators.all + VarietyIndicators.all + InequalityIndicators.all + SpatialGini.all
    + ComparativeAdvantage.all + LocationQuotients.all + RegionalSpecialisation.all
    + ClusterIndicators.all + MarketShares.all + bilateral + mirror + structures + regions

  private static let regions: [IndicatorDefinition] =
    ShiftShareIndicators.all + ConvergenceIndicators.all + MobilityIndicators.all
    + SpatialIndicators.all + LabourIndicators.all + StatisticsIndicators.all
    + CompositeIndicators.all

  private static let bilateral: [IndicatorDefinition] =
    TradeIntensity.all + StructureOverlap.all + IntraIndustry.all + TradeMargins.all
    + [TradeSurvival.definition] + GroupTrade.all + PotentialIndicators.all + FactorPotential.all

  private static let structures: [IndicatorDefinition] =
    ComplexityIndicators.all + GravitationIndicators.all + FieldIndicators.all
    + MarketIndicators.all + PlaceIndicators.all + ContactIndicators.all + ReachIndicators.all
    + NetworkPotential.all + BarrierMeasures.all + PoleIndicators.all + PeripheryIndicators.all
    + ZoneIndicators.all + AxisIndicators.all + AxisDiscovery.all + InputOutputIndicators.all

  private static let mirror: [IndicatorDefinition] =
    MirrorIndicators.all + FreightModels.all + ReconciliationIndicators.all + GapModels.all
    + [HiddenTradeLedger.definition]

  private static let places = Dictionary(
    all.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })

  /// The indicator with an id.
  public static func indicator(_ id: String) -> IndicatorDefinition? {
    places[id].map { all[$0] }
  }

  /// The indicators of a family, as in `concentration.hhi`, in the order of the catalogue.
  public static func family(_ name: String) -> [IndicatorDefinition] {
    all.filter { $0.family == name }
  }

  /// What an id or a family stands for under a profile.
  ///
  /// - Parameters:
  ///   - text: an id, which wins over the profile, or a family without its variant.
  ///   - profile: the source whose definitions are asked for.
  /// - Returns: the indicators, or why there are none.
  public static func resolve(_ text: String, as profile: IndicatorProfile?) -> Resolution {
    if let exact = indicator(text) {
      let others = family(exact.family).filter { profile.map($0.profiles.contains) ?? false }
      let overrides = !others.isEmpty && !others.contains { $0.id == text }
      return .found([exact], overridesProfile: overrides)
    }
    let variants = family(text)
    if variants.isEmpty { return .unknown }
    if let profile {
      let chosen = variants.filter { $0.profiles.contains(profile) }
      if !chosen.isEmpty { return .found(chosen, overridesProfile: false) }
      let standard = variants.filter(\.isStandard)
      if !standard.isEmpty { return .found(standard, overridesProfile: false) }
    }
    return variants.count == 1
      ? .found(variants, overridesProfile: false) : .variantMissing(variants.map(\.id))
  }

  /// The answer to ``resolve(_:as:)``.
  public enum Resolution: Sendable {
    /// The indicators; whether an explicit variant stands against the profile.
    case found([IndicatorDefinition], overridesProfile: Bool)
    /// A family was named whose variants must be told apart.
    case variantMissing([String])
    /// No indicator and no family has this name.
    case unknown
  }
}
