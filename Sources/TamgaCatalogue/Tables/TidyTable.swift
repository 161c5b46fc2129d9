public import TamgaNumerics

/// Why a table cannot be read.
public enum TableError: Error, Hashable, Sendable {
  /// A record has another number of fields than the header.
  case fieldCount(row: Int, expected: Int, given: Int)
  /// A column has another number of rows than the others.
  case rowCount(column: String, expected: Int, given: Int)
  /// Two columns have one name.
  case duplicateColumn(String)
  /// A field of a number column is not a number in neutral form.
  case notANumber(row: Int, column: String, text: String)
  /// A column is text where a number is needed, or the other way round.
  case wrongType(column: String)
  /// There is no such column.
  case noColumn(String)
}

/// A table with one observation a row and typed, named columns; a missing number is not a zero.
public struct TidyTable: Sendable {
  /// A column.
  public enum Column: Sendable {
    /// Words, as codes of a sorted list.
    case text(TextColumn)
    /// Numbers with the places they were written with; nil where there is none.
    case number([ExactDecimal?])
  }

  /// The names of the columns, in order.
  public let names: [String]
  /// The number of rows.
  public let rowCount: Int
  private let columns: [String: Column]

  /// Creates a table.
  ///
  /// - Parameter columns: names with columns of one length.
  /// - Throws: ``TableError/rowCount(column:expected:given:)``, ``TableError/duplicateColumn(_:)``.
  public init(_ columns: [(name: String, column: Column)]) throws(TableError) {
    names = columns.map(\.name)
    rowCount = columns.first?.column.count ?? 0
    var byName: [String: Column] = [:]
    for (name, column) in columns {
      guard byName[name] == nil else { throw .duplicateColumn(name) }
      guard column.count == rowCount else {
        throw .rowCount(column: name, expected: rowCount, given: column.count)
      }
      byName[name] = column
    }
    self.columns = byName
  }

  /// Whether there is a column.
  public func has(_ name: String) -> Bool { columns[name] != nil }

  /// A column of words.
  public func text(_ name: String) throws(TableError) -> TextColumn {
    switch columns[name] {
    case .text(let column): return column
    case .number: throw .wrongType(column: name)
    case nil: throw .noColumn(name)
    }
  }

  /// A column of numbers.
  public func numbers(_ name: String) throws(TableError) -> [ExactDecimal?] {
    switch columns[name] {
    case .number(let column): return column
    case .text: throw .wrongType(column: name)
    case nil: throw .noColumn(name)
    }
  }

  /// A column of numbers as floating-point ones.
  public func reals(_ name: String) throws(TableError) -> [Double?] {
    try numbers(name).map { $0?.double }
  }

  /// The rows at places, in that order, as when a table is reordered.
  public func rows(_ places: [Int]) throws(TableError) -> TidyTable {
    try TidyTable(
      names.map { name in
        switch columns[name] {
        case .text(let column): (name, .text(column.rows(places)))
        case .number(let numbers): (name, .number(places.map { numbers[$0] }))
        case nil: (name, .number([]))
        }
      })
  }

  /// The table with every number replaced.
  public func mappingNumbers(_ change: (ExactDecimal?) -> ExactDecimal?) throws(TableError)
    -> TidyTable
  {
    try TidyTable(
      names.map { name in
        switch columns[name] {
        case .number(let numbers): (name, .number(numbers.map(change)))
        case .text(let column): (name, .text(column))
        case nil: (name, .number([]))
        }
      })
  }

