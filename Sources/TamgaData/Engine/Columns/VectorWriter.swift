internal import CNative

/// Why a column cannot be written.
enum WriteError: Error {
  /// A number is too large for the column.
  case doesNotFit
  /// The column is of another type.
  case otherType
}

/// Copies rows of a column into a vector of the library.
@safe struct VectorWriter {
  private let functions: UnsafePointer<tamga_duckdb_functions>
  private let vector: OpaquePointer
  private let storage: Storage?

  /// The vector must live as long as the writer.
  @unsafe init(
    _ functions: UnsafePointer<tamga_duckdb_functions>, _ vector: OpaquePointer, _ storage: Storage?
  ) {
    unsafe self.functions = functions
    unsafe self.vector = vector
    self.storage = storage
  }

  func write(_ column: Column, _ rows: Range<Int>, as type: ColumnType) throws(WriteError) {
    writeValidity(column, rows)
    switch (column.values, type) {
    case (.boolean(let values), .boolean): put(values[rows])
    case (.integer(let values), .integer), (.integer(let values), .date):
      try putIntegers(values[rows])
    case (.integer(let values), .decimal(_, scale: 0)):
      try putWide(values[rows], digits: nil)
    case (.double(let values), .double): putDoubles(values[rows])
    case (.decimal(let values, let scale), .decimal(let width, let places)):
      guard scale == places else { throw .otherType }
      try putWide(values[rows], digits: width)
    case (.text(let values), .text): for row in rows { put(values[row], rows, row) }
    case (.dictionary(let codes, let values), .text):
      for row in rows { put(values[Int(codes[row])], rows, row) }
    case (.utf8(let bytes, let ends), .text): put(bytes, ends, rows)
    default: throw .otherType
    }
  }

  private func writeValidity(_ column: Column, _ rows: Range<Int>) {
    guard column.validity != nil else { return }
    unsafe functions.pointee.vector_ensure_validity_writable(vector)
    guard let words = unsafe functions.pointee.vector_get_validity(vector) else { return }
    for word in 0..<((rows.count + 63) / 64) { unsafe words[word] = .max }
    for row in rows where !column.isPresent(row) {
      let place = row - rows.lowerBound
      unsafe words[place >> 6] &= ~(1 << UInt64(place & 63))
    }
  }

  private func put<Value: BitwiseCopyable>(_ values: ArraySlice<Value>) {
    guard let data = unsafe functions.pointee.vector_get_data(vector) else { return }
    unsafe values.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      unsafe data.copyMemory(from: start, byteCount: source.count)
    }
  }

  private func narrow<Value: FixedWidthInteger & BitwiseCopyable>(
    _ values: ArraySlice<some FixedWidthInteger>, to type: Value.Type
  ) throws(WriteError) {
    var narrowed: [Value] = []
    narrowed.reserveCapacity(values.count)
    for value in values {
      guard let fits = Value(exactly: value) else { throw .doesNotFit }
      narrowed.append(fits)
    }
    put(narrowed[...])
  }

  private func putIntegers(_ values: ArraySlice<Int64>) throws(WriteError) {
    switch storage {
    case .int64: put(values)
    case .int32: try narrow(values, to: Int32.self)
    case .int16: try narrow(values, to: Int16.self)
    case .int8: try narrow(values, to: Int8.self)
    case .uint32: try narrow(values, to: UInt32.self)
    case .uint16: try narrow(values, to: UInt16.self)
    case .uint8: try narrow(values, to: UInt8.self)
    default: throw .otherType
    }
  }

  /// Writes decimals; `digits` is the width that no value may exceed.
  private func putWide(_ values: ArraySlice<some FixedWidthInteger>, digits: Int?)
    throws(WriteError)
  {
    if let digits {
      var limit: Int128 = 1
      for _ in 0..<digits { limit *= 10 }
      for value in values where Int128(value).magnitude >= limit.magnitude { throw .doesNotFit }
    }
    switch storage {
    case .int128:
      put(
        values.map { value in
          let wide = Int128(value)
          return tamga_duckdb_hugeint(
            lower: UInt64(truncatingIfNeeded: wide), upper: Int64(truncatingIfNeeded: wide >> 64))
        }[...])
    case .int64: try narrow(values, to: Int64.self)
    case .int32: try narrow(values, to: Int32.self)
    case .int16: try narrow(values, to: Int16.self)
    case .uint64: try narrow(values, to: UInt64.self)
    default: throw .otherType
    }
  }

  private func putDoubles(_ values: ArraySlice<Double>) {
    if storage == .float { put(values.map { Float($0) }[...]) } else { put(values) }
  }

  private func put(_ text: String, _ rows: Range<Int>, _ row: Int) {
    var text = text
    text.withUTF8 { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
        unsafe functions.pointee.vector_assign_string_element_len(
          vector, UInt64(row - rows.lowerBound), characters.baseAddress, UInt64(characters.count))
      }
    }
  }

  private func put(_ bytes: [UInt8], _ ends: [Int], _ rows: Range<Int>) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
        var start = rows.lowerBound == 0 ? 0 : ends[rows.lowerBound - 1]
        for row in rows {
          let text = unsafe characters.baseAddress.map { unsafe $0 + start }
          unsafe functions.pointee.vector_assign_string_element_len(
            vector, UInt64(row - rows.lowerBound), text, UInt64(ends[row] - start))
          start = ends[row]
        }
      }
    }
  }
}
