/// All indicators of the house.
public enum IndicatorCatalogue {
  /// The indicators in the order of the catalogue.
  public static let all: [IndicatorDefinition] =
    FlowIndicators.all + GrowthIndicators.all + ConcentrationIndicators.all

  /// The indicator with an id.
  public static func indicator(_ id: String) -> IndicatorDefinition? {
    all.first { $0.id == id }
  }
}
