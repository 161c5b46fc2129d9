/// The kind of place an administrative word names: what tells the city of Almaty from the region.
enum PlaceWord: UInt8, Sendable {
  case city
  case region
  case republic
  case krai
  case prefecture
  case district
}

/// The administrative type of a region in the table of regions.
enum RegionType: String, Sendable {
  case region
  case city
  case republic
  case krai
  case prefecture
  case aimag
  case autonomous
  case district

  /// Whether a label with this administrative word can mean a region of this type.
  func agrees(with word: PlaceWord) -> Bool {
    switch word {
    case .city: self == .city
    case .region: self == .region || self == .aimag || self == .autonomous
    case .republic: self == .republic
    case .krai: self == .krai
    case .prefecture: self == .prefecture || self == .aimag
    case .district: self == .district
    }
  }
}

/// What a word of a label does to its key.
enum WordMeaning: Sendable {
  /// It is left out: conjunctions and articles.
  case dropped
  /// It is left out of the key and kept beside it.
  case place(PlaceWord)
  /// It is an abbreviation or a spelling of this word.
  case written([UInt8])
}

/// The words of labels that carry no name, in the four languages; abbreviations included.
enum WordTable {
  /// The meaning of a folded word; nil for a word of the name itself.
  static func meaning(of word: ArraySlice<UInt8>) -> WordMeaning? {
    word.count > longest ? nil : meanings[Array(word)]
  }

  private static let longest = meanings.keys.map(\.count).max() ?? 0

  private static let meanings: [[UInt8]: WordMeaning] = {
    var table: [[UInt8]: WordMeaning] = [:]
    func set(_ words: String, _ meaning: WordMeaning) {
      for word in words.split(separator: " ") { table[Array(word.utf8)] = meaning }
    }
    set("and the of и және жана", .dropped)
    set("г город города городе гор қ қаласы ш шаары city shaary qalasy shahri", .place(.city))
    set(
      "область обл области облысы облысының облусу облусунун oblast obl oblysy oblusu",
      .place(.region))
    set("region province aimag аймак viloyati velayat велаят велаяты уәлаяты", .place(.region))
    set("республика республики республике респ республикасы republic rep", .place(.republic))
    set("край края крае krai kray өлкесі крайы", .place(.krai))
    set("prefecture округ округа аймағы аймагы", .place(.prefecture))
    set("район района ауданы району district", .place(.district))
    func write(_ words: String, as word: String) { set(words, .written(Array(word.utf8))) }
    write("остров острова осторова", as: "острова")
    write("island islands isd isds isl is", as: "islands")
    write("аралы аралдары", as: "аралдары")
    write("st", as: "saint")
    write("dem", as: "democratic")
    write("fed", as: "federated")
    write("sts", as: "states")
    write("terr terrs territories", as: "territory")
    write("br", as: "british")
    write("fr", as: "french")
    return table
  }()

  /// Words of the formal names of states, beside `республика`: without them the short name is left.
  static let formal: Set<String> = Set(
    """
    государство королевство княжество исламская арабская народная \
    демократическая социалистическая федеративная федеративные штаты кооперативная \
    многонациональное боливарианская султанат содружество союз объединенная независимое великое \
    герцогство федерация эмират \
    kingdom state states islamic arab democratic people peoples socialist federal federated \
    federative united commonwealth sultanate principality union plurinational bolivarian \
    fed dem cooperative co operative grand duchy hashemite independent federation \
    корольдігі мемлекеті халық халықтық демократиялық социалистік федеративтік ислам араб \
    княздігі сұлтандығы федерациясы біріккен \
    королдугу мамлекети эл элдик демократиялык социалисттик федеративдик княздыгы султанаты \
    бириккен
    """.split(separator: " ").map(String.init))
}
