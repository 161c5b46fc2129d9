/// What happened to the digits between what should stand and what is printed.
public enum DigitEdit: String, Sendable, CaseIterable {
  /// A separator lost or moved, a factor of a thousand.
  case separator
  /// The sign.
  case sign
  /// A digit for one that looks like it.
  case lookAlike = "look-alike digit"
  /// Two neighbouring digits changed places.
  case transposition
  /// Another digit.
  case substitution
  /// A neighbour's number in its place.
  case copy = "copy of a neighbour"
  /// A digit too few or too many.
  case length = "digit lost or added"
  /// Two edits in one number.
  case two = "two edits"
  /// Another number altogether.
  case replacement
  /// The unit in the header.
  case headerUnit = "unit of the header"
  /// The number of the official source.
  case official

  /// The price of the edit.
  public var cost: Double {
    switch self {
    case .separator, .sign, .headerUnit: 0.7
    case .lookAlike: 0.8
    case .transposition: 0.9
    case .substitution, .copy: 1.0
    case .length: 1.2
    case .two: 2.2
    case .replacement: 3.0
    case .official: 0.5
    }
  }

  /// The cheapest edit that turns one number into another.
  ///
  /// - Parameters:
  ///   - printed: mantissa and decimals as printed.
  ///   - meant: mantissa and decimals of the other number.
  /// - Returns: the edit; `replacement` where it takes more than two.
  package static func between(
    _ printed: (mantissa: Int, decimals: Int), _ meant: (mantissa: Int, decimals: Int)
  )
    -> DigitEdit
  {
    let (a, b) = (significant(printed), significant(meant))
    let isSameSize = a.place == b.place
    if printed.mantissa.signum() != meant.mantissa.signum() {
      return a.digits == b.digits && isSameSize ? .sign : .replacement
    }
    if a.digits == b.digits { return .separator }
    let aligned = aligned(printed, meant)
    if let edit = single(aligned.0, aligned.1) { return edit }
    // The digits alone, when a separator moved as well.
    if single(a.digits, b.digits) != nil { return .two }
    let apart = zip(aligned.0, aligned.1).filter { $0 != $1 }.count
    if aligned.0.count == aligned.1.count, apart == 2 { return .two }
    return .replacement
  }

  /// The digits without zeros at either end, and the power of ten of the last.
  private static func significant(_ number: (mantissa: Int, decimals: Int))
    -> (digits: [UInt8], place: Int)
  {
    var mantissa = number.mantissa.magnitude
    var place = -number.decimals
    while mantissa != 0, mantissa % 10 == 0 {
      mantissa /= 10
      place += 1
    }
    return (Array(String(mantissa).utf8), place)
  }

  /// The digits of both at the finer of their decimals.
  private static func aligned(
    _ a: (mantissa: Int, decimals: Int), _ b: (mantissa: Int, decimals: Int)
  ) -> ([UInt8], [UInt8]) {
    let decimals = Swift.max(a.decimals, b.decimals)
    func digits(_ number: (mantissa: Int, decimals: Int)) -> [UInt8] {
      Array(String(number.mantissa.magnitude).utf8)
        + [UInt8](repeating: 48, count: decimals - number.decimals)
    }
    return (digits(a), digits(b))
  }

  /// The one edit between two strings of digits; nil where it takes more.
  private static func single(_ a: [UInt8], _ b: [UInt8]) -> DigitEdit? {
    if a.count == b.count {
      let apart = a.indices.filter { a[$0] != b[$0] }
      if apart.count == 1, let place = apart.first {
        return look(a[place], b[place]) ? .lookAlike : .substitution
      }
      if apart.count == 2, apart[1] == apart[0] + 1, a[apart[0]] == b[apart[1]],
        a[apart[1]] == b[apart[0]]
      {
        return .transposition
      }
      return nil
    }
    let (short, long) = a.count < b.count ? (a, b) : (b, a)
    guard long.count == short.count + 1 else { return nil }
    let start = zip(short, long).prefix { $0 == $1 }.count
    return short[start...].elementsEqual(long[(start + 1)...]) ? .length : nil
  }

  private static let alike: Set<[UInt8]> = Set(
    ["06", "08", "68", "17", "35", "38", "58", "56", "69"].map { Array($0.utf8) })

  private static func look(_ a: UInt8, _ b: UInt8) -> Bool {
    alike.contains([Swift.min(a, b), Swift.max(a, b)])
  }

  /// All numbers one edit away, at the given decimals, with the edit that leads back.
  static func neighbours(of printed: (mantissa: Int, decimals: Int), decimals: Int)
    -> [(mantissa: Int, edit: DigitEdit)]
  {
    let grid = Swift.max(decimals, printed.decimals)
    guard let base = shifted(printed.mantissa, grid - printed.decimals) else { return [] }
    var found: [Int: DigitEdit] = [:]
    func add(_ mantissa: Int?) {
      guard let mantissa, mantissa != base, mantissa != 0 else { return }
      let edit = between(printed, (mantissa, grid))
      if let known = found[mantissa], known.cost <= edit.cost { return }
      found[mantissa] = edit
    }
    for power in [-6, -3, -2, -1, 1, 2, 3, 6] { add(shifted(base, power)) }
    add(-base)
    let digits = Array(String(base.magnitude).utf8)
    let sign = base.signum()
    func number(_ digits: [UInt8]) -> Int? {
      Int(String(decoding: digits, as: UTF8.self)).map { sign * $0 }
    }
    for place in digits.indices {
      var changed = digits
      for digit in UInt8(48)...57 {
        changed[place] = digit
        add(number(changed))
      }
      var shorter = digits
      shorter.remove(at: place)
      add(number(shorter))
      if place > 0 {
        var swapped = digits
        swapped.swapAt(place, place - 1)
        add(number(swapped))
      }
    }
    for place in 0...digits.count {
      for digit in UInt8(48)...57 {
        var longer = digits
        longer.insert(digit, at: place)
        add(number(longer))
      }
    }
    return found.sorted { ($0.value.cost, $0.key) < ($1.value.cost, $1.key) }
      .map { ($0.key, $0.value) }
  }

  /// A mantissa times a power of ten, where it stays whole and in range.
  static func shifted(_ mantissa: Int, _ power: Int) -> Int? {
    var result = mantissa
    for _ in 0..<power.magnitude {
      if power > 0 {
        let (product, isOver) = result.multipliedReportingOverflow(by: 10)
        if isOver || product.magnitude > 1_000_000_000_000_000_000 { return nil }
        result = product
      } else {
        guard result % 10 == 0 else { return nil }
        result /= 10
      }
    }
    return result
  }
}
