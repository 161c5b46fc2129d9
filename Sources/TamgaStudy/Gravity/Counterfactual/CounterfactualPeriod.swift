internal import TamgaGravity
internal import TamgaPresent

/// The rows of one period, laid out by countries.
struct CounterfactualPeriod {
  /// The period as the data spell it.
  let label: String
  /// Names of all exporters and importers of the period, sorted.
  let countries: [String]
  /// Places of the period's rows in the frame.
  let rows: [Int]
  /// Rows of the data without exporter, importer or period.
  let unplacedRows: Int
  private let table: PairTable

  /// Finds the rows of a period.
  ///
  /// - Parameters:
  ///   - frame: the data.
  ///   - roles: the columns of exporter, importer and period.
  ///   - wanted: the period; nil for the last.
  ///   - failure: how refusals are said.
  /// - Throws: `T574` for a pair with two rows, `T575` for a period that is not there, `T582` for
  ///   fewer than two countries.
  init(
    _ frame: ModelFrame, roles: FlowRoles, wanted: String?, failure: CounterfactualFailure
  ) throws {
    let exporters = try Self.labels(frame, roles.exporter)
    let importers = try Self.labels(frame, roles.importer)
    let periods: Labels? = try roles.time.map { try Self.labels(frame, $0) }
    let found = periods.map { periods in
      periods.texts.indices.filter { periods.codes.contains(Int32(truncatingIfNeeded: $0)) }
        .map { periods.texts[$0] }
    }
    if let wanted, let found, !found.contains(wanted) {
      throw Diagnostic(
        "T575", ["period": wanted, "known": found.suffix(20).joined(separator: ", ")],
        place: Place(file: failure.file))
    }
    let chosen = wanted ?? found?.last
    label = chosen ?? ""
    let code = chosen.flatMap { periods?.texts.firstIndex(of: $0) }.map {
      Int32(truncatingIfNeeded: $0)
    }
    var rows: [Int] = []
    var unplaced = 0
    var names: Set<String> = []
    for row in 0..<frame.rowCount {
      let time = periods.map { $0.codes[row] } ?? 0
      guard exporters.codes[row] >= 0, importers.codes[row] >= 0, time >= 0 else {
        unplaced += 1
        continue
      }
      guard periods == nil || time == code else { continue }
      rows.append(row)
      names.insert(exporters.texts[Int(exporters.codes[row])])
      names.insert(importers.texts[Int(importers.codes[row])])
    }
    self.rows = rows
    unplacedRows = unplaced
    countries = names.sorted()
    var places: [String: Int32] = [:]
    for (place, name) in countries.enumerated() { places[name] = Int32(truncatingIfNeeded: place) }
    func codes(_ labels: Labels) -> [Int32] {
      rows.map { places[labels.texts[Int(labels.codes[$0])]] ?? -1 }
    }
    do {
      table = try PairTable(
        countries: countries, exporter: codes(exporters), importer: codes(importers))
    } catch {
      throw failure.diagnostic(error)
    }
  }

  /// Values of the period's rows by exporters (rows) and importers (columns).
  func matrix(_ values: [Double], absent: Double) throws(EquilibriumError) -> [Double] {
    try table.matrix(values, absent: absent)
  }

  // MARK: Labels

  private struct Labels {
    /// -1 in a row without a label.
    let codes: [Int32]
    /// In ascending order: of numbers by value.
    let texts: [String]
  }

  private static func labels(_ frame: ModelFrame, _ name: String) throws -> Labels {
    switch frame[name] {
    case .categorical(let column): return Labels(codes: column.codes, texts: column.levels)
    case .numeric(let column):
      let numbers = Set(column.values.lazy.filter(\.isFinite).map { $0 + 0 }).sorted()
      var places: [Double: Int32] = [:]
      for (place, number) in numbers.enumerated() {
        places[number] = Int32(truncatingIfNeeded: place)
      }
      return Labels(
        codes: column.values.map { places[$0 + 0] ?? -1 },
        texts: numbers.map { number in Int(exactly: number).map(String.init) ?? "\(number)" })
    case nil: throw Diagnostic("T536", ["column": name])
    }
  }
}
