/// A linear programme, with whole numbers where columns ask for them.
///
///     minimise (or maximise)  Σ cⱼ xⱼ + offset
///     subject to              Lᵢ ≤ Σ aᵢⱼ xⱼ ≤ Uᵢ   for each row i
///                             lⱼ ≤ xⱼ ≤ uⱼ          for each column j, some xⱼ whole
///
/// A bound that does not bind is infinite; one number on both sides makes an equality. A lower bound
/// above the upper one is no error: nothing meets it, so the programme is infeasible. What cannot be
/// a programme at all (an index out of range, NaN) is told by `validate()` and by every solver.
///
///     var mix = LinearProgramme(.maximise)
///     let doors = mix.addColumn(cost: 3)
///     let windows = mix.addColumn(cost: 5)
///     mix.addRow([.init(doors, 3), .init(windows, 2)], upper: 18)
public struct LinearProgramme: Hashable, Sendable {
  /// Whether less or more of the objective is better.
  public enum Direction: Sendable {
    /// Less is better.
    case minimise
    /// More is better.
    case maximise
  }

  /// One unknown.
  public struct Column: Hashable, Sendable {
    /// The least value, finite or −∞.
    public var lower: Double
    /// The greatest value, finite or +∞.
    public var upper: Double
    /// The part of the objective for each unit.
    public var cost: Double
    /// Whether only whole numbers count.
    public var isInteger: Bool
    /// What a reader calls it.
    public var name: String?
  }

  /// One entry of a row: a coefficient at a column.
  public struct Term: Hashable, Sendable {
    /// The index of the column.
    public var column: Int
    /// The factor.
    public var coefficient: Double

    /// Creates an entry.
    public init(_ column: Int, _ coefficient: Double) {
      self.column = column
      self.coefficient = coefficient
    }
  }

  /// One restriction.
  public struct Row: Hashable, Sendable {
    /// The entries, each column at most once, in any order.
    public var terms: [Term]
    /// The least value, finite or −∞.
    public var lower: Double
    /// The greatest value, finite or +∞.
    public var upper: Double
    /// What a reader calls it.
    public var name: String?
  }

  /// Whether less or more of the objective is better.
  public var direction: Direction
  /// A constant added to the objective.
  public var offset: Double
  /// The unknowns.
  public var columns: [Column] = []
  /// The restrictions.
  public var rows: [Row] = []

  /// Creates a programme without columns and rows.
  public init(_ direction: Direction = .minimise, offset: Double = 0) {
    self.direction = direction
    self.offset = offset
  }

  /// Whether some column takes whole numbers only.
  public var isInteger: Bool { columns.contains(where: \.isInteger) }

  /// Adds an unknown, not negative unless a bound says so, and returns its index.
  @discardableResult
  public mutating func addColumn(
    lower: Double = 0, upper: Double = .infinity, cost: Double = 0, isInteger: Bool = false,
    name: String? = nil
  ) -> Int {
    columns.append(
      Column(lower: lower, upper: upper, cost: cost, isInteger: isInteger, name: name))
    return columns.count - 1
  }

  /// Adds a restriction and returns its index.
  @discardableResult
  public mutating func addRow(
    _ terms: [Term], lower: Double = -.infinity, upper: Double = .infinity, name: String? = nil
  ) -> Int {
    rows.append(Row(terms: terms, lower: lower, upper: upper, name: name))
    return rows.count - 1
  }
}
