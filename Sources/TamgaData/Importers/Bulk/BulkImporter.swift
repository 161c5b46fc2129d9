internal import Dispatch
public import Foundation
internal import Synchronization
internal import TamgaNumerics
internal import TamgaPresent

/// Imports product-level trade tables of tens of millions of records: BACI's `t,i,j,k,v,q`.
///
/// The database reads the file into exact types. At the same time an independent reader goes over
/// the same bytes with a strict grammar, counts the records and adds up their numbers. Only when
/// both agree on the count and on every sum is the table kept: what the database rounds, skips or
/// misreads in silence cannot get in.
public enum BulkImporter {
  /// The importer's id.
  public static let id = "baci"
  /// The importer's version; it enters content hashes.
  public static let version = 1

  /// Loads a file into a new table, in one transaction.
  ///
  /// The table has `t SMALLINT`, `i` and `j` as codes of three digits out of the type `m49`,
  /// `k VARCHAR` of six digits, `v` and `q DECIMAL(18,3)`; rows stand in file order, so that a row
  /// leads back to its line.
  ///
  /// - Parameters:
  ///   - url: the file.
  ///   - connection: the database.
  ///   - table: the new table.
  ///   - rejectsAllowed: the records that may be rejected before the import is refused.
  ///   - sha256: the digest of the file, when whoever keeps it has made it already; else it is made
  ///     on the way.
  /// - Returns: the ledger.
  /// - Throws: the reason of the first rejected record when there are more than allowed, T130 for
  ///   another header, T139 when the two readers disagree, T123, T124, T129 for the file.
  public static func load(
    _ url: URL, into connection: Connection, table: String = "baci", rejectsAllowed: Int = 0,
    sha256: String? = nil
  ) throws -> BulkReport {
    let head = try BulkHead(url, .baci)
    let auditor = BulkAuditor(
      path: url.path, layout: .baci, headerBytes: head.byteCount, digest: sha256)
    let sample = try auditor.run(limit: 1 << 20)
    if sample.irregularCount > 0 || sample.blankLines > 0 {
      // The database would skip or misread some of these; do not even start with the whole file.
      return try loadRegular(
        url, head, try auditor.run(), connection, table: table, rejectsAllowed: rejectsAllowed)
    }
    let background = BackgroundAudit(auditor)
    let forms = sample.missingForms
    let query = BulkLayout.baci.query(
      path: url.path, lineEnd: head.lineEnd, missingForms: forms)
    let loaded = try background.whileRunning {
      do {
        return try BulkTable.load(query, into: connection, table: table) { stored in
          let audit = try background.result()
          return audit.irregularCount == 0 && stored.agrees(with: audit)
        }
      } catch let refusal as Diagnostic where refusal.code == "T185" {
        // The database's own words on a damaged file; the independent reader knows the line.
        return false
      }
    }
    let audit = try background.result()
    if loaded { return report(url, audit, [], table) }
    return try loadRegular(
      url, head, audit, connection, table: table, rejectsAllowed: rejectsAllowed)
  }

  /// Loads the regular records of a file that has others, too, or the whole file once more with
  /// every form of missing values that it turned out to have.
  private static func loadRegular(
    _ url: URL, _ head: BulkHead, _ audit: BulkAudit, _ connection: Connection, table: String,
    rejectsAllowed: Int
  ) throws -> BulkReport {
    let rejected = try BulkRejects.read(url, audit, head, layout: .baci)
    if audit.irregularCount > min(rejectsAllowed, BulkAuditor.placesKept) {
      guard var first = rejected.first?.diagnostic else { return report(url, audit, [], table) }
      first.detail = rejected.prefix(10).map { "\($0.line): \($0.raw)" }.joined(separator: "\n")
      throw first
    }
    let regular = try RegularCopy(url, audit, head)
    defer { regular.remove() }
    let query = BulkLayout.baci.query(
      path: regular.url.path, lineEnd: "\\n", missingForms: audit.missingForms)
    var found: BulkTable?
    let loaded = try BulkTable.load(query, into: connection, table: table) { stored in
      found = stored
      return stored.agrees(with: audit)
    }
    guard loaded else {
      throw Diagnostic(
        "T139", ["counted": String(audit.records), "read": String(found?.rows ?? 0)],
        place: Place(file: url.relativePath))
    }
    return report(url, audit, rejected, table)
  }

  private static func report(
    _ url: URL, _ audit: BulkAudit, _ rejected: [RejectedRecord], _ table: String
  ) -> BulkReport {
    BulkReport(
      path: url.relativePath, sha256: audit.sha256, byteCount: audit.byteCount, table: table,
      rowsRead: audit.records + audit.irregularCount, rowsAccepted: audit.records,
      rejected: rejected, blankLines: audit.blankLines, missingValues: audit.missing[4],
      missingQuantities: audit.missing[5],
      valueTotal: ExactDecimal(mantissa: audit.sums[4], scale: 3),
      quantityTotal: ExactDecimal(mantissa: audit.sums[5], scale: 3))
  }
}

/// An audit that runs on another core while the database reads.
final class BackgroundAudit: Sendable {
  private let outcome = Mutex<Result<BulkAudit, any Error>?>(nil)
  private let group = DispatchGroup()

  /// Starts an audit.
  init(_ auditor: BulkAuditor) {
    DispatchQueue.global(qos: .userInitiated).async(group: group) { [self] in
      let result = Result { try auditor.run() }
      outcome.withLock { $0 = result }
    }
  }

  /// Runs a body and does not return, nor throw, before the audit has ended.
  func whileRunning<Value>(_ body: () throws -> Value) throws -> Value {
    defer { group.wait() }
    return try body()
  }

  /// The audit, once it has ended.
  func result() throws -> BulkAudit {
    group.wait()
    guard let outcome = outcome.withLock({ $0 }) else { return BulkAudit() }
    return try outcome.get()
  }
}
