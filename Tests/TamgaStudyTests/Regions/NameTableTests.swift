import TamgaPresent
import TestSupport
import Testing

@testable import TamgaStudy

@Suite("Names of places by language") struct NameTableTests {
  private func named(_ names: String) throws -> AnalysisResult {
    var example = AnalysisCase.axes
    example.files["names.csv"] = names
    return try AnalysisCase(
      id: example.id, parameters: example.parameters + "\ntranslations: names.csv\n", points: [:],
      files: example.files
    ).step().run(Tables([:]))
  }

  private static let table = "name,name_ru,name_ky\nA,А-город,\nB,Бэ,Бы\nsouth,юг,түштүк\n"

  private func texts(_ result: AnalysisResult, _ language: Language) throws -> Set<String> {
    let localiser = try Localiser(language: language)
    return Set(
      result.tables.flatMap { $0.rows.joined() }.compactMap { cell -> String? in
        switch cell {
        case .label(let message): localiser.text(message)
        case .text(let text): text
        default: nil
        }
      })
  }

  @Test("cells, parts of lists and sentences show the reader's name, else the word") func shown()
    throws
  {
    let result = try named(Self.table)
    let russian = try texts(result, .ru)
    #expect(russian.contains("юг: А-город – D") || russian.contains("юг: А-город"))
    #expect(russian.contains { $0.contains("Бэ – C") })
    #expect(!russian.contains { $0.hasPrefix("south") || $0.contains("B – C") })
    // Kyrgyz has no name for A, nobody one for C.
    #expect(try texts(result, .ky).contains { $0.hasPrefix("түштүк: A") })
    #expect(try texts(result, .en) == texts(AnalysisCase.axes.step().run(Tables([:])), .en))
    let sentences = result.findings.map(\.message).filter { message in
      message.arguments.values.contains { argument in
        if case .name(let names) = argument { names["ru"]?.hasPrefix("юг") ?? false } else { false }
      }
    }
    #expect(!sentences.isEmpty)
  }

  @Test("ids, numbers and notes do not change") func unchanged() throws {
    let plain = try AnalysisCase.axes.step().run(Tables([:]))
    let result = try named(Self.table)
    #expect(result.values == plain.values)
    #expect(result.tables.map(\.id) == plain.tables.map(\.id))
    #expect(result.figures.map(\.id) == plain.figures.map(\.id))
  }

  @Test("a name twice and a table without names have their codes") func refusals() throws {
    #expect(try diagnostic { try named("name,name_ru\nA,а\nA,б\n") }?.code == "T843")
    #expect(try diagnostic { try named("place,name_ru\nA,а\n") }?.code == "T130")
  }
}
