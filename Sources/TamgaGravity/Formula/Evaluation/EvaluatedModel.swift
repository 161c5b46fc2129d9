/// The columns that say which unit and period a row is of.
public struct PanelKey: Sendable, Hashable {
  /// The columns that together name the unit, as exporter and importer.
  public let units: [String]
  /// The column of periods: whole numbers, one apart.
  public let time: String

  /// Declares a key.
  public init(units: [String], time: String) {
    self.units = units
    self.time = time
  }

  /// The key of a panel of pairs.
  public init(exporter: String, importer: String, time: String) {
    self.init(units: [exporter, importer], time: time)
  }
}

/// What belongs to a model beside its formula.
public struct EvaluationOptions: Sendable, Hashable {
  /// What is done with a weight below zero.
  public enum NegativeWeights: Sendable, Hashable {
    /// The model is refused, with the first such row.
    case refuse
    /// The rows are dropped and counted.
    case drop
  }

  /// The weights, an expression; nil for 1.
  ///
  /// Rows of weight 0 are left to the estimation.
  public var weights: String?
  /// The offset, an expression; nil for 0.
  public var offset: String?
  /// The rows to keep, an expression that is not 0; lags still look at the others.
  public var filter: String?
  /// The clusters, as in `exporter^importer`.
  public var clusters: [String]
  /// The panel key that lags and leads look along.
  public var panel: PanelKey?
  /// What is done with a weight below zero.
  public var negativeWeights: NegativeWeights

  /// Creates options.
  public init(
    weights: String? = nil, offset: String? = nil, filter: String? = nil,
    clusters: [String] = [], panel: PanelKey? = nil, negativeWeights: NegativeWeights = .refuse
  ) {
    self.weights = weights
    self.offset = offset
    self.filter = filter
    self.clusters = clusters
    self.panel = panel
    self.negativeWeights = negativeWeights
  }

  /// The columns the options need, each once.
  ///
  /// - Throws: ``FormulaError`` when one of the texts is malformed.
  public func columns() throws(FormulaError) -> [ColumnUse] {
    let parsed = try ParsedOptions(self)
    var uses = [parsed.weights, parsed.offset, parsed.filter].compactMap { $0 }
      .flatMap(\.columns).map { ColumnUse(name: $0.name, place: $0.place, isNumber: true) }
    uses += parsed.clusters.flatMap(\.uses)
    if let panel, parsed.needsPanel {
      uses += panel.uses
    }
    return ColumnUse.merged(uses)
  }
}

extension PanelKey {
  /// The columns of the key.
  var uses: [ColumnUse] {
    units.map { ColumnUse(name: $0, place: FormulaPlace(column: 1), isFactor: true) }
      + [ColumnUse(name: time, place: FormulaPlace(column: 1), isNumber: true)]
  }
}

extension Formula {
  /// The columns a formula needs together with its options, each once.
  ///
  /// The panel key is among them when the formula has a lag or a lead.
  ///
  /// - Throws: ``FormulaError`` when a text of the options is malformed.
  public func columns(with options: EvaluationOptions) throws(FormulaError) -> [ColumnUse] {
    var uses = columns + (try options.columns())
    if let panel = options.panel, models.contains(where: \.hasLag) { uses += panel.uses }
    return ColumnUse.merged(uses)
  }
}

extension ModelFormula {
  /// The columns the model needs together with its options, each once.
  ///
  /// - Throws: ``FormulaError`` when a text of the options is malformed.
  package func columns(with options: EvaluationOptions) throws(FormulaError) -> [ColumnUse] {
    var uses = columns + (try options.columns())
    if let panel = options.panel, hasLag { uses += panel.uses }
    return ColumnUse.merged(uses)
  }

  /// Whether it looks at other periods.
  var hasLag: Bool {
    let factors = (terms + endogenous + instruments).flatMap(\.factors)
    return outcome.hasLag || effects.contains { $0.slopes.contains(where: \.hasLag) }
      || factors.contains { factor in
        switch factor {
        case .expression(let expression): expression.hasLag
        case .levels(_, let times, _, _): times?.hasLag ?? false
        }
      }
  }
}

/// The texts of the options, read.
struct ParsedOptions {
  var weights: FormulaExpression?
  var offset: FormulaExpression?
  var filter: FormulaExpression?
  var clusters: [FormulaEffect] = []

  init(_ options: EvaluationOptions) throws(FormulaError) {
    weights = try Self.expression(options.weights, .weights)
    offset = try Self.expression(options.offset, .offset)
    filter = try Self.expression(options.filter, .filter)
    for (number, text) in options.clusters.enumerated() {
      clusters.append(try Self.cluster(text, number))
    }
  }

  var needsPanel: Bool {
    [weights, offset, filter].contains { $0?.hasLag ?? false }
  }

  private static func expression(
    _ text: String?, _ source: FormulaError.Source
  ) throws(FormulaError) -> FormulaExpression? {
    guard let text else { return nil }
    do throws(FormulaError) {
      var parser = FormulaParser(try FormulaLexer.tokens(of: text))
      let expression = try parser.expression()
      try parser.requireEnd()
      return expression
    } catch {
      throw error.inside(source)
    }
  }

  private static func cluster(
    _ text: String, _ number: Int
  ) throws(FormulaError) -> FormulaEffect {
    do throws(FormulaError) {
      var parser = FormulaParser(try FormulaLexer.tokens(of: text))
      let effect = try parser.effect()
      try parser.requireEnd()
      guard effect.slopes.isEmpty else {
        throw FormulaError(
          .notAllowed("a slope in a cluster", instead: effect.levelName), at: effect.place)
      }
      return effect
    } catch {
      throw error.inside(.cluster(number))
    }
  }
}

/// A model with its columns evaluated: what is estimated, and what became of the rows.
public struct EvaluatedModel: Sendable {
  /// The model.
  public let formula: ModelFormula
  /// The columns of the kept rows; every number is finite.
  public var design: Design
  /// The levels of the effects and clusters by name, each name once.
  public let factors: [EncodedFactor]
  /// What became of the rows.
  public let ledger: SampleLedger

  /// The levels of an effect or cluster, as in `exporter^year`.
  public func factor(named name: String) -> EncodedFactor? {
    factors.first { $0.column.name == name }
  }
}
