public import TamgaNumerics

/// What happens to zeros and gaps in the input of an indicator.
public enum ZeroRule: String, Sendable, Codable, CaseIterable {
  /// A zero is a value; a gap gives `missing-input`.
  case plain
  /// A zero denominator gives `zero-denominator`.
  case zeroDenominator = "zero-denominator"
  /// A value that is not positive gives `nonpositive-in-log`; nothing is ever added to it.
  case positiveLogarithm = "positive-logarithm"
  /// Zero classes add nothing and stay in the count of classes.
  case zeroClasses = "zero-classes"
}

/// Where the uncertainty of an indicator comes from.
public enum VarianceRule: String, Sendable, Codable, CaseIterable {
  /// None but the rounding of printed figures.
  case exact
  /// The scatter about a fitted line.
  case regression
}

/// What an indicator is computed from.
public enum IndicatorInputs: Hashable, Sendable {
  /// One number for each name, in this order.
  case named([String])
  /// Numbers at equal steps of time, the earliest first, at least so many.
  case series(minimum: Int)
  /// Flows by partner or product, in any order, at least one.
  case flows
}

/// The unit of an indicator's result.
public enum IndicatorUnit: Hashable, Sendable {
  /// The unit of the input.
  case sameAsInput
  /// A unit of its own.
  case fixed(MeasureUnit)
}

/// The number an indicator gives.
public enum IndicatorValue: Hashable, Sendable {
  /// An exact sum or difference.
  case exact(ExactDecimal)
  /// The result of a division or a function.
  case real(Double)
}

/// Why an indicator cannot be computed at all.
public enum IndicatorError: Error, Hashable, Sendable {
  /// The indicator takes another number of inputs.
  case wrongCount(expected: Int, given: Int)
  /// A flow below zero has no share.
  case negativeFlow(row: Int)
  /// An exact intermediate does not fit.
  case arithmetic(DecimalError)
}

/// An indicator: its name, what it takes, how it treats gaps, its source, its formula.
public struct IndicatorDefinition: Sendable, CustomStringConvertible {
  /// The id, as in `flow.turnover.sum`; another formula has another id.
  public let id: String
  /// The group of the catalogue, a letter from A.
  public let group: Character
  /// The formula as text.
  public let formula: String
  /// The inputs.
  public let inputs: IndicatorInputs
  /// The unit of the result.
  public let unit: IndicatorUnit
  /// The rule for zeros.
  public let zeroRule: ZeroRule
  /// The rule for uncertainty.
  public let varianceRule: VarianceRule
  /// Where the definition stands.
  public let citation: String

  private let compute: @Sendable ([ExactDecimal]) throws -> Outcome<IndicatorValue>

  init(
    _ id: String, formula: String, inputs: IndicatorInputs, unit: IndicatorUnit,
    rules: (ZeroRule, VarianceRule), citation: String,
    compute: @escaping @Sendable ([ExactDecimal]) throws -> Outcome<IndicatorValue>
  ) {
    self.id = id
    group = id.hasPrefix("concentration.") ? "B" : "A"
    self.formula = formula
    self.inputs = inputs
    self.unit = unit
    (zeroRule, varianceRule) = rules
    self.citation = citation
    self.compute = compute
  }

  /// The id.
  public var description: String { id }

  /// The key of the name in the string catalogues, as in `indicator.flow.turnover.sum`.
  public var nameKey: String { "indicator." + id }

  /// Computes the indicator.
  ///
  /// - Parameter values: the inputs in the order of ``inputs``; nil where one is not known.
  /// - Returns: the value; `missing(missingInput)` when an input is nil, other reasons by
  ///   ``zeroRule``.
  /// - Throws: ``IndicatorError``.
  public func evaluate(_ values: [ExactDecimal?]) throws(IndicatorError)
    -> Outcome<IndicatorValue>
  {
    switch inputs {
    case .named(let names) where names.count != values.count:
      throw .wrongCount(expected: names.count, given: values.count)
    case .series(let minimum) where values.count < minimum:
      return .missing(.tooFewObservations)
    case .flows where values.isEmpty: return .missing(.tooFewObservations)
    default: break
    }
    let known = values.compactMap(\.self)
    guard known.count == values.count else { return .missing(.missingInput) }
    do {
      return try compute(known)
    } catch let error as IndicatorError {
      throw error
    } catch let error as DecimalError {
      throw .arithmetic(error)
    } catch {
      throw .arithmetic(.overflow)
    }
  }
}
