internal import CNative
internal import TamgaPresent

/// Gathers the chunks of a result into one column.
struct PanelBuilder {
  private let name: String
  private let type: ColumnType
  private var numbers: [Double] = []
  private var codes: [Int32] = []
  private var levels = TextLevels()
  /// The rows without a value.
  private var missing: [Int32] = []

  /// Prepares a column.
  ///
  /// - Throws: `T189` for a type that is neither number, truth value, date nor text.
  init(_ name: String, _ type: ColumnType) throws {
    if case .other = type { throw Diagnostic("T189", ["column": name]) }
    self.name = name
    self.type = type
  }

  /// Adds rows of a chunk.
  ///
  /// - Parameters:
  ///   - vector: the rows; it must live as long as the call.
  ///   - kept: the rows to add, ascending; nil for all.
  @unsafe mutating func append(_ vector: PanelVector, _ kept: [Int32]?) {
    let start = count
    switch type {
    case .boolean: unsafe append(vector, kept, UInt8.self) { $0 == 0 ? 0 : 1 }
    case .integer, .date, .double: unsafe appendNumbers(vector, kept, scale: 1)
    case .decimal(_, let scale):
      var divisor = 1.0
      for _ in 0..<scale { divisor *= 10 }
      unsafe appendNumbers(vector, kept, scale: divisor)
    case .text: unsafe appendTexts(vector, kept)
    case .dictionary: unsafe appendCodes(vector, kept)
    case .other: break
    }
    unsafe noteMissing(vector, kept, start)
  }

  private var count: Int {
    switch type {
    case .text, .dictionary: codes.count
    default: numbers.count
    }
  }

  @unsafe private mutating func appendNumbers(
    _ vector: PanelVector, _ kept: [Int32]?, scale: Double
  ) {
    switch vector.storage {
    case .double where kept == nil:
      guard let data = unsafe vector.data else { return }
      let typed = unsafe data.assumingMemoryBound(to: Double.self)
      unsafe numbers.append(contentsOf: UnsafeBufferPointer(start: typed, count: vector.rows))
    case .double: unsafe append(vector, kept, Double.self) { $0 }
    case .float: unsafe append(vector, kept, Float.self) { Double($0) }
    case .int8: unsafe append(vector, kept, Int8.self) { Double($0) / scale }
    case .int16: unsafe append(vector, kept, Int16.self) { Double($0) / scale }
    case .int32: unsafe append(vector, kept, Int32.self) { Double($0) / scale }
    case .int64: unsafe append(vector, kept, Int64.self) { Double($0) / scale }
    case .uint8: unsafe append(vector, kept, UInt8.self) { Double($0) / scale }
    case .uint16: unsafe append(vector, kept, UInt16.self) { Double($0) / scale }
    case .uint32: unsafe append(vector, kept, UInt32.self) { Double($0) / scale }
    case .uint64: unsafe append(vector, kept, UInt64.self) { Double($0) / scale }
    case .int128:
      unsafe append(vector, kept, tamga_duckdb_hugeint.self) { half in
        Double(Int128(half.upper) << 64 | Int128(half.lower)) / scale
      }
    case .boolean, .text, nil: break
    }
  }

  @unsafe @inline(__always)
  private mutating func append<Value>(
    _ vector: PanelVector, _ kept: [Int32]?, _ type: Value.Type, _ number: (Value) -> Double
  ) {
    guard let data = unsafe vector.data else { return }
    let typed = unsafe data.assumingMemoryBound(to: type)
    if let kept {
      for row in kept { numbers.append(number(unsafe typed[Int(row)])) }
    } else {
      for row in 0..<vector.rows { numbers.append(number(unsafe typed[row])) }
    }
  }

  @unsafe private mutating func appendTexts(_ vector: PanelVector, _ kept: [Int32]?) {
    guard let data = unsafe vector.data else { return }
    let entries = unsafe UnsafePointer(data.assumingMemoryBound(to: tamga_duckdb_string.self))
    let count = kept?.count ?? vector.rows
    for position in 0..<count {
      let row = kept.map { Int($0[position]) } ?? position
      // A row without a value may hold any bytes, so its text is not looked at.
      codes.append(vector.isPresent(row) ? unsafe levels.number(of: entries + row) : -1)
    }
  }

