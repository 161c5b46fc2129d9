// priority = weight of the quadrant × weight of the line within it;  ΣΣ = 1   Kurttila et al. (2000)

internal import TamgaNumerics

/// The weight of one line.
public struct LinePriority: Hashable, Sendable {
  /// The quadrant.
  public let quadrant: Quadrant
  /// The place of the line within the quadrant, from 0.
  public let place: Int
  /// The weight within the quadrant.
  public let local: Double
  /// The weight in the whole.
  public let priority: Double
}

/// Weights of the lines of a SWOT table from comparisons in pairs.
public struct AWOT: Hashable, Sendable {
  /// The quadrants compared.
  public let quadrants: PairwisePriorities
  /// The lines of each quadrant compared, in the order of ``Quadrant``; nil for an empty quadrant.
  public let lines: [PairwisePriorities?]
  /// The priorities of all lines, which sum to 1.
  public let priorities: [LinePriority]
  /// The larger of the consistency ratios; above 0.10 the judgements contradict themselves.
  public let worstRatio: Double
}

/// Returns priorities of the lines of a SWOT table.
///
/// - Parameters:
///   - quadrants: comparisons of the quadrants that have lines, in the order of ``Quadrant``.
///   - lines: comparisons of the lines within each quadrant; a quadrant without lines is left out.
///   - method: how weights come from comparisons.
/// - Returns: priorities that sum to 1.
/// - Throws: ``JudgementError``; ``JudgementError/wrongSize(_:)`` when the quadrants compared are not
///   those that have lines.
/// - Source: Kurttila, Pesonen, Kangas and Kajanus (2000), Utilizing the AHP in SWOT analysis.
public func awot(
  quadrants: [[Double]], lines: [Quadrant: [[Double]]], method: PriorityMethod = .eigenvector
) throws(JudgementError) -> AWOT {
  let present = Quadrant.allCases.filter { !(lines[$0] ?? []).isEmpty }
  guard quadrants.count == present.count else { throw .wrongSize(quadrants.count) }
  let groups = try pairwisePriorities(quadrants, method: method)
  var compared: [PairwisePriorities?] = []
  var priorities: [LinePriority] = []
  var worst = groups.consistencyRatio.value ?? 0
  for quadrant in Quadrant.allCases {
    guard let position = present.firstIndex(of: quadrant), let matrix = lines[quadrant] else {
      compared.append(nil)
      continue
    }
    let local = try pairwisePriorities(matrix, method: method)
    compared.append(local)
    worst = max(worst, local.consistencyRatio.value ?? 0)
    priorities += local.weights.enumerated().map { place, weight in
      LinePriority(
        quadrant: quadrant, place: place, local: weight,
        priority: groups.weights[position] * weight)
    }
  }
  return AWOT(quadrants: groups, lines: compared, priorities: priorities, worstRatio: worst)
}
