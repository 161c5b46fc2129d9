internal import TamgaNumerics

/// A column of the design that a certificate weighs.
public enum SeparationTerm: Sendable, Hashable {
  /// The constant of a model without effects.
  case constant
  /// The regressor with this index.
  case regressor(Int)
  /// A level of the effect with this index.
  case level(effect: Int, level: Int)
  /// A level of the slopes with this index.
  case slope(index: Int, level: Int)
}

/// The columns of a design under one numbering: regressors, constant or effects, slopes.
package struct SeparationColumns: Sendable {
  /// One block of columns of which a row has at most one that is not 0.
  struct Block: Sendable {
    let firstColumn: Int
    let codes: [Int32]
    let levelCount: Int
    /// The variable of slopes; nil for effects, where the entry is 1.
    let values: [Double]?
  }

  let regressors: [[Double]]
  /// Effects (or the constant), then slopes.
  let blocks: [Block]
  /// How many of the blocks are effects; with a constant 1.
  let effectCount: Int
  /// Whether the only effect is the constant.
  let hasConstant: Bool
  let count: Int

  init(_ design: SeparationDesign) {
    regressors = design.regressors.map(\.values)
    hasConstant = design.hasConstant
    var next = regressors.count
    var blocks: [Block] = []
    func add(_ codes: [Int32], _ levelCount: Int, _ values: [Double]?) {
      blocks.append(
        Block(firstColumn: next, codes: codes, levelCount: levelCount, values: values))
      next += levelCount
    }
    if hasConstant { add([Int32](repeating: 0, count: design.rowCount), 1, nil) }
    for effect in design.effects { add(effect.codes, effect.levelCount, nil) }
    effectCount = blocks.count
    for slope in design.slopes {
      add(slope.factor.codes, slope.factor.levelCount, slope.variable.values)
    }
    self.blocks = blocks
    count = next
  }

  /// The column of a row in a block.
  func column(ofRow row: Int, in block: Block) -> Int { block.firstColumn + Int(block.codes[row]) }

  /// Calls a function with each column and entry of a row.
  func forEachEntry(ofRow row: Int, _ body: (Int, Double) -> Void) {
    for (index, values) in regressors.enumerated() { body(index, values[row]) }
    for block in blocks { body(column(ofRow: row, in: block), block.values?[row] ?? 1) }
  }

  /// The linear combination of the columns in one row.
  func product(ofRow row: Int, _ coefficients: [Double]) -> Double {
    var sum = 0.0
    for (index, values) in regressors.enumerated() { sum += coefficients[index] * values[row] }
    for block in blocks {
      sum += coefficients[column(ofRow: row, in: block)] * (block.values?[row] ?? 1)
    }
    return sum
  }

  /// The linear combination of the columns in every row.
  func products(_ coefficients: [Double]) -> [Double] {
    guard let count = blocks.first?.codes.count ?? regressors.first?.count else { return [] }
    var sums = [Double](large: 0, count: count)
    for (index, values) in regressors.enumerated() where coefficients[index] != 0 {
      let factor = coefficients[index]
      for row in 0..<count { sums[row] += factor * values[row] }
    }
    for block in blocks {
      for row in 0..<count {
        let coefficient = coefficients[block.firstColumn + Int(block.codes[row])]
        sums[row] += coefficient * (block.values?[row] ?? 1)
      }
    }
    return sums
  }

  /// What a reader is told of a column.
  func term(ofColumn column: Int) -> SeparationTerm {
    if column < regressors.count { return .regressor(column) }
    if hasConstant, column == regressors.count { return .constant }
    for (index, block) in blocks.enumerated().reversed() where column >= block.firstColumn {
      let level = column - block.firstColumn
      return index < effectCount
        ? .level(effect: index, level: level) : .slope(index: index - effectCount, level: level)
    }
    return .constant
  }

  /// The number of a column, nil when the design has no such column.
  func column(of term: SeparationTerm) -> Int? {
    switch term {
    case .constant: return hasConstant ? regressors.count : nil
    case .regressor(let index): return regressors.indices.contains(index) ? index : nil
    case .level(let effect, let level):
      guard !hasConstant, effect >= 0, effect < effectCount else { return nil }
      return self.level(level, of: blocks[effect])
    case .slope(let index, let level):
      guard index >= 0, index < blocks.count - effectCount else { return nil }
      return self.level(level, of: blocks[effectCount + index])
    }
  }

  private func level(_ level: Int, of block: Block) -> Int? {
    level >= 0 && level < block.levelCount ? block.firstColumn + level : nil
  }
}
