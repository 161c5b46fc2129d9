internal import TamgaAudit

/// The words of four languages that a draft is guessed by; a word counts by how it begins.
enum DraftWords {
  static let rise = stems(
    "grew grow growth rose rise rising increas expand gain up рост росл выро возро увелич прирост "
      + "расшир өсті өсу өсім артты ұлғай көбей өстү өсүү өсүш көбөй жогорула")
  static let fall = stems(
    "fell fall declin decreas drop reduc shrank shrunk lower сниз сокра умень упал паден төменде "
      + "азай қысқар кему төмөндө азая азайды кыскар")
  static let index = stems("index темп индекс қарқын индекс темпи")
  static let share = stems(
    "share account percentage proportion makes made part comprised equal belongs holds доля долю "
      + "доле доли удельн приход үлес үлесі үлүш үлүшү")
  static let average = stems("average annual mean среднегод средн орташа орточо")
  static let difference = stems(
    "exceed differ more less gap surplus deficit balance by or превыс больше меньше разниц сальдо "
      + "на или артық айырма көп көбүрөөк айырма же немесе")
  static let sum = stems(
    "total sum these including together итого всего сумм включая том барлы жалпы жиын бардык")
  static let correlation = stems("correlat pearson coefficient коррел корреля коэффициент")
  static let total = stems(
    "total all world overall sum итого всего весь мир барлығы жиыны бардыгы жалпы дүйнө")

  private static let hedges: [(Hedge, Set<String>)] = [
    (
      .about,
      [
        "about", "around", "approximately", "roughly", "circa", "около", "примерно", "порядка",
        "приблизительно", "шамамен", "болжолдуу", "болжол", "шамасында", "чамасында",
      ]
    ),
    (.nearly, ["nearly", "almost", "почти", "дерлік", "дээрлик", "жуық", "жакын"]),
    (
      .over,
      [
        "over", "than", "exceeding", "exceeded", "surpassed", "least", "более", "свыше", "больше",
        "превысил", "превысила", "превысило", "астам", "ашык", "ашуун", "артық",
      ]
    ),
    (.upTo, ["upto", "most", "under", "below", "менее", "дейін", "чейин"]),
  ]

  /// The hedge that some words are, those before the number given last.
  static func hedge(before: [String], after: [String]) -> Hedge? {
    if before.suffix(2) == ["up", "to"] || before.suffix(2) == ["less", "than"] { return .upTo }
    let behind: Set<String> = ["астам", "ашык", "ашуун", "дейін", "чейин", "жуық", "жакын"]
    let words = before.suffix(1) + after.prefix(2).filter { behind.contains($0) }
    for word in words {
      if let hedge = hedges.first(where: { $0.1.contains(word) })?.0 { return hedge }
    }
    return nil
  }

  /// The months, by their beginnings.
  static let months = stems(
    "january february march april june july august september october november december январ "
      + "феврал март апрел мая июн июл август сентябр октябр ноябр декабр қаңтар ақпан наурыз "
      + "сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан jan feb sept oct nov dec")

  /// Words before the number of a table or a figure.
  static let captions = stems(
    "table tab figure fig chart graph diagram таблиц табл рисун рис диаграм график сурет кесте "
      + "сүрөт equation formula appendix section chapter приложен раздел глава formula")
  static let tables = stems("table таблиц кесте")
  static let figures = stems("figure fig chart рисун рис диаграм сурет сүрөт")

  /// Lines that end a table.
  static let notes = stems(
    "source note compiled источник примечан составлен дереккөз ескерту булак булагы эскертүү")

  /// Headings of the list of sources.
  static let sources = stems("references bibliography литератур источник әдебиет адабият")

  /// Words before a page.
  static let pages: Set<String> = ["p", "pp", "page", "pages", "с", "стр", "б", "бет"]

  /// Words before the number of a law, an issue, a code.
  static let codes = stems(
    "no vol volume issue issn isbn doi udc jel удк ббк том выпуск orcid n article clause tel phone")

  /// Whether a word begins with one of some stems; short stems are whole words.
  static func has(_ word: String, _ stems: Set<String>) -> Bool {
    if stems.contains(word) { return true }
    guard word.count > 3 else { return false }
    return (4...word.count).contains { length in stems.contains(String(word.prefix(length))) }
  }

  static func any(_ words: [String], _ stems: Set<String>) -> Bool {
    words.contains { has($0, stems) }
  }

  private static func stems(_ text: String) -> Set<String> {
    Set(text.split(separator: " ").map(String.init))
  }
}
