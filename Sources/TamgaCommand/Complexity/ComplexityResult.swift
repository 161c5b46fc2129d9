internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// The complexity of one period, with everything that is printed of it.
struct ComplexityResult {
  let period: String
  let table: ExportTable
  let presence: PresenceMatrix
  let scores: ComplexityScores
  let fitness: FitnessQuality
  let space: ProductSpace

  init(
    period: String, rows: [ExportRow], profile: ComplexityProfile, largestComponent: Bool,
    threads: Int
  ) throws {
    self.period = period
    table = try ExportTable(rows)
    presence = try PresenceMatrix(advantagesOf: table)
    scores = complexityScores(
      of: presence, profile: profile, largestComponent: largestComponent)
    fitness = try fitnessQuality(of: presence)
    space = try productSpace(
      ProductProximity(presence, threads: threads), scores: scores, threads: threads)
  }

  /// What a reader must know beside the numbers.
  var diagnostics: [Diagnostic] {
    let name = period.isEmpty ? "ECI" : period
    var notes: [Diagnostic] = []
    if scores.flags.contains(.disconnected) {
      notes.append(
        Diagnostic(
          "T829", severity: .warning,
          ["what": name, "count": String(scores.components.count)]))
    } else if scores.eci.allSatisfy({ $0.value == nil }) {
      notes.append(Diagnostic("T830", severity: .warning, ["what": name]))
    }
    if table.duplicates > 0 {
      notes.append(
        Diagnostic(
          "T874", severity: .warning,
          ["n": String(table.duplicates), "period": period.isEmpty ? "–" : period]))
    }
    return notes
  }

  func json(cells: Bool) -> JSONValue {
    let countries = table.countries.indices.map { place -> JSONValue in
      .object([
        "country": .string(table.countries[place]), "diversity": .integer(scores.diversity[place]),
        "eci": scores.eci[place].number, "fitness": fitness.fitness[place].number,
        "coi": space.outlookIndex[place].number, "reason": scores.eci[place].why,
      ])
    }
    let products = table.products.indices.map { place -> JSONValue in
      .object([
        "product": .string(table.products[place]), "ubiquity": .integer(scores.ubiquity[place]),
        "pci": scores.pci[place].number, "quality": fitness.quality[place].number,
        "reason": scores.pci[place].why,
      ])
    }
    var members: [String: JSONValue] = [
      "period": .string(period), "countries": .array(countries), "products": .array(products),
      "second_eigenvalue": scores.secondEigenvalue.number, "gap": scores.gap.number,
      "sign_correlation": scores.signCorrelation.number,
      "components": .integer(scores.components.count),
      "flags": .array(scores.flags.map { .string($0.rawValue) }),
      "duplicates": .integer(table.duplicates),
      "fitness_converged": .bool(fitness.hasConverged),
      "fitness_decaying": .array(fitness.decaying.map { .string(table.countries[$0]) }),
    ]
    if cells { members["cells"] = .array(cellObjects) }
    return .object(members)
  }

  private var cellObjects: [JSONValue] {
    table.countries.indices.flatMap { country in
      table.products.indices.map { product in
        .object([
          "country": .string(table.countries[country]),
          "product": .string(table.products[product]),
          "present": .bool(presence[country, product]),
          "density": space.density(country, product).number,
          "cog": space.outlookGain(country, product).number,
        ])
      }
    }
  }

  /// Countries by falling index.
  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    let order = table.countries.indices.sorted { one, other in
      let (a, b) = (scores.eci[one].value ?? -.infinity, scores.eci[other].value ?? -.infinity)
      return (-a, one) < (-b, other)
    }
    let rows = order.map { place in
      [
        period, table.countries[place], String(scores.diversity[place]),
        scores.eci[place].text(localiser),
        fitness.fitness[place].text(localiser)
          + (fitness.decaying.contains(place) ? " " + localiser.text("complexity.decaying") : ""),
        space.outlookIndex[place].text(localiser),
      ]
    }
    let header = [
      localiser.text("column.period"), localiser.text("complexity.country"),
      localiser.text("complexity.diversity"), localiser.text("complexity.eci"),
      localiser.text("complexity.fitness"), localiser.text("complexity.coi"),
    ]
    return TerminalTable(header: header, rows: rows).text(style)
  }
}
