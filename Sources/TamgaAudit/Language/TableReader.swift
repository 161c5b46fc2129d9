internal import TamgaPresent

/// Reads the tables of a claims file.
struct TableReader {
  let style: NumberStyle

  func tables(_ node: YAMLNode?) throws -> [AuditTable] {
    try node?.mapping().map { try table($0.key, $0.value) } ?? []
  }

  private func table(_ key: YAMLNode.Key, _ node: YAMLNode) throws -> AuditTable {
    let isName =
      !key.text.isEmpty && key.text.allSatisfy { $0.isLetter || $0.isWholeNumber || $0 == "_" }
    guard isName, key.text.first?.isLetter == true else {
      throw node.diagnostic("T605", ["text": key.text], at: key)
    }
    try node.rejectUnknownKeys(
      allowed: [
        "where", "unit", "columns", "column_units", "grid", "numbers", "row_parts", "cells",
        "identities", "against", "trust", "note",
      ])
    let names = try names(node.requireKey("columns"))
    let columns = try columns(node, names)
    let (rows, cells) = try cells(node.requireKey("cells"), names)
    return AuditTable(
      id: key.text, place: try ClaimsReader.place(node["where"]), columns: columns, rows: rows,
      rowParts: try node["row_parts"]?.strings() ?? [], cells: cells,
      identities: try identities(node["identities"]),
      against: try node["against"].map { try binding($0, names) },
      trust: try ClaimsReader.trust(node["trust"]),
      style: try node["numbers"].map(ClaimsReader.style) ?? style)
  }

  private func names(_ node: YAMLNode) throws -> [String] {
    var seen: Set<String> = []
    return try node.list().map { element in
      let name = try ClaimsReader.identifier(element)
      guard seen.insert(name).inserted else { throw element.diagnostic("T618", ["id": name]) }
      return name
    }
  }

  private func columns(_ node: YAMLNode, _ names: [String]) throws -> [AuditTable.Column] {
    let unit = try node["unit"].map(ClaimsReader.unit) ?? .pure
    let units = node["column_units"]
    try units?.rejectUnknownKeys(allowed: names)
    let grids = try grids(node["grid"], names)
    return try names.map { name in
      AuditTable.Column(
        name: name, unit: try units?[name].map(ClaimsReader.unit) ?? unit, grid: grids[name])
    }
  }

  /// One number for all columns, a list in their order, or a mapping by name.
  private func grids(_ node: YAMLNode?, _ names: [String]) throws -> [String: Int] {
    guard let node else { return [:] }
    func grid(_ node: YAMLNode) throws -> Int {
      let value = try node.integer()
      guard (0...9).contains(value) else { throw node.diagnostic("T613", ["text": "\(value)"]) }
      return value
    }
    var result: [String: Int] = [:]
    switch node.content {
    case .scalar:
      let value = try grid(node)
      for name in names { result[name] = value }
    case .list(let list):
      guard list.count == names.count else {
        throw node.diagnostic("T614", ["found": "\(list.count)", "expected": "\(names.count)"])
      }
      for (name, element) in zip(names, list) where !element.isNull {
        result[name] = try grid(element)
      }
    case .mapping(let members):
      try node.rejectUnknownKeys(allowed: names)
      for member in members { result[member.key.text] = try grid(member.value) }
    }
    return result
  }

  // MARK: Cells

  private func cells(_ node: YAMLNode, _ names: [String]) throws -> ([String], [[PrintedText?]]) {
    var rows: [String] = []
    var cells: [[PrintedText?]] = []
    for member in try node.mapping() {
      rows.append(member.key.text)
      switch member.value.content {
      case .mapping:
        try member.value.rejectUnknownKeys(allowed: names)
        cells.append(try names.map { try member.value[$0].flatMap(cell) })
      case .list(let list):
        guard list.count == names.count else {
          throw member.value.diagnostic(
            "T614", ["found": "\(list.count)", "expected": "\(names.count)"])
        }
        cells.append(try list.map(cell))
      case .scalar:
        guard names.count == 1 else {
          throw member.value.diagnostic("T614", ["found": "1", "expected": "\(names.count)"])
        }
        cells.append([try cell(member.value)])
      }
    }
    return (rows, cells)
  }

  /// Marks that stand where nothing is printed.
  private static let blanks: Set<String> = ["", "-", "–", "—", "...", "…", "x", "х"]

  private func cell(_ node: YAMLNode) throws -> PrintedText? {
    if node.isNull { return nil }
    let text = try node.string()
    let bare = text.drop(while: \.isWhitespace)
    let mark = bare.prefix(while: { !$0.isWhitespace })
    let isBlank =
      Self.blanks.contains(String(mark)) && bare.dropFirst(mark.count).allSatisfy(\.isWhitespace)
    return isBlank ? nil : PrintedText(text: text, node: node)
  }

  // MARK: Relations and data

  private func identities(_ node: YAMLNode?) throws -> [AuditTable.Identity] {
    var seen: Set<String> = []
    return try node?.list().enumerated().map { index, element in
      let identity = try identity(element, number: index + 1)
      guard seen.insert(identity.id).inserted else {
        throw (element["id"] ?? element).diagnostic("T618", ["id": identity.id])
      }
      return identity
    } ?? []
  }

  private func identity(_ node: YAMLNode, number: Int) throws -> AuditTable.Identity {
    guard case .mapping = node.content else {
      return AuditTable.Identity(id: "\(number)", written: try ClaimsReader.expression(node))
    }
    try node.rejectUnknownKeys(allowed: ["id", "relation", "note"])
    return AuditTable.Identity(
      id: try node["id"].map(ClaimsReader.identifier) ?? "\(number)",
      written: try ClaimsReader.expression(node.requireKey("relation")))
  }

  private func binding(_ node: YAMLNode, _ names: [String]) throws -> TableBinding {
    try node.rejectUnknownKeys(allowed: ["dataset", "key", "columns", "codes", "except"])
    let columns = try node.requireKey("columns")
    try columns.rejectUnknownKeys(allowed: names)
    var parts: [String: [String: String]] = [:]
    for member in try columns.mapping() {
      parts[member.key.text] = try ClaimsReader.parts(member.value)
    }
    var codes: [String: String] = [:]
    for member in try node["codes"]?.mapping() ?? [] {
      codes[member.key.text] = try member.value.string()
    }
    return TableBinding(
      dataset: try node.requireKey("dataset").string(),
      key: try node["key"].map(ClaimsReader.parts) ?? [:], columns: parts, codes: codes,
      except: try node["except"]?.strings() ?? [])
  }
}
