/// What a column of a tidy table holds.
public enum ColumnRole: String, Sendable, Hashable, CaseIterable {
  /// The reporting country or region.
  case reporter
  /// The partner country or group.
  case partner
  /// The product's code or label.
  case product
  /// The nomenclature of the product's code.
  case nomenclature
  /// Export, import and so on.
  case flow
  /// The year, quarter or month.
  case period
  /// The number.
  case value
  /// The unit of the value.
  case unit
  /// The currency of the value, when no unit says more.
  case currency
  /// The quantity beside the value.
  case quantity
  /// The unit of the quantity.
  case quantityUnit = "quantity_unit"
  /// Origin, destination or consignment.
  case partnerKind = "partner_kind"
  /// FOB or CIF.
  case valuation
  /// Whether the row is a sum of others.
  case isAggregate = "is_aggregate"
  /// The statistical procedure; only its total is read.
  case procedure
  /// The indicator's id.
  case indicator
  /// The price basis of an indicator.
  case priceBasis = "price_basis"
  /// The document a number was printed in.
  case document
  /// The place in the document.
  case place
  /// The text as printed.
  case printed
  /// A remark.
  case note
  /// The publication date of the row.
  case publishedOn = "published_on"
  /// The data set of the row.
  case dataset

  /// The names that headers give the role, folded as ``fold(_:)`` does.
  ///
  /// This list is the documentation of what is recognised: nothing else is.
  public var synonyms: [String] {
    switch self {
    case .reporter:
      [
        "reporter", "reporter_code", "reporter_iso", "reporter_iso3", "reporting_country",
        "declarant", "region", "region_code", "geo", "страна", "регион", "область",
      ]
    case .partner:
      [
        "partner", "partner_code", "partner_iso", "partner_iso3", "partner_country", "партнер",
        "партнёр", "страна_партнер", "страна_партнёр",
      ]
    case .product:
      ["product", "product_code", "commodity", "commodity_code", "hs_code", "товар", "код_товара"]
    case .nomenclature: ["nomenclature", "classification", "номенклатура"]
    case .flow: ["flow", "trade_flow", "flow_code", "поток", "направление"]
    case .period: ["period", "year", "time", "time_period", "month", "период", "год"]
    case .value: ["value", "trade_value", "obs_value", "amount", "значение", "стоимость"]
    case .unit: ["unit", "value_unit", "единица", "единица_измерения"]
    case .currency: ["currency", "валюта"]
    case .quantity: ["quantity", "qty", "количество"]
    case .quantityUnit: ["quantity_unit", "qty_unit", "единица_количества"]
    case .partnerKind: ["partner_kind"]
    case .valuation: ["valuation"]
    case .isAggregate: ["is_aggregate", "aggregate"]
    case .procedure: ["stat_procedure", "procedure", "statistical_procedure"]
    case .indicator: ["indicator", "indicator_code", "показатель"]
    case .priceBasis: ["price_basis"]
    case .document: ["document", "документ"]
    case .place: ["place", "место"]
    case .printed: ["printed", "printed_text", "напечатано"]
    case .note: ["note", "notes", "remark", "примечание"]
    case .publishedOn: ["published_on", "publication_date", "дата_публикации"]
    case .dataset: ["dataset", "data_set", "набор_данных"]
    }
  }

  /// A header in the form of the synonyms: lower case, words joined by `_`.
  public static func fold(_ header: String) -> String {
    UnitWords.words(of: header).joined(separator: "_")
  }

  /// The role of a header by its synonyms alone.
  init?(header: String) {
    let folded = ColumnRole.fold(header)
    guard let role = ColumnRole.allCases.first(where: { $0.synonyms.contains(folded) }) else {
      return nil
    }
    self = role
  }
}
