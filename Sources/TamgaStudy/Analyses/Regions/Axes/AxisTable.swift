internal import TamgaIndicators
internal import TamgaPresent

/// Axes as a document prints them: cities in order, what each follows, and its part.
///
/// A city that follows two cities, and two cities that follow one, are alternatives: each way through
/// them is an axis of its own.
struct AxisTable: Sendable, Codable {
  /// What the document says and no way holds: an access, a perimeter, a branch without a start.
  struct Loose: Sendable, Codable {
    let axis: String
    let role: String
    let place: String
  }

  /// axis, order, role, after, place.
  let file: NumberFile

  /// The columns of the table.
  static let columns = NumberFile.Columns(
    numbers: ["order"], words: ["axis", "role", "after", "place"], wordsIfPresent: ["source"])

  /// The parts of a way that are cities on it, and those beside it.
  private static let trunk = ["node", "start"]
  private static let beside = ["bracket", "branch"]

  private struct Entry {
    let place: String
    let role: String
    let after: [String]
  }

  private func entries(_ axis: String) -> [Entry] {
    file.rows.filter { file.word("axis", $0) == axis }
      .sorted { (file.number("order", $0) ?? 0, $0) < (file.number("order", $1) ?? 0, $1) }
      .map { row in
        Entry(
          place: file.word("place", row), role: file.word("role", row),
          after: file.word("after", row).split(separator: ";").map {
            $0.drop { $0 == " " }.description
          })
      }
  }

  /// The names of the axes in the order of the table.
  var names: [String] {
    var seen: Set<String> = []
    return file.rows.map { file.word("axis", $0) }.filter { seen.insert($0).inserted }
  }

  /// The ways of an axis from each start to each end, with the branches that leave them.
  ///
  /// - Throws: T825 for a city that follows one that is not on the way, T872 for an axis of one city
  ///   and one that returns to a city.
  func ways(_ axis: String) throws -> [DevelopmentAxis] {
    let entries = entries(axis)
    let nodes = entries.filter { Self.trunk.contains($0.role) }
    let known = nodes.map(\.place)
    for node in nodes {
      guard let odd = node.after.first(where: { !known.contains($0) }) else { continue }
      throw Diagnostic.unknownName(odd, in: axis, known: known, place: file.place)
    }
    var ways = nodes.filter { $0.after.isEmpty }.map { [$0.place] }
    var whole: [[String]] = []
    // A way cannot be longer than there are cities; one that still grows returns to a city.
    for _ in nodes.indices {
      var longer: [[String]] = []
      for way in ways {
        let next = nodes.filter { $0.after.contains(way.last ?? "") }
        if next.isEmpty { whole.append(way) }
        longer += next.map { way + [$0.place] }
      }
      ways = longer
    }
    guard ways.isEmpty, !whole.isEmpty else {
      throw Diagnostic("T872", ["what": axis], place: file.place)
    }
    return try whole.map { way in
      let branches = entries.filter { Self.beside.contains($0.role) }.flatMap { entry in
        entry.after.filter(way.contains).map { AxisBranch(from: $0, to: entry.place) }
      }
      let name = whole.count == 1 ? axis : "\(axis): \(way.first ?? "") – \(way.last ?? "")"
      do {
        return try DevelopmentAxis(name: name, trunk: way, branches: branches)
      } catch {
        throw Diagnostic("T872", ["what": name], place: file.place)
      }
    }
  }

  /// What the document names and no way holds.
  func loose(_ axis: String) -> [Loose] {
    let entries = entries(axis)
    let known = entries.filter { Self.trunk.contains($0.role) }.map(\.place)
    return entries.filter { entry in
      !Self.trunk.contains(entry.role)
        && !(Self.beside.contains(entry.role) && entry.after.contains(where: known.contains))
    }.map { Loose(axis: axis, role: $0.role, place: $0.place) }
  }
}
