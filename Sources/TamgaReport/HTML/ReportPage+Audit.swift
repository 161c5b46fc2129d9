internal import TamgaNumerics
internal import TamgaPresent

extension ReportPage {
  /// The claims of a publication: a filter, the list, and one card each.
  func audit(
    _ cards: [AuditCard], in result: AnalysisResult, _ section: String, _ html: inout HTMLWriter
  ) {
    let id = section + "-claims"
    html.element("div", ["class": "block", "id": id]) { block in
      block.element("h3", ["id": id + "-title"], text: edition.ui("report.audit.claims"))
      block.element("p", ["class": "subtitle"], text: edition.ui("report.audit.note"))
      filter(cards, id, &block)
      list(cards, result.step, id, labelled: "\(section)-title \(id)-title", &block)
    }
    html.line()
    html.element("div", ["class": "block"]) { block in
      block.element("h3", text: edition.ui("report.audit.cards"))
      for card in cards where card.hasOwnCard {
        self.card(card, result.step, &block)
        block.line()
      }
    }
    html.line()
  }

  /// The anchor of a claim's card.
  static func anchor(_ card: AuditCard, _ step: String) -> String {
    "c-" + SHA256Digest(ofText: step + "\n" + card.id).base32.prefix(12)
  }

  /// What a card is found by in the filter.
  private func groups(of card: AuditCard) -> [String] {
    var groups = [card.standing.rawValue]
    if card.needsAttention { groups.append("attention") }
    if card.isWeak { groups.append("weak") }
    return groups
  }

  // MARK: Filter

  /// Buttons that leave one verdict; the script shows them, without it all rows are there.
  private func filter(_ cards: [AuditCard], _ id: String, _ html: inout HTMLWriter) {
    let groups = cards.map(self.groups)
    html.element("div", ["class": "filter", "hidden": ""]) { filter in
      filter.element(
        "div", ["class": "tools", "role": "group", "aria-label": edition.ui("report.audit.filter")]
      ) { tools in
        for (group, sign, name) in choices {
          let count = group == "all" ? cards.count : groups.count { $0.contains(group) }
          guard count > 0 else { continue }
          tools.element(
            "button",
            [
              "type": "button", "data-show": group, "aria-controls": id + "-list",
              "aria-pressed": group == "all" ? "true" : "false",
            ]
          ) { button in
            if !sign.isEmpty {
              button.element("span", ["class": "sign", "aria-hidden": "true"], text: sign)
            }
            button.text(name + "\u{A0}" + edition.localiser.numbers.string(count))
          }
        }
      }
      let pattern = edition.ui(
        "report.audit.shown", ["n": .text("{n}"), "all": .text("{all}")])
      filter.element("p", ["class": "minor", "role": "status", "data-text": pattern])
    }
    html.line()
  }

  private var choices: [(group: String, sign: String, name: String)] {
    [
      ("all", "", edition.ui("report.audit.all")),
      ("attention", "", edition.ui("report.audit.attention")),
    ]
      + AuditStanding.allCases.map {
        ($0.rawValue, $0.sign, edition.ui("claims.verdict." + $0.rawValue))
      } + [("weak", AuditCard.weakSign, edition.ui("claims.weak"))]
  }

  // MARK: List

  private func list(
    _ cards: [AuditCard], _ step: String, _ id: String, labelled label: String,
    _ html: inout HTMLWriter
  ) {
    let hasLinks = cards.contains { $0.hasOwnCard || !$0.values.isEmpty }
    html.element(
      "div",
      [
        "class": "scroll", "role": "region", "aria-labelledby": label,
        "tabindex": hasLinks ? nil : "0",
      ]
    ) { region in
      region.element("table", ["id": id + "-list", "aria-labelledby": label]) { grid in
        grid.element("thead") { head in
          head.element("tr") { row in
            for name in ["id", "verdict", "quote", "published", "recomputed"] {
              let isNumber = name == "published" || name == "recomputed"
              row.element(
                "th", ["scope": "col", "class": isNumber ? "num" : nil],
                text: edition.ui("claims.column." + name))
            }
          }
        }
        grid.element("tbody") { body in
          for card in cards {
            body.element("tr", ["data-verdict": groups(of: card).joined(separator: " ")]) {
              row(card, step, &$0)
            }
            body.line()
          }
        }
      }
    }
    html.line()
  }

