#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension FormulaExpression.Function {
  /// The function; NaN where it is not defined.
  var compute: (Double) -> Double {
    switch self {
    case .log: naturalLogarithm
    case .log1p: logarithmOfOnePlus
    case .exp: exponential
    case .sqrt: { $0 >= 0 ? $0.squareRoot() : .nan }
    case .abs: { $0.magnitude }
    }
  }
}

extension FormulaExpression.Operator {
  /// The result for two numbers; a comparison with NaN is NaN, for it is not known.
  var compute: (Double, Double) -> Double {
    switch self {
    case .plus: { $0 + $1 }
    case .minus: { $0 - $1 }
    case .times: { $0 * $1 }
    case .divided: { $0 / $1 }
    case .power: raised
    case .equal: { known($0, $1, $0 == $1) }
    case .unequal: { known($0, $1, $0 != $1) }
    case .less: { known($0, $1, $0 < $1) }
    case .lessOrEqual: { known($0, $1, $0 <= $1) }
    case .greater: { known($0, $1, $0 > $1) }
    case .greaterOrEqual: { known($0, $1, $0 >= $1) }
    case .and: { known($0, $1, $0 != 0 && $1 != 0) }
    case .or: { known($0, $1, $0 != 0 || $1 != 0) }
    }
  }
}

// The names of the cases would hide those of the mathematical library inside the types.
private func naturalLogarithm(_ x: Double) -> Double { x > 0 ? log(x) : .nan }
private func logarithmOfOnePlus(_ x: Double) -> Double { x > -1 ? log1p(x) : .nan }
private func exponential(_ x: Double) -> Double { exp(x) }

private func known(_ first: Double, _ second: Double, _ holds: Bool) -> Double {
  first.isNaN || second.isNaN ? .nan : (holds ? 1 : 0)
}

/// Whole exponents up to 4 by products, so that x^2 is x·x to the bit.
private func raised(_ base: Double, _ exponent: Double) -> Double {
  switch exponent {
  case 1: base
  case 2: base * base
  case 3: base * base * base
  case 4: (base * base) * (base * base)
  default: pow(base, exponent)
  }
}

/// A function of every number.
@inline(__always)
func mapNumbers(_ values: [Double], _ function: (Double) -> Double) -> [Double] {
  var results = [Double](repeating: 0, count: values.count)
  apply(values.span, to: &results, function)
  return results
}

@inline(__always)
private func apply(
  _ values: Span<Double>, to results: inout [Double], _ function: (Double) -> Double
) {
  var results = results.mutableSpan
  for row in values.indices { results[row] = function(values[row]) }
}

/// A function of every pair of numbers; the columns are of one length.
@inline(__always)
func joinNumbers(
  _ first: [Double], _ second: [Double], _ function: (Double, Double) -> Double
) -> [Double] {
  var results = [Double](repeating: 0, count: min(first.count, second.count))
  apply(first.span, second.span, to: &results, function)
  return results
}

@inline(__always)
private func apply(
  _ first: Span<Double>, _ second: Span<Double>, to results: inout [Double],
  _ function: (Double, Double) -> Double
) {
  var results = results.mutableSpan
  for row in results.indices { results[row] = function(first[row], second[row]) }
}

/// Whether every number is finite: x·0 is 0 for these only.
func areFinite(_ values: Span<Double>) -> Bool {
  var sums = SIMD4<Double>(repeating: 0)
  var row = 0
  while row + 4 <= values.count {
    sums += SIMD4(values[row], values[row + 1], values[row + 2], values[row + 3]) * 0
    row += 4
  }
  var sum = sums.sum()
  while row < values.count {
    sum += values[row] * 0
    row += 1
  }
  return sum == 0
}

/// Whether a number is at most a limit.
func hasNumber(_ values: Span<Double>, atMost limit: Double) -> Bool {
  for row in values.indices where values[row] <= limit { return true }
  return false
}

/// Whether a code is negative.
func hasNegative(_ codes: Span<Int32>) -> Bool {
  var lowest: Int32 = 0
  for row in codes.indices { lowest = min(lowest, codes[row]) }
  return lowest < 0
}

/// The numbers of some rows.
func gather<Value>(_ values: [Value], _ rows: [Int32]) -> [Value] {
  var gathered: [Value] = []
  gathered.reserveCapacity(rows.count)
  for row in rows { gathered.append(values[Int(row)]) }
  return gathered
}
