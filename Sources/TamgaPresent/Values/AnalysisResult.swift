public import TamgaNumerics

/// A cell of a result table.
public enum TableCell: Hashable, Sendable, Codable {
  /// A label from the catalogue.
  case label(Message)
  /// Text as it is: a quotation, a code, a printed figure.
  case text(String)
  /// A country, group or region.
  case entity(EntityCode)
  /// A period.
  case period(Period)
  /// A number of the result.
  case value(ValueID)
  /// Nothing, by the table's design.
  case blank
}

/// A table of a result: what is displayed is what is downloaded.
public struct ResultTable: Hashable, Sendable, Codable {
  /// A column.
  public struct Column: Hashable, Sendable, Codable {
    /// The machine name, unique in the table, as in `exports_usd`.
    public let key: String
    /// The header.
    public let header: Message
    /// The unit of its values, if they share one.
    public let unit: String?

    /// Creates a column.
    public init(key: String, header: Message, unit: String? = nil) {
      self.key = key
      self.header = header
      self.unit = unit
    }
  }

  /// Where a table is found.
  public enum Display: String, Hashable, Sendable, Codable {
    /// On the page, in the workbook and to download.
    case page
    /// In the workbook and to download: too wide or too long for the page.
    case download
  }

  /// The id, unique in the result, as in `trade.profile`.
  public let id: String
  /// The title.
  public let title: Message
  /// The columns.
  public let columns: [Column]
  /// The rows; each has one cell a column.
  public let rows: [[TableCell]]
  /// Notes below the table.
  public let notes: [Message]
  /// Where it is found.
  public let display: Display

  /// Creates a table.
  public init(
    id: String, title: Message, columns: [Column], rows: [[TableCell]], notes: [Message] = [],
    display: Display = .page
  ) {
    self.id = id
    self.title = title
    self.columns = columns
    self.rows = rows
    self.notes = notes
    self.display = display
  }
}

/// A source shown under a figure or a table.
public struct SourceReference: Hashable, Sendable, Codable {
  /// The data set's id, as in `bns.trade.partner`.
  public let dataset: String
  /// The citation as text.
  public let citation: String
  /// The publication date or vintage, if known.
  public let vintage: String?

  /// Creates a source.
  public init(dataset: String, citation: String, vintage: String? = nil) {
    self.dataset = dataset
    self.citation = citation
    self.vintage = vintage
  }
}

/// The kind of a figure.
public enum FigureKind: String, Sendable, Codable {
  /// Lines over ordinal periods.
  case line
  /// Bars, grouped by series.
  case bar
  /// Points of two measures, labelled.
  case scatter
  /// Points with intervals.
  case interval
}

/// A figure: a table and how to draw it.
public struct Figure: Hashable, Sendable, Codable {
  /// The id, as in `fig:trade.turnover`.
  public let id: String
  /// How it is drawn.
  public let kind: FigureKind
  /// The title: a sentence that states the finding.
  public let finding: Message
  /// The subtitle: unit, period, geography.
  public let subtitle: Message
  /// The data; the only thing that may be drawn.
  public let table: ResultTable
  /// The column of the horizontal axis (period or value).
  public let x: String
  /// The columns drawn, one series each (for `interval`: estimate, lower, upper).
  public let y: [String]
  /// The column with labels of points, for a scatter.
  public let labels: String?
  /// The title of the horizontal axis.
  public let xTitle: Message
  /// The title of the vertical axis.
  public let yTitle: Message
  /// The sources.
  public let sources: [SourceReference]
  /// Notes: breaks, mirror data, what is not shown.
  public let notes: [Message]
  /// One sentence that says what the picture shows, for readers who do not see it.
  public let summary: Message

  /// Creates a figure.
  public init(
    id: String, kind: FigureKind, finding: Message, subtitle: Message, table: ResultTable,
    x: String, y: [String], labels: String? = nil, xTitle: Message, yTitle: Message,
    sources: [SourceReference], notes: [Message] = [], summary: Message
  ) {
    self.id = id
    self.kind = kind
    self.finding = finding
    self.subtitle = subtitle
    self.table = table
    self.x = x
    self.y = y
    self.labels = labels
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.sources = sources
    self.notes = notes
    self.summary = summary
  }
}

/// How a finding stands.
public enum FindingKind: String, Sendable, Codable {
  /// A plain statement of what the data show.
  case statement
  /// A printed figure follows from its own table.
  case reproduced
  /// A printed figure does not follow from its own table.
  case differs
  /// True, but not supported by its sample.
  case weak
}

/// A sentence with numbers that a reader should take away.
public struct Finding: Hashable, Sendable, Codable {
  /// The id, unique in the result.
  public let id: String
  /// How it stands.
  public let kind: FindingKind
  /// The sentence.
  public let message: Message

  /// Creates a finding.
  public init(id: String, kind: FindingKind, message: Message) {
    self.id = id
    self.kind = kind
    self.message = message
  }
}

/// The result of one analysis: numbers with ids, and what shows them.
public struct AnalysisResult: Sendable, Equatable, Codable {
  /// The analysis and its step in the study, as in `trade`.
  public var step: String
  /// The section's title.
  public var title: Message
  /// One paragraph on method and reading, if any.
  public var introduction: Message?
  /// The numbers.
  public var values: [ValueRecord]
  /// The tables.
  public var tables: [ResultTable]
  /// The figures.
  public var figures: [Figure]
  /// The findings.
  public var findings: [Finding]
  /// The claims of an audited publication.
  public var cards: [AuditCard]
  /// Warnings.
  public var diagnostics: [Diagnostic]

  /// Creates a result.
  public init(
    step: String, title: Message, introduction: Message? = nil, values: [ValueRecord] = [],
    tables: [ResultTable] = [], figures: [Figure] = [], findings: [Finding] = [],
    cards: [AuditCard] = [], diagnostics: [Diagnostic] = []
  ) {
    self.step = step
    self.title = title
    self.introduction = introduction
    self.values = values
    self.tables = tables
    self.figures = figures
    self.findings = findings
    self.cards = cards
    self.diagnostics = diagnostics
  }
}

/// A finished run of a study: what every outlet renders.
public struct RunResult: Sendable {
  /// The run's id: twelve hexadecimal digits of a hash of study, inputs and software version.
  public var run: String
  /// The study's id, as in `kazakhstan-kyrgyzstan`.
  public var study: String
  /// The study's title.
  public var title: [String: String]
  /// The study's question.
  public var question: [String: String]
  /// The authors as named in the study file.
  public var authors: [String]
  /// The date of the study, ISO 8601; no clock is read.
  public var date: String
  /// The licence of the study's text.
  public var licence: String
  /// The software version.
  public var software: String
  /// The results in the order of the study.
  public var results: [AnalysisResult]
  /// The sources in use.
  public var sources: [SourceReference]
  /// The names of entities by code and language: `names["KGZ"]?["ru"]`.
  public var names: [String: [String: String]]

  /// Creates a run result.
  public init(
    run: String, study: String, title: [String: String], question: [String: String],
    authors: [String], date: String, licence: String, software: String,
    results: [AnalysisResult], sources: [SourceReference], names: [String: [String: String]]
  ) {
    self.run = run
    self.study = study
    self.title = title
    self.question = question
    self.authors = authors
    self.date = date
    self.licence = licence
    self.software = software
    self.results = results
    self.sources = sources
    self.names = names
  }
}
