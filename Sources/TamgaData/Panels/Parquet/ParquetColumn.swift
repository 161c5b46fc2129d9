internal import TamgaNumerics

/// Decodes the chunks of a Parquet column into one buffer.
struct ParquetColumn {
  private let column: ParquetFooter.Column
  private let name: String
  private var filled = 0
  private var numbers: [Double] = []
  private var codes: [Int32] = []
  private var levels = TextLevels()
  /// The rows without a value.
  private var missing: [Int32] = []
  private var dictionaryNumbers: [Double] = []
  private var dictionaryCodes: [Int32] = []
  /// Buffers that are used again.
  private var indices: [Int32] = []
  private var definitions: [Int32] = []
  private var unpacked: [UInt8] = []

  init(_ name: String, _ column: ParquetFooter.Column, rows: Int) {
    self.name = name
    self.column = column
    if column.physical == .bytes {
      codes = [Int32](large: -1, count: rows)
    } else {
      numbers = [Double](large: 0, count: rows)
    }
  }

  /// Adds the pages of a chunk.
  mutating func read(
    _ chunk: ParquetFooter.Chunk, _ bytes: [UInt8]
  ) throws(ParquetRefusal) {
    var cursor = try ParquetCursor(bytes, 0..<bytes.count)
    dictionaryNumbers.removeAll(keepingCapacity: true)
    dictionaryCodes.removeAll(keepingCapacity: true)
    let end = filled + chunk.values
    guard end <= max(numbers.count, codes.count) else { throw ParquetRefusal() }
    while filled < end {
      let page = try ParquetPage(&cursor)
      let range = try cursor.take(page.packedBytes)
      switch page.kind {
      case .other: continue
      case .dictionary:
        guard page.encoding == .plain || page.encoding == .plainDictionary else {
          throw ParquetRefusal()
        }
        let (source, values) = try unpack(bytes, range, page.unpackedBytes, chunk.codec)
        try readDictionary(source, values, page.values)
      case .data:
        guard page.values <= end - filled else { throw ParquetRefusal() }
        let (source, body) = try unpack(bytes, range, page.unpackedBytes, chunk.codec)
        var values = body
        if column.isOptional {
          var levelCursor = try ParquetCursor(source, body)
          let runs = try levelCursor.take(try levelCursor.word())
          try readDefinitions(source, runs, page.values)
          values = runs.upperBound..<body.upperBound
        }
        try readValues(source, values, page)
      case .dataV2(let levelBytes, let isPacked):
        guard page.values <= end - filled, levelBytes <= range.count,
          levelBytes <= page.unpackedBytes
        else { throw ParquetRefusal() }
        let levelsEnd = range.lowerBound + levelBytes
        if column.isOptional {
          try readDefinitions(bytes, range.lowerBound..<levelsEnd, page.values)
        }
        let (source, values) = try unpack(
          bytes, levelsEnd..<range.upperBound, page.unpackedBytes - levelBytes,
          isPacked ? chunk.codec : .none)
        try readValues(source, values, page)
      }
    }
  }

  /// The whole column; its codes are not kept here.
  mutating func finished() -> PanelColumn {
    var validity: [UInt64]?
    if !missing.isEmpty {
      var words = [UInt64](repeating: .max, count: (filled + 63) / 64)
      for row in missing { words[Int(row) >> 6] &= ~(1 << UInt64(row & 63)) }
      validity = words
    }
    return column.physical == .bytes
      ? PanelColumn(name, takenCodes(), texts: levels.texts, validity)
      : PanelColumn(name, .numbers(numbers), validity: validity)
  }

  /// The codes, of which no second copy is left.
  private mutating func takenCodes() -> [Int32] {
    defer { codes = [] }
    return codes
  }

  private mutating func unpack(
    _ bytes: [UInt8], _ range: Range<Int>, _ size: Int, _ codec: ParquetFooter.Codec
  ) throws(ParquetRefusal) -> ([UInt8], Range<Int>) {
    guard codec == .snappy else {
      guard range.count == size else { throw ParquetRefusal() }
      return (bytes, range)
    }
    // A packed byte stands for at most 64 / 3 bytes.
    guard size <= 32 * range.count + 64 else { throw ParquetRefusal() }
    if unpacked.count < size { unpacked = [UInt8](repeating: 0, count: size) }
    try unpackSnappy(bytes, range, size, into: &unpacked)
    return (unpacked, 0..<size)
  }

  /// Notes which rows of a page have a value; empty when all have one.
  private mutating func readDefinitions(
    _ bytes: [UInt8], _ range: Range<Int>, _ count: Int
  ) throws(ParquetRefusal) {
    try HybridRuns.decode(bytes, range, width: 1, count: count, into: &definitions)
    if !definitions.contains(0) { definitions.removeAll(keepingCapacity: true) }
  }

  private mutating func readDictionary(
    _ bytes: [UInt8], _ range: Range<Int>, _ count: Int
  ) throws(ParquetRefusal) {
    guard count <= range.count else { throw ParquetRefusal() }
    if column.physical == .bytes {
      dictionaryCodes = [Int32](repeating: 0, count: count)
      try Self.readTexts(bytes, range, count, &levels, into: &dictionaryCodes, from: 0)
    } else {
      dictionaryNumbers = [Double](repeating: 0, count: count)
      try readNumbers(bytes, range, count, column.physical, into: &dictionaryNumbers, from: 0)
    }
  }

