internal import TamgaNumerics

/// Why a variance or a test could not be computed.
public enum InferenceError: Error, Hashable, Sendable {
  /// Arrays do not fit: which, the length found, the length wanted.
  case shape(name: String, found: Int, wanted: Int)
  /// A score or an entry of the inverse information is not finite: the first such row, or -1 for
  /// the inverse information.
  case nonFinite(row: Int)
  /// A dimension has fewer than two clusters.
  case tooFewClusters(name: String, count: Int)
  /// No dimension of clustering, or more than four.
  case dimensions(Int)
  /// As many parameters as rows or more: the factor does not exist.
  case noDegreesOfFreedom(rows: Int, parameters: Int)
  /// A row has leverage 1: the corrected score does not exist.
  case leverageOne(row: Int)
  /// Two rows of one unit stand in one period.
  case duplicatePeriod(row: Int)
  /// A lag below 0 or not below the number of periods.
  case lag(Int, periods: Int)
  /// A distance that is negative or not finite.
  case cutoff(Double)
  /// A place outside −90…90 or −360…360 degrees, or not finite: its level.
  case place(level: Int)
  /// Without this cluster the regressors are collinear.
  case singularWithoutCluster(name: String, level: Int)
  /// A hypothesis does not parse: the text and where, from 0.
  case hypothesis(text: String, position: Int)
  /// A hypothesis names no coefficient, or the hypotheses depend on each other.
  case dependentHypotheses
  /// Draws below 1 or above a million.
  case draws(Int)
  /// A number that should be positive or finite is not: which.
  case outOfRange(name: String)
}

/// What every variance is made of: scores and the inverse information.
///
///     scores  sᵢ = x̃ᵢ eᵢ,  eᵢ = ωᵢ(yᵢ − μᵢ)
///     bread   A⁻¹ = (X̃ᵀWX̃)⁻¹
///
/// The regressors x̃ are what is left of X after the weighted projection on all fixed effects.
public struct ScoreData: Sendable {
  /// X̃ by rows, rows × coefficients.
  public let regressors: [Double]
  /// The weighted residuals e.
  public let residuals: [Double]
  /// A⁻¹ by rows, coefficients × coefficients.
  public let bread: [Double]
  /// The number of coefficients K, at least 1.
  public let coefficientCount: Int

  /// The number of rows.
  public var rowCount: Int { residuals.count }

  /// Creates score data.
  ///
  /// - Throws: ``InferenceError/shape(name:found:wanted:)`` when the arrays do not fit,
  ///   ``InferenceError/nonFinite(row:)`` for an inverse information that is not finite.
  public init(
    regressors: [Double], residuals: [Double], bread: [Double], coefficientCount: Int
  ) throws(InferenceError) {
    guard coefficientCount >= 1, coefficientCount <= 1 << 16 else {
      throw .shape(name: "coefficients", found: coefficientCount, wanted: 1)
    }
    guard !residuals.isEmpty else { throw .shape(name: "residuals", found: 0, wanted: 1) }
    guard regressors.count == residuals.count * coefficientCount else {
      throw .shape(
        name: "regressors", found: regressors.count, wanted: residuals.count * coefficientCount)
    }
    guard bread.count == coefficientCount * coefficientCount else {
      throw .shape(
        name: "bread", found: bread.count, wanted: coefficientCount * coefficientCount)
    }
    guard bread.allSatisfy(\.isFinite) else { throw .nonFinite(row: -1) }
    self.regressors = regressors
    self.residuals = residuals
    self.bread = bread
    self.coefficientCount = coefficientCount
  }

  /// The bread as a matrix.
  var breadMatrix: SquareMatrix { SquareMatrix(size: coefficientCount, values: bread) }

  /// The first row whose score is not finite, if there is one.
  var firstBadRow: Int? {
    for row in 0..<rowCount {
      guard residuals[row].isFinite else { return row }
      for column in 0..<coefficientCount
      where !(regressors[row * coefficientCount + column] * residuals[row]).isFinite {
        return row
      }
    }
    return nil
  }

  /// Checks that a column has one entry a row.
  func check(_ name: String, _ count: Int) throws(InferenceError) {
    guard count == rowCount else { throw .shape(name: name, found: count, wanted: rowCount) }
  }

  /// The sandwich `A⁻¹ M A⁻¹`.
  func sandwich(_ meat: SquareMatrix) -> SquareMatrix {
    let bread = breadMatrix
    return (bread * meat * bread).symmetrised
  }
}

/// Calls a function once for each block and gives the results in the order of the blocks.
func blockResults<Result>(count: Int, threads: Int, _ body: (Int) -> Result) -> [Result] {
  unsafe [Result](unsafeUninitializedCapacity: count) { buffer, filled in
    guard let base = buffer.baseAddress else { return }
    // Each block initialises its own place, and the buffer outlives the calls.
    nonisolated(unsafe) let shared = unsafe base
    forEachBlock(count: count, threads: threads) { block in
      unsafe (shared + block).initialize(to: body(block))
    }
    filled = count
  }
}

/// The blocks rows are cut into: a function of their number only.
func rowBlocks(_ rows: Int) -> Int { min(8, max(1, rows / 131_072)) }

/// The rows of a block.
func rows(ofBlock block: Int, of blocks: Int, count: Int) -> Range<Int> {
  (block * count / blocks)..<((block + 1) * count / blocks)
}
