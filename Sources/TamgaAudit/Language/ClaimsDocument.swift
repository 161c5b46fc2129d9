public import TamgaPresent

/// A claims file: what a document printed, and how each number should follow from others.
public struct ClaimsDocument: Sendable {
  /// The id, as in `000`.
  public var id: String
  /// The title, if named.
  public var title: String?
  /// The citation, if named.
  public var citation: String?
  /// The language of the text: en, ru, kk, ky.
  public var language: String
  /// The text of the document, relative to the claims file.
  public var file: String?
  /// The SHA-256 of that text, hexadecimal.
  public var sha256: String?
  /// The last publication date that counts for data.
  public var asOf: String?
  /// How sentences print numbers.
  public var textStyle: NumberStyle
  /// The tables.
  public var tables: [AuditTable]
  /// Numbers of the text that others are computed from.
  public var numbers: [PrintedNumber]
  /// The claims in reading order.
  public var claims: [ClaimStatement]
  /// Sentences that rest on claims.
  public var conclusions: [Conclusion]
  /// The name of the claims file, for messages.
  public var source: String
}

/// A printed table.
public struct AuditTable: Sendable {
  /// The id, as in `T1`.
  public var id: String
  /// Where it stands.
  public var place: String
  /// The columns.
  public var columns: [Column]
  /// The ids of the rows in the order of the file.
  public var rows: [String]
  /// What the dotted parts of a row id are, as in `["partner", "period"]`.
  public var rowParts: [String]
  /// The printed cells, row by row, one a column; nil where nothing is printed.
  public var cells: [[PrintedText?]]
  /// The relations its cells must satisfy.
  public var identities: [Identity]
  /// The data its cells can be compared with.
  public var against: TableBinding?
  /// How far its digits can be trusted.
  public var trust: LiteralTrust
  /// How it prints numbers.
  public var style: NumberStyle

  /// A column.
  public struct Column: Sendable {
    /// The name in addresses.
    public var name: String
    /// The unit of its numbers.
    public var unit: AuditUnit
    /// The decimals all its cells have, whatever trailing zeros were dropped; nil when undeclared.
    public var grid: Int?
  }

  /// A relation that must hold for each row or part.
  public struct Identity: Sendable {
    /// The id within the table, as in `1` or `sums`.
    public var id: String
    /// The relation as written.
    public var written: WrittenExpression
  }
}

/// A text of the claims file with its place.
public struct PrintedText: Sendable {
  /// The text, exactly as written.
  public var text: String
  /// The node, for messages.
  public var node: YAMLNode

  /// Creates a text.
  public init(text: String, node: YAMLNode) {
    self.text = text
    self.node = node
  }
}

/// An expression as written and as understood.
public struct WrittenExpression: Sendable {
  /// The text.
  public var text: String
  /// The tree.
  public var tree: Expression
  /// The node, for messages.
  public var node: YAMLNode
}

/// A number of the text that others are computed from.
public struct PrintedNumber: Sendable {
  /// The id, as in `003-n1`.
  public var id: String
  /// The printed digits.
  public var value: PrintedText
  /// The unit.
  public var unit: AuditUnit
  /// The sentence.
  public var quote: String
  /// Where it stands.
  public var place: String
  /// A word that widens it.
  public var hedge: Hedge?
  /// The data it can be compared with.
  public var against: ExternalBinding?
  /// How far its digits can be trusted.
  public var trust: LiteralTrust
  /// How it is printed, where not as the other numbers of the text.
  public var style: NumberStyle?
}

/// A word before a number that widens what it says.
public enum Hedge: String, Sendable, CaseIterable {
  /// About, nearly, around: ± 5 %.
  case about
  /// Nearly, almost: up to 5 % below.
  case nearly
  /// More than: the number is a lower bound.
  case over
  /// Up to, at most: the number is an upper bound.
  case upTo = "up to"
}

/// What kind of statement a claim is.
public enum ClaimKind: String, Sendable, CaseIterable {
  /// A printed number.
  case numeric
  /// A bound: more than, at most.
  case bound
  /// An order or a comparison.
  case order
  /// A statement without a number to recompute.
  case qualitative
  /// A statement that one thing drives another.
  case causal
  /// A printed test statistic.
  case testStatistic = "test_statistic"
}

