/// A linear hypothesis about coefficients.
///
///     Σ_k r_k β_k = q
public struct LinearHypothesis: Hashable, Sendable {
  /// The text, as in `rta - 2*tariff = 1`.
  public let text: String
  /// r, one weight a coefficient.
  public let weights: [Double]
  /// q.
  public let value: Double

  /// Creates a hypothesis from its numbers.
  public init(text: String, weights: [Double], value: Double) {
    self.text = text
    self.weights = weights
    self.value = value
  }

  /// Reads a hypothesis.
  ///
  /// Both sides are sums of terms `name`, `number`, `number*name` or `number name`; without an equals
  /// sign the right side is 0. Names are those of the coefficients, the longest first, so that
  /// `lag(rta,1)` is one name.
  ///
  /// - Throws: ``InferenceError/hypothesis(text:position:)`` with the place of the first character
  ///   that does not fit, ``InferenceError/dependentHypotheses`` when no coefficient is left.
  public init(_ text: String, names: [String]) throws(InferenceError) {
    var reader = HypothesisReader(text, names: names)
    (weights, value) = try reader.read()
    guard weights.contains(where: { $0 != 0 }) else { throw .dependentHypotheses }
    self.text = text
  }

  func check(_ estimates: [Double], _ count: Int) throws(InferenceError) {
    guard weights.count == count else {
      throw .shape(name: "hypothesis", found: weights.count, wanted: count)
    }
    guard estimates.count == count else {
      throw .shape(name: "estimates", found: estimates.count, wanted: count)
    }
    guard weights.allSatisfy(\.isFinite), value.isFinite, estimates.allSatisfy(\.isFinite) else {
      throw .outOfRange(name: text)
    }
  }
}

/// Reads sums of terms.
private struct HypothesisReader {
  private let text: String
  private let characters: [Character]
  private let names: [(name: [Character], index: Int)]
  private var place = 0
  private var weights: [Double]
  private var constant = 0.0

  init(_ text: String, names: [String]) {
    self.text = text
    characters = Array(text)
    self.names = names.enumerated().map { (Array($1), $0) }.sorted {
      $0.name.count > $1.name.count
    }
    weights = [Double](repeating: 0, count: names.count)
  }

  mutating func read() throws(InferenceError) -> (weights: [Double], value: Double) {
    try side(sign: 1)
    if take("=") { try side(sign: -1) }
    skip()
    guard place == characters.count else { throw error }
    return (weights, constant == 0 ? 0 : -constant)
  }

  private var error: InferenceError { .hypothesis(text: text, position: place) }

  private mutating func side(sign: Double) throws(InferenceError) {
    var factor = take("-") ? -sign : sign
    if factor == sign { _ = take("+") }
    while true {
      try term(factor: factor)
      if take("+") {
        factor = sign
      } else if take("-") {
        factor = -sign
      } else {
        return
      }
    }
  }

  private mutating func term(factor: Double) throws(InferenceError) {
    if let index = name() {
      weights[index] += factor
    } else if let number = number() {
      let isProduct = take("*")
      let start = place
      if let index = name() {
        weights[index] += factor * number
      } else if isProduct {
        place = start
        throw error
      } else {
        constant += factor * number
      }
    } else {
      throw error
    }
  }

  private mutating func skip() {
    while place < characters.count, characters[place].isWhitespace { place += 1 }
  }

  private mutating func take(_ character: Character) -> Bool {
    skip()
    guard place < characters.count, characters[place] == character else { return false }
    place += 1
    return true
  }

  /// The longest name here that does not go on.
  private mutating func name() -> Int? {
    skip()
    for (name, index) in names where !name.isEmpty && characters[place...].starts(with: name) {
      let end = place + name.count
      if let last = name.last, isWord(last), end < characters.count, isWord(characters[end]) {
        continue
      }
      place = end
      return index
    }
    return nil
  }

  private func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "."
  }

  private mutating func number() -> Double? {
    skip()
    var end = place
    var hasExponent = false
    while end < characters.count {
      let character = characters[end]
      let isSign =
        (character == "-" || character == "+") && end > place
        && (characters[end - 1] == "e" || characters[end - 1] == "E")
      let isExponent = (character == "e" || character == "E") && end > place && !hasExponent
      guard character.isASCII, character.isNumber || character == "." || isSign || isExponent
      else { break }
      if isExponent { hasExponent = true }
      end += 1
    }
    while end > place {
      if let value = Double(String(characters[place..<end])), value.isFinite {
        place = end
        return value
      }
      end -= 1
    }
    return nil
  }
}
