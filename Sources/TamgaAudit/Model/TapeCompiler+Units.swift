extension TapeCompiler {
  /// An arithmetic operation with its units.
  mutating func binary(
    _ operation: BinaryOperator, _ left: Operand, _ right: Operand, at: Int
  ) throws(ExpressionFault) -> Operand {
    switch operation {
    case .plus, .minus:
      let (a, b, unit) = try aligned(left, right, at: at)
      let isPlus = operation == .plus
      let step = tape.append(isPlus ? .add(a, b) : .subtract(a, b))
      return Operand(step: step, unit: Self.sumUnit(left, right, unit, isPlus: isPlus))
    case .times: return product(left, right)
    case .over: return quotient(left, right)
    case .power:
      let unit = left.unit.map { unit in
        guard case .constant(let exponent) = tape.steps[right.step], exponent == exponent.rounded()
        else { return AuditUnit.pure }
        return AuditUnit(dimension: unit.dimension.mapValues { $0 * Int(exponent) })
      }
      return Operand(step: tape.append(.power(left.step, right.step)), unit: unit)
    }
  }

  /// Two operands brought to one kind of unit.
  ///
  /// - Throws: `T650` when they measure different things.
  mutating func aligned(_ left: Operand, _ right: Operand, at: Int) throws(ExpressionFault)
    -> (Int, Int, AuditUnit?)
  {
    if left.isLiteral, !right.isLiteral {
      return (scaledLiteral(left, to: right.unit), right.step, right.unit)
    }
    if right.isLiteral, !left.isLiteral {
      return (left.step, scaledLiteral(right, to: left.unit), left.unit)
    }
    guard let a = left.unit, let b = right.unit else {
      return (left.step, right.step, left.unit ?? right.unit)
    }
    let kinds = [a.dimension, b.dimension]
    let percents = [AuditUnit.percent.dimension, AuditUnit.points.dimension]
    guard a.isSameKind(as: b) || kinds.allSatisfy({ percents.contains($0) }) else {
      throw Self.fault("T650", ["left": a.name, "right": b.name], at: at)
    }
    return (left.step, right.step, a)
  }

  /// % − % and points ± points are points; everything else keeps its unit.
  private static func sumUnit(
    _ left: Operand, _ right: Operand, _ unit: AuditUnit?, isPlus: Bool
  ) -> AuditUnit? {
    guard let a = left.unit, let b = right.unit, !left.isLiteral, !right.isLiteral else {
      return unit
    }
    let isPercent = [a, b].map { $0.isSameKind(as: .percent) }
    let isPoints = [a, b].map { $0.isSameKind(as: .points) }
    if isPercent == [true, true] { return isPlus ? .percent : .points }
    if isPoints.contains(true), isPercent.contains(true) { return .percent }
    return unit
  }

  /// A number written in the expression, taken in the unit of its neighbour.
  private mutating func scaledLiteral(_ literal: Operand, to unit: AuditUnit?) -> Int {
    guard let unit, unit.power != 0 else { return literal.step }
    let factor = tape.append(.constant(scaled(1, unit.power)))
    return tape.append(.multiply(literal.step, factor))
  }

  private mutating func product(_ left: Operand, _ right: Operand) -> Operand {
    let step = tape.append(.multiply(left.step, right.step))
    guard let a = left.unit, let b = right.unit else { return Operand(step: step, unit: nil) }
    // A percentage of something is a hundredth part of the product.
    for (share, other) in [(a, b), (b, a)]
    where share.isSameKind(as: .percent) && !other.dimension.isEmpty {
      let hundred = tape.append(.constant(100))
      return Operand(step: tape.append(.divide(step, hundred)), unit: other)
    }
    let dimension = a.dimension.merging(b.dimension, uniquingKeysWith: +)
    // A pure number leaves the other's unit as it is.
    if a.dimension.isEmpty { return Operand(step: step, unit: b) }
    if b.dimension.isEmpty { return Operand(step: step, unit: a) }
    return Operand(step: step, unit: AuditUnit(dimension: dimension))
  }

  mutating func quotient(_ left: Operand, _ right: Operand) -> Operand {
    let step = tape.append(.divide(left.step, right.step))
    guard let a = left.unit, let b = right.unit else { return Operand(step: step, unit: nil) }
    if b.isSameKind(as: .percent), !a.isSameKind(as: .percent), !a.dimension.isEmpty {
      let hundred = tape.append(.constant(100))
      return Operand(step: tape.append(.multiply(step, hundred)), unit: a)
    }
    let dimension = a.dimension.merging(b.dimension.mapValues { -$0 }, uniquingKeysWith: +)
    if b.dimension.isEmpty { return Operand(step: step, unit: a) }
    return Operand(step: step, unit: AuditUnit(dimension: dimension))
  }
}

extension AuditUnit {
  /// The unit for messages.
  package var name: String {
    if !text.isEmpty { return text }
    if dimension.isEmpty { return "1" }
    return dimension.sorted { $0.key < $1.key }
      .map { $0.value == 1 ? $0.key : "\($0.key)^\($0.value)" }.joined(separator: "·")
  }
}
