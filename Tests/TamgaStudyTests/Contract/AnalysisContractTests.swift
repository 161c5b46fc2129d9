import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaStudy

@Suite("Contract of analyses") struct AnalysisContractTests {
  static let ids = AnalysisCatalog.all.map(\.id)

  private func example(_ id: String) throws -> (PreparedStep, Tables) {
    let example = try #require(AnalysisCase.example(id), "\(id) has no example")
    return (try example.step(), Tables(example.points))
  }

  @Test("ids are unique, sorted and found again") func catalogue() {
    #expect(Self.ids == Self.ids.sorted() && Set(Self.ids).count == Self.ids.count)
    #expect(AnalysisCatalog.all.allSatisfy { $0.version >= 1 })
    #expect(Self.ids.allSatisfy { AnalysisCatalog.entry($0)?.id == $0 })
    #expect(AnalysisCatalog.entry("trade.magic") == nil)
  }

  @Test("every parameter has a name and a line of help", arguments: AnalysisCatalog.all.map(\.id))
  func keys(id: String) throws {
    let keys = try #require(AnalysisCatalog.entry(id)).keys
    #expect(Set(keys.map(\.name)).count == keys.count)
    for key in keys {
      #expect(key.help.count >= 4 && !key.help.contains("\n"), "\(key.name)")
      #expect(key.name.allSatisfy { $0.isLowercase || $0 == "-" }, "\(key.name)")
    }
  }

