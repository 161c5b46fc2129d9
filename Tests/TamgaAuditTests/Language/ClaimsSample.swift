import TamgaPresent

@testable import TamgaAudit

/// A small claims file that is valid, for tests that change one thing in it.
enum ClaimsSample {
  static let text = """
    tamga: claims/1
    document: {id: d, lang: en, as_of: "2024-07-27"}
    tables:
      T1:
        where: "Table 1"
        unit: "mln USD"
        grid: 1
        columns: [x, y]
        column_units: {y: "%"}
        row_parts: [partner, period]
        cells:
          kg.2021: ["100.0", "5.0"]
          kg.2022: ["110", "6.5"]
        identities:
          - "x[*] >= 0"
    numbers:
      - {id: n1, value: "5.6", unit: "bln USD", quote: "made up 5.6"}
    claims:
      - id: c1
        quote: "grew by 10 %"
        where: "p. 3"
        says: {value: "10", unit: "%"}
        expr: "growth(T1.x[kg.2022], T1.x[kg.2021])"
    conclusions:
      - {id: e1, text: "trade grew", rests_on: [c1]}
    """

  /// The expression of the sample's claim, as it stands there.
  static let expression = "\"growth(T1.x[kg.2022], T1.x[kg.2021])\""

  /// Reads a claims file.
  static func document(_ text: String) throws -> ClaimsDocument {
    try ClaimsDocument(parsing: Array(text.utf8), file: "claims.yml")
  }

  /// Reads and compiles a claims file.
  static func model(_ text: String) throws -> AuditModel { try AuditModel(document(text)) }

  /// The sample with one part written otherwise.
  static func changed(_ part: String, _ other: String) -> String {
    guard let place = text.range(of: part) else { return "" }
    return text.replacingCharacters(in: place, with: other)
  }

  /// What reading and compiling a text throws.
  static func fault(_ text: String) -> Diagnostic? {
    do {
      _ = try model(text)
      return nil
    } catch {
      return error as? Diagnostic
    }
  }

  /// A text without its mark `⟦`, and the line and column where the mark stood, from 1.
  static func marked(_ text: String) -> (text: String, line: Int, column: Int) {
    var line = 1
    var column = 1
    for scalar in text.unicodeScalars {
      if scalar == "⟦" { break }
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    return (text.filter { $0 != "⟦" }, line, column)
  }
}

extension String {
  fileprivate func range(of part: String) -> Range<String.Index>? {
    firstRange(of: part)
  }

  fileprivate func replacingCharacters(in range: Range<String.Index>, with other: String) -> String
  {
    self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}
