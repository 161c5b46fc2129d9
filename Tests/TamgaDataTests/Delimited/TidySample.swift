import TamgaNumerics
import TamgaPresent

@testable import TamgaData

/// Tidy tables for the tests of delimited text; every number is invented.
enum TidySample {
  static let header = "reporter,partner,product,flow,period,value,unit"

  static let trade = """
    reporter,partner,product,nomenclature,flow,period,value,unit,document,place,printed,note
    KAZ,KGZ,TOTAL,TOTAL,X,2022,721.5,MUSD,Invented (2025),Table 1,"721,5",
    KAZ,KGZ,TOTAL,TOTAL,M,2022,253.25,MUSD,Invented (2025),p. 3,,preliminary
    KAZ,NAM,010121,H5,export,2022-Q2,0,kUSD,,,,
    KAZ,KGZ,TOTAL,TOTAL,экспорт,2023-08,…,kUSD,,,,
    KAZ,KGZ,TOTAL,TOTAL,IMPORT,Aug. 2023,c,kUSD,,,,

    """

  /// Codes of three letters and a few names.
  static let entities = EntityReader { label, _ in
    let names = [
      "Kyrgyzstan": "KGZ", "Кыргызстан": "KGZ", "Казахстан": "KAZ", "France": "FRA",
      "Namibia": "NAM", "World": "WLD", "Абайская": "KZ-ABY", "NA": "NAM", "EU": "EU",
      "EU27": "EU27", "EA": "EA", "EA20": "EA20",
    ]
    if let code = names[label] {
      return .init(code: EntityCode(code), isGroup: code == "WLD" || code.hasPrefix("E"))
    }
    let isCode = label.count == 3 && label.allSatisfy { ("A"..."Z").contains($0) }
    return isCode ? .init(code: EntityCode(label), isGroup: label == "WLD") : nil
  }

  static func read(_ text: String, _ options: ImportOptions = ImportOptions()) throws
    -> ImportedFile
  {
    try read(bytes: Array(text.utf8), options)
  }

  static func read(
    bytes: [UInt8], _ options: ImportOptions = ImportOptions()
  ) throws -> ImportedFile {
    let text = try DelimitedText(
      bytes: bytes, path: "sample.csv", options: options, recognise: ColumnPlan.recognises)
    return try DelimitedImporter.importText(text, options: options, entities: entities)
  }

  /// The code of the diagnostic that a body throws; nil when it throws none.
  static func code(of body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? Diagnostic)?.code ?? "\(error)"
    }
  }
}
