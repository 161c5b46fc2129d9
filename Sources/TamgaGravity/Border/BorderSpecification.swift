/// A gravity formula for a border question, and what to check before it is estimated.
///
/// The columns' names are the analyst's own; the formula language is that of the models.
public struct BorderSpecification: Hashable, Sendable {
  /// What is asked.
  public enum Question: Hashable, Sendable {
    /// One common effect of crossing a border, from an indicator of i ≠ j: exporter- and
    /// importer-year effects, no pair effects.
    case borderEffect(indicator: String, controls: [String])
    /// How the border effect changed over time: the indicator by period, with pair effects; the
    /// first period is the reference.
    case borderChange(indicator: String, controls: [String], reference: String)
    /// A union, phased in over lags, with pair effects.
    case unionEffect(indicator: String, lags: [Int], controls: [String])
    /// The elasticity of trade to crossing hours.
    case delayElasticity(hours: String, controls: [String], pairEffects: Bool)
  }

  /// The names of the panel's columns.
  public struct Columns: Hashable, Sendable {
    /// The value of trade.
    public let trade: String
    /// The exporter.
    public let exporter: String
    /// The importer.
    public let importer: String
    /// The period.
    public let period: String

    /// Creates names.
    public init(trade: String, exporter: String, importer: String, period: String) {
      self.trade = trade
      self.exporter = exporter
      self.importer = importer
      self.period = period
    }
  }

  /// What is asked.
  public let question: Question
  /// The columns.
  public let columns: Columns

  /// Creates a specification.
  public init(_ question: Question, columns: Columns) {
    self.question = question
    self.columns = columns
  }

  /// Whether pair effects are absorbed.
  public var hasPairEffects: Bool {
    switch question {
    case .borderEffect: false
    case .borderChange, .unionEffect: true
    case .delayElasticity(_, _, let pairEffects): pairEffects
    }
  }

  /// The formula, as in
  /// `trade ~ union + lag(union,3) | exporter^year + importer^year + exporter^importer`.
  public var formula: String {
    let names = columns
    var effects = ["\(names.exporter)^\(names.period)", "\(names.importer)^\(names.period)"]
    if hasPairEffects { effects.append("\(names.exporter)^\(names.importer)") }
    let terms: [String] =
      switch question {
      case .borderEffect(let indicator, let controls): [indicator] + controls
      case .borderChange(let indicator, let controls, let reference):
        ["i(\(names.period), \(indicator), ref = \(reference))"] + controls
      case .unionEffect(let indicator, let lags, let controls):
        [indicator]
          + lags.filter { $0 != 0 }.map { lag in
            lag > 0 ? "lag(\(indicator),\(lag))" : "lead(\(indicator),\(-lag))"
          } + controls
      case .delayElasticity(let hours, let controls, _): ["log(\(hours))"] + controls
      }
    return "\(names.trade) ~ " + terms.joined(separator: " + ") + " | "
      + effects.joined(separator: " + ")
  }
}
