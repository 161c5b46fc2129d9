public import TamgaAudit

/// What a document's audit comes to on one page.
public struct ReportCard: Sendable {
  /// A cell that taints claims.
  public struct TaintingCell: Sendable, Hashable {
    /// The address.
    public var address: String
    /// The claims computed from it.
    public var claims: [String]
  }

  /// An error and what hangs on it.
  public struct Consequence: Sendable {
    /// The cell, the column or the claim.
    public var address: String
    /// What is printed there.
    public var printed: String
    /// What should stand there; nil when no repair is offered.
    public var repaired: String?
    /// How well the repair is supported; nil when none is offered.
    public var status: Repair.Status?
    /// The claims that fail with it or rest on it.
    public var claims: [String]
    /// The conclusions that rest on these.
    public var conclusions: [String]
  }

  /// The checked document.
  public let audit: AuditedClaims
  /// The cells that taint claims, the one with the most claims first.
  public let tainting: [TaintingCell]
  /// The claims that are not supported by their samples.
  public let weak: [ClaimResult]
  /// Repairs of the units of headers.
  public let units: [Repair]
  /// The repairs: of each component the ranked hypotheses, best supported components first; digits
  /// read another way last.
  public let repairs: [Repair]
  /// The errors that hit the most claims and conclusions, at most five.
  public let consequential: [Consequence]

  /// The most errors that are listed.
  public static let mostConsequential = 5

  /// Draws up the card of a checked document.
  public init(_ audit: AuditedClaims) {
    self.audit = audit
    let report = audit.report
    weak = report.claims.filter { !$0.weak.isEmpty }
    units = report.repairs.filter { $0.kind == .unit }
    repairs = Self.ranked(report.repairs)
    tainting = Self.tainting(report)
    let consequences = Consequences(audit: audit).all
    consequential = Array(consequences.prefix(Self.mostConsequential))
  }

  /// Claims and identities apart.
  public var counts: (claims: Int, identities: Int) {
    let identities = audit.report.claims.count { $0.isIdentity }
    return (audit.report.claims.count - identities, identities)
  }

  /// The share of claims and identities that can be derived; nil when there are none.
  public var derivableShare: Double? {
    let all = audit.report.claims.count
    return all > 0 ? Double(audit.report.derivable) / Double(all) : nil
  }

  private static func tainting(_ report: AuditReport) -> [TaintingCell] {
    var claims: [String: [String]] = [:]
    for claim in report.claims {
      for cell in claim.taintedBy { claims[cell, default: []].append(claim.id) }
    }
    return claims.map { TaintingCell(address: $0.key, claims: $0.value) }
      .sorted { ($1.claims.count, $0.address) < ($0.claims.count, $1.address) }
  }

  static func ranked(_ repairs: [Repair]) -> [Repair] {
    let order: [Repair.Status] = [.confirmed, .unique, .proposed, .suggestion]
    var best: [Int: Int] = [:]
    for repair in repairs {
      let support = order.firstIndex(of: repair.status) ?? order.count
      let place = repair.kind == .reading ? order.count : support
      best[repair.component] = Swift.min(best[repair.component] ?? order.count, place)
    }
    return repairs.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      return (best[a.component] ?? 0, a.component, a.rank, left.offset)
        < (best[b.component] ?? 0, b.component, b.rank, right.offset)
    }.map(\.element)
  }
}

/// Finds what hangs on each error of a document.
private struct Consequences {
  let audit: AuditedClaims

  /// The errors: repaired cells and headers, then contradicted claims that none of them explains; those
  /// with the most claims and conclusions first.
  var all: [ReportCard.Consequence] {
    var found: [ReportCard.Consequence] = []
    var explained: Set<String> = []
    for repair in audit.report.repairs where repair.rank == 1 {
      guard repair.kind == .digits || repair.kind == .unit else { continue }
      let hit = claims(repair)
      explained.formUnion(hit)
      for change in repair.changes {
        found.append(
          consequence(
            of: change.address, change.printed, (change.repaired, repair.status), hit))
      }
    }
    for claim in audit.report.claims where claim.verdict == .contradicted && !claim.isIdentity {
      guard !explained.contains(claim.id) else { continue }
      let sentence = audit.report.repairs.first { repair in
        repair.kind == .sentence && repair.rank == 1 && repair.newlyMet.contains(claim.statement)
      }
      let repaired = sentence?.changes.first.map { ($0.repaired, sentence?.status) }
      found.append(consequence(of: claim.id, claim.published ?? "", repaired, [claim.id]))
    }
    return found.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      let (x, y) = (a.claims.count + a.conclusions.count, b.claims.count + b.conclusions.count)
      return (y, b.conclusions.count, left.offset) < (x, a.conclusions.count, right.offset)
    }.map(\.element)
  }

  private func claims(_ repair: Repair) -> [String] {
    let statements = audit.report.model.statements
    return Set(repair.tainted + repair.newlyMet).sorted()
      .filter { !statements[$0].isIdentity }.map { statements[$0].id }
  }

  private func consequence(
    of address: String, _ printed: String, _ repaired: (String, Repair.Status?)?, _ hit: [String]
  ) -> ReportCard.Consequence {
    let (claims, conclusions) = resting(on: hit)
    return ReportCard.Consequence(
      address: address, printed: printed, repaired: repaired?.0, status: repaired?.1,
      claims: claims, conclusions: conclusions)
  }

  /// Claims and everything that rests on them, directly or through others.
  private func resting(on hit: [String]) -> (claims: [String], conclusions: [String]) {
    var claims = hit
    var conclusions: [String] = []
    var known = Set(hit)
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for claim in audit.document.claims where !known.contains(claim.id) {
        guard claim.restsOn.contains(where: { known.contains($0.text) }) else { continue }
        claims.append(claim.id)
        known.insert(claim.id)
        isGrowing = true
      }
      for conclusion in audit.document.conclusions where !known.contains(conclusion.id) {
        guard conclusion.restsOn.contains(where: { known.contains($0.text) }) else { continue }
        conclusions.append(conclusion.id)
        known.insert(conclusion.id)
        isGrowing = true
      }
    }
    return (claims, conclusions)
  }
}
