public import TamgaNumerics

/// How a printed number stands to its recomputation, for a reader.
public enum AuditStanding: String, Sendable, Codable, CaseIterable {
  /// The recomputation rounds to the printed digits.
  case reproduced
  /// Inputs that round to the printed ones give it.
  case rounding
  /// Nothing that rounds to the printed inputs gives it.
  case contradicted
  /// Right arithmetic on a wrong input.
  case tainted
  /// It cannot be derived.
  case notDerivable = "not-derivable"

  /// The sign beside the word.
  public var sign: String {
    switch self {
    case .reproduced: "✓"
    case .rounding: "≈"
    case .contradicted: "✗"
    case .tainted: "⚠"
    case .notDerivable: "?"
    }
  }
}

/// A part of an audit card under a heading of its own.
public struct AuditNotes: Hashable, Sendable, Codable {
  /// What the part is about.
  public enum Subject: String, Sendable, Codable, CaseIterable {
    /// Why the verdict stands, and what else was tried.
    case reason
    /// Readings, missing and ambiguous cells.
    case problems
    /// Sample, leave-one-out, extreme bases, the range in which the claim holds.
    case fragility
    /// What should stand, and the corrected sentence.
    case repair
    /// What it rests on, what rests on it.
    case taint
    /// The official figure, its publication and cell.
    case official
    /// Where to look and what to run.
    case challenge
  }

  /// What the part is about.
  public let subject: Subject
  /// The sentences.
  public let sentences: [Message]

  /// Creates a part.
  public init(_ subject: Subject, _ sentences: [Message]) {
    self.subject = subject
    self.sentences = sentences
  }
}

/// The intervals of a claim, to be drawn one above the other.
public struct AuditStrip: Hashable, Sendable, Codable {
  /// The numbers that round to what is printed.
  public let printed: Interval
  /// The recomputed number.
  public let value: Double
  /// The numbers that inputs rounding to the printed ones give.
  public let range: Interval?
  /// The number that official figures give, where they differ.
  public let official: Double?
  /// Decimal places of the text alternative.
  public let digits: Int

  /// Creates a strip.
  public init(
    printed: Interval, value: Double, range: Interval?, official: Double? = nil, digits: Int
  ) {
    self.official = official
    self.printed = printed
    self.value = value
    self.range = range
    self.digits = digits
  }
}

/// A claim of a publication with its verdict: what a reader needs to accept or to challenge it.
public struct AuditCard: Hashable, Sendable, Codable {
  /// The id of the claim, as in `000-07`.
  public var id: String
  /// The quotation.
  public var quote: String
  /// Where it stands.
  public var place: String
  /// How it stands.
  public var standing: AuditStanding
  /// The verdict in words.
  public var verdict: Message
  /// Whether it is true and not supported by its sample.
  public var isWeak: Bool
  /// The printed number.
  public var published: ValueID?
  /// What is printed, where it is no single number: a bound, a range, a word.
  public var wording: Message?
  /// The recomputed number with its range.
  public var recomputed: ValueID?
  /// The unit, where the numbers do not carry it.
  public var unit: String
  /// The formula with the numbers filled in.
  public var formula: String?
  /// The intervals, where there are any.
  public var strip: AuditStrip?
  /// The parts in order.
  public var notes: [AuditNotes]

  /// Creates a card without numbers and notes.
  public init(
    id: String, quote: String, place: String, standing: AuditStanding, verdict: Message,
    isWeak: Bool
  ) {
    self.id = id
    self.quote = quote
    self.place = place
    self.standing = standing
    self.verdict = verdict
    self.isWeak = isWeak
    unit = ""
    notes = []
  }

  /// Whether a reader should look at it: contradicted, on a wrong input, or weak.
  public var needsAttention: Bool {
    isWeak || standing == .contradicted || standing == .tainted
  }

  /// The sentences of the card.
  public var messages: [Message] {
    [verdict] + [wording].compactMap { $0 } + notes.flatMap(\.sentences)
  }

  /// The numbers shown beside the sentences.
  public var values: [ValueID] { [published, recomputed].compactMap { $0 } }
}
