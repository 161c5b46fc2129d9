internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// `tamga region axes`: development axes as ordered lists of cities, and those the data show.
struct AxesCommand: TableCommand {
  static let schema = "region.axes"
  static let configuration = CommandConfiguration(
    commandName: "axes",
    abstract: "Axes of cities: length, hours, gaps, weak links; axes discovered from the data.",
    discussion: """
      CITIES has the columns name, population, and where they are known grp, x, y (degrees). --links \
      has from, to, km, hours, and where they are known border_hours (0 where there is no border), slowdown. --axes has axis, city \
      in the order of the trunk, and from in the row of a branch: the city of the trunk it leaves. \
      Without --axes the axes of Kazakhstan's border regions are measured whose cities all are there.
      """)

  @Argument(help: "Cities.", completion: .file())
  var cities: String

  @Option(name: .long, help: "Ways between cities.", completion: .file())
  var links: String

  @Option(name: .long, help: "Axes as ordered lists of cities.", completion: .file())
  var axes: String?

  @Option(name: .long, help: "The population from which a city closes a gap.")
  var largeFrom = 50_000.0

  @OptionGroup var options: TableOptions

  func answer() throws -> AxesResult {
    guard largeFrom >= 0, largeFrom.isFinite else {
      throw Diagnostic.outOfRange("--large-from")
    }
    let files = AxisFiles(cities: cities, links: links, options: options.reading)
    let network = try withEngine(links) { try files.network() }
    let stated = try withEngine(axes ?? cities) {
      try axes.map(files.axes)
        ?? DevelopmentAxis.kazakhstan.filter { axis in
          (axis.trunk + axis.branches.map(\.to)).allSatisfy { network.city($0) != nil }
        }
    }
    return try withEngine(axes ?? cities) {
      try AxesResult(network: network, axes: stated, largeFrom: largeFrom)
    }
  }
}

/// Reads cities, ways and axes.
struct AxisFiles {
  let cities: String
  let links: String
  let options: ImportOptions

  func network() throws -> AxisNetwork {
    let table = try NumericTable.read(
      URL(fileURLWithPath: cities), columns: ["population"], ifPresent: ["grp", "x", "y"],
      words: ["name"], options: options)
    let optional = table.optionalColumns.map { $0?.reals }
    let found = try table.lines.indices.map { row in
      var point: EarthPoint?
      if let x = optional[1]?[row], let y = optional[2]?[row] {
        point = EarthPoint(longitude: x, latitude: y)
      }
      return AxisCity(
        name: table.words[0][row], point: point,
        population: try number(table.columns[0], table, row, cities),
        product: optional[0]?[row] ?? 0)
    }
    let ways = try NumericTable.read(
      URL(fileURLWithPath: links), columns: ["km", "hours"],
      ifPresent: ["border_hours", "slowdown"], words: ["from", "to"], options: options)
    let slowdowns = ways.optionalColumns[1]?.reals
    return try AxisNetwork(
      cities: found,
      links: try ways.lines.indices.map { row in
        AxisLink(
          from: ways.words[0][row], to: ways.words[1][row],
          kilometres: try number(ways.columns[0], ways, row, links),
          freeHours: try number(ways.columns[1], ways, row, links),
          borderHours: try ways.optionalColumns[0].map { try number($0, ways, row, links) } ?? 0,
          seasonalSlowdown: slowdowns?[row] ?? 1)
      })
  }

  func axes(_ path: String) throws -> [DevelopmentAxis] {
    let file = try RegionalFile(path, numbers: [], options: options)
    let (names, cities) = (try file.words("axis"), try file.words("city"))
    let from = file.has("from") ? try file.words("from") : names.map { _ in "" }
    var order: [String] = []
    for name in names where !order.contains(name) { order.append(name) }
    return try order.map { axis in
      let rows = names.indices.filter { names[$0] == axis }
      return try DevelopmentAxis(
        name: axis, trunk: rows.filter { from[$0].isEmpty }.map { cities[$0] },
        branches: rows.filter { !from[$0].isEmpty }.map {
          AxisBranch(from: from[$0], to: cities[$0])
        })
    }
  }

  private func number(
    _ column: NumericTable.Column, _ table: NumericTable, _ row: Int, _ path: String
  ) throws -> Double {
    guard let value = column.reals[row] else {
      throw Diagnostic(
        "T133", ["column": column.name, "raw": ""],
        place: Place(file: path, line: table.lines[row]))
    }
    return value
  }
}
