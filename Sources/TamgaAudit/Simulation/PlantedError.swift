/// An error put into a made-up paper, with the truth kept.
public struct PlantedError: Sendable {
  /// What was done.
  public enum Kind: String, Sendable, CaseIterable {
    /// A digit for one that looks like it.
    case lookAlike = "look-alike digit"
    /// Another digit.
    case substitution
    /// Two digits that changed places.
    case transposition
    /// A digit lost or added.
    case length
    /// A decimal mark lost.
    case lostSeparator = "lost separator"
    /// A factor of a thousand.
    case thousand = "factor 1000"
    /// The number of the row above or below in its place.
    case copy
    /// A sentence's digit.
    case sentenceDigit = "digit of a sentence"
    /// The opposite sign.
    case sign
    /// The later year as the base of a growth.
    case endYearBase = "end-year base"
    /// The relative change of a share for its points.
    case relativePoints = "percent for points"
    /// A level in millions under the word billion.
    case sentenceUnit = "unit of a sentence"
    /// The thousands in the header of a table in millions.
    case header
  }

  /// What is wrong.
  enum Target: Hashable, Sendable {
    case cell(SyntheticPaper.Cell)
    case sentence(Int)
    case header
  }

  /// What was done.
  public let kind: Kind
  let target: Target
  /// What should stand there.
  let truth: SyntheticPaper.Printed
  /// Whether the sentences were computed from the wrong cell.
  public let isBeforeText: Bool
}

extension SyntheticPaper {
  /// The address of what an error is in.
  func address(_ target: PlantedError.Target) -> String {
    switch target {
    case .cell(let cell): address(cell)
    case .sentence(let index): "@" + sentences[index].id
    case .header: "T1"
    }
  }
}
