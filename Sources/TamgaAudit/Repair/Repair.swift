/// A hypothesis: these cells should read so.
public struct Repair: Sendable {
  /// How well it is supported.
  public enum Status: String, Sendable, Codable {
    /// One relation, one cell: it can always be met.
    case suggestion
    /// More relations are met than cells changed.
    case proposed
    /// Proposed, and the next hypothesis is clearly dearer.
    case unique
    /// The official source rounds to it.
    case confirmed
  }

  /// What kind of change it is.
  public enum Kind: String, Sendable, Codable {
    /// Digits read another way: a lost separator, the other style.
    case reading
    /// Digits that were printed wrong.
    case digits
    /// The unit of a column.
    case unit
    /// The number a sentence prints.
    case sentence
  }

  /// A changed cell.
  public struct Change: Sendable {
    /// The cell's index in the model; nil for the unit of a column.
    public var cell: Int?
    /// The address, or the column as `T1.inv`.
    public var address: String
    /// What is printed.
    public var printed: String
    /// What should stand, with a decimal point.
    public var repaired: String
    /// The number in base units, with its rounding interval.
    public var value: PrintedValue?
    /// The values that keep every relation met, in the printed unit.
    public var admissible: RealInterval?
    /// What happened to the digits.
    public var edit: DigitEdit
  }

  /// The changes.
  public var changes: [Change]
  /// What kind of change it is.
  public var kind: Kind
  /// The cost: changed cells, edits and what stays contradicted.
  public var cost: Double
  /// The statements it makes hold, by index.
  public var newlyMet: [Int]
  /// All relations over the changed cells that hold with it, by index.
  public var satisfied: [Int]
  /// The statements that held on the printed numbers and fail on the repaired ones, by index.
  public var tainted: [Int]
  /// Whether no other hypothesis comes near.
  public var isUnique: Bool
  /// How well it is supported.
  public var status: Status
  /// The place in its component's ranking, from 1.
  public var rank: Int
  /// The component of contradictions it belongs to, from 1.
  public var component: Int
}