  /// The columns that hold numbers; all others hold words.
  public static let numberColumns: Set<String> = [
    "value", "quantity", "employment", "weight", "x", "y", "w", "distance", "mass_i", "mass_j",
    "area", "population", "establishments", "herfindahl", "contiguous", "landlocked_i",
    "landlocked_j", "tariff", "unit_value", "governance", "delay", "value_of_time",
    "gdp_growth", "population_growth", "income_growth", "income", "final_demand", "coefficient",
    "region_employment", "nation_employment", "row_total", "column_total", "border_distance",
    "border_km", "open_days", "ring_inner", "ring_outer", "growth", "pole_growth", "backward",
    "forward", "median_growth", "lq", "arrivals", "departures", "employed", "unemployed",
    "working_age", "young", "old", "vacancies", "remittances", "output", "tertiary_departures",
    "wage_abroad", "wage_home", "perimeter_km", "open_crossings", "stop", "kilometres",
    "hours", "border_hours", "slowdown", "line", "road", "grp_i", "grp_j", "population_i",
    "population_j", "free_speed", "standard_error", "observations",
  ]

  /// Reads delimited text of plain fields: a header, then records; no quotes, no empty lines.
  ///
  /// - Parameter text: fields between commas; an empty field is missing.
  /// - Throws: ``TableError``.
  public init(csv text: String) throws(TableError) {
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    try self.init(header: lines.first ?? [], records: Array(lines.dropFirst()))
  }

  /// Creates a table from fields as text.
  ///
  /// - Parameters:
  ///   - header: names of columns.
  ///   - records: fields; an empty one is missing.
  /// - Throws: ``TableError``.
  public init(header: [String], records: [[String]]) throws(TableError) {
    for (row, record) in records.enumerated() where record.count != header.count {
      throw .fieldCount(row: row, expected: header.count, given: record.count)
    }
    var columns: [(name: String, column: Column)] = []
    for (place, name) in header.enumerated() {
      guard Self.numberColumns.contains(name) else {
        columns.append((name, .text(TextColumn(records.map { $0[place] }))))
        continue
      }
      var numbers: [ExactDecimal?] = []
      numbers.reserveCapacity(records.count)
      for (row, record) in records.enumerated() {
        let field = record[place]
        guard !field.isEmpty else {
          numbers.append(nil)
          continue
        }
        guard let number = ExactDecimal(field) else {
          throw .notANumber(row: row, column: name, text: field)
        }
        numbers.append(number)
      }
      columns.append((name, .number(numbers)))
    }
    try self.init(columns)
  }
}

extension TidyTable.Column {
  /// The number of rows.
  package var count: Int {
    switch self {
    case .text(let column): column.codes.count
    case .number(let numbers): numbers.count
    }
  }
}

/// Words as codes of a sorted list, so that the order of codes is that of the words.
public struct TextColumn: Sendable {
  /// The words, sorted by their bytes, each once; the empty word stands for none.
  public let words: [String]
  /// The place in ``words`` of each row.
  public let codes: [Int32]

  /// Encodes words.
  public init(_ texts: [String]) {
    var places: [String: Int32] = [:]
    var found: [String] = []
    var codes: [Int32] = []
    codes.reserveCapacity(texts.count)
    for text in texts {
      if let place = places[text] {
        codes.append(place)
      } else {
        let place = Int32(found.count)
        places[text] = place
        found.append(text)
        codes.append(place)
      }
    }
    self.init(codes: codes, of: found)
  }

  /// Takes codes of a list of words in any order.
  ///
  /// - Parameters:
  ///   - codes: places in `words`; others are taken as the first word.
  ///   - words: each once.
  public init(codes: [Int32], of words: [String]) {
    let order = words.indices.sorted { words[$0].utf8.lexicographicallyPrecedes(words[$1].utf8) }
    var rank = [Int32](repeating: 0, count: words.count)
    for (place, word) in order.enumerated() { rank[word] = Int32(place) }
    self.words = order.map { words[$0] }
    self.codes = codes.map { rank.indices.contains(Int($0)) ? rank[Int($0)] : 0 }
  }

  /// The word of a row.
  public subscript(row: Int) -> String { words[Int(codes[row])] }

  /// The place of a word in ``words``, by halving.
  package func code(of word: String) -> Int? {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].utf8.lexicographicallyPrecedes(word.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < words.count && words[low] == word ? low : nil
  }

  package func rows(_ places: [Int]) -> TextColumn { TextColumn(places.map { self[$0] }) }
}
