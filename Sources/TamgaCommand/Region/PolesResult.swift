internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// What zones, coverage, choice and programme depend on.
struct PolesSettings {
  let hours: Double
  let lambda: Double
  let budget: Int
  let seed: UInt64
}

/// Scores, zones, coverage, choice, programme and risks of poles.
struct PolesResult: CommandAnswer {
  let field: PoleField
  let zones: [(method: String, poles: [Int?])]
  let coverage: Coverage
  /// Tests that candidates passed; nil where the table does not say.
  let tests: [Int?]
  let scores: [PoleScore]
  let greedy: CoveringChoice
  let best: CoveringChoice
  let programme: PoleProgramme
  let risks: [GradedRisk]
  let settings: PolesSettings

  /// The decay of influence falls to a half at the isochrone.
  init(
    field: PoleField, candidates: [PoleCandidate], tests: [Int?], risks: [GradedRisk],
    settings: PolesSettings
  ) throws {
    self.field = field
    self.tests = tests
    self.risks = risks
    self.settings = settings
    let hours = settings.hours
    let methods: [ZoneMethod] = [
      .huff(lambda: settings.lambda), .reilly, .isochrone(hours: hours),
    ]
    zones = try methods.map { ($0.name, try field.zones($0)) }
    let decay = DistanceDecay.pareto(span: hours, beta: 2)
    let threshold = try field.threshold(decay, hours: hours).value ?? 0
    coverage = try field.coverage(decay, threshold: threshold, within: hours)
    scores = try poleScores(candidates, seed: settings.seed)
    (greedy, best) = try field.maximalCovering(
      settings.budget, weight: \.population, decay: decay, threshold: threshold)
    programme = try field.programme(
      settings.budget, weight: \.population, decay: decay, threshold: threshold,
      seed: settings.seed)
  }

  var json: JSONValue {
    .object([
      "zones": .object(
        Dictionary(
          uniqueKeysWithValues: zones.map { method, poles in
            (
              method,
              .array(
                field.places.indices.map { place in
                  .object([
                    "place": .string(field.places[place].name),
                    "pole": .optional(poles[place].map { field.poles[$0] }),
                  ])
                })
            )
          })),
      "threshold": .number(coverage.threshold),
      "core": json(coverage.core, coverage.coreNames),
      "fringe": json(coverage.fringe, coverage.fringeNames),
      "scores": .array(
        zip(scores, tests).map { score, tests in
          .object([
            "pole": .string(score.name), "score": score.score.number, "rank": score.rank.number,
            "top_probability": score.topProbability.number, "reason": score.score.why,
            "rank_interval": score.rankInterval.map {
              .array([.number($0.lower), .number($0.upper)])
            } ?? .null, "class": .string(score.poleClass.rawValue),
            "tests_passed": .optional(tests),
          ])
        }),
      "greedy": json(greedy), "best": json(best),
      "risks": .array(
        risks.map { graded in
          .object([
            "region": .string(graded.risk.region), "group": .string(graded.risk.group.rawValue),
            "indicator": .string(graded.risk.indicator),
            "value": .number(graded.risk.likelihood),
            "direction": .string(graded.risk.direction.rawValue),
            "likelihood": .integer(graded.likelihoodGrade),
            "impact": .integer(graded.impactGrade), "grade": .integer(graded.grade),
          ])
        }),
      "programme": .object([
        "seed": .string(String(programme.seed)), "covered": .number(programme.covered),
        "poles": .array(
          programme.poles.map { pole in
            .object([
              "pole": .string(pole.name), "form": .string(pole.form.rawValue),
              "chosen": .bool(pole.isChosen), "frequency": .number(pole.frequency),
              "kept": .bool(pole.isKept),
            ])
          }),
      ]),
    ])
  }

  private func json(_ totals: ZoneTotals, _ names: [String]) -> JSONValue {
    .object([
      "places": .array(names.map { .string($0) }), "area": .number(totals.area),
      "population": .number(totals.population), "grp": .number(totals.product),
      "shares": .array(totals.shares.map(\.number)),
    ])
  }

  private func json(_ choice: CoveringChoice) -> JSONValue {
    .object([
      "poles": .array(choice.poles.map { .string(field.poles[$0]) }),
      "covered": .number(choice.covered), "proven": .bool(choice.isProvenBest),
      "method": .string(choice.method.rawValue),
    ])
  }
}
