/// A relation between printed numbers that can be tested: a claim or an instance of an identity.
public struct Statement: Sendable {
  /// What kind of relation it is.
  public enum Origin: Hashable, Sendable {
    /// A claim, by its index in the document.
    case claim(Int)
    /// An instance of a table's identity, by table and identity.
    case identity(table: Int, identity: Int)
    /// The same quantity printed in two places, by the claim's index.
    case sameQuantity(claim: Int)
  }

  /// What the value of the expression is held against.
  public enum Target: Sendable {
    /// A printed number, by its cell.
    case printed(Int)
    /// A bound, by the cell that prints it.
    case bound(ComparisonOperator, Int)
    /// A range of two printed numbers, in base units.
    case between(RealInterval)
    /// A word of the lexicon.
    case word(LexiconWord, isGrowth: Bool)
    /// Conditions that must all hold.
    case conditions
  }

  /// A condition: a difference and how it must stand to zero.
  public struct Condition: Sendable {
    /// Left side minus right side.
    public var difference: Tape
    /// The comparison with zero.
    public var relation: ComparisonOperator
  }

  /// The id, as in `000-07` or `000-T1.t[kg.2022]`.
  public var id: String
  /// Where it comes from.
  public var origin: Origin
  /// What the value is held against.
  public var target: Target
  /// The value; nil for conditions and for what cannot be computed.
  public var tape: Tape?
  /// The conditions, where the target is `conditions`.
  public var conditions: [Condition] = []
  /// A mean and the number of whole numbers it is of, by cells and value, for GRIM.
  public var grim: (mean: Int, count: Tape)?
  /// The unit the value is shown in.
  public var unit: AuditUnit = .pure
  /// The text of the relation.
  public var text: String
  /// The function the expression stands for, where it is one call.
  public var reading: StatedReading?
  /// Addresses that are named but not printed.
  public var missing: [String] = []
  /// Half the width of what counts as equal, in base units; nil for the printed precision.
  public var tolerance: Double?
  /// Whether points are printed as percent.
  public var isPointsAsPercent = false
  /// Whether it is an identity within one table: such a relation holds of the true numbers.
  ///
  /// An identity over several tables says how a figure's labels were computed, as a claim does.
  public var isStructural = false

  /// All cells it reads or is held against, each once, in order.
  public var cells: [Int] {
    var result = Set(tape?.cells ?? [])
    for condition in conditions { result.formUnion(condition.difference.cells) }
    switch target {
    case .printed(let cell), .bound(_, let cell): result.insert(cell)
    case .between, .word, .conditions: break
    }
    if let grim {
      result.insert(grim.mean)
      result.formUnion(grim.count.cells)
    }
    return result.sorted()
  }

  /// The cells its value is computed from.
  public var inputs: [Int] {
    var result = Set(tape?.cells ?? [])
    for condition in conditions { result.formUnion(condition.difference.cells) }
    if let grim { result.formUnion(grim.count.cells + [grim.mean]) }
    return result.sorted()
  }

  /// The cell that prints the result, if one does.
  public var result: Int? {
    switch target {
    case .printed(let cell), .bound(_, let cell): cell
    case .between, .word, .conditions: nil
    }
  }

  /// Whether it is an instance of a table's identity.
  public var isIdentity: Bool {
    if case .identity = origin { true } else { false }
  }
}

/// The function a claim's expression stands for and the tapes of its arguments: what alternative
/// readings are made of.
public struct StatedReading: Sendable {
  /// The function.
  public var function: AuditFunction
  /// The arguments.
  public var arguments: [Tape]
  /// The cells of the arguments where each is one cell.
  public var cells: [Int?]
  /// Whether the call stands behind a minus sign.
  public var isNegated: Bool
}
