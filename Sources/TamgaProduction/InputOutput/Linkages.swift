public import TamgaNumerics

/// The place of a sector by its linkages relative to the mean of all.
public enum LinkageClass: String, Sendable, Codable, CaseIterable {
  /// Both above one.
  case key
  /// Backward above one only.
  case backward
  /// Forward above one only.
  case forward
  /// Neither.
  case weak
}

/// How strongly sectors pull on suppliers and push on customers, by the definitions of the field.
public struct Linkages: Hashable, Sendable {
  /// Direct backward linkage (Chenery and Watanabe 1958): column sums of A.
  public let backwardDirect: [Outcome<Double>]
  /// Total backward linkage (Rasmussen 1956): column sums of L.
  public let backwardTotal: [Outcome<Double>]
  /// Power of dispersion: ``backwardTotal`` over its mean.
  public let powerOfDispersion: [Outcome<Double>]
  /// The coefficient of variation within each column of L, divisor n − 1: low when a sector's pull is spread evenly.
  public let backwardVariation: [Outcome<Double>]
  /// Direct forward linkage (Chenery and Watanabe 1958): row sums of B.
  public let forwardDirect: [Outcome<Double>]
  /// Total forward linkage (Ghosh): row sums of G.
  public let forwardGhosh: [Outcome<Double>]
  /// ``forwardGhosh`` over its mean.
  public let forwardGhoshIndex: [Outcome<Double>]
  /// Total forward linkage (Rasmussen 1956): row sums of L.
  public let forwardLeontief: [Outcome<Double>]
  /// Sensitivity of dispersion: ``forwardLeontief`` over its mean.
  public let sensitivityOfDispersion: [Outcome<Double>]
  /// The class by power of dispersion and the forward index of Ghosh.
  public let classByGhosh: [LinkageClass?]
  /// The class by power and sensitivity of dispersion, as Rasmussen has them.
  public let classByLeontief: [LinkageClass?]

  /// The places of sectors whose class depends on the definition of the forward linkage.
  public var contested: [Int] {
    classByGhosh.indices.filter { classByGhosh[$0] != classByLeontief[$0] }
  }
}

extension InputOutputModel {
  /// Returns backward and forward linkages of every sector.
  ///
  /// Means are over sectors with output.
  ///
  /// - Source: Rasmussen (1956); Chenery and Watanabe (1958); Miller and Blair (2009), §12.2.
  public func linkages() -> Linkages {
    let active = table.output.indices.filter { table.output[$0] != 0 }
    func outcomes(_ values: [Double]) -> [Outcome<Double>] {
      values.indices.map { outcome($0, values[$0]) }
    }
    func relative(_ values: [Double]) -> [Outcome<Double>] {
      let mean = compensatedTotal(of: active.map { values[$0] }) / Double(max(1, active.count))
      return values.indices.map {
        mean == 0 ? .missing(.zeroDenominator) : outcome($0, values[$0] / mean)
      }
    }
    let (columns, rows) = (columnSums(leontief), rowSums(leontief))
    let ghoshRows = rowSums(ghosh)
    let power = relative(columns)
    let (byGhosh, byLeontief) = (relative(ghoshRows), relative(rows))
    return Linkages(
      backwardDirect: outcomes(columnSums(technical)), backwardTotal: outcomes(columns),
      powerOfDispersion: power, backwardVariation: (0..<count).map { variation($0, active) },
      forwardDirect: outcomes(rowSums(allocation)), forwardGhosh: outcomes(ghoshRows),
      forwardGhoshIndex: byGhosh, forwardLeontief: outcomes(rows),
      sensitivityOfDispersion: byLeontief,
      classByGhosh: zip(power, byGhosh).map(linkageClass),
      classByLeontief: zip(power, byLeontief).map(linkageClass))
  }

  /// The coefficient of variation within one column of L, about the column's own mean.
  private func variation(_ column: Int, _ active: [Int]) -> Outcome<Double> {
    guard table.output[column] != 0 else { return .missing(.zeroDenominator) }
    guard active.count >= 2 else { return .missing(.tooFewObservations) }
    let values = active.map { leontief[$0 * count + column] }
    let mean = compensatedTotal(of: values) / Double(values.count)
    let squares = compensatedTotal(of: values.map { ($0 - mean) * ($0 - mean) })
    return outcome(column, (squares / Double(values.count - 1)).squareRoot() / mean)
  }
}

private func linkageClass(_ backward: Outcome<Double>, _ forward: Outcome<Double>)
  -> LinkageClass?
{
  guard let backward = backward.value, let forward = forward.value else { return nil }
  return switch (backward > 1, forward > 1) {
  case (true, true): .key
  case (true, false): .backward
  case (false, true): .forward
  case (false, false): .weak
  }
}
