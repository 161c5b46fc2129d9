public import TamgaNumerics

/// What a code stands for.
public enum EntityKind: String, Sendable {
  /// A country or territory of its own in trade tables.
  case country
  /// A group of countries, the world included.
  case group
  /// A region inside a country.
  case region
  /// A line of trade tables that is no territory: ships' stores, free zones, "not specified".
  case special
}

/// A language of names and labels.
public enum NameLanguage: String, Sendable, CaseIterable {
  /// English.
  case en
  /// Russian.
  case ru
  /// Kazakh.
  case kk
  /// Kyrgyz.
  case ky
}

/// The rule by which a label was resolved, from the strictest to the loosest.
public enum NameRule: String, Sendable, CaseIterable, Comparable {
  /// The label stands in the table of aliases as it is.
  case exact
  /// It stands there after folding: case, spaces, dashes, `ё`, administrative words.
  case folded
  /// Its form was rewritten: brackets, `X, Republic of`, formal words of states.
  case form
  /// Letters of another script that look alike were repaired.
  case homoglyph
  /// Letters of the Kazakh and Kyrgyz alphabets were replaced by their Russian neighbours.
  case letters
  /// The adjective of a region was led back to its name.
  case adjective
  /// Text typed in a legacy Kyrgyz font was repaired.
  case legacyFont = "legacy-font"
  /// It is a name in another language than the one given.
  case otherLanguage = "other-language"
  /// Languages of a row agree, and at least one more of them says nothing certain.
  case rowWithGap = "row-with-gap"

  private var rank: Int { NameRule.allCases.firstIndex(of: self) ?? 0 }

  /// Orders rules from the strictest to the loosest.
  public static func < (left: NameRule, right: NameRule) -> Bool { left.rank < right.rank }
}

/// The entity of a label, with the rule that found it.
public struct NameResolution: Hashable, Sendable {
  /// The entity.
  public let entity: EntityCode
  /// What the entity is.
  public let kind: EntityKind
  /// The rule that found it.
  public let rule: NameRule
  /// Footnote marks that stood behind the label, as in `1`.
  public let footnotes: [String]
}

/// What a label means: one entity, several, or none.
public enum NameAnswer: Hashable, Sendable {
  /// One entity.
  case resolved(NameResolution)
  /// Several entities bear this name, or the languages of a row contradict each other; sorted.
  case ambiguous([EntityCode])
  /// No entity; proposals are for people to confirm and are never taken by themselves.
  case unresolved(proposals: [EntityCode])

  /// The entity, if there is one.
  public var entity: EntityCode? {
    guard case .resolved(let resolution) = self else { return nil }
    return resolution.entity
  }
}
