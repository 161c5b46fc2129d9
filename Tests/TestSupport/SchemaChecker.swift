internal import Foundation
public import TamgaPresent

/// Checks a document by the part of JSON Schema that our schemas use.
public struct SchemaChecker {
  /// The keywords that are checked, and those that only speak to readers.
  public static let keywords: Set<String> = [
    "$ref", "oneOf", "const", "enum", "type", "pattern", "items", "minItems", "maxItems", "minimum",
    "required", "properties", "additionalProperties", "$schema", "$id", "$defs", "title",
    "description",
  ]

  private let root: JSONValue

  /// Creates the checker of a schema.
  public init(root: JSONValue) { self.root = root }

  /// Says where a document does not follow the schema; empty when it does.
  public func problems(in document: JSONValue) -> [String] { problems(document, root, "#") }

  /// The keywords of the schema that are not checked.
  public var unknownKeywords: [String] {
    Self.keywords(of: root).subtracting(Self.keywords).sorted()
  }

  private static func keywords(of schema: JSONValue) -> Set<String> {
    guard let members = schema.object else { return [] }
    var found = Set(members.keys)
    for group in ["properties", "$defs"] {
      for inner in (members[group]?.object ?? [:]).values { found.formUnion(keywords(of: inner)) }
    }
    for inner in [members["items"], members["additionalProperties"]].compactMap({ $0 }) {
      found.formUnion(keywords(of: inner))
    }
    for inner in members["oneOf"]?.array ?? [] { found.formUnion(keywords(of: inner)) }
    return found
  }

  private func problems(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
    if let reference = schema["$ref"]?.string {
      let target = reference.split(separator: "/").dropFirst().reduce(root as JSONValue?) {
        $0?[String($1)]
      }
      return target.map { problems(value, $0, path) } ?? ["\(path): \(reference) is unknown"]
    }
    if let choices = schema["oneOf"]?.array {
      let fits = choices.count { problems(value, $0, path).isEmpty }
      return fits == 1 ? [] : ["\(path): fits \(fits) of \(choices.count) forms"]
    }
    var found: [String] = []
    if let constant = schema["const"], constant != value {
      found.append("\(path): is not the constant")
    }
    if let choices = schema["enum"]?.array, !choices.contains(value) {
      found.append("\(path): is none of the values")
    }
    if let types = schema["type"], !matches(value, types) {
      return found + ["\(path): has another type"]
    }
    if let pattern = schema["pattern"]?.string, let text = value.string,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      found.append("\(path): does not match \(pattern)")
    }
    if let least = schema["minimum"]?.double, let number = value.double, number < least {
      found.append("\(path): is less than \(least)")
    }
    let count = value.array?.count
    if let count,
      count < schema["minItems"]?.integer ?? 0 || count > schema["maxItems"]?.integer ?? .max
    {
      found.append("\(path): has \(count) elements")
    }
    for (index, element) in (value.array ?? []).enumerated() {
      if let items = schema["items"] { found += problems(element, items, "\(path)/\(index)") }
    }
    return found + members(value, schema, path)
  }

  private func members(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
    guard let members = value.object else { return [] }
    var found: [String] = []
    for name in (schema["required"]?.array ?? []).compactMap(\.string) where members[name] == nil {
      found.append("\(path): \(name) is missing")
    }
    for (name, member) in members.sorted(by: { $0.key < $1.key }) {
      if let known = schema["properties"]?[name] {
        found += problems(member, known, "\(path)/\(name)")
      } else if schema["additionalProperties"] == false {
        found.append("\(path): \(name) is not allowed")
      } else if let other = schema["additionalProperties"], other.object != nil {
        found += problems(member, other, "\(path)/\(name)")
      }
    }
    return found
  }

  private func matches(_ value: JSONValue, _ types: JSONValue) -> Bool {
    let names = types.array?.compactMap(\.string) ?? [types.string].compactMap { $0 }
    let own: Set<String> =
      switch value {
      case .null: ["null"]
      case .bool: ["boolean"]
      case .integer: ["integer", "number"]
      case .number, .decimal: ["number"]
      case .string: ["string"]
      case .array: ["array"]
      case .object: ["object"]
      }
    return names.contains(where: own.contains)
  }
}
