internal import TamgaNumerics

/// A connected table ready for the eigenproblem: places of its rows and columns, and its lists.
struct ComplexityProblem {
  /// The products of the part, each with the places of its countries inside the part.
  let lists: [[Int32]]
  let diversity: [Double]
  let ubiquity: [Double]

  init(
    _ presence: PresenceMatrix, _ part: ComplexityComponent, diversity: [Int], ubiquity: [Int]
  ) {
    var places = [Int32](repeating: 0, count: presence.countries)
    for (place, country) in part.countries.enumerated() { places[country] = Int32(place) }
    lists = part.products.map { product in
      var list: [Int32] = []
      list.reserveCapacity(ubiquity[product])
      presence.forEachCountry(of: product) { list.append(places[$0]) }
      return list
    }
    self.diversity = part.countries.map { Double(diversity[$0]) }
    self.ubiquity = part.products.map { Double(ubiquity[$0]) }
  }

  /// Means over each product's countries.
  func meansOfProducts(_ countries: [Double]) -> [Double] {
    lists.indices.map { product in
      lists[product].reduce(0.0) { $0 + countries[Int($1)] } / ubiquity[product]
    }
  }

  /// Means over each country's products.
  func meansOfCountries(_ products: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: diversity.count)
    for (product, list) in lists.enumerated() {
      for country in list { sums[Int(country)] += products[product] }
    }
    return zip(sums, diversity).map { $0 / $1 }
  }

  /// The symmetric matrix on the smaller side.
  func symmetricMatrix() -> (matrix: [Double], size: Int, isByCountry: Bool) {
    if diversity.count <= ubiquity.count {
      let sides = lists.indices.map { lists[$0] }
      return (
        product(of: sides, weights: ubiquity, degrees: diversity), diversity.count, true
      )
    }
    var sides = [[Int32]](repeating: [], count: diversity.count)
    for (product, list) in lists.enumerated() {
      for country in list { sides[Int(country)].append(Int32(product)) }
    }
    return (product(of: sides, weights: diversity, degrees: ubiquity), ubiquity.count, false)
  }

  /// Σ over lists of 1/weight for each two members, over the root of their degrees.
  private func product(of lists: [[Int32]], weights: [Double], degrees: [Double]) -> [Double] {
    let size = degrees.count
    var matrix = [Double](repeating: 0, count: size * size)
    matrix.withUnsafeMutableBufferPointer { matrix in
      for (list, weight) in zip(lists, weights) {
        let share = 1 / weight
        list.withUnsafeBufferPointer { list in
          for place in list.indices {
            let base = Int(list[place]) * size
            var other = 0
            while other <= place {
              matrix[base &+ Int(list[other])] += share
              other &+= 1
            }
          }
        }
      }
    }
    let roots = degrees.map { $0.squareRoot() }
    for row in 0..<size {
      for column in 0...row { matrix[row * size + column] /= roots[row] * roots[column] }
    }
    return matrix
  }
}

/// What the eigenproblem of one part gave.
struct ComplexitySolution {
  var eci: [Double] = []
  var pci: [Double] = []
  var second: Outcome<Double>
  var gap: Outcome<Double>
  var sign: Outcome<Double>
  var reason: MissingReason?

  static func missing(_ reason: MissingReason) -> ComplexitySolution {
    ComplexitySolution(
      second: .missing(reason), gap: .missing(reason), sign: .missing(reason), reason: reason)
  }
}

/// Solves a connected part.
func solve(
  _ problem: ComplexityProblem, _ profile: ComplexityProfile, _ flags: inout Set<ComplexityFlag>
) -> ComplexitySolution {
  guard problem.diversity.count >= 2, problem.ubiquity.count >= 2 else {
    return .missing(.tooFewObservations)
  }
  let (matrix, size, isByCountry) = problem.symmetricMatrix()
  guard let spectrum = SymmetricSpectrum(matrix, size: size) else { return .missing(.undefined) }
  let second = min(1, max(0, spectrum.eigenvalues[1]))
  let third = size > 2 ? max(0, spectrum.eigenvalues[2]) : 0
  var solution = ComplexitySolution.missing(.undefined)
  solution.second = .value(second)
  solution.gap = .value(max(0, second - third))
  guard second >= 1e-9 else {
    solution.reason = .noVariation
    return solution
  }
  guard second - third >= 1e-9 else {
    flags.insert(.degenerate)
    solution.reason = .degenerate
    return solution
  }
  let vector = spectrum.vector(at: 1)
  var products: [Double]
  if isByCountry {
    products = problem.meansOfProducts(zip(vector, problem.diversity).map { $0 / $1.squareRoot() })
  } else {
    products = zip(vector, problem.ubiquity).map { $0 / $1.squareRoot() }
  }
  var countries = problem.meansOfCountries(products)
  let guide: [Double]
  switch profile {
  case .harvard: guide = problem.diversity
  case .economicComplexity: guide = reflections(problem)
  }
  let agreement = PairedMoments(x: countries, y: guide).correlation
  solution.sign = agreement.value.map { .value(abs($0)) } ?? agreement
  let isReversed = (agreement.value ?? 0) < 0
  if abs(agreement.value ?? 0) < 0.05 { flags.insert(.signUndetermined) }
  if isReversed {
    products = products.map { -$0 }
    countries = countries.map { -$0 }
  }
  let ofCountries = Scale(countries)
  let ofProducts = Scale(products)
  switch profile {
  case .harvard:
    guard ofCountries.populationDeviation > 0 else { return reasoned(solution, .noVariation) }
    solution.eci = countries.map { ($0 - ofCountries.mean) / ofCountries.populationDeviation }
    solution.pci = products.map { ($0 - ofCountries.mean) / ofCountries.populationDeviation }
  case .economicComplexity:
    guard ofCountries.sampleDeviation > 0, ofProducts.sampleDeviation > 0 else {
      return reasoned(solution, .noVariation)
    }
    solution.eci = countries.map { ($0 - ofCountries.mean) / ofCountries.sampleDeviation }
    solution.pci = products.map { ($0 - ofProducts.mean) / ofProducts.sampleDeviation }
  }
  solution.reason = nil
  return solution
}

private func reasoned(
  _ solution: ComplexitySolution, _ reason: MissingReason
) -> ComplexitySolution {
  var solution = solution
  solution.reason = reason
  return solution
}

/// The countries' side after twenty steps of reflections from diversity and ubiquity.
private func reflections(_ problem: ComplexityProblem) -> [Double] {
  var (countries, products) = (problem.diversity, problem.ubiquity)
  for _ in 0..<20 {
    let next = problem.meansOfCountries(products)
    products = problem.meansOfProducts(countries)
    countries = next
  }
  return countries
}

/// Mean and deviations of numbers.
private struct Scale {
  let mean: Double
  let populationDeviation: Double
  let sampleDeviation: Double

  init(_ values: [Double]) {
    let count = Double(values.count)
    let average = compensatedTotal(of: values) / count
    mean = average
    let squares = compensatedTotal(of: values.lazy.map { ($0 - average) * ($0 - average) })
    populationDeviation = (squares / count).squareRoot()
    sampleDeviation = (squares / (count - 1)).squareRoot()
  }
}
