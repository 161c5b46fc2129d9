internal import TamgaCatalogue
internal import TamgaNumerics

/// The weights of elements from a table of comparisons.
func judgements(
  _ tables: IndicatorTables, _ input: InputTable, _ context: IndicatorContext,
  _ method: ([[Double]]) throws -> PairwisePriorities
) throws -> [Measurement] {
  let book = try CellBook(tables.table(input), by: ["i", "j"], of: "w")
  let keys = book.cells.keys.sorted()
  let names = Set(keys.flatMap { [book.word("i", $0), book.word("j", $0)] }).sorted(by: precedes)
  let place = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
  guard names.count <= 15 else {
    return names.map { .missing(.undefined, [$0], period: "", n: names.count) }
  }
  var matrix = names.map { row in names.map { row == $0 ? 1.0 : 0 } }
  var reason: MissingReason?
  for key in keys {
    guard let row = place[book.word("i", key)], let column = place[book.word("j", key)] else {
      continue
    }
    switch book.cells[key].known(context) {
    case .value(let amount): matrix[row][column] = amount.double
    case .missing(let why): reason = reason ?? why
    }
  }
  if reason == nil, matrix.joined().contains(0) { reason = .zeroDenominator }
  var result: PairwisePriorities?
  if reason == nil {
    do { result = try method(matrix) } catch { reason = .undefined }
  }
  return names.indices.map { element in
    Measurement(
      [names[element]], period: "", n: names.count,
      flags: result?.isInconsistent == true ? [.undetermined] : [],
      .known(
        result.map { .value($0.weights[element]) } ?? .missing(reason ?? .undefined)))
  }
}

/// The comparisons of one quadrant, or why they cannot be used.
private struct QuadrantMatrix {
  let names: [String]
  let matrix: Outcome<[[Double]]>
}

/// The priorities of lines from comparisons within quadrants and of quadrants.
func priorityMeasurements(
  _ tables: IndicatorTables, _ input: InputTable, _ context: IndicatorContext
) throws -> [Measurement] {
  let book = try CellBook(tables.table(input), by: ["quadrant", "i", "j"], of: "w")
  var parts: [String: QuadrantMatrix] = [:]
  for (key, members) in book.groups(book.cells, by: ["quadrant"]) {
    let names = Set(
      members.flatMap { [book.word("i", $0.key), book.word("j", $0.key)] }
    ).sorted()
    let place = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    var matrix = names.map { row in names.map { row == $0 ? 1.0 : 0 } }
    var reason: MissingReason?
    for member in members {
      guard let row = place[book.word("i", member.key)],
        let column = place[book.word("j", member.key)]
      else { continue }
      switch member.cell.known(context) {
      case .value(let amount): matrix[row][column] = amount.double
      case .missing(let why): reason = reason ?? why
      }
    }
    if reason == nil, matrix.joined().contains(0) { reason = .zeroDenominator }
    parts[book.word("quadrant", key)] = QuadrantMatrix(
      names: names, matrix: reason.map { .missing($0) } ?? .value(matrix))
  }
  let groups = parts["quadrants"]
  var compared: [Quadrant: [[Double]]] = [:]
  var reason: MissingReason? = groups == nil ? .missingInput : groups?.matrix.reason
  for (word, part) in parts.sorted(by: { $0.key < $1.key }) where word != "quadrants" {
    guard let quadrant = Quadrant(rawValue: word) else {
      reason = reason ?? .undefined
      continue
    }
    compared[quadrant] = part.matrix.value
    reason = reason ?? part.matrix.reason
  }
  var result: AWOT?
  if reason == nil, let groups, let matrix = groups.matrix.value {
    // From the order of words to the order of quadrants.
    let order = Quadrant.allCases.compactMap { groups.names.firstIndex(of: $0.rawValue) }
    if order.count == groups.names.count {
      result = try? awot(
        quadrants: order.map { row in order.map { matrix[row][$0] } }, lines: compared)
    }
  }
  return Quadrant.allCases.flatMap { quadrant -> [Measurement] in
    let names = parts[quadrant.rawValue]?.names ?? []
    return names.enumerated().map { place, name in
      let priority = result?.priorities.first { $0.quadrant == quadrant && $0.place == place }
      return Measurement(
        [quadrant.rawValue, name], period: "", n: names.count,
        flags: (result?.worstRatio ?? 0) > 0.10 ? [.undetermined] : [],
        .known(priority.map { .value($0.priority) } ?? .missing(reason ?? .undefined)))
    }
  }
}
