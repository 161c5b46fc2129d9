// A = Z x̂⁻¹, L = (I − A)⁻¹;  B = x̂⁻¹ Z, G = (I − B)⁻¹

internal import TamgaNumerics

/// The open Leontief and Ghosh models of a table.
///
/// - Source: Miller and Blair (2009), Input–Output Analysis, 2nd ed., §2.2 and §12.1.
public struct InputOutputModel: Sendable {
  /// The table.
  public let table: InputOutputTable
  /// A by rows: inputs of the row's product per unit of the column's output.
  public let technical: [Double]
  /// L by rows: output of the row's sector per unit of final demand for the column's.
  public let leontief: [Double]
  /// B by rows: the share of the row's output that goes to the column's sector.
  public let allocation: [Double]
  /// G by rows: output of the column's sector per unit of primary input of the row's.
  public let ghosh: [Double]
  /// The places of sectors without output; their multipliers and linkages are missing.
  public let idle: [Int]

  /// Inverts both models.
  ///
  /// - Throws: ``InputOutputError/singular``, ``InputOutputError/notProductive(sector:)``.
  public init(_ table: InputOutputTable) throws(InputOutputError) {
    let count = table.count
    self.table = table
    var technical = table.deliveries
    var allocation = table.deliveries
    for row in 0..<count {
      for column in 0..<count {
        technical[row * count + column] = ratio(
          technical[row * count + column], table.output[column])
        allocation[row * count + column] = ratio(
          allocation[row * count + column], table.output[row])
      }
    }
    self.technical = technical
    self.allocation = allocation
    idle = table.output.indices.filter { table.output[$0] == 0 }
    leontief = try productiveInverse(technical, table.sectors)
    ghosh = try productiveInverse(allocation, table.sectors)
  }

  /// The number of sectors.
  public var count: Int { table.count }

  /// The output that a final demand calls for.
  ///
  ///     x = L f
  ///
  /// - Throws: ``InputOutputError/wrongSize(what:expected:given:)``,
  ///   ``InputOutputError/notFinite(what:place:)``.
  public func output(for demand: [Double]) throws(InputOutputError) -> [Double] {
    try checkSize("final demand", demand, count)
    for (place, value) in demand.enumerated() where !value.isFinite {
      throw .notFinite(what: "final demand", place: table.sectors[place])
    }
    return (0..<count).map { row in
      compensatedTotal(of: (0..<count).lazy.map { leontief[row * count + $0] * demand[$0] })
    }
  }

  /// A number of a sector, missing where the sector is idle.
  func outcome(_ sector: Int, _ value: Double) -> Outcome<Double> {
    if table.output[sector] == 0 { return .missing(.zeroDenominator) }
    return value.isFinite ? .value(value) : .missing(.undefined)
  }

  /// Column sums of a matrix of the model.
  func columnSums(_ matrix: [Double]) -> [Double] {
    (0..<count).map { column in
      compensatedTotal(of: (0..<count).lazy.map { matrix[$0 * count + column] })
    }
  }

  /// Row sums of a matrix of the model.
  func rowSums(_ matrix: [Double]) -> [Double] {
    (0..<count).map { row in
      compensatedTotal(of: matrix[(row * count)..<((row + 1) * count)])
    }
  }
}

private func ratio(_ part: Double, _ whole: Double) -> Double { whole == 0 ? 0 : part / whole }

/// (I − C)⁻¹, which must not have entries below zero.
func productiveInverse(
  _ coefficients: [Double], _ names: [String]
) throws(InputOutputError) -> [Double] {
  let count = names.count
  guard count > 0 else { return [] }
  var matrix = coefficients.map { -$0 }
  for place in 0..<count { matrix[place * count + place] += 1 }
  guard let system = LinearSystem(matrix, size: count) else { throw .singular }
  let inverse = system.inverse()
  guard inverse.allSatisfy(\.isFinite) else { throw .singular }
  let largest = inverse.reduce(0) { max($0, abs($1)) }
  if let place = inverse.firstIndex(where: { $0 < -1e-12 * largest }) {
    throw .notProductive(sector: names[place % count])
  }
  return inverse.map { max(0, $0) }
}
