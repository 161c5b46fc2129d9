internal import TamgaNumerics

/// Turns labels into codes: the alias tables, or a handful of names in a test of layout.
protocol LabelResolving {
  /// The entity that the labels of a row name together.
  func resolveRow(
    _ labels: [(text: String, language: NameLanguage?)], in years: ClosedRange<Int>?,
    expecting: Set<EntityKind>
  ) -> NameAnswer
}

extension NameResolver: LabelResolving {}
