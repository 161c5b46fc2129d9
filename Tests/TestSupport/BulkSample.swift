public import Foundation

/// Seeded product-level trade tables in BACI's layout; every number is invented.
///
/// Years and exporters ascend, as in the original; codes have lost their leading zeros; quantities
/// are quoted and padded, one in nine is missing.
public struct BulkSample: Sendable {
  /// The rows below the header.
  public let rows: Int
  /// The seed.
  public let seed: UInt64

  /// What the table holds, as the generator has added it up.
  public struct Totals: Sendable, Equatable {
    /// The sum of the values, in thousandths.
    public var value = 0
    /// The sum of the quantities, in thousandths.
    public var quantity = 0
    /// Missing quantities.
    public var missing = 0
  }

  /// The header with its line end.
  public static let header = "t,i,j,k,v,q\n"
  private static let countries = 226
  private static let products = 5_000

  /// Creates a sample.
  public init(rows: Int, seed: UInt64 = 7) {
    self.rows = rows
    self.seed = seed
  }

  /// Writes the table to a file.
  ///
  /// - Parameter url: the file; replaced when it exists.
  /// - Returns: what it holds.
  /// - Throws: an error of the file system.
  @discardableResult
  public func write(to url: URL) throws -> Totals {
    _ = FileManager.default.createFile(atPath: url.path, contents: nil)
    let file = try FileHandle(forWritingTo: url)
    defer { try? file.close() }
    var buffer = Array(Self.header.utf8)
    let totals = try generate { row in
      buffer.append(contentsOf: row)
      guard buffer.count > 1 << 20 else { return }
      try file.write(contentsOf: buffer)
      buffer.removeAll(keepingCapacity: true)
    }
    try file.write(contentsOf: buffer)
    return totals
  }

  /// Makes the rows one by one, as bytes with their line end.
  private func generate(_ body: ([UInt8]) throws -> Void) rethrows -> Totals {
    var random = SplitMix(seed: seed)
    let codes = (0..<Self.countries).map { 4 + $0 * 4 - $0 % 3 }
    let products = (0..<Self.products).map { _ in 10_000 + random.below(960_000) }
    var totals = Totals()
    var row: [UInt8] = []
    for index in 0..<rows {
      let year = index * 28 / rows
      let inYear = index * 28 - year * rows
      row.removeAll(keepingCapacity: true)
      Self.append(1_995 + year, to: &row)
      Self.append(codes[inYear * Self.countries / rows], to: &row)
      Self.append(codes[random.below(Self.countries)], to: &row)
      Self.append(products[random.below(Self.products)], to: &row)
      let scale = random.below(6)
      let value = random.below([1_000, 10_000, 100_000, 1_000_000, 10_000_000, 90_000_000][scale])
      totals.value += value
      Self.appendThousandths(value, to: &row)
      row.append(UInt8(ascii: ","))
      if random.below(9) == 0 {
        totals.missing += 1
        row.append(contentsOf: "\"           NA\"\n".utf8)
        try body(row)
        continue
      }
      let quantity = value / 2 + random.below(500)
      totals.quantity += quantity
      row.append(UInt8(ascii: "\""))
      let start = row.count
      Self.appendThousandths(quantity, to: &row)
      let padding = max(0, 13 - (row.count - start))
      row.insert(contentsOf: repeatElement(UInt8(ascii: " "), count: padding), at: start)
      row.append(contentsOf: "\"\n".utf8)
      try body(row)
    }
    return totals
  }

  private static func append(_ number: Int, to row: inout [UInt8]) {
    digits(number, to: &row)
    row.append(UInt8(ascii: ","))
  }

  private static func appendThousandths(_ number: Int, to row: inout [UInt8]) {
    digits(number / 1_000, to: &row)
    row.append(UInt8(ascii: "."))
    let rest = number % 1_000
    for divisor in [100, 10, 1] { row.append(UInt8(ascii: "0") + UInt8(rest / divisor % 10)) }
  }

  private static func digits(_ number: Int, to row: inout [UInt8]) {
    var divisor = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      row.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
