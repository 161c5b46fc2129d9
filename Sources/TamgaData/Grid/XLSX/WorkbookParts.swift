internal import Foundation

/// A sheet as the workbook's own list names it.
public struct XLSXSheet: Sendable {
  /// The sheet's name.
  public var name: String
  /// The position in the workbook, from 0.
  public var index: Int
  /// Whether the sheet is hidden, in either of the two degrees.
  public var isHidden: Bool
  /// The part that holds the cells; nil for sheets of charts and dialogues.
  var part: String?
}

/// Reads `workbook.xml`: the sheets in their order and the date system.
final class WorkbookConsumer: XMLConsumer {
  struct Listed {
    var name: String
    var relationship: String
    var isHidden: Bool
  }

  private(set) var sheets: [Listed] = []
  private(set) var startsIn1904 = false
  private var inSheets = false

  override func begin(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
    if unsafe isName(name, "sheets") {
      inSheets = true
    } else if unsafe inSheets && isName(name, "sheet") {
      let state = attributes["state"]
      sheets.append(
        Listed(
          name: unescaped(attributes["name"] ?? ""), relationship: attributes["id"] ?? "",
          isHidden: state == "hidden" || state == "veryHidden"))
    } else if unsafe isName(name, "workbookPr") {
      startsIn1904 = ["1", "true", "on"].contains(attributes["date1904"] ?? "")
    }
  }

  override func end(_ name: UnsafePointer<CChar>) {
    if unsafe isName(name, "sheets") { inSheets = false }
  }
}

/// Reads a `.rels` part: what each relationship is, and the part it leads to.
final class RelationshipsConsumer: XMLConsumer {
  struct Relationship {
    /// The last word of the type: `worksheet`, `sharedStrings`, `styles`, `officeDocument`.
    var kind: String
    /// The part, as a name inside the archive.
    var part: String
  }

  private(set) var byID: [String: Relationship] = [:]
  private let folder: String

  /// Creates a reader for the relationships of a part in a folder.
  init(folder: String) { self.folder = folder }

  override func begin(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
    guard unsafe isName(name, "Relationship"), attributes["TargetMode"] != "External",
      let id = attributes["Id"], let type = attributes["Type"], let target = attributes["Target"]
    else { return }
    let kind = type.split(separator: "/").last.map(String.init) ?? type
    byID[id] = Relationship(kind: kind, part: resolve(target))
  }

  /// The first part of a kind, by the order of ids.
  func part(ofKind kind: String) -> String? {
    byID.filter { $0.value.kind == kind }.min { $0.key < $1.key }?.value.part
  }

  private func resolve(_ target: String) -> String {
    let plain = target.removingPercentEncoding ?? target
    if plain.hasPrefix("/") { return String(plain.dropFirst()) }
    var steps = folder.split(separator: "/").map(String.init)
    for step in plain.split(separator: "/") {
      if step == ".." { _ = steps.popLast() } else if step != "." { steps.append(String(step)) }
    }
    return steps.joined(separator: "/")
  }
}

/// Reads `styles.xml`: for each cell format, what its number format shows.
final class StylesConsumer: XMLConsumer {
  private var custom: [Int: String] = [:]
  private var formatIDs: [Int] = []
  private var inCellFormats = false

  override func begin(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
    if unsafe isName(name, "numFmt") {
      guard let id = attributes["numFmtId"].flatMap(Int.init) else { return }
      custom[id] = attributes["formatCode"]
    } else if unsafe isName(name, "cellXfs") {
      inCellFormats = true
    } else if unsafe inCellFormats && isName(name, "xf") {
      formatIDs.append(attributes["numFmtId"].flatMap(Int.init) ?? 0)
    }
  }

  override func end(_ name: UnsafePointer<CChar>) {
    if unsafe isName(name, "cellXfs") { inCellFormats = false }
  }

  /// What each cell format shows, by its index.
  var shown: [NumberFormatKind] {
    formatIDs.map { id in
      custom[id].map(NumberFormatKind.init(code:)) ?? NumberFormatKind(builtin: id)
    }
  }
}