  private func row(_ card: AuditCard, _ step: String, _ html: inout HTMLWriter) {
    html.element("th", ["scope": "row"]) { cell in
      if card.hasOwnCard {
        cell.element("a", ["href": "#" + Self.anchor(card, step)], text: card.id)
      } else {
        cell.text(card.id)
      }
    }
    html.element("td") { verdict(card, &$0) }
    html.element("td", ["class": "quote"]) { cell in
      cell.text(card.hasOwnCard ? Self.shortened(card.quote) : card.quote)
      guard !card.hasOwnCard else { return }
      for sentence in card.notes.flatMap(\.sentences) {
        cell.element("span", ["class": "interval"]) { self.sentence(sentence, &$0) }
      }
    }
    html.element("td", ["class": "num"]) { published(card, &$0) }
    html.element("td", ["class": "num"]) { recomputed(card, isBrief: true, &$0) }
  }

  private static func shortened(_ quote: String) -> String {
    guard quote.count > 110 else { return quote }
    let head = quote.prefix(109)
    return head[..<(head.lastIndex(of: " ") ?? head.endIndex)] + " …"
  }

  /// The verdict: sign and words, so that nothing is said by colour.
  private func verdict(_ card: AuditCard, _ html: inout HTMLWriter) {
    html.element("span", ["class": "verdict v-\(card.tone)"]) { verdict in
      verdict.element("span", ["class": "sign", "aria-hidden": "true"], text: card.sign)
      verdict.text(" " + edition.plain(card.verdict))
    }
  }

  private func published(_ card: AuditCard, _ html: inout HTMLWriter) {
    if let id = card.published {
      quantity(id, card, &html)
    } else if let wording = card.wording {
      sentence(wording, &html)
    }
  }

  /// The recomputed number with its range; in brief without the unit that stands beside the printed.
  private func recomputed(_ card: AuditCard, isBrief: Bool = false, _ html: inout HTMLWriter) {
    guard let id = card.recomputed else { return }
    if isBrief, card.published != nil, let record = edition.record(id) {
      number(id, edition.localiser.number(of: record), &html)
    } else {
      quantity(id, card, &html)
    }
    guard let record = edition.record(id), let interval = record.interval else { return }
    html.element(
      "span", ["class": "interval"],
      text: edition.localiser.interval(interval, digits: record.digits))
  }

  private func quantity(_ id: ValueID, _ card: AuditCard, _ html: inout HTMLWriter) {
    guard let record = edition.record(id) else { return }
    number(id, edition.withUnit(record), &html)
    if !card.unit.isEmpty { html.text("\u{A0}" + card.unit) }
  }

  // MARK: Card

  private func card(_ card: AuditCard, _ step: String, _ html: inout HTMLWriter) {
    html.element(
      "details",
      [
        "class": "card k-\(card.tone)", "id": Self.anchor(card, step),
        "data-verdict": groups(of: card).joined(separator: " "),
      ]
    ) { details in
      details.element("summary") { summary in
        summary.element("code", text: card.id)
        summary.text(" ")
        verdict(card, &summary)
        if !card.place.isEmpty {
          summary.element("span", ["class": "minor"], text: " · " + card.place)
        }
      }
      details.element("blockquote", text: card.quote)
      details.element("dl", ["class": "facts"]) { facts(card, &$0) }
    }
  }

  private func facts(_ card: AuditCard, _ html: inout HTMLWriter) {
    if card.published != nil || card.wording != nil {
      part(edition.ui("claims.label.published"), &html) { published(card, &$0) }
    }
    if card.recomputed != nil {
      part(edition.ui("claims.label.recomputed"), &html) { body in
        recomputed(card, &body)
        if let strip = card.strip { AuditStripDrawing(strip, edition: edition).write(&body) }
      }
    }
    if let formula = card.formula {
      part(edition.ui("drawer.formula"), &html) { $0.element("code", text: formula) }
    }
    for notes in card.notes {
      part(edition.ui("report.audit.part." + notes.subject.rawValue), &html) { body in
        guard notes.sentences.count > 1 else {
          for sentence in notes.sentences { self.sentence(sentence, &body) }
          return
        }
        body.element("ul") { list in
          for sentence in notes.sentences {
            list.element("li") { self.sentence(sentence, &$0) }
          }
        }
      }
    }
  }

  private func part(
    _ heading: String, _ html: inout HTMLWriter, _ body: (inout HTMLWriter) -> Void
  ) {
    html.element("dt", text: heading)
    html.element("dd", [:], body)
  }
}

extension AuditCard {
  /// Whether there is more to say than a row of the list holds.
  var hasOwnCard: Bool { recomputed != nil || needsAttention }

  /// The sign of what is true and not supported.
  static let weakSign = "⚠"

  /// The sign beside the verdict.
  var sign: String {
    isWeak && (standing == .reproduced || standing == .rounding) ? Self.weakSign : standing.sign
  }

  /// The colour that goes with the sign, by the names of findings.
  var tone: String {
    switch standing {
    case .contradicted: "differs"
    case .tainted: "weak"
    case .reproduced, .rounding: isWeak ? "weak" : "reproduced"
    case .notDerivable: "statement"
    }
  }
}
