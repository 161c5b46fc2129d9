/// The proof that rows are separated: a combination z = Xγ of the columns of the design.
///
/// Along −γ the likelihood rises for ever: z = 0 on every row whose outcome is inside its range,
/// z ≥ 0 on every row with y = 0 (≤ 0 with y = 1 in a logit), and z ≠ 0 on the rows it proves. A
/// certificate speaks of the sample without the rows of the certificates before it: with a large
/// enough multiple of those added, it holds for the whole sample.
///
/// - Source: Correia, Guimarães and Zylkin (2019), Verifying the existence of maximum likelihood
///   estimates for generalized linear models, Proposition 1 and section 3.
public struct SeparationCertificate: Sendable, Hashable {
  /// How the combination was found.
  public let method: SeparationMethod
  /// The columns with their coefficients γ, scaled so that the least |z| of `rows` is 1.
  public let terms: [Term]
  /// The rows it proves separated, ascending.
  public let rows: [Int]
  /// |z| of each of the rows, recomputed from the data.
  public let values: [Double]
  /// The largest |z| where it must be 0, or the largest wrong sign, as a part of the largest |z|.
  public let violation: Double

  /// A column and its coefficient.
  public struct Term: Sendable, Hashable {
    /// The column.
    public let term: SeparationTerm
    /// Its coefficient.
    public let coefficient: Double
  }
}

/// How a question of separation was answered.
public enum SeparationMethod: String, Sendable, Hashable, CaseIterable {
  /// Levels of an effect on which the outcome is at its bound in every row.
  case levels
  /// A linear programme.
  case linearProgramme = "linear-programme"
  /// The way rows run away in the course of a fit.
  case signature
  /// The iterative rectifier: repeated least squares on the columns.
  case rectifier
}

/// The bounds of the verifier.
package enum SeparationBounds {
  /// The largest |z| where it must be 0, as a part of the largest.
  package static let violation = 1e-6
  /// The same as a part of the least z of the rows that are dropped.
  package static let violationOfLeast = 0.1
  /// The least z of a row that is dropped, where a solver says 1.
  package static let least = 0.3
}

/// Builds and checks certificates against the raw data of a design.
package struct SeparationVerifier: Sendable {
  package let design: SeparationDesign
  package let columns: SeparationColumns
  package let tails: [Int8]

  package init(_ design: SeparationDesign) {
    self.design = design
    columns = SeparationColumns(design)
    tails = (0..<design.rowCount).map { design.tail(ofRow: $0) }
  }

  /// Makes a combination hold on rows that each had an effect of their own when they were dropped.
  ///
  /// In reverse order of dropping, the level of each such row takes back what z has there.
  func complete(_ coefficients: inout [Double], singletons: [SingletonRow]) {
    for singleton in singletons.reversed() {
      let z = columns.product(ofRow: singleton.row, coefficients)
      if z != 0 { coefficients[singleton.column] -= z / singleton.entry }
    }
  }

  /// Makes a certificate of coefficients if the data confirm it.
  ///
  /// - Parameters:
  ///   - coefficients: γ, one a column.
  ///   - method: how they were found.
  ///   - inScope: whether a row is in the sample and not separated before.
  ///   - least: the value of z from which a row counts as separated.
  /// - Returns: nil when z is not 0 where it must be, has a wrong sign, or separates nothing.
  func certificate(
    _ coefficients: [Double], method: SeparationMethod, inScope: [Bool], least: Double
  ) -> SeparationCertificate? {
    var largest = 0.0
    var violation = 0.0
    var smallest = Double.infinity
    var rows: [Int] = []
    var values: [Double] = []
    let products = columns.products(coefficients)
    for row in inScope.indices where inScope[row] {
      let z = products[row]
      guard z.isFinite else { return nil }
      guard tails[row] != 0 else {
        violation = max(violation, abs(z))
        continue
      }
      let outward = z * Double(tails[row])
      violation = max(violation, -outward)
      largest = max(largest, outward)
      if outward >= least {
        rows.append(row)
        values.append(outward)
        smallest = min(smallest, outward)
      }
    }
    guard !rows.isEmpty, violation <= SeparationBounds.violation * largest,
      violation <= SeparationBounds.violationOfLeast * smallest
    else { return nil }
    let scale = 1 / smallest
    let terms = coefficients.indices.compactMap { column -> SeparationCertificate.Term? in
      guard coefficients[column] != 0 else { return nil }
      return .init(
        term: columns.term(ofColumn: column), coefficient: coefficients[column] * scale)
    }
    return SeparationCertificate(
      method: method, terms: terms, rows: rows, values: values.map { $0 * scale },
      violation: violation / largest)
  }
}

extension SeparationDesign {
  /// Checks certificates against the data, as one who did not make them.
  ///
  /// - Parameter certificates: in their order.
  /// - Returns: the largest violation as a part of the largest |z|; nil when one proves less than it
  ///   says: an unknown column, a row out of place, |z| < 0.3 where it says at least 1, or more than
  ///   1e-6 where it must be 0.
  public func verify(_ certificates: [SeparationCertificate]) -> Double? {
    let verifier = SeparationVerifier(self)
    var inScope = exclusions.map { $0 == .none }
    var worst = 0.0
    for certificate in certificates {
      var coefficients = [Double](repeating: 0, count: verifier.columns.count)
      for term in certificate.terms {
        guard let column = verifier.columns.column(of: term.term) else { return nil }
        coefficients[column] += term.coefficient
      }
      guard
        let found = verifier.certificate(
          coefficients, method: certificate.method, inScope: inScope, least: SeparationBounds.least)
      else { return nil }
      let confirmed = Set(found.rows)
      for row in certificate.rows {
        guard confirmed.contains(row) else { return nil }
        inScope[row] = false
      }
      worst = max(worst, found.violation)
    }
    return worst
  }
}
