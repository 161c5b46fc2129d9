internal import TamgaCatalogue
internal import TamgaNumerics

/// Both records of a flow: the exporter's (reporter i, partner j, X) and the importer's
/// (reporter j, partner i, M).
struct MirrorBook: Sendable {
  struct Pair: Sendable {
    let exporter: String
    let importer: String
    /// The product; empty at the level of partners.
    let product: String
    let period: String
    let exports: Cell?
    let imports: Cell?

    var subject: [String] { [exporter, importer] + (product.isEmpty ? [] : [product]) }
    var isOrphan: Bool { exports == nil || imports == nil }
  }

  /// At which level records are compared: totals of partners, or products.
  static let level = IndicatorChoice.named("level", ["partner", "partner-product"])
  static let input = InputTable(
    .flows, ["reporter", "partner", "flow", "value"], optional: ["product", "period"])

  /// In the order of exporter, importer, product, period.
  let pairs: [Pair]

  init(_ tables: IndicatorTables, _ context: IndicatorContext, of number: String = "value") throws {
    try self.init(
      tables, isByProduct: context.choice(Self.level) == "partner-product", of: number)
  }

  init(_ tables: IndicatorTables, isByProduct: Bool, of number: String = "value") throws {
    let flows = try FlowBook(
      tables, number == "value" ? Self.input : InputTable(.flows, Self.input.required + [number]),
      of: number)
    let book = flows.book
    let cells = isByProduct ? book.cells : try flows.byPartner()
    var records: [Name: (exports: Cell?, imports: Cell?)] = [:]
    for (key, cell) in cells {
      let (reporter, partner) = (book.word("reporter", key), book.word("partner", key))
      let product = book.word("product", key)
      let totals = [FlowBook.world, ""]
      guard !totals.contains(reporter), !totals.contains(partner), product != FlowBook.total else {
        continue
      }
      let isExport = book.word("flow", key) == "X"
      guard isExport || book.word("flow", key) == "M" else { continue }
      let name = Name(
        parts: [
          isExport ? reporter : partner, isExport ? partner : reporter, product,
          book.word("period", key),
        ])
      if isExport { records[name, default: (nil, nil)].exports = cell }
      if !isExport { records[name, default: (nil, nil)].imports = cell }
    }
    pairs = records.keys.sorted().map { name in
      Pair(
        exporter: name.parts[0], importer: name.parts[1], product: name.parts[2],
        period: name.parts[3], exports: records[name]?.exports, imports: records[name]?.imports)
    }
  }

  /// Pairs with both records positive and known.
  func matched(_ context: IndicatorContext) -> [(pair: Pair, exports: Double, imports: Double)] {
    pairs.compactMap { pair in
      guard case .value(let x) = pair.exports.known(context),
        case .value(let m) = pair.imports.known(context), x.value > 0, m.value > 0
      else { return nil }
      return (pair, x.double, m.double)
    }
  }

  private struct Name: Hashable, Comparable {
    let parts: [String]

    static func < (left: Name, right: Name) -> Bool {
      for (a, b) in zip(left.parts, right.parts) where a != b {
        return a.utf8.lexicographicallyPrecedes(b.utf8)
      }
      return false
    }
  }
}

extension MirrorBook.Pair {
  /// A formula of both records; a pair with one record is `one-sided`, never filled in.
  func measurement(
    _ context: IndicatorContext, more: [Cell?] = [],
    _ formula: @escaping @Sendable ([Double]) -> Outcome<Double>
  ) -> Measurement {
    if isOrphan {
      return .missing(.oneSided, subject, period: period, n: 1, flags: [.orphans])
    }
    return .of([exports, imports] + more, subject, period: period, n: 2, context, formula)
  }

  /// A result that the method made itself.
  func known(
    _ outcome: Outcome<Double>, n: Int, interval: (Double, Double, String)? = nil,
    flags: Set<IndicatorFlag> = []
  ) -> Measurement {
    Measurement(
      subject, period: period, n: n, flags: flags,
      .known(
        outcome,
        interval: interval.flatMap { IndicatorInterval(lower: $0.0, upper: $0.1, kind: $0.2) }))
  }
}
