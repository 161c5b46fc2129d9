internal import CNative

/// A layout of bulk tables: columns of numbers in a fixed order.
struct BulkLayout: Sendable {
  /// A column.
  struct Column: Sendable {
    /// The name in the header.
    let name: String
    /// The digits of a whole number; nil for a decimal.
    let digits: Int?
    /// The type in which the file is read.
    let type: String
    /// The expression that makes the stored value.
    let expression: String
  }

  /// The columns.
  let columns: [Column]

  /// The product-level tables of BACI: year, exporter, importer, product, value in thousand US
  /// dollars, quantity in tonnes.
  ///
  /// The file has lost the leading zeros of its codes; they come back here: countries as three
  /// digits out of a list, products as six.
  static let baci = BulkLayout(columns: [
    Column(name: "t", digits: 4, type: "SMALLINT", expression: "t"),
    Column(name: "i", digits: 3, type: "SMALLINT", expression: country("i")),
    Column(name: "j", digits: 3, type: "SMALLINT", expression: country("j")),
    Column(name: "k", digits: 6, type: "VARCHAR", expression: product),
    Column(name: "v", digits: nil, type: "DECIMAL(18,3)", expression: "v"),
    Column(name: "q", digits: nil, type: "DECIMAL(18,3)", expression: "q"),
  ])

  /// Most codes have their six digits; they are not touched.
  private static let product = "CASE WHEN strlen(k) = 6 THEN k ELSE lpad(k, 6, '0') END"

  /// Looks a number up in the list of codes: as cheap as keeping the number.
  private static func country(_ column: String) -> String {
    "getvariable('tamga_codes')[\(column) + 1]"
  }

  /// The columns as the auditing kernel takes them.
  var auditColumns: [tamga_audit_column] {
    columns.map { column in
      tamga_audit_column(
        kind: column.digits == nil ? TAMGA_AUDIT_DECIMAL : TAMGA_AUDIT_WHOLE,
        digits: UInt32(column.digits ?? 15))
    }
  }

  /// The query that reads a file as this layout.
  func query(path: String, lineEnd: String, missingForms: UInt32) -> String {
    let selected = columns.map { "\($0.expression) AS \($0.name)" }.joined(separator: ", ")
    let types = columns.map { "'\($0.name)': '\($0.type)'" }.joined(separator: ", ")
    var nulls = (0..<31).filter { missingForms >> UInt32($0) & 1 == 1 }.map { spaces in
      "'" + String(repeating: " ", count: spaces) + "NA'"
    }
    if missingForms >> 31 == 1 || nulls.isEmpty { nulls.append("''") }
    // Large buffers let whole row groups be written at once; small ones write the table twice.
    return """
      SELECT \(selected) FROM read_csv('\(BulkLayout.literal(path))', auto_detect=false,
        header=true, delim=',', quote='"', escape='"', new_line='\(lineEnd)', columns={\(types)},
        nullstr=[\(nulls.joined(separator: ", "))], ignore_errors=true, buffer_size=67108864)
      """
  }

  /// A path as a literal that no pattern characters expand.
  private static func literal(_ path: String) -> String {
    var text = ""
    for character in path {
      switch character {
      case "'": text += "''"
      case "*", "?", "[": text += "[\(character)]"
      default: text.append(character)
      }
    }
    return text
  }
}