  @Test("the requests name the tables the analysis reads", arguments: ids)
  func requests(id: String) throws {
    let example = try #require(AnalysisCase.example(id))
    let names = try example.step().inputs.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Set(example.points.keys) == Set(names))
  }

  @Test("twice the same tables, twice the same result", arguments: ids)
  func repeats(id: String) throws {
    let (step, tables) = try example(id)
    #expect(try step.run(tables) == step.run(tables))
    #expect(try step.identity == example(id).0.identity)
  }

  @Test("the order of the points changes nothing", arguments: ids, UInt64(0)..<8)
  func order(id: String, seed: UInt64) throws {
    let example = try #require(AnalysisCase.example(id))
    let step = try example.step()
    var random = SplitMix(seed: seed)
    var shuffled: [String: [DataPoint]] = [:]
    for name in example.points.keys.sorted() {
      shuffled[name] = example.points[name]?.shuffled(using: &random)
    }
    #expect(try step.run(Tables(shuffled)) == step.run(Tables(example.points)))
  }

  @Test("every number shown has a record, every record rests on cells", arguments: ids)
  func lineage(id: String) throws {
    let (step, tables) = try example(id)
    let result = try step.run(tables)
    let records = Dictionary(uniqueKeysWithValues: result.values.map { ($0.id, $0) })
    #expect(!records.isEmpty)
    for shown in ShownNumbers(result).ids { #expect(records[shown] != nil, "\(shown)") }
    func cells(below id: ValueID, depth: Int = 0) -> Int {
      guard depth < 20, let record = records[id] else { return 0 }
      return record.inputs.map { input in
        switch input {
        case .cell: 1
        case .value(let other): cells(below: other, depth: depth + 1)
        }
      }.reduce(0, +)
    }
    for record in result.values {
      for case .value(let input) in record.inputs {
        #expect(records[input] != nil, "\(record.id) rests on \(input)")
      }
      if record.value.double != nil {
        #expect(cells(below: record.id) > 0, "\(record.id) rests on no cell")
        #expect(!record.sources.isEmpty, "\(record.id) has no source")
        #expect(
          record.formula != nil || !record.steps.isEmpty || record.unit == "count"
            || record.observations != nil, "\(record.id)")
      }
      #expect(MeasureUnit(id: record.unit) != nil, "\(record.id): \(record.unit)")
      #expect(ValueID(record.id.text) == record.id, "\(record.id) cannot be read back")
    }
  }

  @Test("a pruned result keeps every shown number and what it rests on", arguments: ids)
  func pruned(id: String) throws {
    let (step, tables) = try example(id)
    let result = try step.run(tables).pruned()
    let known = Set(result.values.map(\.id))
    #expect(ShownNumbers(result).ids.allSatisfy(known.contains))
    #expect(
      result.values.flatMap(\.inputs).allSatisfy { input in
        guard case .value(let other) = input else { return true }
        return known.contains(other)
      })
    #expect(result.pruned() == result)
  }

  @Test("tables are rectangular; ids stand once", arguments: ids)
  func tables(id: String) throws {
    let (step, tables) = try example(id)
    let result = try step.run(tables)
    #expect(!result.tables.isEmpty)
    for table in result.tables + result.figures.map(\.table) {
      #expect(!table.rows.isEmpty, "\(table.id)")
      #expect(table.rows.allSatisfy { $0.count == table.columns.count }, "\(table.id)")
      #expect(Set(table.columns.map(\.key)).count == table.columns.count, "\(table.id)")
      #expect(table.id.hasPrefix("made."))
    }
    for names in [
      result.tables.map(\.id), result.figures.map(\.id), result.findings.map(\.id),
    ] {
      #expect(Set(names).count == names.count, "\(names)")
    }
  }

  @Test("a figure has sources, a unit, a summary and columns that exist", arguments: ids)
  func figures(id: String) throws {
    let (step, tables) = try example(id)
    for figure in try step.run(tables).figures {
      let columns = figure.table.columns
      #expect(!figure.sources.isEmpty && !figure.y.isEmpty, "\(figure.id)")
      #expect(columns.contains { $0.key == figure.x }, "\(figure.id)")
      for name in figure.y {
        let column = try #require(columns.first { $0.key == name }, "\(figure.id): \(name)")
        let isCoefficient = column.header.key == "correlation.r"
        #expect(column.unit.flatMap(MeasureUnit.init(id:)) != nil || isCoefficient, "\(name)")
      }
      #expect(figure.id.hasPrefix("fig:made."))
      #expect(figure.labels.map { label in columns.contains { $0.key == label } } ?? true)
    }
  }

  @Test("every sentence stands in the catalogues of all languages", arguments: ids)
  func sentences(id: String) throws {
    let (step, tables) = try example(id)
    let result = try step.run(tables)
    let records = Dictionary(uniqueKeysWithValues: result.values.map { ($0.id, $0) })
    for language in Language.allCases {
      let localiser = try Localiser(language: language)
      for message in ShownNumbers(result).messages {
        #expect(localiser.has(message.key), "\(language): \(message.key)")
        let text = localiser.text(message) { records[$0] }
        #expect(!text.isEmpty && !text.contains("{"), "\(language): \(message.key): \(text)")
      }
    }
  }

  @Test("empty tables give a coded diagnostic", arguments: ids)
  func empty(id: String) throws {
    let (step, _) = try example(id)
    if try #require(AnalysisCase.example(id)).readsFilesOnly {
      #expect(step.inputs.isEmpty, "a file that is there cannot be an empty table")
      return
    }
    if try #require(AnalysisCase.example(id)).standsAlone {
      let codes = try step.run(Tables([:])).diagnostics.map(\.code)
      #expect(!codes.isEmpty && codes.allSatisfy { DiagnosticCatalog.standard.entries[$0] != nil })
      return
    }
    let found = try #require(try diagnostic { try step.run(Tables([:])) })
    #expect(found.code == "T052")
    let shown = DiagnosticCatalog.standard.text(of: found, in: .en)
    #expect(!shown.message.contains("{"))
  }

  @Test("numbers not reported never trap and never become zero", arguments: ids)
  func notReported(id: String) throws {
    let example = try #require(AnalysisCase.example(id))
    let step = try example.step()
    let points = example.points.mapValues { $0.map(\.withoutValue) }
    do {
      let result = try step.run(Tables(points))
      if example.readsFilesOnly { return }
      let datasets = Set(points.values.joined().map(\.dataset))
      for record in result.values where record.value.double != nil && record.unit != "count" {
        let used = record.sources.filter {
          datasets.contains($0.split(separator: "@").first.map(String.init) ?? "")
        }
        #expect(example.standsAlone && used.isEmpty, "\(record.id)")
      }
    } catch let diagnostic as Diagnostic {
      #expect(DiagnosticCatalog.standard.entries[diagnostic.code] != nil)
    }
  }
}

extension DataPoint {
  /// The point of a cell that says "…".
  var withoutValue: DataPoint {
    var point = self
    point.value = nil
    point.state = "not_reported"
    point.cell.raw = "…"
    return point
  }
}
