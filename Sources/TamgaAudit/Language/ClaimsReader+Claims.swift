internal import TamgaPresent

extension ClaimsReader {
  func number(_ node: YAMLNode) throws -> PrintedNumber {
    try node.rejectUnknownKeys(
      allowed: [
        "id", "value", "unit", "quote", "where", "against", "hedge", "note", "trust", "numbers",
      ])
    return PrintedNumber(
      id: try Self.identifier(node.requireKey("id")),
      value: try Self.printed(node.requireKey("value")),
      unit: try node["unit"].map(Self.unit) ?? .pure, quote: try node["quote"]?.string() ?? "",
      place: try Self.place(node["where"]), hedge: try Self.hedge(node["hedge"]),
      against: try node["against"].map { .key(try Self.key($0)) },
      trust: try Self.trust(node["trust"]), style: try node["numbers"].map(Self.style))
  }

  func claim(_ node: YAMLNode) throws -> ClaimStatement {
    try node.rejectUnknownKeys(
      allowed: [
        "id", "quote", "where", "says", "expr", "kind", "same_as", "rests_on", "against",
        "require", "tolerance", "needs", "note", "numbers", "trust",
      ])
    let kind = try node["kind"]?.choice(of: ClaimKind.allCases.map(\.rawValue))
    let claim = ClaimStatement(
      id: try Self.identifier(node.requireKey("id")),
      quote: try node.requireKey("quote").string(), place: try Self.place(node["where"]),
      says: try node["says"].flatMap(Self.saying), unit: try node["says"]?["unit"].map(Self.unit),
      expression: try node["expr"].map(Self.expression),
      kind: kind.flatMap(ClaimKind.init) ?? .numeric, sameAs: try Self.texts(node["same_as"]),
      restsOn: try Self.texts(node["rests_on"]), against: try node["against"].map(Self.binding),
      require: try node["require"].map(Self.requirements) ?? Requirements(),
      tolerance: try node["tolerance"].flatMap(Self.tolerance),
      needs: try node["needs"]?.string(), note: try node["note"]?.string(),
      style: try node["numbers"].map(Self.style), trust: try Self.trust(node["trust"]), node: node)
    let isEmpty =
      claim.says == nil && claim.expression == nil && claim.needs == nil && claim.restsOn.isEmpty
      && claim.against == nil && claim.sameAs.isEmpty
    guard !isEmpty else { throw node.diagnostic("T610", ["id": claim.id]) }
    return claim
  }

  func conclusion(_ node: YAMLNode) throws -> Conclusion {
    try node.rejectUnknownKeys(allowed: ["id", "text", "where", "rests_on", "note"])
    return Conclusion(
      id: try Self.identifier(node.requireKey("id")), text: try node.requireKey("text").string(),
      place: try Self.place(node["where"]), restsOn: try Self.texts(node["rests_on"]))
  }

  // MARK: What a claim says

  static func saying(_ node: YAMLNode) throws -> Saying? {
    try node.rejectUnknownKeys(allowed: ["value", "unit", "bound", "between", "about", "hedge"])
    let forms = ["value", "bound", "between", "about"].filter { node[$0] != nil }
    guard forms.count <= 1 else {
      throw node.diagnostic("T611", ["found": forms.joined(separator: ", ")])
    }
    if let form = forms.first, form != "value", node["hedge"] != nil {
      throw node.diagnostic("T611", ["found": "\(form), hedge"])
    }
    switch forms.first {
    case "value": return .value(try printed(node.requireKey("value")), try hedge(node["hedge"]))
    case "bound": return try bound(node.requireKey("bound"))
    case "between":
      let ends = try node.requireKey("between").list().map(printed)
      guard ends.count == 2 else {
        throw node.diagnostic("T611", ["found": "between: \(ends.count)"])
      }
      return .between(ends[0], ends[1])
    case "about":
      let words = LexiconWord.allCases.map(\.rawValue)
      return LexiconWord(rawValue: try node.requireKey("about").choice(of: words))
        .map(Saying.about)
    default: return nil
    }
  }

  /// `<= 100`, `> 50`.
  private static func bound(_ node: YAMLNode) throws -> Saying {
    let text = try node.string()
    let signs: [(String, ComparisonOperator)] = [
      ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("≤", .lessOrEqual), ("≥", .greaterOrEqual),
      ("<", .less), (">", .greater),
    ]
    guard let (sign, relation) = signs.first(where: { text.hasPrefix($0.0) }),
      text.contains(where: \.isWholeNumber),
      !text.dropFirst(sign.count).contains(where: { "<>=≤≥".contains($0) })
    else { throw node.diagnostic("T612", ["text": text]) }
    let number = text.dropFirst(sign.count).drop(while: \.isWhitespace)
    return .bound(relation, PrintedText(text: String(number), node: node))
  }

  /// `{n: ">= 8", p: "< 0.05", leave_one_out: "0.1"}`.
  static func requirements(_ node: YAMLNode) throws -> Requirements {
    try node.rejectUnknownKeys(allowed: ["n", "p", "leave_one_out"])
    func value(_ key: String, _ signs: [String]) throws -> Double? {
      guard let child = node[key] else { return nil }
      let text = try child.string()
      let sign = signs.first { text.hasPrefix($0) } ?? ""
      let bare = text.dropFirst(sign.count).drop { $0 == " " }
      guard let number = Double(bare), (0...1_000_000).contains(number) else {
        throw child.diagnostic("T613", ["text": text])
      }
      return number
    }
    var requirements = Requirements()
    if let n = try value("n", [">=", "≥"]) { requirements.observations = Int(n.rounded(.up)) }
    if let p = try value("p", ["<=", "≤", "<"]) { requirements.significance = p }
    if let most = try value("leave_one_out", ["<=", "≤", "<"]) { requirements.leaveOneOut = most }
    return requirements
  }

  static func tolerance(_ node: YAMLNode) throws -> Double? {
    let text = try node.string()
    if text == "printed" { return nil }
    guard let number = Double(text), number.isFinite, number >= 0 else {
      throw node.diagnostic("T613", ["text": text])
    }
    return number
  }

  // MARK: Data

  static func binding(_ node: YAMLNode) throws -> ExternalBinding {
    guard let expression = node["expr"] else { return .key(try key(node)) }
    try node.rejectUnknownKeys(allowed: ["expr"])
    return .expression(try Self.expression(expression))
  }

  private static func key(_ node: YAMLNode) throws -> DataKey {
    try node.rejectUnknownKeys(allowed: ["dataset", "key"])
    return DataKey(
      dataset: try node.requireKey("dataset").string(), parts: try parts(node.requireKey("key")))
  }

  /// The parts of a key, each with a name that data have.
  static func parts(_ node: YAMLNode) throws -> [String: String] {
    try node.rejectUnknownKeys(allowed: DataKey.names)
    var result: [String: String] = [:]
    for member in try node.mapping() { result[member.key.text] = try member.value.string() }
    return result
  }
}
