internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// Reads places, poles and the hours between them.
struct PoleFiles {
  let places: String
  let poles: String
  let times: String
  let dimensions: [String]
  let options: ImportOptions

  func read() throws -> (PoleField, [PoleCandidate]) {
    let placeTable = try NumericTable.read(
      URL(fileURLWithPath: places), columns: ["area", "population"], ifPresent: ["grp"],
      words: ["name"], options: options)
    let poleTable = try NumericTable.read(
      URL(fileURLWithPath: poles), columns: ["population", "grp"] + dimensions,
      ifPresent: ["propulsive_tests"], words: ["name"], options: options)
    let names = poleTable.words[0]
    let served = try placeTable.lines.indices.map { row in
      ServedPlace(
        name: placeTable.words[0][row],
        area: try number(placeTable.columns[0], row, placeTable, places),
        population: try number(placeTable.columns[1], row, placeTable, places),
        product: placeTable.optionalColumns[0]?.reals[row] ?? 0)
    }
    let field = try PoleField(
      poles: names,
      masses: try names.indices.map { try number(poleTable.columns[1], $0, poleTable, poles) },
      populations: try names.indices.map {
        try number(poleTable.columns[0], $0, poleTable, poles)
      }, places: served, hours: try hours(placeTable.words[0], names))
    let candidates = names.indices.map { row in
      PoleCandidate(
        name: names[row],
        dimensions: dimensions.indices.map { poleTable.columns[2 + $0].reals[row] },
        propulsiveTests: poleTable.optionalColumns[0]?.values[row].flatMap {
          Int(exactly: $0.double)
        } ?? 0)
    }
    return (field, candidates)
  }

  private func hours(_ placeNames: [String], _ poleNames: [String]) throws -> [Double?] {
    let table = try NumericTable.read(
      URL(fileURLWithPath: times), columns: ["hours"], words: ["place", "pole"], options: options)
    let rows = try index(placeNames, places)
    let columns = try index(poleNames, poles)
    var hours = [Double?](repeating: nil, count: placeNames.count * poleNames.count)
    var seen: Set<Int> = []
    for (row, value) in table.columns[0].reals.enumerated() {
      let line = Place(file: times, line: table.lines[row])
      let place = try find(table.words[0][row], rows, places, line)
      let pole = try find(table.words[1][row], columns, poles, line)
      guard seen.insert(place * poleNames.count + pole).inserted else {
        let pair = table.words[0][row] + " – " + table.words[1][row]
        throw Diagnostic("T823", ["what": pair], place: line)
      }
      hours[place * poleNames.count + pole] = value
    }
    return hours
  }

  private func index(_ names: [String], _ file: String) throws -> [String: Int] {
    var places: [String: Int] = [:]
    for (place, name) in names.enumerated() {
      guard places.updateValue(place, forKey: name) == nil else {
        throw Diagnostic("T823", ["what": name], place: Place(file: file))
      }
    }
    return places
  }

  private func find(_ name: String, _ places: [String: Int], _ file: String, _ line: Place) throws
    -> Int
  {
    guard let place = places[name] else {
      throw Diagnostic(
        "T825",
        [
          "what": name, "where": file,
          "suggestion": Spelling.nearest(to: name, in: places.keys.sorted()) ?? "–",
        ], place: line)
    }
    return place
  }

  private func number(
    _ column: NumericTable.Column, _ row: Int, _ table: NumericTable, _ file: String
  ) throws -> Double {
    guard let value = column.reals[row] else {
      throw Diagnostic(
        "T133", ["column": column.name, "raw": ""],
        place: Place(file: file, line: table.lines[row]))
    }
    return value
  }
}
