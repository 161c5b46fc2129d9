import Foundation
import TamgaPresent

@testable import TamgaStudy

/// A study with invented numbers in a folder that goes with the test.
final class ScratchStudy {
  let url: URL
  private(set) var lines: [String]

  var text: String { lines.joined(separator: "\n") + "\n" }
  var file: URL { url.appendingPathComponent("study.yml") }

  init(_ text: String = ScratchStudy.good) throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-study-\(UUID().uuidString)")
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    try FileManager.default.createDirectory(
      at: url.appendingPathComponent("data"), withIntermediateDirectories: true)
    try write(Self.trade, to: "data/trade.csv")
    try write(Self.prices, to: "data/prices.csv")
    try write(self.text, to: "study.yml")
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ text: String, to name: String) throws {
    try text.write(to: url.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }

  /// Reads the study and the parameters of its steps.
  @discardableResult
  func read() throws -> StudyFile {
    try write(text, to: "study.yml")
    let study = try StudyFile(reading: file)
    for step in study.steps { _ = try StudyRunner.prepare(step) }
    return study
  }

  /// Replaces the first occurrence of a text in the study; gives the place of the new text.
  func replace(_ old: String, with new: String) throws -> Place {
    for (index, line) in lines.enumerated() {
      guard let range = line.range(of: old) else { continue }
      let column = line[..<range.lowerBound].unicodeScalars.count + 1
      lines[index] = line.replacingCharacters(in: range, with: new)
      return Place(file: "study.yml", line: index + 1, column: column)
    }
    throw CocoaError(.fileReadUnknown)
  }

  /// Removes the line that begins with a text after its indentation.
  func remove(_ beginning: String) throws {
    let index = lines.firstIndex {
      $0.drop { $0 == " " }.hasPrefix(beginning)
    }
    guard let index else { throw CocoaError(.fileReadUnknown) }
    lines.remove(at: index)
  }

  static let good = """
    tamga: "1"
    study: made-border
    title: {en: "A made-up border", ru: "Выдуманная граница"}
    question: {en: "What flows across?"}
    authors: ["Nobody"]
    date: "2024-07-25"
    licence: "CC BY 4.0"
    languages: [en, ru]
    sources:
      - id: trade
        file: data/trade.csv
        dataset: office.trade
        published: "2024-07-24"
        citation: "A made-up office"
      - id: prices
        file: data/prices.csv
        dataset: office.prices
        citation: "A made-up bank"
    analyses:
      - id: profile
        analysis: trade.profile
        parameters:
          reporter: KAZ
          partner: KGZ
          dataset: office.trade
          unit: MUSD
          from: 2020
          to: 2023
          as-of: "2024-12-31"
      - id: prices
        analysis: stats.correlation
        parameters:
          x: {indicator: rent, region: KAZ, dataset: office.prices}
          y: {flow: X, reporter: KAZ, partner: KGZ, dataset: office.trade}

    """

  static let trade = """
    reporter,partner,flow,period,value,unit
    KAZ,WLD,X,2020,1000,MUSD
    KAZ,WLD,M,2020,800,MUSD
    KAZ,KGZ,X,2020,100,MUSD
    KAZ,KGZ,M,2020,25,MUSD
    KAZ,WLD,X,2021,1200,MUSD
    KAZ,WLD,M,2021,800,MUSD
    KAZ,KGZ,X,2021,150,MUSD
    KAZ,KGZ,M,2021,10,MUSD
    KAZ,WLD,X,2022,1250,MUSD
    KAZ,WLD,M,2022,1000,MUSD
    KAZ,KGZ,X,2022,125,MUSD
    KAZ,KGZ,M,2022,50,MUSD
    KAZ,WLD,X,2023,1600,MUSD
    KAZ,WLD,M,2023,1000,MUSD
    KAZ,KGZ,X,2023,200,MUSD
    KAZ,KGZ,M,2023,40,MUSD

    """

  static let prices = """
    region,indicator,period,value,unit
    KAZ,rent,2020,3.5,1
    KAZ,rent,2021,4.5,1
    KAZ,rent,2022,4.25,1
    KAZ,rent,2023,6.5,1

    """
}
