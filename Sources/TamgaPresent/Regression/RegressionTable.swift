public import TamgaNumerics

/// Several models side by side: what every renderer of a regression table gets.
///
/// Rows of coefficients come first, then what a reader needs to judge them. No row of the second
/// part can be left out.
public struct RegressionTable: Hashable, Sendable {
  /// What a table shows besides what it must.
  public struct Options: Hashable, Sendable {
    /// Stars for p below 0.1, 0.05, 0.01.
    public var stars: Bool
    /// The 95 % interval below the standard error.
    public var intervals: Bool
    /// Decimal places of coefficients, 0 to 15; a number that would lose its digits gets more.
    public var digits: Int

    /// Creates options: no stars, intervals, three decimals.
    public init(stars: Bool = false, intervals: Bool = true, digits: Int = 3) {
      self.stars = stars
      self.intervals = intervals
      self.digits = min(15, max(0, digits))
    }
  }

  /// A column: a model, or its bias-corrected coefficients.
  public struct Column: Hashable, Sendable {
    /// The place of the model.
    public let model: Int
    /// Whether it shows the corrected coefficients.
    public let isCorrected: Bool
    /// The rows.
    public let coefficients: [CoefficientRow]
    /// What the standard errors are.
    public let seType: VarianceTag
    /// A letter when columns have different kinds of standard errors; equal letters, equal kinds.
    public let mark: String?
  }

  /// The title, in the reader's language.
  public let title: Message
  /// The models.
  public let models: [RegressionModel]
  /// The columns.
  public let columns: [Column]
  /// What is shown.
  public let options: Options

  /// Creates a table; nil of no model.
  public init?(title: Message, models: [RegressionModel], options: Options = Options()) {
    guard !models.isEmpty else { return nil }
    self.title = title
    self.models = models
    self.options = options
    var plain: [(model: Int, isCorrected: Bool, rows: [CoefficientRow])] = []
    for (place, model) in models.enumerated() {
      plain.append((place, false, model.coefficients))
      if case .corrected(_, let rows, _) = model.correction { plain.append((place, true, rows)) }
    }
    var kinds: [ErrorKind] = []
    var marked: [(place: Int, kind: Int, tag: VarianceTag)] = []
    for (place, column) in plain.enumerated() {
      guard let tag = column.rows.first?.seType else { return nil }
      let kind = ErrorKind(tag)
      if !kinds.contains(kind) { kinds.append(kind) }
      marked.append((place, kinds.firstIndex(of: kind) ?? 0, tag))
    }
    columns = marked.map { entry in
      Column(
        model: plain[entry.place].model, isCorrected: plain[entry.place].isCorrected,
        coefficients: plain[entry.place].rows, seType: entry.tag,
        mark: kinds.count > 1 ? RegressionTable.letter(entry.kind) : nil)
    }
  }

  /// The names of all coefficients: the first model's in order, then those new in the next.
  public var terms: [String] {
    var seen: Set<String> = []
    return columns.flatMap { $0.coefficients.map(\.name) }.filter { seen.insert($0).inserted }
  }

  private static func letter(_ place: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return place < letters.count ? String(letters[place]) : "\(place + 1)"
  }

  /// What must agree for two columns' standard errors to be comparable: counts may differ.
  private struct ErrorKind: Hashable {
    let type: VarianceType
    let convention: SmallSample
    let isNormal: Bool
    let dimensions: [String]
    let settings: [VarianceSetting]

    init(_ tag: VarianceTag) {
      type = tag.type
      convention = tag.convention
      isNormal = tag.law == .normal
      dimensions = tag.clusters.map(\.name)
      settings = tag.settings
    }
  }
}
