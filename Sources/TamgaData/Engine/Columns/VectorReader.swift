internal import CNative

/// Copies a vector of the library into a contiguous buffer.
@safe struct VectorReader {
  private let data: UnsafeMutableRawPointer?
  private let validity: UnsafeMutablePointer<UInt64>?
  private let storage: Storage?
  private let rows: Int

  /// The chunk must live as long as the reader.
  @unsafe init(_ chunk: borrowing ChunkHandle, column: Int, rows: Int) {
    let functions = unsafe chunk.functions
    let vector = unsafe functions.pointee.data_chunk_get_vector(chunk.reference, UInt64(column))
    unsafe data = functions.pointee.vector_get_data(vector)
    unsafe validity = functions.pointee.vector_get_validity(vector)
    let type = unsafe TypeHandle(functions, functions.pointee.vector_get_column_type(vector))
    storage = type?.storage
    self.rows = rows
  }

  /// The column; nil when its type is not read.
  func read(_ type: ColumnType) -> Column? {
    let bits = validityBits()
    let values: ColumnValues? =
      switch type {
      case .boolean: .boolean(copy(Bool.self))
      case .integer, .date: integers().map { .integer($0) }
      case .double: .double(doubles())
      case .decimal(_, let scale): wide().map { .decimal($0, scale: scale) }
      case .text: .text(texts(bits))
      case .dictionary(let texts): codes().map { .dictionary(codes: $0, values: texts) }
      case .other: nil
      }
    return values.map { Column($0, validity: bits) }
  }

  private func validityBits() -> [UInt64]? {
    guard let validity = unsafe validity else { return nil }
    let words = unsafe Array(UnsafeBufferPointer(start: validity, count: (rows + 63) / 64))
    let isWhole = (0..<rows).allSatisfy { words[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
    return isWhole ? nil : words
  }

  private func copy<Value: BitwiseCopyable>(_ type: Value.Type) -> [Value] {
    guard let data = unsafe data else { return [] }
    let typed = unsafe data.assumingMemoryBound(to: type)
    return unsafe Array(UnsafeBufferPointer(start: typed, count: rows))
  }

  private func integers() -> [Int64]? {
    switch storage {
    case .int64: copy(Int64.self)
    case .int32: copy(Int32.self).map { Int64($0) }
    case .int16: copy(Int16.self).map { Int64($0) }
    case .int8: copy(Int8.self).map { Int64($0) }
    case .uint32: copy(UInt32.self).map { Int64($0) }
    case .uint16: copy(UInt16.self).map { Int64($0) }
    case .uint8: copy(UInt8.self).map { Int64($0) }
    default: nil
    }
  }

  private func wide() -> [Int128]? {
    switch storage {
    case .int128:
      copy(tamga_duckdb_hugeint.self).map { Int128($0.upper) << 64 | Int128($0.lower) }
    case .uint64: copy(UInt64.self).map { Int128($0) }
    default: integers()?.map { Int128($0) }
    }
  }

  private func doubles() -> [Double] {
    storage == .float ? copy(Float.self).map { Double($0) } : copy(Double.self)
  }

  private func codes() -> [UInt32]? {
    switch storage {
    case .uint8: copy(UInt8.self).map { UInt32($0) }
    case .uint16: copy(UInt16.self).map { UInt32($0) }
    case .uint32: copy(UInt32.self)
    default: nil
    }
  }

  /// A row without a value may hold any bytes, so its text is not looked at.
  private func texts(_ bits: [UInt64]?) -> [String] {
    guard let data = unsafe data else { return [] }
    let entries = unsafe data.assumingMemoryBound(to: tamga_duckdb_string.self)
    return (0..<rows).map { row in
      if let bits, bits[row >> 6] >> UInt64(row & 63) & 1 == 0 { return "" }
      let entry = unsafe entries + row
      let start = unsafe UnsafeRawPointer(tamga_duckdb_bytes(entry))
      let bytes = unsafe UnsafeRawBufferPointer(start: start, count: Int(entry.pointee.length))
      return unsafe String(decoding: bytes, as: UTF8.self)
    }
  }
}
