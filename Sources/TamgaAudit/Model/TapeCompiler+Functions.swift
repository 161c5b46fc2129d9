extension TapeCompiler {
  /// A function call written as steps.
  mutating func call(_ call: Expression.Call) throws(ExpressionFault) -> Operand {
    switch call.function {
    case .data:
      guard case .text(let dataset)? = call.arguments.first else {
        throw Self.fault("T651", ["found": "data", "expected": "\"…\""], at: call.at)
      }
      return Operand(
        step: tape.leaf(.data(DataKey(dataset: dataset, parts: call.named))), unit: nil)
    case .sum, .mean, .min, .max, .meanGrowth, .hhi: return try aggregate(call)
    case .count: return try count(call)
    case .pearson, .spearman, .slope, .wmean: return try paired(call)
    case .rank: return try rank(call)
    case .abs, .sqrt, .ln, .round: return try elementary(call)
    case .pOfT, .pOfR, .pOfF: return try probability(call)
    case .growth, .index, .share, .coverage, .logdiff, .ratio, .fold, .pp, .turnover, .balance:
      let first = try scalar(call.arguments[0])
      return try two(call, first, scalar(call.arguments[1]))
    case .cagr: return try compound(call)
    case .increasing, .decreasing, .grim:
      throw Self.fault("T651", ["found": call.function.rawValue, "expected": "12.5"], at: call.at)
    }
  }

  /// Two values of one kind: growth, share, difference of shares and their like.
  private mutating func two(_ call: Expression.Call, _ first: Operand, _ second: Operand)
    throws(ExpressionFault) -> Operand
  {
    let isQuotient = [.ratio, .fold].contains(call.function)
    if isQuotient {
      var result = quotient(first, second)
      if let a = first.unit, let b = second.unit, a.isSameKind(as: b) { result.unit = .pure }
      return result
    }
    let (a, b, unit) = try aligned(first, second, at: call.at)
    switch call.function {
    case .turnover: return Operand(step: tape.append(.add(a, b)), unit: unit)
    case .balance: return Operand(step: tape.append(.subtract(a, b)), unit: unit)
    case .pp:
      if let unit, !unit.isSameKind(as: .percent), !unit.isSameKind(as: .points) {
        throw Self.fault("T650", ["left": unit.name, "right": "%"], at: call.at)
      }
      return Operand(step: tape.append(.subtract(a, b)), unit: .points)
    default: break
    }
    var step = tape.append(.divide(a, b))
    if call.function == .growth {
      step = tape.append(.subtract(step, tape.append(.constant(1))))
    }
    if call.function == .logdiff { step = tape.append(.logarithm(step)) }
    return percent(step)
  }

  private mutating func percent(_ step: Int) -> Operand {
    let hundred = tape.append(.constant(100))
    return Operand(step: tape.append(.multiply(hundred, step)), unit: .percent)
  }

  /// 100 ((v1/v0)^(1/n) − 1).
  private mutating func compound(_ call: Expression.Call) throws(ExpressionFault) -> Operand {
    let first = try scalar(call.arguments[0])
    let last = try scalar(call.arguments[1])
    let (v0, v1, _) = try aligned(first, last, at: call.at)
    let intervals = try scalar(call.arguments[2])
    let one = tape.append(.constant(1))
    let exponent = tape.append(.divide(one, intervals.step))
    let ratio = tape.append(.divide(v1, v0))
    let power = tape.append(.power(ratio, exponent))
    return percent(tape.append(.subtract(power, one)))
  }

  private mutating func members(_ call: Expression.Call) throws(ExpressionFault) -> [Operand] {
    var members: [Operand] = []
    for argument in call.arguments { members += try series(argument) }
    return members
  }

  private mutating func aggregate(_ call: Expression.Call) throws(ExpressionFault) -> Operand {
    let members = try members(call)
    guard let first = members.first else {
      throw Self.fault("T651", ["found": "0", "expected": "1"], at: call.at)
    }
    for member in members.dropFirst() { _ = try aligned(first, member, at: call.at) }
    let steps = members.map(\.step)
    switch call.function {
    case .min: return Operand(step: tape.append(.minimum(steps)), unit: first.unit)
    case .max: return Operand(step: tape.append(.maximum(steps)), unit: first.unit)
    case .mean:
      let count = tape.append(.constant(Double(steps.count)))
      return Operand(step: tape.append(.divide(total(steps), count)), unit: first.unit)
    case .meanGrowth: return try meanGrowth(steps, at: call.at)
    case .hhi:
      let whole = total(steps)
      let squares = steps.map { step in
        let share = tape.append(.divide(step, whole))
        return tape.append(.multiply(share, share))
      }
      return Operand(step: total(squares), unit: .pure)
    default: return Operand(step: total(steps), unit: first.unit)
    }
  }

  private mutating func total(_ steps: [Int]) -> Int {
    guard var sum = steps.first else { return tape.append(.constant(0)) }
    for step in steps.dropFirst() { sum = tape.append(.add(sum, step)) }
    return sum
  }

  private mutating func meanGrowth(_ steps: [Int], at: Int) throws(ExpressionFault) -> Operand {
    guard steps.count >= 2 else {
      throw Self.fault("T651", ["found": "\(steps.count)", "expected": "2"], at: at)
    }
    let ratios = zip(steps, steps.dropFirst()).map { tape.append(.divide($1, $0)) }
    let count = tape.append(.constant(Double(ratios.count)))
    let mean = tape.append(.divide(total(ratios), count))
    return percent(tape.append(.subtract(mean, tape.append(.constant(1)))))
  }

  /// How many cells are printed, words or numbers.
  private mutating func count(_ call: Expression.Call) throws(ExpressionFault) -> Operand {
    var printed = 0
    for argument in call.arguments {
      guard case .cells(let pattern) = argument else {
        throw Self.fault("T651", ["found": "12.5", "expected": "T1.x[…]"], at: call.at)
      }
      for case .cell in try resolve(pattern) { printed += 1 }
    }
    return Operand(step: tape.append(.constant(Double(printed))), unit: .pure)
  }

  private mutating func paired(_ call: Expression.Call) throws(ExpressionFault) -> Operand {
    let x = try series(call.arguments[0])
    let y = try series(call.arguments[1])
    guard x.count == y.count, x.count >= 2, let firstX = x.first, let firstY = y.first else {
      throw Self.fault("T651", ["found": "\(y.count)", "expected": "\(x.count)"], at: call.at)
    }
    let (a, b) = (x.map(\.step), y.map(\.step))
    switch call.function {
    case .wmean:
      let products = zip(a, b).map { tape.append(.multiply($0, $1)) }
      let step = tape.append(.divide(total(products), total(b)))
      return Operand(step: step, unit: firstX.unit)
    case .slope:
      let unit = quotient(firstY, firstX).unit
      return Operand(step: tape.append(.statistic(.slope, a, b)), unit: unit)
    default:
      let kind: Tape.Statistic = call.function == .pearson ? .pearson : .spearman
      return Operand(step: tape.append(.statistic(kind, a, b)), unit: .pure)
    }
  }

  private mutating func rank(_ call: Expression.Call) throws(ExpressionFault) -> Operand {
    let value = try scalar(call.arguments[0])
    var others: [Operand] = []
    for argument in call.arguments.dropFirst() { others += try series(argument) }
    for other in others { _ = try aligned(value, other, at: call.at) }
    let step = tape.append(.statistic(.rank, [value.step], others.map(\.step)))
    return Operand(step: step, unit: .pure)
  }

  private mutating func elementary(_ call: Expression.Call) throws(ExpressionFault) -> Operand {
    let value = try scalar(call.arguments[0])
    switch call.function {
    case .abs: return Operand(step: tape.append(.magnitude(value.step)), unit: value.unit)
    case .sqrt: return Operand(step: tape.append(.squareRoot(value.step)), unit: .pure)
    case .ln: return Operand(step: tape.append(.logarithm(value.step)), unit: .pure)
    default:
      guard case .number(let digits) = call.arguments[1], digits == digits.rounded(),
        (0...15).contains(digits)
      else {
        throw Self.fault("T651", ["found": "…", "expected": "0 … 15"], at: call.at)
      }
      let step = Tape.Step.round(value.step, digits: Int(digits), power: value.unit?.power ?? 0)
      return Operand(step: tape.append(step), unit: value.unit)
    }
  }

  private mutating func probability(_ call: Expression.Call) throws(ExpressionFault) -> Operand {
    var steps: [Int] = []
    for argument in call.arguments { steps.append(try scalar(argument).step) }
    let kind: Tape.Statistic =
      switch call.function {
      case .pOfT: .studentP
      case .pOfR: .correlationP
      default: .fisherP
      }
    return Operand(step: tape.append(.statistic(kind, steps, [])), unit: .pure)
  }
}
