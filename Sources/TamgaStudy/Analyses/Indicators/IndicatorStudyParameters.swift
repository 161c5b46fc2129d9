public import TamgaIndicators
internal import TamgaNumerics
public import TamgaPresent

/// What `indicators.compute` is asked for.
public struct IndicatorStudyParameters: StudyParameters {
  /// The ids of the indicators.
  public let indicators: [String]
  /// The source whose definitions are taken.
  public let profile: String?
  /// Choices by name.
  public let choices: [String: String]
  /// Flows of the warehouse, the first table.
  public let flows: FlowSelection?
  /// Numbers of regions of the warehouse.
  public let regions: RegionSelection?
  /// Pairs of numbers of regions.
  public let pairs: RegionPairSelection?
  /// Tidy texts beside the study, the last tables.
  public let files: [NumberFile]
  /// The unit of money shown.
  public let unit: String
  /// The first and the last year shown.
  public let years: [Int?]
  /// The subjects shown, as in `KAZ/KGZ`; all when empty.
  public let subjects: [String]
  /// What the section is called, by language; the first indicator when nil.
  public let title: [String: String]?
  /// Names of subjects by language.
  let names: NameTable?
  /// The data set or file as a reader should know it.
  public let citation: String?

  /// The keys of the study file.
  public static let keys = [
    ParameterKey(
      "indicators", required: true, "ids, or families with `as`; see tamga indicators ls"),
    ParameterKey("as", "definitions of a source: wits, unctad, harvard, reat"),
    ParameterKey("choices", "choices by name, as in {level: reporter}"),
    ParameterKey("flows", "flows of the warehouse: {dataset, reporter, partners, flows, products}"),
    ParameterKey(
      "regions",
      "numbers of regions: {dataset, value, weight, regions, periods, groups, within, price_basis}"),
    ParameterKey(
      "pairs",
      "a pair a region: {x, y, regions}, each {dataset, indicator, period, since, price_basis}"),
    ParameterKey("data", "a tidy text or a list of them, relative to the folder of the study"),
    ParameterKey("unit", "unit of money shown; default MUSD"),
    ParameterKey("from", "first year shown"), ParameterKey("to", "last year shown"),
    ParameterKey("subjects", "subjects shown, as in KAZ/KGZ; default all"),
    ParameterKey("title", "what the section is called, a text or by language"),
    NameTable.key,
    ParameterKey("citation", "source of a tidy text, shown under the figure"),
  ]

  /// Reads the parameters of a study file, and the file they name.
  ///
  /// - Throws: T800, T801, T809 for indicators and profile, T803 for a choice that none of them has,
  ///   T063 when no table is named, T819 for a flow of a text that no indicator knows.
  public init(_ reader: ParameterReader) throws {
    let named = try reader.required("indicators")
    let wanted = try reader.texts("indicators")
    profile = try reader.optionalText("as")
    let found = try IndicatorCatalogue.named(wanted, as: profile)
    guard !found.indicators.isEmpty else {
      throw named.diagnostic("T063", ["step": reader.step, "key": "indicators"])
    }
    indicators = found.indicators.map(\.id)
    var choices: [String: String] = [:]
    for member in try reader.optional("choices")?.mapping() ?? [] {
      choices[member.key.text] = try member.value.string()
    }
    try found.indicators.check(choices)
    self.choices = choices
    flows = try reader.optional("flows").map(FlowSelection.init(_:))
    regions = try reader.optional("regions").map(RegionSelection.init(_:))
    pairs = try reader.optional("pairs").map(RegionPairSelection.init(reading:))
    files = try Self.files(reader, found.indicators)
    guard flows != nil || regions != nil || pairs != nil || !files.isEmpty else {
      throw named.diagnostic("T063", ["step": reader.step, "key": "data"])
    }
    unit = try reader.moneyUnit("unit", default: "MUSD")
    years = [try reader.optionalYear("from"), try reader.optionalYear("to")]
    subjects = try reader.texts("subjects")
    title = try reader.optional("title").map(StudyFile.texts)
    names = try NameTable(reader)
    citation = try reader.optionalText("citation")
  }

  private static func files(_ reader: ParameterReader, _ indicators: [IndicatorDefinition]) throws
    -> [NumberFile]
  {
    guard let node = reader.optional("data") else { return [] }
    let columns = Set(indicators.flatMap(\.tables).flatMap { $0.required + $0.optional }).sorted()
    let wanted = NumberFile.Columns(
      numbersIfPresent: columns.filter(TidyTable.numberColumns.contains),
      wordsIfPresent: columns.filter { !TidyTable.numberColumns.contains($0) } + ["source"])
    var paths: Set<String> = []
    return try node.oneOrMore().map { one in
      let file = try reader.file(one)
      guard paths.insert(file.path).inserted else {
        throw one.diagnostic("T843", ["key": file.path])
      }
      let table = try NumberFile(reader.url(of: file), path: file.path, columns: wanted)
      try table.checkFlows()
      return table
    }
  }

  /// The definitions.
  var definitions: [IndicatorDefinition] { indicators.compactMap(IndicatorCatalogue.indicator) }

  /// Whether a period is shown.
  func shows(_ text: String) -> Bool {
    guard let year = Int(text.prefix(4)) else { return true }
    return (years[0] ?? year) <= year && year <= (years[1] ?? year)
  }
}

extension IndicatorCatalogue {
  /// The indicators of several names, each once, and notes where a name stands against the profile.
  ///
  /// - Throws: T809 for an unknown profile, T800 and T801 for names.
  public static func named(_ names: [String], as profile: String?) throws
    -> (indicators: [IndicatorDefinition], notes: [Diagnostic])
  {
    let source = try profile.map { text in
      guard let source = IndicatorProfile(rawValue: text.lowercased()) else {
        throw Diagnostic(
          "T809",
          [
            "profile": text,
            "known": IndicatorProfile.allCases.map(\.rawValue).joined(separator: ", "),
          ])
      }
      return source
    }
    var indicators: [IndicatorDefinition] = []
    var notes: [Diagnostic] = []
    for name in names {
      let answer = try named(name, as: source)
      indicators += answer.indicators.filter { one in !indicators.contains { $0.id == one.id } }
      if let note = answer.note { notes.append(note) }
    }
    return (indicators, notes)
  }
}

extension [IndicatorDefinition] {
  /// Refuses a choice that none of the indicators has.
  ///
  /// - Throws: T803.
  public func check(_ choices: [String: String]) throws {
    let known = Set(flatMap { $0.choices.map(\.key) }).sorted()
    for key in choices.keys.sorted() where !known.contains(key) {
      throw IndicatorError.unknownChoice(key: key, known: known)
        .diagnostic(of: map(\.id).joined(separator: ", "))
    }
  }

  /// Computes all of them, each with the choices it has.
  ///
  /// - Parameters:
  ///   - tables: tidy tables.
  ///   - context: choices of any of them, seed, threads.
  /// - Returns: the results in the order of the indicators.
  /// - Throws: T802–T807.
  public func compute(_ tables: IndicatorTables, _ context: IndicatorContext) throws
    -> [IndicatorResult]
  {
    try flatMap { indicator in
      var own = context
      own.choices = context.choices.filter { pair in
        indicator.choices.contains { $0.key == pair.key }
      }
      do throws(IndicatorError) {
        return try indicator.compute(tables, own)
      } catch {
        throw error.diagnostic(of: indicator.id)
      }
    }
  }
}
