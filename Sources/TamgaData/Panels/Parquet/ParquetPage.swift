/// The header of a page.
struct ParquetPage {
  enum Kind {
    case data
    case dataV2(levelBytes: Int, isPacked: Bool)
    case dictionary
    case other
  }

  enum Encoding: Int {
    case plain = 0
    case plainDictionary = 2
    case runs = 3
    case dictionary = 8
  }

  let kind: Kind
  let values: Int
  let encoding: Encoding
  let unpackedBytes: Int
  let packedBytes: Int

  /// Reads a header; the cursor is at the page's bytes afterwards.
  init(_ cursor: inout ParquetCursor) throws(ParquetRefusal) {
    let header = try ThriftValue.record(&cursor)
    guard let type = header[1]?.integer, let unpacked = header[2]?.integer,
      let packed = header[3]?.integer, unpacked >= 0, packed >= 0, unpacked <= 1 << 30
    else { throw ParquetRefusal() }
    unpackedBytes = unpacked
    packedBytes = packed
    let body: ThriftValue?
    let encodingField: Int
    switch type {
    case 0: (kind, body, encodingField) = (.data, header[5], 2)
    case 2: (kind, body, encodingField) = (.dictionary, header[7], 2)
    case 3:
      body = header[8]
      encodingField = 4
      guard let levels = body?[5]?.integer, levels >= 0, body?[6]?.integer == 0 else {
        throw ParquetRefusal()
      }
      kind = .dataV2(levelBytes: levels, isPacked: body?[7]?.boolean ?? true)
    default:
      (kind, values, encoding) = (.other, 0, .plain)
      return
    }
    guard let values = body?[1]?.integer, values >= 0, values <= Int(Int32.max),
      let number = body?[encodingField]?.integer, let encoding = Encoding(rawValue: number)
    else { throw ParquetRefusal() }
    // The levels of the first version must be in runs.
    if type == 0, body?[3]?.integer != 3 { throw ParquetRefusal() }
    self.values = values
    self.encoding = encoding
  }
}
