internal import TamgaIndicators
internal import TamgaNumerics
public import TamgaPresent

/// Growth poles in three stages: a plan fixed beforehand; score, zones of influence and what lies
/// beyond them; a programme of poles that withstands shocks, with its risks.
public enum PoleAnalysis: Analysis {
  /// The id.
  public static let id = "region.poles"
  /// The version.
  public static let version = 1

  /// Nothing of the warehouse: the tables lie beside the study.
  public static func inputs(_ parameters: PoleStudyParameters) -> [TableRequest] { [] }

  /// Runs the three stages.
  public static func run(_ tables: Tables, _ parameters: PoleStudyParameters, step: String) throws
    -> AnalysisResult
  {
    let stages = try withEngine(parameters.tables.poles.path) { try PoleStages(parameters) }
    var presentation = PolePresentation(parameters: parameters, step: step, stages: stages)
    return presentation.result().named(by: parameters.names)
  }
}

/// What the three stages find.
struct PoleStages {
  /// The poles that are there, with their places.
  let network: PoleField
  /// All candidates.
  let field: PoleField
  let plan: [JudgedHypothesis]
  let scores: [PoleScore]
  let zones: [(method: String, poles: [Int?])]
  let threshold: Outcome<Double>
  let coverage: Coverage
  let greedy: CoveringChoice
  let best: CoveringChoice
  let programme: PoleProgramme
  let risks: [GradedRisk]

  init(_ parameters: PoleStudyParameters) throws {
    let tables = parameters.tables
    network = try tables.field(parameters.network, mass: parameters.mass)
    field = try tables.field(mass: parameters.mass)
    plan = try PolePlan(
      hypotheses: parameters.plan.map { line in
        PoleHypothesis(
          statement: line.statement["en"] ?? "", indicator: line.column,
          threshold: line.threshold, holdsAbove: line.holdsAbove)
      }
    ).judge(
      Dictionary(
        parameters.plan.map { line in
          (line.column, tables.poles.rows.map { tables.poles.number(line.column, $0) })
        }
      ) { one, _ in one })
    scores =
      tables.dimensions.isEmpty ? [] : try poleScores(tables.candidates(), seed: parameters.seed)
    let methods: [ZoneMethod] = [
      .huff(lambda: parameters.lambda), .reilly, .isochrone(hours: parameters.reach),
    ]
    let network = network
    zones = try methods.map { ($0.name, try network.zones($0)) }
    let decay = parameters.decay
    threshold = try network.threshold(decay, hours: parameters.reach)
    let held = threshold.value ?? 0
    coverage = try network.coverage(decay, threshold: held, within: parameters.reach)
    (greedy, best) = try field.maximalCovering(
      parameters.budget, weight: \.population, decay: decay, threshold: held)
    programme = try field.programme(
      parameters.budget, weight: \.population, decay: decay, threshold: held,
      seed: parameters.seed)
    risks = try riskRegister(PoleTables.risks(parameters.risks))
  }
}
