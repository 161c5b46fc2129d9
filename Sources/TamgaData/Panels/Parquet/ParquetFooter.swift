internal import TamgaPresent

/// The parts of a Parquet file's footer that plain columns need.
///
/// - Source: Apache Parquet format, parquet.thrift and README.md.
struct ParquetFooter {
  /// How values are kept.
  enum Physical: Int {
    case boolean = 0
    case int32 = 1
    case int64 = 2
    case float = 4
    case double = 5
    case bytes = 6

    /// The bytes of a value; 0 where they differ, or are bits.
    var width: Int {
      switch self {
      case .int32, .float: 4
      case .int64, .double: 8
      case .boolean, .bytes: 0
      }
    }
  }

  /// How pages are packed.
  enum Codec: Int {
    case none = 0
    case snappy = 1
  }

  /// A column of the schema.
  struct Column {
    let name: String
    let physical: Physical
    /// Whether a row may have no value.
    let isOptional: Bool
  }

  /// The pages of a column in a row group.
  struct Chunk {
    let codec: Codec
    let values: Int
    let offset: Int
    let byteCount: Int
  }

  let rowCount: Int
  /// The column of each name asked for.
  let columns: [Column]
  /// For each row group, its rows and the chunks of these columns.
  let groups: [(rows: Int, chunks: [Chunk])]

  /// Reads the footer.
  ///
  /// - Throws: ``ParquetRefusal`` for anything but flat columns of numbers, truth values, dates and
  ///   text, unpacked or packed by Snappy; the file's own errors.
  init(_ file: SourceFile, names: [String]) throws {
    let tail = try file.bytes(at: file.byteCount - 8, count: 8)
    guard file.byteCount >= 12, tail.count == 8, tail[4...].elementsEqual("PAR1".utf8) else {
      throw ParquetRefusal()
    }
    var lengthCursor = try ParquetCursor(tail, 0..<4)
    let length = try lengthCursor.word()
    guard length > 0, length <= file.byteCount - 12, length <= 64 << 20 else {
      throw ParquetRefusal()
    }
    let bytes = try file.bytes(at: file.byteCount - 8 - length, count: length)
    var cursor = try ParquetCursor(bytes, 0..<bytes.count)
    let meta = try ThriftValue.record(&cursor)
    guard let schema = meta[2]?.list, let root = schema.first,
      root[5]?.integer == schema.count - 1, let rows = meta[3]?.integer, rows >= 0,
      rows <= Int(Int32.max), let groups = meta[4]?.list, meta[8] == nil
    else { throw ParquetRefusal() }
    var places: [String: Int] = [:]
    for (index, element) in schema.dropFirst().enumerated() {
      guard let name = element[4]?.text, element[5]?.integer ?? 0 == 0 else {
        throw ParquetRefusal()
      }
      // The database takes names without regard to case: two of them are left to it.
      guard places.updateValue(index, forKey: name.lowercased()) == nil else {
        throw ParquetRefusal()
      }
    }
    let chosen = try names.map { name throws(ParquetRefusal) in
      guard let place = places[name.lowercased()] else { throw ParquetRefusal() }
      return place
    }
    rowCount = rows
    columns = try chosen.map { place throws(ParquetRefusal) in
      try Self.column(schema[place + 1])
    }
    self.groups = try groups.map { group throws(ParquetRefusal) in
      guard let list = group[1]?.list, list.count == schema.count - 1,
        let rows = group[3]?.integer, rows >= 0
      else { throw ParquetRefusal() }
      let chunks = try chosen.map { place throws(ParquetRefusal) in
        try Self.chunk(list[place], fileSize: file.byteCount)
      }
      guard chunks.allSatisfy({ $0.values == rows }) else { throw ParquetRefusal() }
      return (rows, chunks)
    }
    guard self.groups.map(\.rows).reduce(0, &+) == rows else { throw ParquetRefusal() }
  }

  private static func column(_ element: ThriftValue) throws(ParquetRefusal) -> Column {
    guard let name = element[4]?.text, let kind = element[1]?.integer,
      let physical = Physical(rawValue: kind), let repetition = element[3]?.integer,
      repetition <= 1, isPlain(element, physical)
    else { throw ParquetRefusal() }
    return Column(name: name, physical: physical, isOptional: repetition == 1)
  }

  /// Whether the meaning of a column is that of its values: text, signed numbers, days.
  private static func isPlain(_ element: ThriftValue, _ physical: Physical) -> Bool {
    let converted = element[6]?.integer
    let logical = element[10]?.fields?.keys.first
    switch physical {
    case .bytes: return converted == 0 || logical == 1
    case .int32:
      // A date, or a signed number of 8, 16 or 32 bits.
      return converted.map { [6, 15, 16, 17].contains($0) } ?? (logical == nil)
    case .int64: return converted.map { $0 == 18 } ?? (logical == nil)
    case .boolean, .float, .double: return converted == nil && logical == nil
    }
  }

  private static func chunk(
    _ column: ThriftValue, fileSize: Int
  ) throws(ParquetRefusal) -> Chunk {
    guard let meta = column[3], column[1] == nil, column[8] == nil, column[9] == nil,
      let number = meta[4]?.integer, let codec = Codec(rawValue: number),
      let values = meta[5]?.integer, let size = meta[7]?.integer, let data = meta[9]?.integer
    else { throw ParquetRefusal() }
    var start = data
    if let dictionary = meta[11]?.integer, dictionary > 0 { start = min(start, dictionary) }
    guard start >= 4, size > 0, size <= fileSize, start <= fileSize - size else {
      throw ParquetRefusal()
    }
    return Chunk(codec: codec, values: values, offset: start, byteCount: size)
  }
}
