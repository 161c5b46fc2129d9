internal import TamgaNumerics

/// Names that must never merge.
enum LookAlikes {
  /// States that only their full name, or an alias of the table, tells apart: no formal word of
  /// theirs may be taken off or put on by rule (`Демократическая Республика Конго` is not `Конго`).
  static let needFullName: Set<EntityCode> = [
    "ASM", "CHN", "COD", "COG", "DEU", "DDR", "DMA", "DOM", "GIN", "GNB", "GNQ", "KOR", "PRK",
    "SDN", "SSD", "TWN", "WSM", "YEM", "YMD",
  ]
}
