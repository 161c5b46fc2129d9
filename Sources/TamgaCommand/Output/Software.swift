/// The version of the program; it enters run ids, so equal inputs and equal software give equal runs.
enum Software {
  static let version = "0.1.0"
  static let name = "Tamga \(version)"
}
