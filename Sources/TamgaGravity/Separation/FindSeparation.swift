internal import TamgaNumerics

/// Finds the rows on which the estimate of a design does not exist, with proofs.
///
/// Levels are pruned first. What is left goes to an exact linear programme, or when it is large to a
/// fit on whose way rows that run away are found. Each separated row comes with a certificate that
/// is recomputed from the data, and the rest with a proof that it is not separated.
///
///     let design = try SeparationDesign(outcome: y, regressors: [x], effects: [exporterYear])
///     let result = findSeparation(in: design)
///     result.separatedRows
///
/// - Source: Santos Silva and Tenreyro (2010); Correia, Guimarães and Zylkin (2019).
public func findSeparation(
  in design: SeparationDesign, options: SeparationOptions = .init()
) -> SeparationResult {
  var search = SeparationSearch(design)
  search.prune()
  search.decide(options)
  return search.result
}

/// A search in its course: what is proved so far.
package struct SeparationSearch: Sendable {
  package let verifier: SeparationVerifier
  /// Whether a row is in the sample and not proved separated.
  private(set) package var inScope: [Bool]
  /// Whether a row is also not set aside as alone in a level.
  private(set) package var isKept: [Bool]
  private(set) package var certificates: [SeparationCertificate] = []
  private var singletons: [SingletonRow] = []
  private var existence: ExistenceCertificate?
  private var doubt: (reason: SeparationDoubt, rows: Int)?
  private var methods: [SeparationMethod] = []
  /// The place of each effect of a fit among effects and slopes; nil when it is the same.
  package var effectPlaces: [Int]?

  /// Starts with all rows of the sample.
  package init(_ design: SeparationDesign) {
    verifier = SeparationVerifier(design)
    inScope = design.exclusions.map { $0 == .none }
    isKept = inScope
  }

  /// The rows that are left, ascending.
  package var keptRows: [Int] {
    var rows = [Int](large: 0, count: isKept.count { $0 })
    list(isKept.span, &rows)
    return rows
  }

  /// The rows that are not left, by reason.
  var droppedRows: [DroppedRows] {
    func dropped(_ reason: PruneReason, _ rows: [Int]) -> [DroppedRows] {
      guard !rows.isEmpty else { return [] }
      return [
        DroppedRows(
          reason: reason, effect: nil, round: 1,
          rows: rows.sorted().map { Int32(truncatingIfNeeded: $0) })
      ]
    }
    let exclusions = verifier.design.exclusions
    return dropped(.zeroWeight, exclusions.indices.filter { exclusions[$0] == .zeroWeight })
      + dropped(.singleton, singletons.map(\.row))
      + dropped(.separated, certificates.flatMap(\.rows))
  }

  /// Whether every row of the design is left.
  var isWhole: Bool { !isKept.contains(false) }

  /// Whether some row that is left may be separated.
  private var hasBoundRow: Bool {
    for row in isKept.indices where isKept[row] && verifier.tails[row] != 0 { return true }
    return false
  }

  /// Whether a row that is left may be separated at all.
  package func isAtBound(_ row: Int) -> Bool { verifier.tails[row] != 0 }

  /// Drops levels that decide their rows alone.
  package mutating func prune() {
    var pruning = LevelPruning(
      verifier, inScope: inScope, isKept: isKept, singletons: singletons)
    pruning.run()
    inScope = pruning.inScope
    isKept = pruning.isKept
    singletons = pruning.singletons
    certificates += pruning.certificates
    if !pruning.certificates.isEmpty { note(.levels) }
  }

  /// Drops the rows that a combination of columns separates, if the data confirm it.
  ///
  /// - Parameters:
  ///   - coefficients: γ, one a column; what it is on rows set aside need not be right.
  ///   - method: how it was found.
  ///   - least: from which z a row counts.
  /// - Returns: the rows, empty when the data do not confirm the combination.
  package mutating func accept(
    _ coefficients: [Double], method: SeparationMethod, least: Double
  ) -> [Int] {
    var whole = coefficients
    verifier.complete(&whole, singletons: singletons)
    guard
      let certificate = verifier.certificate(
        whole, method: method, inScope: inScope, least: least)
    else { return [] }
    certificates.append(certificate)
    note(method)
    for row in certificate.rows {
      inScope[row] = false
      isKept[row] = false
    }
    return certificate.rows
  }

  /// Accepts weights of the rows that are left as a proof of existence.
  ///
  /// - Returns: the rows at a bound for which they prove nothing; empty also when the proof fails as
  ///   a whole, which `isCertified` tells.
  @discardableResult
  package mutating func acceptExistence(
    _ weights: [Double], rows: [Int], method: SeparationMethod
  ) -> [Int] {
    let (proof, failing) = verifier.existence(weights, rows: rows, method: method)
    existence = proof
    if proof != nil { note(method) }
    return failing
  }

  /// Whether all is proved.
  package var isCertified: Bool { existence != nil }

  /// Proves that the maximum of a gamma's likelihood exists, or leaves it open.
  ///
  /// With v = ω(1 - y/μ) the equations of the estimate say Xᵀv = 0. A direction γ along which the
  /// likelihood rises for ever has z = Xγ ≥ 0 where y > 0 and Σωz < 0; but
  /// Σωz = Σ_{y>0} ω(y/μ)z ≥ 0, since v is ω where y = 0. So the estimate is its own proof. (Rows with
  /// y = 0 only, whose z add up to zero under ω, may share their fitted values in many ways.)
  package mutating func proveGamma(_ fit: Fit) {
    existence = nil
    let rows = keptRows
    if fit.rowsKept == rows.count {
      var weights = [Double](repeating: 0, count: isKept.count)
      for (place, row) in fit.order.enumerated() { weights[Int(row)] = -fit.residuals[place] }
      acceptExistence(rows.map { weights[$0] }, rows: rows, method: .signature)
    }
    if !isCertified { leaveOpen(.otherFamily, rows: rows.filter(isAtBound).count) }
  }

  /// Records why rows stay undecided.
  package mutating func leaveOpen(_ reason: SeparationDoubt, rows: Int) {
    doubt = (reason, rows)
  }

  /// Decides what is left after pruning, by a linear programme, a fit or the rectifier.
  package mutating func decide(_ options: SeparationOptions) {
    guard !settles() else { return }
    if options.route == .rectifier {
      decideByRectifier(rounds: options.rectifierRounds, .unconfirmed)
    } else if goesToProgramme(options) {
      decideByProgramme(seconds: options.seconds)
      if !isCertified, options.route == .automatic, let doubt {
        decideByRectifier(rounds: options.rectifierRounds, doubt.reason)
      }
    } else {
      decideByFit(options)
    }
  }

  /// Records that there is nothing left to decide, if so.
  package mutating func settles() -> Bool {
    if hasBoundRow { return false }
    let rows = keptRows
    acceptExistence([Double](repeating: 0, count: rows.count), rows: rows, method: .levels)
    return true
  }

  /// Whether the sample is small enough for the linear programme, or it is asked for.
  package func goesToProgramme(_ options: SeparationOptions) -> Bool {
    switch options.route {
    case .linearProgramme: true
    case .fit, .rectifier: false
    case .automatic: isKept.count { $0 } <= options.linearProgrammeRows
    }
  }

  /// Solves linear programmes until one proves existence.
  package mutating func decideByProgramme(seconds: Double?) {
    let programme = SeparationProgramme(verifier, seconds: seconds)
    while true {
      let rows = keptRows
      switch programme.solve(rows: rows) {
      case .separated(let coefficients):
        guard accept(coefficients, method: .linearProgramme, least: 0.5).isEmpty else { continue }
        leaveOpen(.unconfirmed, rows: rows.filter(isAtBound).count)
      case .exists(let weights):
        let failing = acceptExistence(weights, rows: rows, method: .linearProgramme)
        if !isCertified { leaveOpen(.unconfirmed, rows: max(1, failing.count)) }
      case .none(let reason):
        leaveOpen(reason, rows: rows.filter(isAtBound).count)
      }
      return
    }
  }

  /// The result as it stands.
  package var result: SeparationResult {
    let exclusions = verifier.design.exclusions
    let separated = certificates.flatMap(\.rows).sorted()
    let isEmpty = !exclusions.contains(.none)
    let status: SeparationStatus =
      isEmpty ? .notApplicable : isCertified ? .certified : .undecided
    let open = status == .undecided
    return SeparationResult(
      rowCount: exclusions.count,
      missingRows: exclusions.indices.filter { exclusions[$0] == .missing },
      zeroWeightRows: exclusions.indices.filter { exclusions[$0] == .zeroWeight },
      singletonRows: singletons.map(\.row).sorted(), separatedRows: separated,
      certificates: certificates, existence: existence, status: status,
      undecidedRows: open ? doubt?.rows ?? keptRows.filter(isAtBound).count : 0,
      doubt: open ? doubt?.reason ?? .unconfirmed : nil,
      maxViolation: certificates.reduce(0) { max($0, $1.violation) }, methods: methods)
  }

  private mutating func note(_ method: SeparationMethod) {
    if !methods.contains(method) { methods.append(method) }
  }
}

/// Writes the rows that are set, ascending.
private func list(_ isSet: Span<Bool>, _ rows: inout [Int]) {
  var rows = rows.mutableSpan
  var next = 0
  for row in isSet.indices where isSet[row] {
    rows[next] = row
    next += 1
  }
}
