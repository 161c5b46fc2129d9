public import Foundation
public import TamgaPresent

/// A study: a question, its sources and the analyses that answer it, as read from `study.yml`.
public struct StudyFile: Sendable {
  /// The file it was read from.
  public let url: URL
  /// The id, as in `kazakhstan-kyrgyzstan`.
  public let id: String
  /// The title by language.
  public let title: [String: String]
  /// The question by language.
  public let question: [String: String]
  /// The authors.
  public let authors: [String]
  /// The date of the study, ISO 8601.
  public let date: String
  /// The licence of the study's text.
  public let licence: String
  /// The languages of its reports, in order; the first is the main one.
  public let languages: [Language]
  /// The sources.
  public let sources: [StudySource]
  /// The analyses in order.
  public let steps: [StudyStep]

  /// The folder that relative paths of the study start from.
  public var folder: URL { url.deletingLastPathComponent() }
}

/// A file of data that a study loads.
public struct StudySource: Sendable {
  /// The id, unique in the study.
  public let id: String
  /// The path as written, relative to the study's folder.
  public let path: String
  /// The file.
  public let url: URL
  /// The data set its numbers belong to, as in `bns.trade.partner`.
  public let dataset: String
  /// The publication date, ISO 8601, if known.
  public let published: String?
  /// The citation.
  public let citation: String
  /// The line of the study file, for messages.
  public let line: Int
}

/// One analysis of a study with its parameters, not yet typed.
public struct StudyStep: Sendable {
  /// The id, unique in the study, as in `trade`.
  public let id: String
  /// The analysis, as in `trade.profile`.
  public let analysis: String
  /// Its parameters as they stand in the file.
  public let parameters: YAMLNode?
  /// Where the step begins.
  public let place: Place
  /// The folder that relative paths of its parameters start from.
  public let folder: URL
}
