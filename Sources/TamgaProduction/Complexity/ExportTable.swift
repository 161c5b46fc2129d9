/// One cell of a table of exports, as read from a file.
public struct ExportRow: Hashable, Sendable {
  /// The exporter.
  public let country: String
  /// The product.
  public let product: String
  /// The value, any currency, not below zero.
  public let value: Double

  /// Creates a cell.
  public init(country: String, product: String, value: Double) {
    self.country = country
    self.product = product
    self.value = value
  }
}

/// Exports of countries by product in one period, in the order of their keys.
///
/// Sorting by key first makes every result the same bits in any order of rows.
public struct ExportTable: Hashable, Sendable {
  /// The exporters, sorted.
  public let countries: [String]
  /// The products, sorted.
  public let products: [String]
  /// countries × products values by rows.
  public let values: [Double]
  /// Rows that repeated the key of another row and were added to it.
  public let duplicates: Int

  /// Gathers cells; cells with the same key are added and counted, absent cells are zero.
  ///
  /// - Throws: ``ComplexityError/negativeValue(country:product:)``,
  ///   ``ComplexityError/notFinite(country:product:)``,
  ///   ``ComplexityError/tooManyCountries(_:)``.
  public init(_ rows: [ExportRow]) throws(ComplexityError) {
    countries = Set(rows.map(\.country)).sorted()
    products = Set(rows.map(\.product)).sorted()
    guard countries.count <= 65_535 else { throw .tooManyCountries(countries.count) }
    let places = Dictionary(uniqueKeysWithValues: zip(countries, countries.indices))
    let columns = Dictionary(uniqueKeysWithValues: zip(products, products.indices))
    var cells: [(key: Int, value: Double)] = []
    cells.reserveCapacity(rows.count)
    for row in rows {
      guard row.value.isFinite else {
        throw .notFinite(country: row.country, product: row.product)
      }
      guard row.value >= 0 else {
        throw .negativeValue(country: row.country, product: row.product)
      }
      guard let place = places[row.country], let column = columns[row.product] else { continue }
      cells.append((place * products.count + column, row.value))
    }
    cells.sort { ($0.key, $0.value) < ($1.key, $1.value) }
    var dense = [Double](repeating: 0, count: countries.count * products.count)
    var repeated = 0
    var previous = -1
    for cell in cells {
      repeated += cell.key == previous ? 1 : 0
      previous = cell.key
      dense[cell.key] += cell.value
    }
    values = dense
    duplicates = repeated
    try checkTotal()
  }

  /// Takes a dense table; rows and columns are put in the order of their names.
  ///
  /// - Parameters:
  ///   - countries: names of the rows, each once.
  ///   - products: names of the columns, each once.
  ///   - values: countries × products by rows, none below zero.
  /// - Throws: ``ComplexityError``.
  public init(countries: [String], products: [String], values: [Double]) throws(ComplexityError) {
    guard countries.count <= 65_535 else { throw .tooManyCountries(countries.count) }
    guard values.count == countries.count * products.count else {
      throw .wrongSize(expected: countries.count * products.count, given: values.count)
    }
    let rows = countries.indices.sorted { countries[$0] < countries[$1] }
    let columns = products.indices.sorted { products[$0] < products[$1] }
    self.countries = rows.map { countries[$0] }
    self.products = columns.map { products[$0] }
    for names in [self.countries, self.products] {
      if let twice = zip(names, names.dropFirst()).first(where: { $0 == $1 }) {
        throw .duplicateName(twice.0)
      }
    }
    if let bad = values.firstIndex(where: { !($0 >= 0 && $0 < .infinity) }) {
      let country = countries[bad / products.count]
      let product = products[bad % products.count]
      throw values[bad] < 0 && values[bad].isFinite
        ? .negativeValue(country: country, product: product)
        : .notFinite(country: country, product: product)
    }
    if rows == Array(countries.indices), columns == Array(products.indices) {
      self.values = values
    } else {
      self.values = rows.flatMap { row in columns.map { values[row * products.count + $0] } }
    }
    duplicates = 0
    try checkTotal()
  }

  /// Refuses a table whose total is not finite.
  private func checkTotal() throws(ComplexityError) {
    guard values.reduce(0, +).isFinite else {
      throw .notFinite(country: countries.first ?? "", product: products.first ?? "")
    }
  }

  /// The exports of a country in a product, by their places.
  func value(_ country: Int, _ product: Int) -> Double {
    values[country * products.count + product]
  }
}
