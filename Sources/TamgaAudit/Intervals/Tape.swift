/// An expression as a list of steps over numbered leaves: what is evaluated at points, over intervals
/// and backwards for derivatives.
public struct Tape: Hashable, Sendable {
  /// A number the tape reads.
  public enum Leaf: Hashable, Sendable {
    /// A printed cell, by its index in the model.
    case cell(Int)
    /// A number of the warehouse.
    case data(DataKey)
  }

  /// A step; operands are indices of earlier steps.
  enum Step: Hashable, Sendable {
    case constant(Double)
    case leaf(Int)
    case add(Int, Int)
    case subtract(Int, Int)
    case multiply(Int, Int)
    case divide(Int, Int)
    case power(Int, Int)
    case negate(Int)
    case magnitude(Int)
    case squareRoot(Int)
    case logarithm(Int)
    case minimum([Int])
    case maximum([Int])
    case round(Int, digits: Int, power: Int)
    case statistic(Statistic, [Int], [Int])
  }

  /// A statistic that is evaluated as a whole.
  enum Statistic: String, Hashable, Sendable {
    case pearson, spearman, slope, rank
    case studentP, correlationP, fisherP, grim
  }

  /// The leaves, each once.
  public var leaves: [Leaf] = []
  /// The steps in order; the last is the result.
  var steps: [Step] = []
  /// How often each leaf is read.
  var uses: [Int] = []

  /// Whether every leaf is read once and no step is a statistic: then natural interval arithmetic
  /// gives the exact range.
  var isReadOnce: Bool { uses.allSatisfy { $0 <= 1 } && !hasStatistic }

  /// Whether a step is a statistic or a rounding, which have no interval form.
  private(set) var hasStatistic = false

  /// The cells read.
  public var cells: [Int] {
    leaves.compactMap { leaf in
      if case .cell(let index) = leaf { index } else { nil }
    }
  }

  /// The keys of data read.
  public var dataKeys: [DataKey] {
    leaves.compactMap { leaf in
      if case .data(let key) = leaf { key } else { nil }
    }
  }

  mutating func append(_ step: Step) -> Int {
    switch step {
    case .statistic, .round: hasStatistic = true
    default: break
    }
    steps.append(step)
    return steps.count - 1
  }

  mutating func leaf(_ leaf: Leaf) -> Int {
    let index: Int
    if let known = leaves.firstIndex(of: leaf) {
      index = known
    } else {
      leaves.append(leaf)
      uses.append(0)
      index = leaves.count - 1
    }
    uses[index] += 1
    return append(.leaf(index))
  }
}

extension Tape {
  /// The tape without steps and leaves its result does not need.
  func pruned() -> Tape {
    var needed = [Bool](repeating: false, count: steps.count)
    if let last = steps.indices.last { needed[last] = true }
    for index in steps.indices.reversed() where needed[index] {
      for operand in steps[index].operands { needed[operand] = true }
    }
    var result = Tape()
    var places = [Int](repeating: 0, count: steps.count)
    for index in steps.indices where needed[index] {
      if case .leaf(let leaf) = steps[index] {
        places[index] = result.leaf(leaves[leaf])
      } else {
        places[index] = result.append(steps[index].moved { places[$0] })
      }
    }
    return result
  }
}

extension Tape.Step {
  /// The earlier steps it reads.
  var operands: [Int] {
    switch self {
    case .constant, .leaf: []
    case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b),
      .divide(let a, let b), .power(let a, let b):
      [a, b]
    case .negate(let a), .magnitude(let a), .squareRoot(let a), .logarithm(let a): [a]
    case .round(let a, digits: _, power: _): [a]
    case .minimum(let list), .maximum(let list): list
    case .statistic(_, let x, let y): x + y
    }
  }

  /// The step with its operands at other places.
  func moved(_ place: (Int) -> Int) -> Tape.Step {
    switch self {
    case .constant, .leaf: self
    case .add(let a, let b): .add(place(a), place(b))
    case .subtract(let a, let b): .subtract(place(a), place(b))
    case .multiply(let a, let b): .multiply(place(a), place(b))
    case .divide(let a, let b): .divide(place(a), place(b))
    case .power(let a, let b): .power(place(a), place(b))
    case .negate(let a): .negate(place(a))
    case .magnitude(let a): .magnitude(place(a))
    case .squareRoot(let a): .squareRoot(place(a))
    case .logarithm(let a): .logarithm(place(a))
    case .minimum(let list): .minimum(list.map(place))
    case .maximum(let list): .maximum(list.map(place))
    case .round(let a, let digits, let power): .round(place(a), digits: digits, power: power)
    case .statistic(let kind, let x, let y): .statistic(kind, x.map(place), y.map(place))
    }
  }
}
