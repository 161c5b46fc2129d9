/// Reads the date of publication that covers print.
enum PublicationDate {
  private static let captions = [
    "дата опубликования", "дата публикации", "опубликовано", "жарияланған күні",
    "жарияланым күні", "жарыяланган күнү", "date of publication", "publication date",
    "published on", "release date", "жариялану күні",
  ]

  /// The date in ISO 8601 when a text is such a caption with its date.
  static func date(in text: String) -> String? {
    guard isCaption(text) else { return nil }
    return anyDate(in: text.lowercased())
  }

  /// Whether a text is the caption of the date of publication, not of the next one.
  static func isCaption(_ text: String) -> Bool {
    let text = text.lowercased()
    guard !text.contains("следующ"), !text.contains("келесі"), !text.contains("next"),
      !text.contains("кийинки")
    else { return false }
    return captions.contains { text.contains($0) }
  }

  /// The first date in a text: `25.07.2024`, `2024-07-25`, `25 июля 2024`, `25 July 2024`.
  static func anyDate(in text: String) -> String? {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    for index in words.indices.dropLast(2) {
      let three = words[index...(index + 2)].map { $0 }
      if let date = iso(day: three[0], month: three[1], year: three[2])
        ?? iso(day: three[2], month: three[1], year: three[0])
        ?? iso(day: three[1], month: three[0], year: three[2])
      {
        return date
      }
    }
    return nil
  }

  private static func iso(day: String, month: String, year: String) -> String? {
    guard year.count == 4, let year = Int(year), (1990...2100).contains(year) else { return nil }
    guard day.count <= 2, let day = Int(day), (1...31).contains(day) else { return nil }
    let number = month.count <= 2 ? Int(month) : MonthNames.month(month)
    guard let number, (1...12).contains(number) else { return nil }
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(year)-\(two(number))-\(two(day))"
  }
}
