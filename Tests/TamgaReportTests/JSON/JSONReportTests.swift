import Foundation
import TamgaPresent
import TestSupport
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
