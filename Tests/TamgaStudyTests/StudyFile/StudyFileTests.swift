import Foundation
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("The study file") struct StudyFileTests {
  @Test("a good file is read whole") func good() throws {
    let scratch = try ScratchStudy()
    let study = try scratch.read()
    #expect(study.id == "made-border")
    #expect(study.title == ["en": "A made-up border", "ru": "Выдуманная граница"])
    #expect(study.question == ["en": "What flows across?"])
    #expect(study.authors == ["Nobody"] && study.licence == "CC BY 4.0")
    #expect(study.date == "2024-07-25" && study.languages == [.en, .ru])
    #expect(study.sources.map(\.id) == ["trade", "prices"])
    #expect(study.sources.map(\.published) == ["2024-07-24", nil])
    #expect(study.sources.map(\.line) == [10, 15])
    #expect(study.sources[0].url.lastPathComponent == "trade.csv")
    #expect(study.steps.map(\.analysis) == ["trade.profile", "stats.correlation"])
    #expect(study.steps[0].place == Place(file: "study.yml", line: 20, column: 5))
    #expect(study.folder.standardizedFileURL.path == scratch.url.standardizedFileURL.path)
  }

  @Test("what may be left out is left out") func least() throws {
    let scratch = try ScratchStudy()
    for key in ["question:", "authors:", "licence:", "languages:", "published:"] {
      try scratch.remove(key)
    }
    _ = try scratch.replace(#"{en: "A made-up border", ru: "Выдуманная граница"}"#, with: "Border")
    let study = try scratch.read()
    #expect(study.title == ["en": "Border"] && study.question.isEmpty)
    #expect(study.authors.isEmpty && study.licence.isEmpty && study.languages == [.en])
    #expect(study.sources[0].published == nil)
  }

  @Test("a study is found by its file or its folder; else T058") func find() throws {
    let scratch = try ScratchStudy()
    let file = scratch.file.standardizedFileURL.path
    #expect(try StudyFile.find(scratch.url.path).standardizedFileURL.path == file)
    #expect(try StudyFile.find(scratch.file.path).standardizedFileURL.path == file)
    let missing = scratch.url.appendingPathComponent("no").path
    #expect(try diagnostic { try StudyFile.find(missing) }?.code == "T058")
    let empty = scratch.url.appendingPathComponent("data").path
    let found = try diagnostic { try StudyFile.find(empty) }
    #expect(found?.code == "T058" && found?.arguments["path"]?.hasSuffix("study.yml") == true)
    #expect(
      try diagnostic { try StudyFile(reading: URL(fileURLWithPath: missing)) }?.code == "T058")
  }

  @Test(
    "a bare list or text instead of a mapping is refused by place",
    arguments: [
      ("- a\n- b\n", "T007"), ("just text\n", "T007"), ("", "T003"), ("a: [1, 2\nb: 3\n", "T001"),
      ("study: a\nstudy: b\n", "T005"), ("\tstudy: a\n", "T001"),
    ]) func shapes(text: String, code: String) throws
  {
    let scratch = try ScratchStudy()
    try scratch.write(text, to: "study.yml")
    let found = try diagnostic { try StudyFile(reading: scratch.file) }
    #expect(found?.code == code)
    #expect(found?.place?.file == "study.yml")
  }

  @Test("bytes that are not UTF-8 are refused by line") func encoding() throws {
    let scratch = try ScratchStudy()
    try Data(Array("tamga: \"1\"\nstudy: ".utf8) + [0xC3, 0x28, 0x0A]).write(to: scratch.file)
    let found = try diagnostic { try StudyFile(reading: scratch.file) }
    #expect(found?.code == "T002" && found?.place?.line == 2)
  }

  @Test("dates are those of the calendar, in ASCII digits") func dates() {
    for date in ["2024-02-29", "2000-02-29", "2023-12-31", "2024-01-01"] {
      #expect(isISODate(date), "\(date)")
    }
    for text in [
      "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-4-30",
      "24-04-30", "2024/04/30", "", "2024-04-30T00:00", "2024-04", "+024-04-30", "2024-+4-30",
      "2024-04-+1", "２０２４-04-30", "2024-04-00",
    ] {
      #expect(!isISODate(text), "\(text)")
    }
  }
}
