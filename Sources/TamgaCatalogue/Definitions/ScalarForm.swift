public import TamgaNumerics

/// What the scalar form of an indicator is computed from.
public enum IndicatorInputs: Hashable, Sendable {
  /// One number for each name, in this order.
  case named([String])
  /// Numbers at equal steps of time, the earliest first, at least so many.
  case series(minimum: Int)
  /// Flows by partner or product, in any order, at least one.
  case flows
}

/// The number an indicator gives.
public enum IndicatorValue: Hashable, Sendable {
  /// An exact sum or difference.
  case exact(ExactDecimal)
  /// The result of a division or a function.
  case real(Double)

  /// The number as a floating-point one.
  package var double: Double {
    switch self {
    case .exact(let value): value.double
    case .real(let value): value
    }
  }
}

/// An indicator as a function of a few numbers.
package struct ScalarForm: Sendable {
  package let inputs: IndicatorInputs
  package let compute: @Sendable ([ExactDecimal]) throws -> Outcome<IndicatorValue>

  package init(
    _ inputs: IndicatorInputs,
    _ compute: @escaping @Sendable ([ExactDecimal]) throws -> Outcome<IndicatorValue>
  ) {
    self.inputs = inputs
    self.compute = compute
  }

  /// The form as a formula of a measurement.
  package var formula: @Sendable ([ExactDecimal]) throws -> Outcome<Double> {
    {
      switch try compute($0) {
      case .value(let value): .value(value.double)
      case .missing(let reason): .missing(reason)
      }
    }
  }
}

extension IndicatorDefinition {
  /// Computes the scalar form of the indicator.
  ///
  /// - Parameter values: the inputs in the order of ``inputs``; nil where one is not known.
  /// - Returns: the value; `missing(missingInput)` when an input is nil, other reasons by
  ///   ``zeroRule``; `missing(undefined)` for an indicator without a scalar form.
  /// - Throws: ``IndicatorError``.
  public func evaluate(_ values: [ExactDecimal?]) throws(IndicatorError)
    -> Outcome<IndicatorValue>
  {
    guard let inputs, let scalar else { return .missing(.undefined) }
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
      return try scalar(known)
    } catch let error as IndicatorError {
      throw error
    } catch let error as DecimalError {
      throw .arithmetic(error)
    } catch {
      throw .arithmetic(.overflow)
    }
  }
}
