public import Foundation

/// The folder a run writes to: its outputs, and beside them what makes a second run short.
public struct Workspace: Sendable {
  /// The output folder.
  public let output: URL

  /// Creates a workspace in an output folder.
  public init(output: URL) { self.output = output }

  /// The warehouse with the study's data and numbers.
  public var warehouse: URL { output.appendingPathComponent("study.duckdb") }
  /// The folder of everything that can be made again.
  public var hidden: URL { output.appendingPathComponent(".tamga") }
  /// Results of analyses by content.
  public var cache: URL { hidden.appendingPathComponent("cache") }
  /// Drawings of charts by content.
  public var drawings: URL { hidden.appendingPathComponent("drawings") }
  /// What the warehouse was built from.
  public var loadKey: URL { hidden.appendingPathComponent("load-key") }
  /// What the outputs were written from.
  public var manifest: URL { hidden.appendingPathComponent("outputs.json") }
}
