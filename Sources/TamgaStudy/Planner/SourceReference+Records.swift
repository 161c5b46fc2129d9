internal import TamgaPresent

extension SourceReference {
  /// The sources behind numbers, sorted: data sets with their vintages.
  ///
  /// The runner puts the study's citations in the place of the data sets' ids.
  static func list(of records: [ValueRecord]) -> [SourceReference] {
    Array(Set(records.flatMap(\.sources))).sorted().map { source in
      let parts = source.split(separator: "@", maxSplits: 1).map(String.init)
      return SourceReference(
        dataset: parts[0], citation: parts[0],
        vintage: parts.count > 1 && parts[1] != "undated" ? parts[1] : nil)
    }
  }
}
