internal import TamgaNumerics
internal import TamgaPresent

extension ReportPage {
  /// The lineage entry of a number: where its link leads, and what the drawer shows.
  func record(_ record: ValueRecord, _ sharing: SharedInputs, _ html: inout HTMLWriter) {
    html.element("div", ["class": "record", "id": record.id.anchor]) { entry in
      entry.element("p", ["class": "shown"]) { shown in
        shown.element("strong", text: edition.withUnit(record))
        for mark in record.marks {
          shown.text(" ")
          shown.element("span", ["class": "mark"], text: edition.markText(mark))
        }
      }
      entry.element("p", ["class": "code"]) { $0.element("code", text: record.id.text) }
      entry.element("dl", ["class": "facts"]) { facts(of: record, sharing, &$0) }
    }
    html.line()
  }

  private func facts(
    of record: ValueRecord, _ sharing: SharedInputs, _ html: inout HTMLWriter
  ) {
    if case .missing(let reason) = record.value {
      fact("drawer.reason", &html) { $0.text(edition.localiser.reason(reason)) }
    }
    if let interval = record.interval {
      let level = edition.localiser.numbers.percent(interval.level * 100, digits: 0)
      let ends = edition.localiser.interval(interval, digits: record.digits)
      fact("drawer.interval", &html) { $0.text("\(level) \(ends), \(interval.method)") }
    }
    if let observations = record.observations {
      fact("drawer.observations", &html) {
        $0.text("n = " + edition.localiser.numbers.string(observations))
      }
    }
    if let formula = record.formula {
      fact("drawer.formula", &html) { $0.element("code", text: formula) }
    }
    if !record.inputs.isEmpty {
      fact("drawer.inputs", &html) { body in
        if let first = sharing.first(for: record), let other = edition.record(first) {
          sameInputs(as: other, &body)
          return
        }
        body.element("ul") { list in
          for input in record.inputs { list.element("li") { self.input(input, &$0) } }
        }
      }
    }
    // That a number was read needs no line of its own.
    if !record.steps.isEmpty, record.steps != ["parse number"] {
      fact("drawer.steps", &html) { $0.text(record.steps.joined(separator: " → ")) }
    }
    if !record.sources.isEmpty {
      fact("drawer.sources", &html) { $0.text(record.sources.joined(separator: ", ")) }
    }
  }

  private func fact(
    _ key: String, _ html: inout HTMLWriter, _ body: (inout HTMLWriter) -> Void
  ) {
    html.element("dt", text: edition.ui(key))
    html.element("dd", [:], body)
  }

  /// A list that stands with another number already; the drawer shows it in place of the link.
  private func sameInputs(as other: ValueRecord, _ html: inout HTMLWriter) {
    html.element(
      "a", ["class": "v same", "href": "#" + other.id.anchor],
      text: edition.ui(
        "drawer.same-inputs",
        ["n": .count(other.inputs.count), "value": .text(edition.withUnit(other))]))
  }

  private func input(_ input: ValueInput, _ html: inout HTMLWriter) {
    switch input {
    case .value(let id):
      guard let record = edition.record(id) else {
        html.element("code", text: id.text)
        return
      }
      // The entry it leads to has the id; the drawer shows it here too.
      html.element("a", ["class": "v", "href": "#" + id.anchor], text: edition.withUnit(record))
    case .cell(let cell):
      let file = SourceFiles.File(name: cell.file, sha256: cell.sha256)
      html.element("a", ["class": "file", "href": "#" + file.anchor], text: cell.file)
      html.text(" · " + edition.place(of: cell) + " · " + edition.ui("drawer.raw") + " ")
      html.element("code", text: cell.raw)
      if let printed = cell.printed {
        html.text(" · " + edition.ui("drawer.printed") + " " + printed)
      }
    }
  }
}

/// Lists of inputs that several numbers rest on: each stands once on the page, with the first of them.
struct SharedInputs {
  private var firsts: [[ValueInput]: ValueID] = [:]

  /// The shortest list that is worth a link.
  private static let shortest = 3

  init(_ records: [ValueRecord]) {
    for record in records
    where record.inputs.count >= Self.shortest && firsts[record.inputs] == nil {
      firsts[record.inputs] = record.id
    }
  }

  /// The earlier number that has the same inputs; nil for the first of them.
  func first(for record: ValueRecord) -> ValueID? {
    guard record.inputs.count >= Self.shortest, let first = firsts[record.inputs] else {
      return nil
    }
    return first == record.id ? nil : first
  }
}
