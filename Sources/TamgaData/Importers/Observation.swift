public import TamgaNumerics

/// Whether a number was published.
public enum ObservationState: String, Sendable, Codable {
  /// A number was published, possibly zero.
  case reported
  /// Nothing was published.
  case notReported = "not_reported"
  /// The number exists and is withheld.
  case suppressed
}

/// One number of a source, before it is stored.
///
/// A row of the fact `flow` (trade) or of the fact `indicator` (anything else by region).
public struct Observation: Sendable, Hashable {
  /// The fact table.
  public enum Fact: String, Sendable {
    /// Trade flows.
    case flow
    /// Regional and national indicators.
    case indicator
  }

  /// The fact table it belongs to.
  public var fact: Fact = .flow
  /// The reporting country or region (`flow`), or the region (`indicator`).
  public var reporter: EntityCode
  /// The partner country, group or region; `WLD` for all (`flow` only).
  public var partner: EntityCode = "WLD"
  /// `origin`, `destination`, `consignment` or `unknown`.
  public var partnerKind = "unknown"
  /// `X`, `M`, `RX`, `RM`, `T` (turnover) or `transit`.
  public var flow: String = ""
  /// The product code, or `TOTAL`; for published lists without codes the source's English label.
  public var product: String = "TOTAL"
  /// `H0`…`H6`, `EAEU10`, `SITC1`–`SITC4`, `TOTAL` or `as-published`.
  public var nomenclature: String = "TOTAL"
  /// The indicator's id (`indicator` only).
  public var indicator: String = ""
  /// `current`, `constant`, `index_prev` or `index_base` (`indicator` only).
  public var priceBasis: String = "current"
  /// The period.
  public var period: Period
  /// Whether a number was published.
  public var state: ObservationState
  /// Why not, when not: `blank`, `dash`, `na`, `did_not_exist`, `not_applicable`.
  public var reason: String?
  /// The number as published, in `unit`; nil unless reported.
  public var value: ExactDecimal?
  /// The unit as published.
  public var unit: MeasureUnit
  /// `FOB`, `CIF`, `FAS` or `unknown`.
  public var valuation: String = "unknown"
  /// Whether it is a sum of other rows of the same table.
  public var isAggregate: Bool = false
  /// Marks, as in `sub_milli`, `below_unit`, `implied_zero`, `provisional` or `estimated`.
  public var flags: [String] = []
  /// The quantity with its unit, if the source gives one.
  public var quantity: ExactDecimal?
  /// The unit of the quantity.
  public var quantityUnit: String?
  /// Where in the file: sheet from 0, row from 0, column from 0; for text the byte offset of the
  /// record in `row` with sheet −1, and the field's position in `column`.
  public var sheet: Int
  /// The row, or the byte offset of the record.
  public var row: Int
  /// The column.
  public var column: Int
  /// The text exactly as it stands in the file.
  public var raw: String
  /// The line of a text file, from 1.
  public var line: Int?
  /// Where the file itself says that the number was printed (paper, table, cell, printed text).
  public var printed: String?

  /// Creates an observation with the fields every one has.
  public init(
    reporter: EntityCode, period: Period, state: ObservationState, value: ExactDecimal?,
    unit: MeasureUnit, sheet: Int, row: Int, column: Int, raw: String
  ) {
    self.reporter = reporter
    self.period = period
    self.state = state
    self.value = value
    self.unit = unit
    self.sheet = sheet
    self.row = row
    self.column = column
    self.raw = raw
  }
}
