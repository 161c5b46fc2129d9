import Foundation
import TamgaPresent
import Testing

@testable import TamgaReport

@Suite("results.json") struct JSONReportTests {
  private func document() throws -> JSONValue {
    try JSONValue(parsing: JSONReport.render(SampleRun.make()))
  }

  private func schema() throws -> JSONValue {
    let path = Package.root + "/Schemas/results.schema.json"
    return try JSONValue(parsing: Array(Data(contentsOf: URL(fileURLWithPath: path))))
  }

  @Test("it follows its schema")
  func follows() throws {
    let checker = SchemaChecker(root: try schema())
    #expect(checker.problems(in: try document()) == [])
  }

  @Test("the schema refuses a document that lost or gained a member")
  func refuses() throws {
    let checker = SchemaChecker(root: try schema())
    guard case .object(var members) = try document() else { return }
    members["names"] = nil
    #expect(checker.problems(in: .object(members)) == ["#: names is missing"])
    members["names"] = [:]
    members["clock"] = "12:00"
    #expect(checker.problems(in: .object(members)) == ["#: clock is not allowed"])
    members["clock"] = nil
    members["run"] = ["id": "7f3a91c", "software": "1", "date": "2024-11-21"]
    #expect(checker.problems(in: .object(members)) == ["#/run/id: does not match ^[0-9a-f]{12}$"])
  }

  @Test("exact numbers are strings with their own digits, computed ones numbers, missing ones null")
  func numbers() throws {
    let results = try document()["results"]
    let values = try #require(results?[0]?["values"]?.array)
    #expect(values[0]["value"] == "560.1" && values[0]["kind"] == "exact")
    let missing = try #require(values.first { $0["kind"] == "missing" })
    #expect(missing["value"] == .null && missing["reason"] == "not-reported")
    let real = try #require(results?[1]?["values"]?.array?.first { $0["kind"] == "real" })
    #expect(real["value"]?.double == 0.839 && real["n"] == 5)
    #expect(real["interval"]?["lower"]?.double == -0.17)
  }

  @Test("texts stand in English and in Russian; findings name their numbers")
  func texts() throws {
    let finding = try #require(try document()["results"]?[0]?["findings"]?[0])
    #expect(
      finding["text"]?["en"]?.string?.contains("560.1 million") == true
        || finding["text"]?["en"]?.string?.contains("560.1\u{A0}million") == true)
    #expect(finding["text"]?["ru"]?.string?.contains("560,1") == true)
    #expect(finding["values"]?.array?.count == 3)
  }

  @Test("equal runs give equal bytes")
  func repeats() throws {
    #expect(try JSONReport.render(SampleRun.make()) == JSONReport.render(SampleRun.make()))
  }
}

/// Checks a document by the part of JSON Schema that our schemas use.
struct SchemaChecker {
  let root: JSONValue

  func problems(in document: JSONValue) -> [String] { problems(document, root, "#") }

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
