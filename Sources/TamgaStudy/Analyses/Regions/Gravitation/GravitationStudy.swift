internal import TamgaIndicators
internal import TamgaNumerics
public import TamgaPresent

/// How strongly regions draw each other: gravitation of pairs with its fan over masses, distances and
/// exponents, and the potential of each place with its part from over the border.
public enum GravitationAnalysis: Analysis {
  /// The id.
  public static let id = "region.gravitation"
  /// The version.
  public static let version = 2

  /// Nothing of the warehouse: the pairs are a table beside the study.
  public static func inputs(_ parameters: GravitationParameters) -> [TableRequest] { [] }

  /// Computes index, fan and potentials.
  public static func run(_ tables: Tables, _ parameters: GravitationParameters, step: String) throws
    -> AnalysisResult
  {
    let table = parameters.table
    return try withEngine(table.file.path) {
      let pairs = try table.pairs()
      let grid =
        parameters.exponents.isEmpty ? RegionPairs.standardExponents : parameters.exponents
      let (places, kinds) = try table.places(countThemselves: parameters.countThemselves)
      let fields = try kinds.map { kind in
        (
          kind.name,
          try potentialField(places, distances: kind.cells, decay: parameters.function(kind))
        )
      }
      var presentation = GravitationPresentation(
        parameters: parameters, step: step, pairs: pairs,
        index: try pairs.gravitation(exponent: parameters.exponents.first ?? 2),
        fan: try pairs.fan(exponents: grid), places: places, fields: fields)
      return presentation.result().named(by: parameters.names)
    }
  }
}
