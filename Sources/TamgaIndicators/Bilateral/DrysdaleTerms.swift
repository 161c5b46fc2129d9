internal import TamgaCatalogue
internal import TamgaNumerics

/// Exports of i to j, exports of i, imports of j, of the world and of i itself by product.
struct BilateralStructure: Sendable {
  struct Pair: Sendable {
    let subject: [String]
    let period: String
    let products: Int
    /// X_ij, then by product X_ik, M_jk, M_wk, M_ik.
    let cells: [Cell?]
  }

  private let flows: FlowBook
  private let structure: ProductStructure
  private let partners: CellMap

  init(_ tables: IndicatorTables, _ input: InputTable) throws {
    flows = try FlowBook(tables, input)
    structure = try ProductStructure(tables, input)
    let book = flows.book
    partners = book.parts(
      book.parts(try flows.byPartner(), of: "partner", total: FlowBook.world), of: "reporter",
      total: FlowBook.world
    ).filter { book.word("flow", $0.key) == "X" }
  }

  /// Every pair with an export record.
  func pairs() -> [Pair] {
    let book = flows.book
    return partners.keys.sorted().map { key in
      let period = book.word("period", key)
      let exporter = book.word("reporter", key)
      let importer = book.word("partner", key)
      func column(_ reporter: String?, _ flow: String, _ products: [String]) -> [Cell?] {
        products.map { product in
          var found = book.key(0, "product", product).flatMap { book.key($0, "flow", flow) }
          if !period.isEmpty || book.code("period", "") != nil {
            found = found.flatMap { book.key($0, "period", period) }
          }
          guard let reporter else { return found.flatMap { structure.world[$0] } ?? Cell() }
          return found.flatMap { book.key($0, "reporter", reporter) }
            .flatMap { structure.cells[$0] } ?? Cell()
        }
      }
      let products = book.allWords("product").filter { $0 != FlowBook.total }
      let cells =
        [partners[key]] + column(exporter, "X", products) + column(importer, "M", products)
        + column(nil, "M", products) + column(exporter, "M", products)
      return Pair(
        subject: [exporter, importer], period: period, products: products.count, cells: cells)
    }
  }
}

/// The arguments of Drysdale's indices as columns.
struct DrysdaleTerms: Sendable {
  let flow: Double
  let exports: [Double]
  let imports: [Double]
  /// Imports of the world without the exporter, by product.
  let others: [Double]

  init(_ values: [Double], products: Int) {
    flow = values[0]
    func column(_ place: Int) -> [Double] {
      Array(values[(1 + place * products)..<(1 + (place + 1) * products)])
    }
    exports = column(0)
    imports = column(1)
    others = zip(column(2), column(3)).map { $0 - $1 }
  }

  /// (X_ij/X_i) / (M_j/(M_w − M_i)).
  var intensity: Outcome<Double> {
    let x = compensatedTotal(of: exports)
    let m = compensatedTotal(of: imports)
    let w = compensatedTotal(of: others)
    guard x > 0, m > 0, w > 0 else { return .missing(.zeroDenominator) }
    return .value(flow / x / (m / w))
  }

  /// Σ (X_ik/X_i) ((M_w − M_i)/(M_wk − M_ik)) (M_jk/M_j).
  var complementarity: Outcome<Double> {
    let x = compensatedTotal(of: exports)
    let m = compensatedTotal(of: imports)
    let w = compensatedTotal(of: others)
    guard x > 0, m > 0, w > 0 else { return .missing(.zeroDenominator) }
    var sum = CompensatedSum()
    for place in exports.indices where exports[place] > 0 && imports[place] > 0 {
      guard others[place] > 0 else { return .missing(.zeroDenominator) }
      sum.add(exports[place] / x * (w / others[place]) * (imports[place] / m))
    }
    return .value(sum.total)
  }
}
