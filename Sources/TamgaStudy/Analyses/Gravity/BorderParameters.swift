internal import TamgaGravity
internal import TamgaNumerics
internal import TamgaPresent

/// What `gravity.border` is asked for.
public struct BorderParameters: StudyParameters {
  /// The question, in the words of a study file.
  public enum Question: String, Sendable, Codable, CaseIterable {
    /// One effect of crossing a border.
    case border
    /// How the border effect changed by year.
    case borderChange = "border-change"
    /// The effect of a union, phased in.
    case union
    /// The elasticity of trade to crossing hours.
    case delay
  }

  /// The question.
  public let question: Question
  /// The panel of a file, read when the parameters are; nil for flows of the warehouse.
  public let panel: BorderPanelFile?
  /// For each country whose flows are read from the warehouse its data set.
  public let flows: [String: String]
  /// The year each country entered the union, for flows of the warehouse.
  public let members: [String: Int]
  /// The indicator, or the hours, by its column.
  public let variable: String
  /// Further terms of the formula.
  public let controls: [String]
  /// Lags of a union's effect in years; below zero, leads.
  public let lags: [Int]
  /// Whether pair effects are absorbed when delays are asked for.
  public let pairEffects: Bool
  /// A declared elasticity of substitution for tariff equivalents.
  public let sigma: Double?
  /// The term of log(1 + tariff) among the controls, for tariff equivalents from the model.
  public let tariff: String?
  /// Crossing hours before and after, whose difference is to be told.
  public let hours: [Double]
  /// Whether the panel is made up.
  public let isMadeUp: Bool

  /// The keys of the study file.
  public static let keys = [
    ParameterKey("question", required: true, "border, border-change, union or delay"),
    ParameterKey("data", "a panel: delimited text, relative to the folder of the study"),
    ParameterKey("flows", "flows of the warehouse instead, by reporter: {KAZ: bns.trade.partner}"),
    ParameterKey("members", "year of entry into the union by country: {KAZ: 2015, KGZ: 2015}"),
    ParameterKey("variable", "column of indicator or hours; default border, union, hours"),
    ParameterKey("controls", "further terms of the formula, as in log(distance)"),
    ParameterKey("lags", "lags of the union's effect in years; leads below zero"),
    ParameterKey("pair-effects", "whether delays are told from changes within pairs; default no"),
    ParameterKey("sigma", "elasticity of substitution for tariff equivalents"),
    ParameterKey("tariff", "the control log1p(tariff), for tariff equivalents from the model"),
    ParameterKey("hours", "two crossing times: the effect of going from the first to the second"),
    ParameterKey("trade", "column of trade; default trade"),
    ParameterKey("exporter", "column of exporters; default exporter"),
    ParameterKey("importer", "column of importers; default importer"),
    ParameterKey("year", "column of years; default year"),
    ParameterKey("made-up", "yes for a panel of made-up numbers; every result says so"),
  ]

  /// Reads the parameters of a study file, and the panel's file.
  public init(_ reader: ParameterReader) throws {
    let node = try reader.required("question")
    let word = try node.choice(of: Question.allCases.map(\.rawValue))
    let question = Question(rawValue: word) ?? .border
    self.question = question
    variable = try reader.optionalText("variable") ?? Self.variable(of: question)
    controls = try reader.texts("controls")
    lags = try reader.optional("lags")?.list().map { try $0.integer() } ?? []
    pairEffects = try reader.optional("pair-effects")?.boolean() ?? false
    sigma = try reader.optional("sigma")?.double()
    tariff = try reader.optionalText("tariff")
    hours = try reader.optional("hours")?.list().map { try $0.double() } ?? []
    isMadeUp = try reader.optional("made-up")?.boolean() ?? false
    var flows: [String: String] = [:]
    for member in try reader.optional("flows")?.mapping() ?? [] {
      flows[member.key.text] = try member.value.string()
    }
    self.flows = flows
    var members: [String: Int] = [:]
    for member in try reader.optional("members")?.mapping() ?? [] {
      members[member.key.text] = try member.value.integer()
    }
    self.members = members
    guard reader.optional("data") != nil else {
      panel = nil
      guard flows.count >= 2 else {
        throw node.diagnostic("T063", ["step": reader.step, "key": "data"])
      }
      return
    }
    panel = try BorderPanelFile(
      reader, further: Self.columns(variable, controls, tariff: tariff))
  }

  private static func variable(of question: Question) -> String {
    switch question {
    case .border, .borderChange: "border"
    case .union: "union"
    case .delay: "hours"
    }
  }

  /// The columns that indicator and controls name.
  private static func columns(
    _ variable: String, _ controls: [String], tariff: String?
  ) throws -> [String] {
    var names = [variable]
    for control in controls + [tariff].compactMap(\.self) {
      do {
        for use in try Formula("y ~ \(control)").columns where use.name != "y" {
          names.append(use.name)
        }
      } catch {
        throw Diagnostic("T506", ["name": control, "usage": "log(distance)"])
      }
    }
    return names
  }

  // MARK: The question to the engine

  /// The countries whose flows are read from the warehouse, sorted.
  var countries: [EntityCode] { flows.keys.sorted().map { EntityCode($0) } }

  /// The names of the columns; those of the warehouse are fixed.
  var columns: BorderSpecification.Columns {
    panel?.columns
      ?? BorderSpecification.Columns(
        trade: "trade", exporter: "exporter", importer: "importer", period: "year")
  }

  /// The question with its formula.
  ///
  /// - Parameter firstYear: the reference of a changing border.
  /// - Returns: the question, whose formula is ready to be estimated.
  func specification(firstYear: Int) -> BorderSpecification {
    let terms = controls + [tariff].compactMap(\.self).filter { !controls.contains($0) }
    let question: BorderSpecification.Question =
      switch question {
      case .border: .borderEffect(indicator: variable, controls: terms)
      case .borderChange:
        .borderChange(indicator: variable, controls: terms, reference: "\(firstYear)")
      case .union: .unionEffect(indicator: variable, lags: lags, controls: terms)
      case .delay:
        .delayElasticity(hours: variable, controls: terms, pairEffects: pairEffects)
      }
    return BorderSpecification(question, columns: columns)
  }
}
