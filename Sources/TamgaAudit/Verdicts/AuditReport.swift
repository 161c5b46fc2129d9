/// A document checked: every claim and identity with its verdict, the repairs, what they taint.
public struct AuditReport: Sendable {
  /// The model.
  public let model: AuditModel
  /// The claims in the order of the file, then the identities of the tables.
  public var claims: [ClaimResult]
  /// The repairs by component and rank.
  public var repairs: [Repair]
  /// The cells whose digits were read another way than printed, or could be, by index.
  public var ambiguous: [Int]
  /// The numbers as read.
  public var numbers: PrintedNumbers
  /// The conclusions with the worst of what they rest on.
  public var conclusions: [ConclusionResult]

  /// How many claims and identities have each verdict; every verdict is there.
  public var summary: [Verdict: Int] {
    var counts = Dictionary(uniqueKeysWithValues: Verdict.allCases.map { ($0, 0) })
    for claim in claims { counts[claim.verdict, default: 0] += 1 }
    return counts
  }

  /// How many claims and identities can be derived at all.
  public var derivable: Int { claims.count - (summary[.notDerivable] ?? 0) }

  /// Reproduced and rounded over derivable; nil when nothing can be derived.
  public var reproducibility: Double? {
    guard derivable > 0 else { return nil }
    let held = (summary[.reproduced] ?? 0) + (summary[.rounding] ?? 0)
    return Double(held) / Double(derivable)
  }

  /// The result of a claim or an identity.
  public func claim(_ id: String) -> ClaimResult? { claims.first { $0.id == id } }
}

/// A claim or an identity with its verdict.
public struct ClaimResult: Sendable {
  /// The id.
  public var id: String
  /// The sentence; of an identity the relation.
  public var quote: String
  /// Where it stands.
  public var place: String
  /// Whether it is an identity of a table.
  public var isIdentity: Bool
  /// The kind of claim.
  public var kind: ClaimKind
  /// The statement's index in the model.
  public var statement: Int
  /// The expression as written.
  public var expression: String
  /// What is printed; nil where the claim prints no number.
  public var published: String?
  /// The printed number in its unit; nil where there is none.
  public var publishedValue: Double?
  /// The unit of what is printed.
  public var unit: AuditUnit
  /// The value in that unit; nil where there is none.
  public var recomputed: Double?
  /// The range of the value in that unit.
  public var range: ValueRange?
  /// The verdict.
  public var verdict: Verdict
  /// Its kind.
  public var sub: VerdictKind?
  /// Why it is not supported by its sample.
  public var weak: [WeakReason]
  /// The evidence behind that.
  public var evidence: WeakEvidence?
  /// Further marks: `ambiguous`, `reading`, `pp_as_percent`, `base_extreme`, `convention`,
  /// `vintage.mixed`, `wording.causal`, `range.sampled`.
  public var modifiers: [String]
  /// What explains a contradiction.
  public var explanation: Explanation?
  /// The official source.
  public var external: ExternalResult?
  /// The cells it is computed from.
  public var dependsOn: [String]
  /// The wrong cells it is computed from.
  public var taintedBy: [String]
  /// The value on the repaired numbers, in the claim's unit.
  public var ifRepaired: Double?
  /// Addresses that are named and not printed.
  public var missing: [String]
  /// What would be needed to derive it.
  public var needs: String?
  /// Places that print the same quantity otherwise.
  public var disagreements: [String]
  /// What it rests on, of sentences without a number.
  public var restsOn: [String]
}

/// A conclusion and the worst of what it rests on.
public struct ConclusionResult: Sendable {
  /// The id.
  public var id: String
  /// The sentence.
  public var text: String
  /// Where it stands.
  public var place: String
  /// The ids it rests on.
  public var restsOn: [String]
  /// The claims among them that do not hold, are tainted or weak.
  public var hit: [String]
  /// The worst verdict of what it rests on.
  public var worst: Verdict
  /// Whether something it rests on is weak.
  public var isWeak: Bool
}
