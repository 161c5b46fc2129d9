/// A change of regressors for chosen pairs, as an analyst writes it.
///
///     border=0
///     rta=1 between KAZ,KGZ
///     crossing_hours*0.5 between KAZ,KGZ where crossing_hours > 4
///     tariff-0.02 to KAZ except RUS,BLR ; rta=1 between KAZ,UZB
///
/// A clause is `VARIABLE OPERATOR NUMBER` with any of `between`, `from`, `to`, `except` and
/// `where`; clauses are separated by `;` and each sees what the ones before it left. Words join
/// with "and". Trade of a country with itself is never changed.
public struct CostShock: Hashable, Sendable {
  /// What happens to a value.
  public enum Operation: String, Hashable, Sendable, CaseIterable {
    /// The value becomes the number.
    case set = "="
    /// The value is multiplied by the number.
    case multiply = "*"
    /// The number is added.
    case add = "+"
    /// The number is subtracted.
    case subtract = "-"
  }

  /// How a value is compared in a condition.
  public enum Comparison: String, Hashable, Sendable, CaseIterable {
    /// Equal.
    case equal = "="
    /// Not equal.
    case unequal = "!="
    /// At most.
    case atMost = "<="
    /// At least.
    case atLeast = ">="
    /// Less.
    case less = "<"
    /// More.
    case more = ">"

    func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .equal: left == right
      case .unequal: left != right
      case .atMost: left <= right
      case .atLeast: left >= right
      case .less: left < right
      case .more: left > right
      }
    }
  }

  /// Which pairs a clause changes.
  public enum Scope: Hashable, Sendable {
    /// Both ways between any two of these countries, at least two.
    case between([String])
    /// Exports of these countries.
    case from([String])
    /// Imports of these countries.
    case to([String])
    /// Not the pairs with one of these countries on either side.
    case except([String])
    /// Only where a variable's value before the change meets this.
    case condition(variable: String, Comparison, Double)
  }

  /// One change.
  public struct Clause: Hashable, Sendable {
    /// The variable, as named in the data.
    public let variable: String
    /// What happens to it.
    public let operation: Operation
    /// With which number.
    public let number: Double
    /// Where; all must hold, none means every pair of different countries.
    public let scopes: [Scope]

    /// Creates a clause.
    public init(variable: String, operation: Operation, number: Double, scopes: [Scope] = []) {
      self.variable = variable
      self.operation = operation
      self.number = number
      self.scopes = scopes
    }
  }

  /// The changes, in order.
  public let clauses: [Clause]
  /// The text, or what it would be.
  public let text: String

  /// Creates a shock from its clauses.
  public init(clauses: [Clause]) {
    self.clauses = clauses
    text = clauses.map(\.description).joined(separator: "; ")
  }

  /// Reads a shock.
  ///
  /// - Parameter text: at most 10,000 bytes.
  /// - Throws: ``CostShockError`` with the column of what is wrong.
  public init(_ text: String) throws(CostShockError) {
    var reader = try CostShockReader(text)
    clauses = try reader.clauses()
    self.text = text
  }
}

extension CostShock.Clause: CustomStringConvertible {
  /// The clause as it is written.
  public var description: String {
    ([variable + operation.rawValue + "\(number)"] + scopes.map(\.description))
      .joined(separator: " ")
  }
}

extension CostShock.Scope: CustomStringConvertible {
  /// The scope as it is written.
  public var description: String {
    switch self {
    case .between(let names): "between " + names.joined(separator: ",")
    case .from(let names): "from " + names.joined(separator: ",")
    case .to(let names): "to " + names.joined(separator: ",")
    case .except(let names): "except " + names.joined(separator: ",")
    case .condition(let variable, let comparison, let number):
      "where \(variable) \(comparison.rawValue) \(number)"
    }
  }
}