  @unsafe private mutating func appendCodes(_ vector: PanelVector, _ kept: [Int32]?) {
    let count = kept?.count ?? vector.rows
    for position in 0..<count {
      let row = kept.map { Int($0[position]) } ?? position
      codes.append(vector.isPresent(row) ? unsafe vector.code(row) : -1)
    }
  }

  @unsafe private mutating func noteMissing(
    _ vector: PanelVector, _ kept: [Int32]?, _ start: Int
  ) {
    guard vector.hasGaps else { return }
    let count = kept?.count ?? vector.rows
    for position in 0..<count {
      let row = kept.map { Int($0[position]) } ?? position
      if !vector.isPresent(row) { missing.append(Int32(truncatingIfNeeded: start + position)) }
    }
  }

  /// The whole column; texts in ascending order.
  consuming func column() -> PanelColumn {
    let rows = count
    var validity: [UInt64]?
    if !missing.isEmpty {
      var words = [UInt64](repeating: .max, count: (rows + 63) / 64)
      for row in missing {
        words[Int(row) >> 6] &= ~(1 << UInt64(row & 63))
        if !numbers.isEmpty { numbers[Int(row)] = 0 }
      }
      validity = words
    }
    switch type {
    case .text: return PanelColumn(name, codes, texts: levels.texts, validity)
    case .dictionary(let texts): return PanelColumn(name, codes, texts: texts, validity)
    default: return PanelColumn(name, .numbers(numbers), validity: validity)
    }
  }
}

/// A vector of the library that is looked at, not copied.
@safe struct PanelVector {
  let data: UnsafeMutableRawPointer?
  private let validity: UnsafeMutablePointer<UInt64>?
  let storage: Storage?
  let rows: Int
  /// Whether a row has no value.
  let hasGaps: Bool

  /// The chunk must live as long as the vector.
  @unsafe init(_ chunk: borrowing ChunkHandle, column: Int, storage: Storage?, rows: Int) {
    let functions = unsafe chunk.functions
    let vector = unsafe functions.pointee.data_chunk_get_vector(chunk.reference, UInt64(column))
    unsafe data = functions.pointee.vector_get_data(vector)
    let validity = unsafe functions.pointee.vector_get_validity(vector)
    unsafe self.validity = validity
    self.storage = storage
    self.rows = rows
    var hasGaps = false
    if let validity = unsafe validity {
      for word in 0..<((rows + 63) / 64) {
        let rest = rows - word * 64
        let wanted: UInt64 = rest >= 64 ? .max : (1 << UInt64(rest)) - 1
        if unsafe validity[word] & wanted != wanted { hasGaps = true }
      }
    }
    self.hasGaps = hasGaps
  }

  /// Whether a row has a value.
  func isPresent(_ row: Int) -> Bool {
    guard hasGaps, let validity = unsafe validity else { return true }
    return unsafe validity[row >> 6] >> UInt64(row & 63) & 1 == 1
  }

  /// The place in a fixed list of texts.
  @unsafe func code(_ row: Int) -> Int32 {
    guard let data = unsafe data else { return -1 }
    switch storage {
    case .uint8: return Int32(unsafe data.assumingMemoryBound(to: UInt8.self)[row])
    case .uint16: return Int32(unsafe data.assumingMemoryBound(to: UInt16.self)[row])
    case .uint32:
      return Int32(
        truncatingIfNeeded: unsafe data.assumingMemoryBound(to: UInt32.self)[row])
    default: return -1
    }
  }

  /// The rows that hold "true".
  @unsafe func trueRows() -> [Int32] {
    guard let data = unsafe data else { return [] }
    let truths = unsafe data.assumingMemoryBound(to: UInt8.self)
    var chosen: [Int32] = []
    for row in 0..<rows where isPresent(row) && (unsafe truths[row]) != 0 {
      chosen.append(Int32(truncatingIfNeeded: row))
    }
    return chosen
  }
}
