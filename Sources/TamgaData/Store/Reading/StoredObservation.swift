public import TamgaNumerics
public import TamgaPresent

/// The publication a number comes from.
public struct VintageReference: Sendable, Hashable {
  /// Its number in the warehouse.
  public let id: Int
  /// The data set.
  public let dataset: String
  /// The publication date, ISO 8601; nil when not known.
  public let publishedOn: String?
  /// How the date is known: `cover`, `column`, `user` or `unknown`.
  public let dateKind: String

  /// The name in source lists: `bns.trade.partner@2024-07-25`, or without a date.
  public var text: String { dataset + (publishedOn.map { "@" + $0 } ?? "") }
}

/// The cell a number was read from.
public struct StoredCell: Sendable, Hashable {
  /// The file's name, without its folder.
  public let file: String
  /// The SHA-256 of its bytes.
  public let sha256: String
  /// The sheet's name; nil for a text.
  public let sheet: String?
  /// The row from 0; for a text the byte offset of the record.
  public let row: Int
  /// The column from 0; for a text the place of the field.
  public let column: Int
  /// The line of a text, from 1.
  public let line: Int?
  /// The text exactly as it stands in the file.
  public let raw: String
  /// Where the file itself says that the number was printed.
  public let printed: String?

  /// The reference a value record carries.
  public var reference: CellReference {
    CellReference(
      file: file, sha256: sha256, sheet: sheet,
      cell: sheet == nil ? nil : CellAddress(row: row, column: column).a1, line: line,
      column: sheet == nil ? String(column + 1) : nil, raw: raw, printed: printed)
  }
}

/// A flow of trade as it is stored.
public struct StoredFlow: Sendable, Hashable {
  /// The reporting country or region.
  public let reporter: EntityCode
  /// The partner country, group or region.
  public let partner: EntityCode
  /// `origin`, `destination`, `consignment` or `unknown`.
  public let partnerKind: String
  /// `X`, `M`, `RX`, `RM`, `T` or `transit`.
  public let flow: String
  /// The product code, or `TOTAL`.
  public let product: String
  /// The nomenclature of the code.
  public let nomenclature: String
  /// The period.
  public let period: Period
  /// Whether a number was published.
  public let state: ObservationState
  /// Why not, when not.
  public let reason: String?
  /// The value in units of the currency; nil unless reported.
  public let value: ExactDecimal?
  /// The currency.
  public let currency: String
  /// `FOB`, `CIF`, `FAS` or `unknown`.
  public let valuation: String
  /// The unit as published, as in `kUSD`.
  public let unit: String
  /// The number as published, when `value` is a rounded one.
  public let sourceValue: ExactDecimal?
  /// The quantity, in `quantityUnit`.
  public let quantity: ExactDecimal?
  /// The unit of the quantity.
  public let quantityUnit: String?
  /// The net mass in kilograms.
  public let netKilograms: ExactDecimal?
  /// Whether it is a sum of other rows of its table.
  public let isAggregate: Bool
  /// Marks, as in `sub_milli` or `provisional`, sorted.
  public let marks: [String]
  /// The publication.
  public let vintage: VintageReference
  /// The cell.
  public let cell: StoredCell
}

/// A value of an indicator as it is stored.
public struct StoredIndicator: Sendable, Hashable {
  /// The region or country.
  public let region: EntityCode
  /// The indicator's id.
  public let indicator: String
  /// The period.
  public let period: Period
  /// Whether a number was published.
  public let state: ObservationState
  /// Why not, when not.
  public let reason: String?
  /// The value in `unit`; nil unless reported.
  public let value: ExactDecimal?
  /// The unit as published.
  public let unit: String
  /// `current`, `constant`, `index_prev` or `index_base`.
  public let priceBasis: String
  /// Whether it is a sum of other rows of its table.
  public let isAggregate: Bool
  /// Marks, sorted.
  public let marks: [String]
  /// The publication.
  public let vintage: VintageReference
  /// The cell.
  public let cell: StoredCell
}
