internal import Foundation
internal import TamgaData
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// What sectors employ, earn and what households buy of them; nil where there is no column.
struct SectorAccounts {
  var employment: [Double]?
  var income: [Double]?
  var consumption: [Double]?
}

/// Reads tables whose rows are sectors.
struct InputOutputFiles {
  let options: ImportOptions

  /// The sectors in the order of rows, and deliveries by rows in that order.
  func deliveries(_ path: String) throws -> (sectors: [String], values: [Double]) {
    let url = URL(fileURLWithPath: path)
    let header = try DelimitedText(contentsOf: url, options: options).header
    let names = header.dropFirst().map(\.self)
    let table = try NumericTable.read(
      url, columns: names, words: Array(header.prefix(1)), options: options)
    let sectors = table.words.first ?? []
    let places = try places(of: table.columns.map(\.name), in: sectors, path)
    guard places.count == sectors.count else {
      throw Diagnostic(
        "T822",
        [
          "what": "deliveries", "expected": String(sectors.count), "given": String(places.count),
        ], place: Place(file: path))
    }
    var values = [Double](repeating: 0, count: sectors.count * sectors.count)
    for (column, place) in places.enumerated() {
      for (row, value) in try numbers(table, column, path).enumerated() {
        values[row * sectors.count + place] = value
      }
    }
    return (sectors, values)
  }

  /// The sum over the columns of a table, in the order of the sectors.
  func totals(_ path: String, of sectors: [String]) throws -> [Double] {
    let url = URL(fileURLWithPath: path)
    let header = try DelimitedText(contentsOf: url, options: options).header
    let table = try NumericTable.read(
      url, columns: Array(header.dropFirst()), words: Array(header.prefix(1)), options: options)
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: sectors.count)
    let places = try whole(table, sectors, path)
    for column in table.columns.indices {
      for (row, value) in try numbers(table, column, path).enumerated() {
        sums[places[row]].add(value)
      }
    }
    return sums.map(\.total)
  }

  /// Named columns in the order of the sectors.
  func columns(_ names: [String], _ path: String, of sectors: [String]) throws -> [[Double]] {
    let url = URL(fileURLWithPath: path)
    let header = try DelimitedText(contentsOf: url, options: options).header
    let table = try NumericTable.read(
      url, columns: names, words: Array(header.prefix(1)), options: options)
    let places = try whole(table, sectors, path)
    return try table.columns.indices.map { column in
      var values = [Double](repeating: 0, count: sectors.count)
      for (row, value) in try numbers(table, column, path).enumerated() {
        values[places[row]] = value
      }
      return values
    }
  }

  /// Employment, income and consumption in the order of the sectors.
  func accounts(_ path: String, of sectors: [String]) throws -> SectorAccounts {
    let url = URL(fileURLWithPath: path)
    let header = try DelimitedText(contentsOf: url, options: options).header
    let table = try NumericTable.read(
      url, columns: [], ifPresent: ["employment", "income", "consumption"],
      words: Array(header.prefix(1)), options: options)
    let places = try whole(table, sectors, path)
    let columns = try table.optionalColumns.map { column -> [Double]? in
      guard let column else { return nil }
      var values = [Double](repeating: 0, count: sectors.count)
      for (row, value) in try numbers(column, table.lines, path).enumerated() {
        values[places[row]] = value
      }
      return values
    }
    return SectorAccounts(employment: columns[0], income: columns[1], consumption: columns[2])
  }

  /// The place of each row among the sectors, each exactly once.
  private func whole(_ table: NumericTable, _ sectors: [String], _ path: String) throws -> [Int] {
    let names = table.words.first ?? []
    let places = try places(of: names, in: sectors, path)
    guard Set(places).count == sectors.count, places.count == sectors.count else {
      throw Diagnostic(
        "T822",
        ["what": path, "expected": String(sectors.count), "given": String(places.count)],
        place: Place(file: path))
    }
    return places
  }

  private func places(of names: [String], in sectors: [String], _ path: String) throws -> [Int] {
    var known: [String: Int] = [:]
    for (place, sector) in sectors.enumerated() {
      guard known.updateValue(place, forKey: sector) == nil else {
        throw Diagnostic("T823", ["what": sector], place: Place(file: path))
      }
    }
    return try names.map { name in
      guard let place = known[name] else {
        throw Diagnostic.unknownName(name, in: path, known: sectors, place: Place(file: path))
      }
      return place
    }
  }

  private func numbers(_ table: NumericTable, _ column: Int, _ path: String) throws -> [Double] {
    try numbers(table.columns[column], table.lines, path)
  }

  /// A column without gaps: a gap in a table of deliveries is not a zero.
  private func numbers(_ column: NumericTable.Column, _ lines: [Int], _ path: String) throws
    -> [Double]
  {
    try zip(column.reals, lines).map { value, line in
      guard let value else {
        throw Diagnostic(
          "T133", ["column": column.name, "raw": ""], place: Place(file: path, line: line))
      }
      return value
    }
  }
}
