public import Foundation

/// Makes small `.xlsx` workbooks from cells.
public struct XLSXFixture: Sendable {
  /// What a cell holds.
  public enum Value: Sendable {
    /// A number, as its text stands in the file.
    case number(String)
    /// A shared string.
    case text(String)
    /// A shared string whose second part is set as superscript.
    case marked(String, superscript: String)
    /// A text in the cell itself.
    case inline(String)
    /// A formula and its stored result.
    case formula(String, result: String)
    /// A formula whose stored result is text.
    case textFormula(String, result: String)
    /// A truth value.
    case boolean(Bool)
    /// An error value.
    case error(String)
    /// A number shown as a date by the format at this index: 1 built-in date, 2 own date, 3 time.
    case date(String, style: Int)
    /// XML for the whole cell, as it is.
    case raw(String)
  }

  /// A sheet.
  public struct Sheet: Sendable {
    /// The name.
    public var name: String
    /// Rows of cells, from A1.
    public var rows: [[Value?]]
    /// Merged ranges, as in `A1:C1`.
    public var merges: [String]
    /// Whether the sheet is hidden.
    public var isHidden: Bool

    /// Creates a sheet.
    public init(
      _ name: String, _ rows: [[Value?]], merges: [String] = [], isHidden: Bool = false
    ) {
      self.name = name
      self.rows = rows
      self.merges = merges
      self.isHidden = isHidden
    }
  }

  /// The sheets.
  public var sheets: [Sheet]
  /// Whether dates count from 1904.
  public var startsIn1904 = false
  /// Whether cells carry their address.
  public var hasReferences = true
  /// Replaces or adds parts by their names.
  public var parts: [String: String] = [:]

  /// Creates a workbook.
  public init(_ sheets: [Sheet]) { self.sheets = sheets }

  /// Writes the workbook.
  public func write(to url: URL) throws { try archive().write(to: url) }

  /// The workbook as an archive, to be changed before it is written.
  public func archive() -> ZipFixture {
    var strings: [String] = []
    var texts: [(String, String)] = []
    for (index, sheet) in sheets.enumerated() {
      texts.append(("xl/worksheets/sheet\(index + 1).xml", xml(of: sheet, &strings)))
    }
    texts.insert(("[Content_Types].xml", head + "<Types xmlns=\"types\"/>"), at: 0)
    texts.append(
      ("_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")])))
    texts.append(("xl/workbook.xml", workbook()))
    let targets = sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }
    let others = [("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
    texts.append(("xl/_rels/workbook.xml.rels", relationships(targets + others)))
    texts.append(("xl/sharedStrings.xml", head + "<sst>\(strings.joined())</sst>"))
    texts.append(("xl/styles.xml", styles))
    let kept = texts.map { ($0.0, parts[$0.0] ?? $0.1) }
    let added = parts.keys.filter { name in !texts.contains { $0.0 == name } }.sorted()
    return ZipFixture(
      (kept + added.map { ($0, parts[$0] ?? "") }).map { ZipFixture.Entry($0.0, $0.1) })
  }

  private var head: String { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" }

  private var styles: String {
    head + """
      <styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-419]dd\\.mm\\.yyyy"/></numFmts>\
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="21"/>\
      </cellXfs></styleSheet>
      """
  }

  private func workbook() -> String {
    let list = sheets.enumerated().map { index, sheet in
      let state = sheet.isHidden ? " state=\"hidden\"" : ""
      return "<sheet name=\"\(escaped(sheet.name))\" sheetId=\"\(index + 1)\"\(state)"
        + " r:id=\"rId\(index + 1)\"/>"
    }
    let system = startsIn1904 ? "<workbookPr date1904=\"1\"/>" : ""
    return head + "<workbook xmlns:r=\"r\">\(system)<sheets>\(list.joined())</sheets></workbook>"
  }

  private func relationships(_ targets: [(String, String)]) -> String {
    let list = targets.enumerated().map { index, target in
      "<Relationship Id=\"rId\(index + 1)\" Type=\"http://example.org/\(target.0)\""
        + " Target=\"\(target.1)\"/>"
    }
    return head + "<Relationships>\(list.joined())</Relationships>"
  }

  private func xml(of sheet: Sheet, _ strings: inout [String]) -> String {
    var rows = ""
    for (row, values) in sheet.rows.enumerated() {
      var cells = ""
      for (column, value) in values.enumerated() {
        guard let value else { continue }
        let letter = String(UnicodeScalar(UInt8(65 + column)))
        let place = hasReferences ? " r=\"\(letter)\(row + 1)\"" : ""
        cells += cell(value, place, &strings)
      }
      rows += hasReferences ? "<row r=\"\(row + 1)\">\(cells)</row>" : "<row>\(cells)</row>"
    }
    let merges = sheet.merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
    return head + "<worksheet><dimension ref=\"A1\"/><sheetData>\(rows)</sheetData>"
      + "<mergeCells>\(merges)</mergeCells></worksheet>"
  }

  private func cell(_ value: Value, _ place: String, _ strings: inout [String]) -> String {
    switch value {
    case .number(let text): return "<c\(place)><v>\(text)</v></c>"
    case .text(let text):
      strings.append("<si><t>\(escaped(text))</t></si>")
      return "<c\(place) t=\"s\"><v>\(strings.count - 1)</v></c>"
    case .marked(let text, let mark):
      let raised = "<rPr><b/><vertAlign val=\"superscript\"/></rPr><t>\(escaped(mark))</t>"
      strings.append("<si><r><t>\(escaped(text))</t></r><r>\(raised)</r></si>")
      return "<c\(place) t=\"s\"><v>\(strings.count - 1)</v></c>"
    case .inline(let text):
      return "<c\(place) t=\"inlineStr\"><is><t>\(escaped(text))</t></is></c>"
    case .formula(let formula, let result):
      return "<c\(place)><f>\(escaped(formula))</f><v>\(result)</v></c>"
    case .textFormula(let formula, let result):
      return "<c\(place) t=\"str\"><f>\(escaped(formula))</f><v>\(escaped(result))</v></c>"
    case .boolean(let truth): return "<c\(place) t=\"b\"><v>\(truth ? 1 : 0)</v></c>"
    case .error(let text): return "<c\(place) t=\"e\"><v>\(escaped(text))</v></c>"
    case .date(let serial, let style): return "<c\(place) s=\"\(style)\"><v>\(serial)</v></c>"
    case .raw(let xml): return xml
    }
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