/// What a claim says about the value of its expression.
public enum Saying: Sendable {
  /// A printed number.
  case value(PrintedText, Hedge?)
  /// A bound, as in `<= 100`.
  case bound(ComparisonOperator, PrintedText)
  /// A range, as in 20–30.
  case between(PrintedText, PrintedText)
  /// A word of the lexicon.
  case about(LexiconWord)
}

/// A claim.
public struct ClaimStatement: Sendable {
  /// The id, as in `000-07`.
  public var id: String
  /// The sentence.
  public var quote: String
  /// Where it stands.
  public var place: String
  /// What it says; nil when the expression is itself a comparison or the claim has no number.
  public var says: Saying?
  /// The unit of what it says; nil when the expression's own unit is meant.
  public var unit: AuditUnit?
  /// How it should follow.
  public var expression: WrittenExpression?
  /// The kind.
  public var kind: ClaimKind
  /// Ids or addresses that print the same quantity elsewhere.
  public var sameAs: [PrintedText]
  /// Ids of claims a sentence rests on.
  public var restsOn: [PrintedText]
  /// The data it can be compared with.
  public var against: ExternalBinding?
  /// What it needs to bear weight.
  public var require: Requirements
  /// Half the width of what counts as equal, in the claim's unit; nil for the printed precision.
  public var tolerance: Double?
  /// What would be needed to derive it.
  public var needs: String?
  /// A note on the place or the wording.
  public var note: String?
  /// How its number is printed, where not as the other numbers of the text.
  public var style: NumberStyle?
  /// How far its digits can be trusted.
  public var trust: LiteralTrust
  /// The node, for messages.
  public var node: YAMLNode
}

/// What a claim needs to bear weight.
public struct Requirements: Hashable, Sendable {
  /// The fewest observations.
  public var observations = 8
  /// The largest p.
  public var significance = 0.05
  /// The most a coefficient may move when one observation is left out.
  public var leaveOneOut = 0.1

  /// The defaults: n ≥ 8, p < 0.05, leave-one-out 0.1.
  public init() {}
}

/// A sentence that rests on claims.
public struct Conclusion: Sendable {
  /// The id, as in `000-c1`.
  public var id: String
  /// The sentence.
  public var text: String
  /// Where it stands.
  public var place: String
  /// The ids it rests on: claims or conclusions.
  public var restsOn: [PrintedText]
}

/// The data of a single claim or number.
public enum ExternalBinding: Sendable {
  /// One number of the warehouse.
  case key(DataKey)
  /// An expression over `data(…)`.
  case expression(WrittenExpression)
}

/// The data of a table's cells.
public struct TableBinding: Sendable {
  /// The data set.
  public var dataset: String
  /// The parts of the key all cells share.
  public var key: [String: String]
  /// The parts a column adds; a column that is not named has no data.
  public var columns: [String: [String: String]]
  /// The codes of row parts, as in `kg: KGZ`; a part that is not named is its own code.
  public var codes: [String: String]
  /// Rows, or patterns of rows, that are not the same quantity.
  public var except: [String]
}

/// The key of a number of the warehouse.
public struct DataKey: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The data set, as in `bns.trade.partner`.
  public var dataset: String
  /// The parts: `reporter`, `partner`, `flow`, `product`, `period`, or `indicator`, `region`.
  public var parts: [String: String]

  /// Creates a key.
  public init(dataset: String, parts: [String: String]) {
    self.dataset = dataset
    self.parts = parts
  }

  /// The keys a number may be named by.
  public static let names = [
    "reporter", "partner", "flow", "product", "period", "indicator", "region",
  ]

  /// The key as text: `bns.trade.partner{flow=M,partner=KGZ,period=2022,reporter=KAZ}`.
  public var description: String {
    let pairs = parts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return "\(dataset){\(pairs.joined(separator: ","))}"
  }

  /// Orders keys by their text.
  public static func < (left: DataKey, right: DataKey) -> Bool {
    left.description < right.description
  }
}
