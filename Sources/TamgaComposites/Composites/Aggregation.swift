// arithmetic Σwx;  geometric exp Σw ln x;  harmonic 1/Σ(w/x)
// Copeland: wins minus defeats against other units, a win by the larger sum of weights

internal import TamgaNumerics

/// How normalised indicators become one number.
public enum Aggregation: String, Sendable, Codable, CaseIterable {
  /// The weighted mean: a weakness is made up by a strength of the same size.
  case arithmetic
  /// The weighted geometric mean: weaknesses count more.
  case geometric
  /// The weighted harmonic mean: weaknesses count most.
  case harmonic
  /// Wins minus defeats in pairs: no strength makes up a weakness by its size.
  case copeland
}

/// The aggregate of each unit over the indicators it has; weights of the others are shared out.
func aggregated(_ rows: [[Double?]], weights: [Double], _ method: Aggregation)
  -> [Outcome<Double>]
{
  if method == .copeland { return copelandScores(rows, weights) }
  return rows.map { row in
    var weight = CompensatedSum()
    var sum = CompensatedSum()
    for place in row.indices {
      guard let value = row[place], weights[place] > 0 else { continue }
      weight.add(weights[place])
      switch method {
      case .arithmetic, .copeland: sum.add(weights[place] * value)
      case .geometric:
        guard value > 0 else { return .missing(.nonpositiveInLog) }
        sum.add(weights[place] * Elementary.logarithm(value))
      case .harmonic:
        guard value > 0 else { return .missing(.zeroDenominator) }
        sum.add(weights[place] / value)
      }
    }
    guard weight.total > 0 else { return .missing(.missingInput) }
    switch method {
    case .arithmetic, .copeland: return .value(sum.total / weight.total)
    case .geometric: return .value(Elementary.exponential(sum.total / weight.total))
    case .harmonic: return .value(weight.total / sum.total)
    }
  }
}

private func copelandScores(_ rows: [[Double?]], _ weights: [Double]) -> [Outcome<Double>] {
  var scores = [Int](repeating: 0, count: rows.count)
  for first in rows.indices {
    for second in rows.indices where second > first {
      var balance = CompensatedSum()
      var whole = 0.0
      for place in weights.indices {
        guard let one = rows[first][place], let other = rows[second][place] else { continue }
        whole += weights[place]
        if one != other { balance.add(one > other ? weights[place] : -weights[place]) }
      }
      guard abs(balance.total) > 1e-12 * whole else { continue }
      scores[first] += balance.total > 0 ? 1 : -1
      scores[second] -= balance.total > 0 ? 1 : -1
    }
  }
  return rows.indices.map { unit in
    rows[unit].contains { $0 != nil } ? .value(Double(scores[unit])) : .missing(.missingInput)
  }
}

/// Ranks from 1, the largest first; equal scores share the best place, and none has nil.
func ranks(_ scores: [Outcome<Double>]) -> [Int?] {
  let sorted = scores.compactMap(\.value).sorted(by: >)
  var first: [Double: Int] = [:]
  for (place, score) in sorted.enumerated() where first[score] == nil { first[score] = place + 1 }
  return scores.map { $0.value.flatMap { first[$0] } }
}
