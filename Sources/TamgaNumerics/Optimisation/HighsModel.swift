internal import CNative

/// One model inside the library: loaded, changed, solved; destroyed at its end.
@safe struct HighsModel: ~Copyable {
  let library: HighsLibrary
  // Owned: created in `init`, destroyed in `deinit`, given to nothing but calls of the library.
  let reference: UnsafeMutableRawPointer
  private let rowCount: Int
  let columnCount: Int

  private init(
    _ library: HighsLibrary, reference: UnsafeMutableRawPointer, columns: Int, rows: Int
  ) {
    self.library = library
    unsafe self.reference = reference
    columnCount = columns
    rowCount = rows
  }

  /// Loads a programme that has been validated.
  static func load(
    _ programme: LinearProgramme, _ library: HighsLibrary, _ tolerances: SolverTolerances,
    _ limits: SolverLimits
  ) throws(SolverError) -> HighsModel {
    guard library.lookup.isUsable else { throw .unavailable(library.lookup) }
    let created = unsafe library.call { functions in unsafe functions.pointee.create() }
    guard let reference = unsafe created else { throw .failed(call: "create", code: 0) }
    let model = unsafe HighsModel(
      library, reference: reference, columns: programme.columns.count, rows: programme.rows.count)
    try model.setOptions(tolerances, limits)
    try model.pass(programme)
    return model
  }

  deinit {
    unsafe library.call { functions in unsafe functions.pointee.destroy(reference) }
  }

  private borrowing func pass(_ programme: LinearProgramme) throws(SolverError) {
    let width = unsafe library.call { functions in
      unsafe functions.pointee.getSizeofHighsInt(reference)
    }
    guard width == 4 else { throw .failed(call: "getSizeofHighsInt", code: Int(width)) }
    let matrix = RowwiseMatrix(programme.rows)
    let columns = programme.columns
    let kinds: [Int32]? =
      programme.isInteger
      ? columns.map { $0.isInteger ? TAMGA_HIGHS_INTEGER : TAMGA_HIGHS_CONTINUOUS }.map(Int32.init)
      : nil
    let sense =
      programme.direction == .minimise ? TAMGA_HIGHS_MINIMISE : TAMGA_HIGHS_MAXIMISE
    try unsafe check("passModel") { functions in
      // Every array has the length that the counts before it say, and outlives the call.
      unsafe functions.pointee.passModel(
        reference, Int32(columns.count), Int32(programme.rows.count), Int32(matrix.values.count),
        0, Int32(TAMGA_HIGHS_ROWWISE), Int32(TAMGA_HIGHS_TRIANGULAR), Int32(sense),
        programme.offset, columns.map(\.cost), columns.map(\.lower), columns.map(\.upper),
        programme.rows.map(\.lower), programme.rows.map(\.upper), matrix.starts, matrix.columns,
        matrix.values, nil, nil, nil, kinds)
    }
  }

  /// Makes every point as good as any other, so that only feasibility counts.
  borrowing func dropCosts() throws(SolverError) {
    guard columnCount > 0 else { return }
    let zeros = [Double](repeating: 0, count: columnCount)
    try unsafe check("changeColsCostByRange") { functions in
      unsafe functions.pointee.changeColsCostByRange(
        reference, 0, Int32(columnCount - 1), zeros)
    }
  }

  /// Replaces the bounds of a row.
  borrowing func setBounds(
    ofRow row: Int, lower: Double, upper: Double
  ) throws(SolverError) {
    try unsafe check("changeRowBounds") { functions in
      unsafe functions.pointee.changeRowBounds(reference, Int32(row), lower, upper)
    }
  }

  /// Solves the model as it stands and returns the library's status.
  borrowing func run() throws(SolverError) -> Int32 {
    try unsafe check("run") { functions in unsafe functions.pointee.run(reference) }
    let status = unsafe library.call { functions in
      unsafe functions.pointee.getModelStatus(reference)
    }
    guard status > 5 else { throw .failed(call: "run", code: Int(status)) }
    return status
  }

  /// The values and duals of the last solve.
  borrowing func solution() throws(SolverError) -> HighsPoint {
    var point = HighsPoint(columns: columnCount, rows: rowCount)
    try unsafe check("getSolution") { functions in
      unsafe functions.pointee.getSolution(
        reference, &point.columnValues, &point.columnDuals, &point.rowValues, &point.rowDuals)
    }
    point.objective = unsafe library.call { functions in
      unsafe functions.pointee.getObjectiveValue(reference)
    }
    return point
  }

  /// Weights of rows that prove the last solve infeasible; nil when there are none.
  borrowing func dualRay() throws(SolverError) -> [Double]? {
    var found: Int32 = 0
    var ray = [Double](repeating: 0, count: rowCount)
    try unsafe check("getDualRay") { functions in
      unsafe functions.pointee.getDualRay(reference, &found, &ray)
    }
    return found == 1 ? ray : nil
  }

  /// A whole number that the last solve reports; 0 when it reports none.
  borrowing func count(_ name: String) -> Int {
    unsafe library.call { functions in
      var short: Int32 = 0
      var long: Int64 = 0
      let isShort = unsafe functions.pointee.getIntInfoValue(reference, name, &short) == 0
      let isLong =
        unsafe !isShort && functions.pointee.getInt64InfoValue(reference, name, &long) == 0
      return max(0, isShort ? Int(short) : isLong ? Int(long) : 0)
    }
  }

  /// A number that the last solve reports; nil when it is not finite.
  borrowing func number(_ name: String) -> Double? {
    unsafe library.call { functions in
      var value = Double.infinity
      let state = unsafe functions.pointee.getDoubleInfoValue(reference, name, &value)
      return state == 0 && abs(value) < LinearProgramme.Sizes.infinite ? value : nil
    }
  }

  private borrowing func check(
    _ call: String, _ body: (UnsafePointer<tamga_highs_functions>) -> Int32
  ) throws(SolverError) {
    let state = unsafe library.call(body)
    // 1 is a warning, as of bounds that exclude each other.
    guard state == 0 || state == 1 else { throw .failed(call: call, code: Int(state)) }
  }
}
