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

  /// Creates an auditor of the records behind a header.
  init(path: String, layout: BulkLayout, headerBytes: Int) {
    self.path = path
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
    // Two buffers that live through the whole file: fresh ones would cost more than the reading.
    var chunk = [UInt8](repeating: 0, count: Self.chunkBytes)
    var buffer: [UInt8] = []
    var byteCount = 0
    var skip = headerBytes
    while limit.map({ byteCount < $0 }) ?? true {
      let count = unsafe try chunk.withUnsafeMutableBytes { bytes in
        unsafe try file.read(at: byteCount, into: bytes)
      }
      hasher.update(count == chunk.count ? chunk : Array(chunk[..<count]))
      byteCount += count
      buffer.append(contentsOf: chunk[min(skip, count)..<count])
      skip = max(0, skip - count)
      let read = unsafe update(&state, buffer, isLast: count == 0)
      if count == 0 { break }
      buffer.removeFirst(read)
      guard buffer.count <= 4 * Self.chunkBytes else {
        throw Diagnostic(
          "T129", ["what": "recordBytes", "limit": String(4 * Self.chunkBytes)],
          place: Place(file: path, line: unsafe Int(state.lines) + 1))
      }
    }
    return (hasher.finish().hexadecimal, byteCount)
  }

  private func update(_ state: inout tamga_audit, _ buffer: [UInt8], isLast: Bool) -> Int {
    // The kernel reads within the count given and keeps no pointer.
    unsafe buffer.withUnsafeBufferPointer { bytes in
      unsafe columns.withUnsafeBufferPointer { columns in
        guard let start = bytes.baseAddress, let layout = columns.baseAddress else { return 0 }
        return unsafe tamga_audit_update(
          start, bytes.count, isLast ? 1 : 0, layout, columns.count, &state)
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
