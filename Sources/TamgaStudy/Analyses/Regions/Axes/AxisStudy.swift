internal import TamgaIndicators
internal import TamgaNumerics
public import TamgaPresent

/// What `region.axes` is asked for.
public struct AxisParameters: StudyParameters {
  let axes: AxisTable
  /// name, latitude, longitude, population.
  let cities: NumberFile
  /// from, to and columns of kilometres.
  let links: NumberFile
  /// The column of kilometres.
  let measure: String
  /// The population from which a city closes a gap.
  let largeFrom: Double
  /// The exponent of the gravitation that finds axes.
  let exponent: Double
  let names: NameTable?
  let citation: String?

  /// The keys of the study file.
  public static let keys = [
    ParameterKey("axes", required: true, "axes: axis, order, role, after, place"),
    ParameterKey("cities", required: true, "name, latitude, longitude, population"),
    ParameterKey("links", required: true, "from, to and a column of kilometres"),
    ParameterKey("measure", "the column of kilometres; default road"),
    ParameterKey("large-from", "population from which a city closes a gap; default 50000"),
    ParameterKey("exponent", "exponent of the gravitation that finds axes; default 2"),
    NameTable.key,
    ParameterKey("citation", "source of the tables, shown below the figure"),
  ]

  /// Reads the parameters of a study file, and the tables.
  public init(_ reader: ParameterReader) throws {
    axes = AxisTable(file: try NumberFile(reader, "axes", columns: AxisTable.columns))
    cities = try NumberFile(
      reader, "cities",
      columns: NumberFile.Columns(
        numbers: ["latitude", "longitude", "population"], numbersIfPresent: ["grp"],
        words: ["name"], wordsIfPresent: ["source"]))
    measure = try reader.optionalText("measure") ?? "road"
    links = try NumberFile(
      reader, "links",
      columns: NumberFile.Columns(
        numbers: [measure], words: ["from", "to"], wordsIfPresent: ["source"]))
    largeFrom = try reader.optional("large-from")?.double() ?? 50_000
    exponent = try reader.optional("exponent")?.double() ?? 2
    names = try NameTable(reader)
    citation = try reader.optionalText("citation")
  }

  /// Cities and links as a network; a link without a length is no way.
  func network() throws -> AxisNetwork {
    let towns = try cities.rows.map { row in
      AxisCity(
        name: cities.word("name", row),
        point: EarthPoint(
          longitude: try cities.required("longitude", row),
          latitude: try cities.required("latitude", row)),
        population: try cities.required("population", row),
        product: cities.number("grp", row) ?? 0)
    }
    let ways = links.rows.compactMap { row -> AxisLink? in
      links.number(measure, row).map {
        AxisLink(
          from: links.word("from", row), to: links.word("to", row), kilometres: $0, freeHours: 0)
      }
    }
    do throws(AxisError) {
      return try AxisNetwork(cities: towns, links: ways)
    } catch {
      throw Self.diagnostic(error, links.place)
    }
  }

  /// The gravitation of all pairs of cities over straight lines.
  func gravitation(_ network: AxisNetwork) throws -> GravitationIndex {
    let towns = network.cities
    var rows: [RegionPair] = []
    for (place, one) in towns.enumerated() {
      for other in towns[(place + 1)...] {
        let far = one.point.flatMap { first in other.point.map { first.kilometres(to: $0) } }
        rows.append(
          RegionPair(
            origin: one.name, destination: other.name, originMasses: [one.population],
            destinationMasses: [other.population], distances: [far]))
      }
    }
    return try RegionPairs(rows, massKinds: ["population"], distanceKinds: ["line"])
      .gravitation(exponent: exponent)
  }

  /// An error of the engine as a coded diagnostic.
  static func diagnostic(_ error: AxisError, _ place: Place) -> Diagnostic {
    switch error {
    case .tooFewCities(let axis), .cityTwice(let axis):
      Diagnostic("T872", ["what": axis], place: place)
    case .unknownCity(let name):
      Diagnostic.unknownName(name, in: place.file, place: place)
    case .duplicate(let name): Diagnostic("T823", ["what": name], place: place)
    case .badNumber(let what, let name):
      Diagnostic("T820", ["what": what, "place": name], place: place)
    }
  }
}

/// Axes of development as ordered lists of cities, with length, gaps and interaction, beside axes that
/// the gravitation of the cities finds by itself.
public enum AxisAnalysis: Analysis {
  /// The id.
  public static let id = "region.axes"
  /// The version.
  public static let version = 1

  /// Nothing of the warehouse: the tables lie beside the study.
  public static func inputs(_ parameters: AxisParameters) -> [TableRequest] { [] }

  /// Measures the axes.
  public static func run(_ tables: Tables, _ parameters: AxisParameters, step: String) throws
    -> AnalysisResult
  {
    let network = try parameters.network()
    let index = try withEngine(parameters.cities.path) { try parameters.gravitation(network) }
    let axes = try parameters.axes.names.flatMap { try parameters.axes.ways($0) }
    let diagnostics: [AxisDiagnostics]
    do {
      diagnostics = try axes.map {
        try network.diagnose($0, largeFrom: parameters.largeFrom, gravitation: index)
      }
    } catch let error as AxisError {
      throw AxisParameters.diagnostic(error, parameters.cities.place)
    }
    var presentation = AxisPresentation(
      parameters: parameters, step: step, network: network, axes: axes, measured: diagnostics,
      tree: strongestTree(index))
    return presentation.result().named(by: parameters.names)
  }
}
