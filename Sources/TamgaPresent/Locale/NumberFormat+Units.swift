public import TamgaNumerics

extension NumberFormat {
  /// The name of a unit for a heading: `million USD`, `%`, `pp`, `ratio`; the id when unknown.
  public func unitName(_ id: String) -> String {
    if let name = table.unitNames[id] ?? table.units[id] { return name }
    guard let unit = MeasureUnit(id: id), case .money(let currency) = unit.dimension else {
      return id
    }
    let name = table.currencies[currency] ?? currency
    guard let scale = table.scales[String(unit.powerOfTen)] else { return name }
    return fill(table.moneyPattern, ["scale": scale, "currency": name])
  }

  /// Joins a formatted number and its unit: `453.9 million USD`, `23.5%`, `0.84`.
  ///
  /// Ratios, counts and indices show no unit; a unit that is not known is shown by its id.
  public func quantity(_ number: String, unit id: String) -> String {
    switch id {
    case "pct": return fill(table.percent, ["n": number])
    case "pp": return fill(table.percentagePoint, ["n": number])
    case "1", "count", "year", "index", "": return number
    case "p": return "p\u{A0}" + (number.hasPrefix("<") ? number : "=\u{A0}" + number)
    default: return number + "\u{A0}" + unitName(id).replacing(" ", with: "\u{A0}")
    }
  }

  /// Formats money with its unit: `453.9 million USD`.
  public func money(_ value: ExactDecimal, unit: MeasureUnit, digits: Int) -> String {
    quantity(string(value, digits: digits), unit: unit.id)
  }
}
