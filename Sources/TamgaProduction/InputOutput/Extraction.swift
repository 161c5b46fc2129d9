// Without sector j altogether: loss = x_j Σ_i l_ij / l_jj
// Without its purchases (column j of A): loss = x_j (Σ_i l_ij − 1) / l_jj
// Without its sales to others (row j of B): loss = x_j (Σ_i g_ji − 1) / g_jj

public import TamgaNumerics

/// The output an economy loses without a sector.
public struct Extraction: Hashable, Sendable {
  /// The loss of all output when the sector is gone with its final demand, its own output included.
  public let total: [Outcome<Double>]
  /// The loss of the other sectors alone.
  public let others: [Outcome<Double>]
  /// The loss when the sector buys nothing from any sector (backward).
  public let backward: [Outcome<Double>]
  /// The loss when the sector sells nothing to any sector, in the Ghosh model (forward).
  public let forward: [Outcome<Double>]
  /// ``total`` over all output.
  public let share: [Outcome<Double>]
}

extension InputOutputModel {
  /// Returns hypothetical extractions of every sector.
  ///
  /// The closed forms follow from the inverse of a bordered matrix; no system is solved anew. Output
  /// is L f of the table's final demand, so a table that does not balance is taken at x = L (x − Z·1).
  ///
  /// - Returns: in the unit of the table.
  /// - Source: Dietzenbacher, van der Linden and Steenge (1993); Miller and Blair (2009), §12.2.6.
  public func extraction() -> Extraction {
    let columns = columnSums(leontief)
    let ghoshRows = rowSums(ghosh)
    let all = compensatedTotal(of: table.output)
    func map(_ formula: (Int) -> Double) -> [Outcome<Double>] {
      (0..<count).map { outcome($0, formula($0)) }
    }
    let total = { (j: Int) in table.output[j] * columns[j] / leontief[j * count + j] }
    return Extraction(
      total: map(total), others: map { max(0, total($0) - table.output[$0]) },
      backward: map {
        table.output[$0] * max(0, columns[$0] - 1) / leontief[$0 * count + $0]
      },
      forward: map { table.output[$0] * max(0, ghoshRows[$0] - 1) / ghosh[$0 * count + $0] },
      share: map { total($0) / all })
  }
}
