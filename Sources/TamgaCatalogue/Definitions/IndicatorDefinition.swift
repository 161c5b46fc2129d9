internal import TamgaNumerics

/// An indicator: its name, what it takes, how it treats gaps, its source, its formula.
public struct IndicatorDefinition: Sendable, CustomStringConvertible {
  package typealias Computation =
    @Sendable (IndicatorTables, IndicatorContext) throws -> [Measurement]

  /// The id, as in `flow.turnover.sum`; another formula has another id.
  public let id: String
  /// The group of the catalogue.
  public let group: IndicatorGroup
  /// The formula as text.
  public let formula: String
  /// The formula in TeX.
  public let tex: String
  /// The tables it takes.
  public let tables: [InputTable]
  /// The inputs of the scalar form ``evaluate(_:)``, where there is one.
  public let inputs: IndicatorInputs?
  /// The unit of the result.
  public let unit: IndicatorUnit
  /// The rule for zeros.
  public let zeroRule: ZeroRule
  /// The rule for uncertainty.
  public let varianceRule: VarianceRule
  /// Where the definition stands.
  public let citations: [String]
  /// Whether more is better.
  public let direction: IndicatorDirection
  /// The profiles whose definition of its family this is.
  public let profiles: Set<IndicatorProfile>
  /// Whether this is the house's default of its family.
  public let isStandard: Bool
  /// Switches other than the variant.
  public let choices: [IndicatorChoice]
  /// Worked values with their sources.
  public let examples: [WorkedExample]
  /// What a reader of the formula page should know: how it differs from others, a trap.
  public let note: String

  let compute: Computation
  let scalar: (@Sendable ([ExactDecimal]) throws -> Outcome<IndicatorValue>)?

  /// Creates a definition.
  package init(
    _ id: String, _ group: IndicatorGroup, formula: String, tex: String, tables: [InputTable],
    unit: IndicatorUnit, rules: (ZeroRule, VarianceRule), citations: [String],
    direction: IndicatorDirection = .neutral, profiles: Set<IndicatorProfile> = [],
    isStandard: Bool = false, choices: [IndicatorChoice] = [.duplicates],
    examples: [WorkedExample], note: String = "", scalar: ScalarForm? = nil,
    compute: @escaping Computation
  ) {
    self.id = id
    self.group = group
    self.formula = formula
    self.tex = tex
    self.tables = tables
    inputs = scalar?.inputs
    self.unit = unit
    (zeroRule, varianceRule) = rules
    self.citations = citations
    self.direction = direction
    self.profiles = profiles
    self.isStandard = isStandard
    self.choices = choices
    self.examples = examples
    self.note = note
    self.compute = compute
    self.scalar = scalar?.compute
  }

  /// The id.
  public var description: String { id }

  /// The key of the name in the string catalogues, as in `indicator.flow.turnover.sum`.
  public var nameKey: String { "indicator." + id }

  /// The sources in one line.
  public var citation: String { citations.joined(separator: "; ") }

  /// The id without its variant, as in `flow.turnover`.
  public var family: String {
    id.split(separator: ".").dropLast().joined(separator: ".")
  }
}
