internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// What follows from an input–output table.
struct InputOutputResult: CommandAnswer {
  let model: InputOutputModel
  let multipliers: [Multipliers]
  let linkages: Linkages
  let extraction: Extraction

  init(_ model: InputOutputModel, _ accounts: SectorAccounts?) throws {
    self.model = model
    var households: HouseholdAccount?
    if let income = accounts?.income, let consumption = accounts?.consumption {
      households = HouseholdAccount(income: income, consumption: consumption)
    }
    var all = [try model.outputMultipliers(households: households)]
    for (name, amounts) in [("income", accounts?.income), ("employment", accounts?.employment)] {
      if let amounts {
        all.append(try model.multipliers(of: name, amounts: amounts, households: households))
      }
    }
    multipliers = all
    linkages = model.linkages()
    extraction = model.extraction()
  }

  /// A table that does not balance, in a sector by more than a millionth of its output.
  var diagnostics: [Diagnostic] {
    let table = model.table
    let open = table.sectors.indices.filter {
      abs(table.imbalance[$0]) > 1e-6 * max(1, table.output[$0])
    }
    guard let most = open.max(by: { abs(table.imbalance[$0]) < abs(table.imbalance[$1]) }) else {
      return []
    }
    return [
      Diagnostic(
        "T831", severity: .warning,
        [
          "count": String(open.count), "what": table.sectors[most],
          "value": String(table.imbalance[most]),
        ])
    ]
  }

  var json: JSONValue {
    let (table, count) = (model.table, model.count)
    func list(_ outcomes: [Outcome<Double>]) -> JSONValue { .array(outcomes.map(\.number)) }
    func classes(_ values: [LinkageClass?]) -> JSONValue {
      .array(values.map { .optional($0?.rawValue) })
    }
    return .object([
      "sectors": .array(table.sectors.map { .string($0) }),
      "output": .array(table.output.map { .number($0) }),
      "imbalance": .array(table.imbalance.map { .number($0) }),
      "idle": .array(model.idle.map { .string(table.sectors[$0]) }),
      "technical": .matrix(model.technical, width: count),
      "leontief": .matrix(model.leontief, width: count),
      "allocation": .matrix(model.allocation, width: count),
      "ghosh": .matrix(model.ghosh, width: count),
      "multipliers": .array(
        multipliers.map { found in
          .object([
            "name": .string(found.name), "direct": list(found.direct),
            "simple": list(found.simple), "type_1": list(found.typeI),
            "total": list(found.total), "type_2": list(found.typeII),
          ])
        }),
      "linkages": .object([
        "backward_direct": list(linkages.backwardDirect),
        "backward_total": list(linkages.backwardTotal),
        "power_of_dispersion": list(linkages.powerOfDispersion),
        "backward_cv": list(linkages.backwardVariation),
        "forward_direct": list(linkages.forwardDirect),
        "forward_ghosh": list(linkages.forwardGhosh),
        "forward_ghosh_index": list(linkages.forwardGhoshIndex),
        "forward_leontief": list(linkages.forwardLeontief),
        "sensitivity_of_dispersion": list(linkages.sensitivityOfDispersion),
        "class_ghosh": classes(linkages.classByGhosh),
        "class_leontief": classes(linkages.classByLeontief),
        "contested": .array(linkages.contested.map { .string(table.sectors[$0]) }),
      ]),
      "extraction": .object([
        "total": list(extraction.total), "others": list(extraction.others),
        "backward": list(extraction.backward), "forward": list(extraction.forward),
        "share": list(extraction.share),
      ]),
    ])
  }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    let rows = model.table.sectors.indices.map { place in
      [
        model.table.sectors[place],
        multipliers.first?.simple[place].text(localiser) ?? "",
        linkages.powerOfDispersion[place].text(localiser),
        linkages.forwardGhoshIndex[place].text(localiser),
        linkages.sensitivityOfDispersion[place].text(localiser),
        linkages.classByGhosh[place].map { localiser.text("io.class." + $0.rawValue) } ?? "",
        linkages.classByLeontief[place].map { localiser.text("io.class." + $0.rawValue) } ?? "",
        extraction.share[place].text(localiser),
      ]
    }
    let header = [
      localiser.text("io.sector"), localiser.text("io.multiplier"), localiser.text("io.backward"),
      localiser.text("io.forward.ghosh"), localiser.text("io.forward.leontief"),
      localiser.text("io.class.by-ghosh"), localiser.text("io.class.by-leontief"),
      localiser.text("io.extraction"),
    ]
    return TerminalTable(header: header, rows: rows).text(style)
  }
}
