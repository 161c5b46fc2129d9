import Foundation
import TamgaIndicators
import Testing

@Suite("The list of indicators in the documents") struct DocumentationTests {
  private static let page = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Documentation/indicators.md")

  @Test("every indicator stands once under its group, which says how many there are")
  func list() throws {
    var listed: [String: [String]] = [:]
    var counts: [String: Int] = [:]
    var group = ""
    for line in try String(contentsOf: Self.page, encoding: .utf8).split(separator: "\n") {
      if let heading = line.wholeMatch(of: /### ([A-K])\. .* \((\d+)\)/) {
        group = String(heading.1)
        counts[group] = Int(heading.2)
      } else if line.hasPrefix("## ") {
        group = ""
      } else if !group.isEmpty, let row = line.prefixMatch(of: /\| `([a-z0-9.-]+)`/) {
        listed[group, default: []].append(String(row.1))
      }
    }
    for (group, indicators) in Dictionary(grouping: IndicatorCatalogue.all, by: \.group.rawValue) {
      #expect(listed[group]?.sorted() == indicators.map(\.id).sorted(), "group \(group)")
      #expect(counts[group] == indicators.count, "group \(group)")
    }
  }
}