  private mutating func readValues(
    _ bytes: [UInt8], _ range: Range<Int>, _ page: ParquetPage
  ) throws(ParquetRefusal) {
    let hasGaps = column.isOptional && !definitions.isEmpty
    let present = hasGaps ? definitions.count { $0 != 0 } : page.values
    let isText = column.physical == .bytes
    switch page.encoding {
    case .plain where isText:
      try Self.readTexts(bytes, range, present, &levels, into: &codes, from: filled)
    case .plain:
      try readNumbers(bytes, range, present, column.physical, into: &numbers, from: filled)
    case .plainDictionary, .dictionary:
      guard let first = range.first else {
        guard present == 0 else { throw ParquetRefusal() }
        break
      }
      let runs = (first + 1)..<range.upperBound
      try HybridRuns.decode(
        bytes, runs, width: Int(bytes[first]), count: present, into: &indices)
      if isText {
        try lookUp(indices, dictionaryCodes, into: &codes, from: filled)
      } else {
        try lookUp(indices, dictionaryNumbers, into: &numbers, from: filled)
      }
    case .runs:
      guard column.physical == .boolean else { throw ParquetRefusal() }
      var cursor = try ParquetCursor(bytes, range)
      let runs = try cursor.take(try cursor.word())
      try HybridRuns.decode(bytes, runs, width: 1, count: present, into: &indices)
      try lookUp(indices, [0, 1], into: &numbers, from: filled)
    }
    if hasGaps {
      for (row, definition) in definitions.enumerated() where definition == 0 {
        missing.append(Int32(truncatingIfNeeded: filled + row))
      }
      if isText {
        spread(&codes, from: filled, present, definitions, gap: -1)
      } else {
        spread(&numbers, from: filled, present, definitions, gap: 0)
      }
    }
    filled += page.values
    definitions.removeAll(keepingCapacity: true)
  }

  /// Texts, each after its length in four bytes.
  private static func readTexts(
    _ bytes: [UInt8], _ range: Range<Int>, _ count: Int, _ levels: inout TextLevels,
    into codes: inout [Int32], from start: Int
  ) throws(ParquetRefusal) {
    var cursor = try ParquetCursor(bytes, range)
    for index in 0..<count {
      let place = try cursor.take(try cursor.word())
      codes[start + index] = unsafe bytes.withUnsafeBytes { raw in
        unsafe levels.number(of: UnsafeRawBufferPointer(rebasing: raw[place]))
      }
    }
  }
}

private func unpackSnappy(
  _ bytes: [UInt8], _ range: Range<Int>, _ size: Int, into output: inout [UInt8]
) throws(ParquetRefusal) {
  let isWhole = unsafe output.withUnsafeMutableBytes { output in
    unsafe bytes.withUnsafeBytes { raw in
      let packed = unsafe UnsafeRawBufferPointer(rebasing: raw[range])
      do throws(ParquetRefusal) {
        try unsafe SnappyBlock.unpack(packed, size: size, into: output)
        return true
      } catch {
        return false
      }
    }
  }
  guard isWhole else { throw ParquetRefusal() }
}

/// Numbers, or truth values as bits, one after the other.
private func readNumbers(
  _ bytes: [UInt8], _ range: Range<Int>, _ count: Int, _ physical: ParquetFooter.Physical,
  into numbers: inout [Double], from start: Int
) throws(ParquetRefusal) {
  let needed = physical == .boolean ? (count + 7) / 8 : count * physical.width
  guard needed <= range.count, start + count <= numbers.count else { throw ParquetRefusal() }
  unsafe bytes.withUnsafeBytes { raw in
    var numbers = numbers.mutableSpan
    let base = range.lowerBound
    for index in 0..<count {
      numbers[start + index] =
        switch physical {
        case .double: unsafe raw.loadUnaligned(fromByteOffset: base + 8 * index, as: Double.self)
        case .float:
          Double(unsafe raw.loadUnaligned(fromByteOffset: base + 4 * index, as: Float.self))
        case .int32:
          Double(unsafe raw.loadUnaligned(fromByteOffset: base + 4 * index, as: Int32.self))
        case .int64:
          Double(unsafe raw.loadUnaligned(fromByteOffset: base + 8 * index, as: Int64.self))
        case .boolean: Double(unsafe raw[base + index >> 3] >> UInt8(index & 7) & 1)
        case .bytes: 0
        }
    }
  }
}

/// The dictionary's values for its places.
@inline(__always)
private func lookUp<Value>(
  _ places: [Int32], _ values: [Value], into output: inout [Value], from start: Int
) throws(ParquetRefusal) {
  let indices = places.span
  let dictionary = values.span
  var highest: Int32 = -1
  for index in indices.indices { highest = max(highest, indices[index]) }
  guard Int(highest) < dictionary.count, start + indices.count <= output.count else {
    throw ParquetRefusal()
  }
  var output = output.mutableSpan
  for index in indices.indices { output[start + index] = dictionary[Int(indices[index])] }
}

/// Moves values that stand without gaps to their rows, from the last to the first.
private func spread<Value>(
  _ values: inout [Value], from start: Int, _ present: Int, _ definitions: [Int32], gap: Value
) {
  var source = start + present
  for row in definitions.indices.reversed() {
    if definitions[row] == 0 {
      values[start + row] = gap
    } else {
      source -= 1
      values[start + row] = values[source]
    }
  }
}
