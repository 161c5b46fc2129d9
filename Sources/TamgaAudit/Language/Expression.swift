/// An expression over printed numbers, with the places of its parts for messages.
public indirect enum Expression: Hashable, Sendable {
  /// A number written in the expression, with a decimal point.
  case number(Double)
  /// Text: only as an argument of `data`.
  case text(String)
  /// A cell or several cells of a table.
  case cells(CellPattern)
  /// The number printed by a claim or an entry of `numbers`: `@000-07`.
  case printed(id: String, at: Int)
  /// A function call.
  case call(Call)
  /// A minus sign.
  case negated(Expression)
  /// `+ − * / ^`.
  case binary(BinaryOperator, Expression, Expression, at: Int)
  /// A chain of comparisons: `a > b > c`.
  case comparison(Expression, [Comparison])
  /// Conditions joined by `and`.
  case all([Expression])

  /// A function call.
  public struct Call: Hashable, Sendable {
    /// The function.
    public var function: AuditFunction
    /// The arguments in their order.
    public var arguments: [Expression]
    /// The named arguments, only of `data`: `reporter: KAZ`.
    public var named: [String: String]
    /// The offset of the name in the expression's text, in characters from 0.
    public var at: Int

    /// Creates a call.
    public init(
      function: AuditFunction, arguments: [Expression], named: [String: String] = [:], at: Int
    ) {
      self.function = function
      self.arguments = arguments
      self.named = named
      self.at = at
    }
  }

  /// One link of a chain of comparisons.
  public struct Comparison: Hashable, Sendable {
    /// The operator.
    public var relation: ComparisonOperator
    /// The right side.
    public var right: Expression

    /// Creates a link.
    public init(_ relation: ComparisonOperator, _ right: Expression) {
      self.relation = relation
      self.right = right
    }
  }
}

extension Expression {
  /// The offset of its first part that has a place; nil when it is numbers alone.
  var place: Int? {
    switch self {
    case .number, .text: nil
    case .cells(let pattern): pattern.at
    case .printed(_, let at): at
    case .call(let call): call.at
    case .negated(let inner): inner.place
    case .binary(_, let left, let right, let at): left.place ?? right.place ?? at
    case .comparison(let first, let links): first.place ?? links.compactMap(\.right.place).first
    case .all(let parts): parts.compactMap(\.place).first
    }
  }
}

/// `+ − * / ^`.
public enum BinaryOperator: String, Sendable {
  /// Addition.
  case plus = "+"
  /// Subtraction.
  case minus = "-"
  /// Multiplication.
  case times = "*"
  /// Division.
  case over = "/"
  /// Power.
  case power = "^"
}

/// Comparisons.
public enum ComparisonOperator: String, Sendable, CaseIterable {
  /// Equal.
  case equal = "="
  /// Not equal.
  case notEqual = "!="
  /// Below.
  case less = "<"
  /// Below or equal.
  case lessOrEqual = "<="
  /// Above.
  case greater = ">"
  /// Above or equal.
  case greaterOrEqual = ">="
}

/// A cell, or a pattern of cells, of a table.
public struct CellPattern: Hashable, Sendable {
  /// The table; nil inside the table's own identities.
  public var table: String?
  /// The column.
  public var column: String
  /// The rows.
  public var rows: RowPattern
  /// The offset in the expression's text, in characters from 0.
  public var at: Int

  /// Creates a pattern.
  public init(table: String?, column: String, rows: RowPattern, at: Int) {
    self.table = table
    self.column = column
    self.rows = rows
    self.at = at
  }
}

/// Which rows of a table.
public enum RowPattern: Hashable, Sendable {
  /// One row, a pattern with `*` parts, or one with variables such as `kg.{y}`.
  case row(String)
  /// From one row to another, in the order of the file.
  case range(String, String)
  /// A list of rows or patterns.
  case list([String])
}

/// The functions of the language.
public enum AuditFunction: String, Sendable, CaseIterable {
  case sum, mean, min, max, count, wmean
  case growth, index, ratio, fold, share, pp, cagr
  case meanGrowth = "mean_growth"
  case logdiff, turnover, balance, coverage, hhi
  case pearson, spearman, slope, rank
  case abs, sqrt, ln, round
  case increasing, decreasing
  case pOfT = "p_t"
  case pOfR = "p_r"
  case pOfF = "p_f"
  case grim, data

  /// The arguments: how many, and which may be series.
  public var signature: Signature {
    switch self {
    case .sum, .mean, .min, .max, .count, .hhi, .meanGrowth: Signature(1...Int.max, series: true)
    case .increasing, .decreasing: Signature(1...Int.max, series: true)
    case .wmean, .pearson, .spearman, .slope: Signature(2...2, series: true)
    case .rank: Signature(2...Int.max, series: true)
    case .growth, .index, .ratio, .fold, .share, .pp, .logdiff, .turnover, .balance, .coverage:
      Signature(2...2, series: false)
    case .cagr, .pOfF: Signature(3...3, series: false)
    case .abs, .sqrt, .ln: Signature(1...1, series: false)
    case .round, .pOfT, .pOfR, .grim: Signature(2...2, series: false)
    case .data: Signature(1...1, series: false)
    }
  }

  /// The arguments of a function.
  public struct Signature: Sendable {
    /// How many arguments.
    public let count: ClosedRange<Int>
    /// Whether arguments may be series.
    public let takesSeries: Bool

    init(_ count: ClosedRange<Int>, series: Bool) {
      self.count = count
      takesSeries = series
    }
  }
}
