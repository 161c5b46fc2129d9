internal import CNative
internal import Foundation
internal import TamgaNumerics
internal import TamgaPresent

/// What the independent reader of a bulk file has counted and added up.
struct BulkAudit: Sendable {
  /// A record that the layout does not allow.
  struct Irregular: Sendable, Hashable {
    /// The first byte in the file.
    var offset: Int
    /// The number of bytes with the line end.
    var length: Int
    /// The line, from 1.
    var line: Int
  }

  /// The SHA-256 of the file, hexadecimal.
  var sha256 = ""
  /// The bytes of the file.
  var byteCount = 0
  /// The records that are as the layout wants them.
  var records = 0
  /// The number of other records.
  var irregularCount = 0
  /// The places of the first of them.
  var irregular: [Irregular] = []
  /// Empty lines.
  var blankLines = 0
  /// Missing values by column.
  var missing: [Int] = []
  /// Sums by column; decimals in thousandths.
  var sums: [Int128] = []
  /// How missing values are written.
  var missingForms: UInt32 = 0
}

/// Reads a bulk file strictly, without the database: one pass that hashes, counts and adds up.
struct BulkAuditor {
  private static let chunkBytes = 1 << 18
  /// The irregular records whose places are kept.
  static let placesKept = 1_024
  private let path: String
  private let columns: [tamga_audit_column]
  private let headerBytes: Int

  private let digest: String?

  /// Creates an auditor of the records behind a header, of a file whose digest may be known.
  init(path: String, layout: BulkLayout, headerBytes: Int, digest: String? = nil) {
    self.path = path
    self.digest = digest
    columns = layout.auditColumns
    self.headerBytes = headerBytes
  }

  /// Reads the file, or its beginning.
  ///
  /// - Parameter limit: the bytes to read at most; nil for all, which alone gives a digest.
  /// - Returns: the counts and sums.
  /// - Throws: T100–T103 when it cannot be read, T129 for a record longer than four chunks.
  func run(limit: Int? = nil) throws -> BulkAudit {
    var places = [tamga_audit_place](
      repeating: tamga_audit_place(offset: 0, length: 0, line: 0), count: Self.placesKept)
    // The kernel writes within the capacity given, while the buffer lives.
    return unsafe try places.withUnsafeMutableBufferPointer { places in
      var state = unsafe tamga_audit()
      unsafe state.lines = 1
      unsafe state.bytes = UInt64(headerBytes)
      unsafe state.places = places.baseAddress
      unsafe state.place_capacity = UInt64(places.count)
      let (sha256, byteCount) = try unsafe walk(&state, limit)
      return unsafe report(state, places, sha256, byteCount)
    }
  }

  private func walk(_ state: inout tamga_audit, _ limit: Int?) throws -> (String, Int) {
    var limits = ParseLimits.standard
    limits.fileBytes = .max
    let file = try SourceFile(URL(fileURLWithPath: path), limits: limits)
    var hasher = SHA256Hasher()
    // One buffer for the whole file; what is left of it moves to the front before each reading.
    var buffer = [UInt8](repeating: 0, count: Self.chunkBytes)
    var kept = 0
    var position = digest == nil ? 0 : headerBytes
    var skip = headerBytes - position
    while limit.map({ position < $0 }) ?? true {
      let count = unsafe try buffer.withUnsafeMutableBytes { bytes in
        // Within the buffer: `kept` is less than its size.
        unsafe try file.read(
          at: position, into: UnsafeMutableRawBufferPointer(rebasing: bytes[kept...]))
      }
      if digest == nil { hasher.update(Array(buffer[kept..<(kept + count)])) }
      position += count
      let end = kept + count
      let start = min(skip, end)
      skip -= start
      let isLast = count == 0
      let taken = unsafe update(&state, buffer, start..<end, isLast: isLast)
      let read = start + taken
      if isLast { break }
      kept = end - read
      // Byte by byte: a slice would make the buffer copy itself.
      for offset in 0..<kept { buffer[offset] = buffer[read + offset] }
      if kept == buffer.count { try grow(&buffer, line: unsafe Int(state.lines) + 1) }
    }
    if let digest { return (digest, position) }
    return (hasher.finish().hexadecimal, position)
  }

  /// Makes room for a record that fills the buffer.
  private func grow(_ buffer: inout [UInt8], line: Int) throws {
    let limit = ParseLimits.standard.recordBytes
    guard buffer.count < limit else {
      throw Diagnostic(
        "T129", ["what": "recordBytes", "limit": String(limit)],
        place: Place(file: path, line: line))
    }
    buffer += [UInt8](repeating: 0, count: buffer.count)
  }

  private func update(
    _ state: inout tamga_audit, _ buffer: [UInt8], _ range: Range<Int>, isLast: Bool
  ) -> Int {
    // The kernel reads within the range and keeps no pointer to it.
    unsafe buffer.withUnsafeBufferPointer { bytes in
      unsafe columns.withUnsafeBufferPointer { columns in
        guard let start = bytes.baseAddress, let layout = columns.baseAddress else { return 0 }
        return unsafe tamga_audit_update(
          start + range.lowerBound, range.count, isLast ? 1 : 0, layout, columns.count, &state)
      }
    }
  }

  private func report(
    _ state: tamga_audit, _ places: UnsafeMutableBufferPointer<tamga_audit_place>,
    _ sha256: String, _ byteCount: Int
  ) -> BulkAudit {
    var state = unsafe state
    var audit = BulkAudit()
    audit.sha256 = sha256
    audit.byteCount = byteCount
    audit.records = unsafe Int(state.records)
    audit.irregularCount = unsafe Int(state.irregular)
    audit.blankLines = unsafe Int(state.blank_lines)
    audit.missingForms = unsafe state.missing_forms
    audit.irregular = unsafe places.prefix(audit.irregularCount).map { place in
      .init(offset: Int(place.offset), length: Int(place.length), line: Int(place.line))
    }
    for column in columns.indices {
      audit.missing.append(unsafe Int(tamga_audit_missing(&state, column)))
      let low = unsafe Int128(tamga_audit_sum_low(&state, column))
      audit.sums.append(unsafe Int128(tamga_audit_sum_high(&state, column)) << 64 | low)
    }
    return audit
  }
}
