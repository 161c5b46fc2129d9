internal import CNative

/// A type of the library, freed at the end.
@safe struct TypeHandle: ~Copyable {
  private let functions: UnsafePointer<tamga_duckdb_functions>
  let reference: OpaquePointer

  init?(_ functions: UnsafePointer<tamga_duckdb_functions>, _ reference: OpaquePointer?) {
    guard let reference = unsafe reference else { return nil }
    unsafe self.functions = functions
    unsafe self.reference = reference
  }

  deinit {
    var reference: OpaquePointer? = unsafe reference
    unsafe functions.pointee.destroy_logical_type(&reference)
  }

  /// The library's number of the type.
  var id: Int { unsafe Int(functions.pointee.get_type_id(reference)) }

  /// How the values are laid out in memory.
  var storage: Storage? {
    switch id {
    case TAMGA_DUCKDB_DECIMAL:
      Storage(id: unsafe Int(functions.pointee.decimal_internal_type(reference)))
    case TAMGA_DUCKDB_ENUM:
      Storage(id: unsafe Int(functions.pointee.enum_internal_type(reference)))
    default: Storage(id: id)
    }
  }

  /// The type as the engine hands it over.
  var columnType: ColumnType {
    switch storage {
    case _ where id == TAMGA_DUCKDB_ENUM: .dictionary(dictionary)
    case _ where id == TAMGA_DUCKDB_DECIMAL:
      .decimal(
        width: unsafe Int(functions.pointee.decimal_width(reference)),
        scale: unsafe Int(functions.pointee.decimal_scale(reference)))
    case _ where id == TAMGA_DUCKDB_DATE: .date
    case .boolean: .boolean
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32: .integer
    case .uint64, .int128: .decimal(width: 38, scale: 0)
    case .float, .double: .double
    case .text: .text
    case nil: .other(id)
    }
  }

  private var dictionary: [String] {
    let size = unsafe functions.pointee.enum_dictionary_size(reference)
    var values: [String] = []
    for index in 0..<UInt64(size) {
      let text = unsafe functions.pointee.enum_dictionary_value(reference, index)
      values.append(unsafe words(text))
      unsafe functions.pointee.free(text)
    }
    return values
  }
}

/// How values lie in a vector.
enum Storage {
  case boolean
  case int8, int16, int32, int64, int128
  case uint8, uint16, uint32, uint64
  case float, double
  case text

  init?(id: Int) {
    switch id {
    case TAMGA_DUCKDB_BOOLEAN: self = .boolean
    case TAMGA_DUCKDB_TINYINT: self = .int8
    case TAMGA_DUCKDB_SMALLINT: self = .int16
    case TAMGA_DUCKDB_INTEGER, TAMGA_DUCKDB_DATE: self = .int32
    case TAMGA_DUCKDB_BIGINT: self = .int64
    case TAMGA_DUCKDB_HUGEINT: self = .int128
    case TAMGA_DUCKDB_UTINYINT: self = .uint8
    case TAMGA_DUCKDB_USMALLINT: self = .uint16
    case TAMGA_DUCKDB_UINTEGER: self = .uint32
    case TAMGA_DUCKDB_UBIGINT: self = .uint64
    case TAMGA_DUCKDB_FLOAT: self = .float
    case TAMGA_DUCKDB_DOUBLE: self = .double
    case TAMGA_DUCKDB_VARCHAR: self = .text
    default: return nil
    }
  }
}
