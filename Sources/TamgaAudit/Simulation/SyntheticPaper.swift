/// A made-up paper: a table, sentences about it, and the truth of every printed number.
public struct SyntheticPaper: Sendable {
  /// A printed number: what stands there and what should.
  struct Printed: Sendable {
    /// The digits, without separators.
    var mantissa: Int
    /// The decimals.
    var decimals: Int
    /// The text where it is not simply the digits in the paper's style: a lost separator.
    var override: String?
  }

  /// A sentence about the table.
  struct Sentence: Sendable {
    var id: String
    /// The text with `{value}` for the number.
    var template: String
    /// The printed number.
    var printed: Printed
    /// The unit of the number.
    var unit: String
    /// The expression.
    var expression: String
    /// What it is about, for errors of reading: a growth, a difference of shares, a level.
    var form: Form
    /// The cells it is computed from, by row and column.
    var inputs: [Cell]
    /// The value on given cells, in the sentence's unit.
    var value: @Sendable ([Double]) -> Double
  }

  /// What kind of number a sentence prints.
  enum Form: Sendable {
    case growth, difference, index, compound, points, level, ratio, correlation
  }

  /// A cell by row and column.
  struct Cell: Hashable, Sendable {
    var row: Int
    var column: Int
  }

  /// The number of the paper, from 0.
  public let number: Int
  let style: NumberStyle
  let language: String
  let partners: [String]
  let years: [Int]
  /// Whether the partners are all there are, so that they add up to the total.
  let isClosed: Bool
  /// Whether figures of the text are cut off, not rounded.
  let isTruncating: Bool
  /// The power of ten of the table's unit.
  var power: Int
  /// The power its header prints.
  var headerPower: Int
  /// The numbers behind the table, finer than printed.
  let truth: [[Double]]
  var cells: [[Printed]]
  var sentences: [Sentence]

  static let columns = ["t", "x", "m", "st", "sx", "sm"]

  var rows: [String] {
    years.reversed().flatMap { year in (["total"] + partners).map { "\($0).\(year)" } }
  }

  func row(_ partner: Int?, _ year: Int) -> Int {
    (years.count - 1 - year) * (partners.count + 1) + (partner.map { $0 + 1 } ?? 0)
  }

  func address(_ cell: Cell) -> String {
    CellBook.address("T1", Self.columns[cell.column], rows[cell.row])
  }

  /// A number in the paper's style.
  func text(_ printed: Printed) -> String {
    if let override = printed.override { return override }
    let plain = decimalText(printed.mantissa, decimals: printed.decimals)
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
    var whole = String(parts[0])
    var sign = ""
    if whole.hasPrefix("-") {
      sign = "-"
      whole.removeFirst()
    }
    if let group = style.group {
      var grouped = ""
      for (place, digit) in whole.enumerated() {
        if place > 0, (whole.count - place) % 3 == 0 { grouped.append(group) }
        grouped.append(digit)
      }
      whole = grouped
    }
    return sign + whole + (parts.count == 2 ? String(style.decimal) + parts[1] : "")
  }

  /// The claims file of the paper.
  public var claimsFile: String {
    let unit = Self.unitText(headerPower)
    var lines = [
      "tamga: claims/1",
      "document:",
      "  id: \"s\(number)\"",
      "  lang: \(language)",
      "  numbers: {decimal: \"\(style.decimal)\", group: \"\(style.group.map(String.init) ?? "")\"}",
      "tables:",
      "  T1:",
      "    where: \"Table 1\"",
      "    unit: \"\(unit)\"",
      "    grid: 1",
      "    columns: [t, x, m, st, sx, sm]",
      "    column_units: {st: \"%\", sx: \"%\", sm: \"%\"}",
      "    row_parts: [partner, period]",
      "    trust: scan",
      "    cells:",
    ]
    for (row, name) in rows.enumerated() {
      let printed = cells[row].map { "\"\(text($0))\"" }.joined(separator: ", ")
      lines.append("      \(name): [\(printed)]")
    }
    lines.append("    identities:")
    lines.append("      - \"t[*] = x[*] + m[*]\"")
    for column in ["t", "x", "m"] {
      let whole = "\(column)[total.{y}]"
      lines.append("      - \"s\(column)[{p}.{y}] = share(\(column)[{p}.{y}], \(whole))\"")
      if isClosed {
        let parts = partners.map { "\($0).{y}" }.joined(separator: ", ")
        lines.append("      - \"\(whole) = sum(\(column)[\(parts)])\"")
      }
    }
    lines.append("claims:")
    for sentence in sentences {
      let number = text(sentence.printed)
      let quote = sentence.template.replacing("{value}", with: number)
      lines.append("  - id: \"\(sentence.id)\"")
      lines.append("    quote: \"\(quote)\"")
      lines.append("    says: {value: \"\(number)\", unit: \"\(sentence.unit)\"}")
      lines.append("    expr: \(sentence.expression)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func unitText(_ power: Int) -> String {
    switch power {
    case 3: "thousand USD"
    case 6: "mln USD"
    default: "bln USD"
    }
  }
}
