internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

extension PolePresentation {
  /// The parts of coverage: covered by both, fringe, core.
  private var parts: [(name: String, totals: ZoneTotals)] {
    let coverage = stages.coverage
    let open = Set(coverage.coreNames + coverage.fringeNames)
    let covered = stages.network.totals(
      stages.network.places.map { !open.contains($0.name) })
    return [("covered", covered), ("fringe", coverage.fringe), ("core", coverage.core)]
  }

  private mutating func partCells(_ name: String, _ totals: ZoneTotals) -> [TableCell] {
    let formula = "zone.uncovered: max A f(d) ≥ τ, d ≤ T"
    let count = numbers.add(
      "coverage.places", name, Double(totals.places), unit: "count", digits: 0, formula: formula,
      inputs: whole)
    let people = numbers.add(
      "coverage.population", name, totals.population, unit: "count", digits: 0, formula: formula,
      inputs: whole)
    let share = numbers.add(
      "coverage.share", name, totals.shares[1].percent, unit: "pct", digits: 1, formula: formula,
      inputs: whole)
    return [.value(count), .value(people), .value(share)]
  }

  mutating func coverageTable() -> ResultTable {
    let hasArea = parameters.tables.places.has("area")
    var rows: [[TableCell]] = []
    for (name, totals) in parts {
      var cells: [TableCell] = [.label(Message("poles.part.\(name)"))]
      cells += partCells(name, totals)
      if hasArea {
        cells.append(
          .value(
            numbers.add(
              "coverage.area", name, totals.shares[0].percent, unit: "pct", digits: 1,
              formula: "zone.uncovered.area", inputs: whole)))
      }
      rows.append(cells)
    }
    return ResultTable(
      id: "\(step).coverage", title: Message("poles.table.coverage", words),
      columns: [
        .init(key: "part", header: Message("poles.part")),
        .init(key: "places", header: Message("poles.places"), unit: "count"),
        .init(key: "population", header: Message("poles.population"), unit: "count"),
        .init(key: "share", header: Message("poles.population-share"), unit: "pct"),
      ]
        + (hasArea
          ? [.init(key: "area", header: Message("poles.area-share"), unit: "pct")] : []),
      rows: rows,
      notes: [Message("poles.note.coverage", words)]
        + (hasArea ? [] : [Message("poles.note.area")]))
  }

  /// The population by part of coverage.
  mutating func coverageFigure() -> Figure {
    var rows: [[TableCell]] = []
    for (name, totals) in parts {
      rows.append([.label(Message("poles.part.\(name)")), partCells(name, totals)[2]])
    }
    let table = ResultTable(
      id: "\(step).covered", title: Message("poles.table.coverage", words),
      columns: [
        .init(key: "part", header: Message("poles.part")),
        .init(key: "share", header: Message("poles.population-share"), unit: "pct"),
      ], rows: rows)
    return Figure(
      id: "fig:\(step).coverage", kind: .bar, finding: Message("poles.figure", words),
      subtitle: Message("poles.subtitle", words), table: table, x: "part", y: ["share"],
      xTitle: Message("poles.part"), yTitle: Message("poles.population-share"),
      sources: numbers.sources(parameters.citation), notes: [Message("poles.note.coverage", words)],
      summary: Message("poles.summary", words))
  }

  /// The places beyond influence, by population.
  mutating func beyondTable() -> ResultTable? {
    let places = parameters.tables.places
    let core = Set(stages.coverage.coreNames)
    let names = stages.coverage.coreNames + stages.coverage.fringeNames
    let rows = places.rows.filter { names.contains(places.word("name", $0)) }.sorted {
      (-(places.number("population", $0) ?? 0), $0) < (-(places.number("population", $1) ?? 0), $1)
    }
    guard !rows.isEmpty else { return nil }
    var cells: [[TableCell]] = []
    for row in rows {
      let name = places.word("name", row)
      let near = nearest(name)
      cells.append([
        name.placeCell, .value(numbers.cell(places, "population", row, unit: "count")),
        .label(Message("poles.part.\(core.contains(name) ? "core" : "fringe")")),
        near?.pole.placeCell ?? .blank, near.map { .value($0.distance) } ?? .blank,
      ])
    }
    return ResultTable(
      id: "\(step).beyond", title: Message("poles.table.beyond", words),
      columns: [
        .init(key: "place", header: Message("region.place")),
        .init(key: "population", header: Message("poles.population"), unit: "count"),
        .init(key: "part", header: Message("poles.part")),
        .init(key: "nearest", header: Message("poles.nearest")),
        .init(key: "distance", header: Message("region.distance"), unit: parameters.unit),
      ], rows: cells, notes: [Message("poles.note.coverage", words)])
  }

  /// The nearest pole of the network and the cell of its distance.
  private mutating func nearest(_ place: String) -> (pole: String, distance: ValueID)? {
    let distances = parameters.tables.distances
    let measure = parameters.tables.measure
    let own = distances.rows.filter {
      distances.word("place", $0) == place
        && stages.network.poles.contains(distances.word("pole", $0))
        && distances.number(measure, $0) != nil
    }
    let best = own.min {
      (distances.number(measure, $0) ?? .infinity, $0)
        < (distances.number(measure, $1) ?? .infinity, $1)
    }
    return best.map {
      (
        distances.word("pole", $0),
        numbers.cell(distances, measure, $0, unit: parameters.unit)
      )
    }
  }

  /// Each place with the pole it is given to by each method.
  func placesTable() -> ResultTable {
    let network = stages.network
    return ResultTable(
      id: "\(step).places", title: Message("poles.table.places", words),
      columns: [.init(key: "place", header: Message("region.place"))]
        + stages.zones.map {
          .init(key: $0.method, header: Message("poles.zone.\($0.method)"))
        },
      rows: network.places.indices.map { place in
        [network.places[place].name.placeCell]
          + stages.zones.map { zone in
            zone.poles[place].map { network.poles[$0].placeCell }
              ?? .label(Message("poles.none"))
          }
      }, notes: [Message("poles.note.zones", words)], display: .download)
  }
}
