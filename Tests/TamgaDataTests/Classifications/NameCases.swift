import TamgaData
import TamgaNumerics
import Testing

/// Labels as they stand in books and data bases, typed by hand with the entity each must mean.
enum NameCases {
  struct Case: Sendable, CustomTestStringConvertible {
    let language: NameLanguage
    let entity: EntityCode
    let label: String
    var testDescription: String { "\(language) \(label) = \(entity)" }
  }

  /// All cases.
  static let all: [Case] = [russian, english, kazakh, kyrgyz].joined().flatMap(read)

  private static func read(_ line: String) -> [Case] {
    let halves = line.split(separator: ":", maxSplits: 1)
    let head = halves[0].split(separator: " ").map(String.init)
    guard halves.count == 2, let language = NameLanguage(rawValue: head[0]) else { return [] }
    return halves[1].split(separator: ";").map {
      Case(
        language: language, entity: EntityCode(head[1]),
        label: $0.hasPrefix(" ") ? String($0.dropFirst()) : String($0))
    }
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  static let russian = lines(
    """
    ru KAZ: Казахстан; Республика Казахстан; Казахстан, Республика; КАЗАХСТАН; РК
    ru KGZ: Кыргызстан; Кыргызская Республика; Киргизия; Кыргызская республика 1; Республика Кыргызстан
    ru RUS: Россия; Российская Федерация; РФ;  РОССИЯ
    ru UZB: Узбекистан; Республика Узбекистан; Узбекистан, Республика
    ru TJK: Таджикистан; Республика Таджикистан
    ru TKM: Туркменистан; Туркмения
    ru CHN: Китай; Китайская Народная Республика; КНР; Китай (КНР)
    ru TWN: Тайвань; Тайвань (Китай); Тайвань, провинция Китая; Китайская Республика
    ru HKG: Гонконг; САР-Гонконг; Гонконг, САР Китая; Гонконг (Сянган); Сянган
    ru MAC: Макао; Макао (Макао); Аомынь
    ru KOR: Республика Корея; Корея, Республика; Южная Корея; Корея (Южная); Корея (Республика)
    ru PRK: КНДР; Корея (КНДР); Корейская Народно-Демократическая Республика
    ru PRK: Корея, народно-Демократическая Республика; Северная Корея; Корея, НДР
    ru COG: Конго; Республика Конго; Конго, Республика; Конго (Браззавиль)
    ru COD: Демократическая Республика Конго; Конго, Демократическая Республика; ДР Конго; Заир
    ru COD: Конго (Киншаса); Демократическая республика  Конго
    ru WSM: Самоа; Самоа, Независимое Государство; Западное Самоа
    ru ASM: Американское Самоа; Восточное САМОА; Самоа (США)
    ru GIN: Гвинея; Гвинейская Республика
    ru GNB: Гвинея-Бисау; Гвинея - Бисау; Гвинея Бисау
    ru GNQ: Экваториальная Гвинея; ЭКВАТОРИАЛЬНАЯ ГВИНЕЯ; Гвинея (Экваториальная)
    ru PNG: Папуа-Новая Гвинея; Папуа-новая Гвинея; Папуа — Новая Гвинея
    ru NER: Нигер; Республика Нигер
    ru NGA: Нигерия; Федеративная Республика Нигерия
    ru DMA: Доминика; Содружество Доминики
    ru DOM: Доминиканская Республика; Доминиканская Респ.; Доминиканская республика
    ru VGB: Британские Виргинские острова; Виргинские Острова (Брит.); Британско- Виргинские острова
    ru VIR: Виргинские Острова, Сша; Виргинские острова (США); Виргинские острова США
    ru MDA: Молдова; Молдова, Республика; Республика Молдова; Молдавия
    ru IRN: Иран; Иран, Исламская Республика; Иран (Исламская Республика); Исламская Республика Иран
    ru IRQ: Ирак; Ирак, Республика Ирак; Республика Ирак
    ru LVA: Республика Латвия; Латвия; Латвийская Республика
    ru GIB: Гибралтар (Брит.); Гибралтар
    ru COK: Острова Кука (Н.Зел.); Острова Кука; о-ва Кука
    ru MNE: Черногория (Монтенегро); Черногория; Монтенегро
    ru BFA: Буркино Фасо; Буркина-Фасо
    ru CCK: Кокосовые осторова; Кокосовые (Килинг) Острова; Кокосовых островов
    ru AND: Андора; Андорра
    ru MKD: Македония; Северная Македония; БЮРМ; Республика Северная Македония
    ru SWZ: Свазиленд; Эсватини; Королевство Эсватини
    ru TUR: Турция; Турецкая Республика; Турция²
    ru CZE: Чехия; Чешская Республика; Чешская  республика
    ru MMR: Бирма; Мьянма; Мьянма (Бирма)
    ru CIV: Кот-д'Ивуар; Котд'Ивуар; Кот-Д’Ивуар; КОТ-Д`ИВУАР
    ru AIA: Ангилья (Брит.); Ангилья
    ru GUM: Гуам (Сша); Гуам
    ru VAT: Ватикан, Государство-Город; Ватикан; Святой Престол
    ru SGS: Южн.Джорджия И Южн.Сандвич.Острова
    ru UMI: Малые Тихоокеан.отдален.ост-ва С.Ш.
    ru FLK: Фолклендские Острова (Мальвинские); Фолклендские (Мальвинские) острова
    ru TZA: Танзания, Объединенная Республика; Танзания; Объединённая Республика Танзания
    ru PSE: Палестина, Государство; Государство Палестина
    ru USA: США; Соединенные Штаты Америки; Соединённые Штаты; CША
    ru GBR: Великобритания; Соединенное Королевство; Соединенное Королевство (Великобритания)
    ru ARE: ОАЭ; Объединенные Арабские Эмираты; Объединённые Арабские Эмираты
    ru ZAF: Южная Африка; Южно-Африканская Республика; ЮАР
    ru LBY: Ливия; Ливийская Арабская Джамахирия
    ru ESH: Западная Сахара
    ru XKX: Косово; Республика Косово
    ru CHI: Нормандские Острова
    ru GGY: Гернси
    ru JEY: Джерси
    ru ANT: Нидерландские Антильские острова
    ru SUN: СССР; Советский Союз
    ru CSK: Чехословакия
    ru DDR: ГДР; Германская Демократическая Республика
    ru DEU: Германия; ФРГ; Федеративная Республика Германия
    ru XUN: ООН; Организация Объединенных Наций; OOH
    ru XUS: Неопределенная страна; Страна не определена
    ru XSS: Бункер; Судовые припасы
    ru WLD: Всего; Всего 2; ИТОГО; Мир; Весь мир
    ru EU: Европейский союз (ЕС); Страны ЕС; ЕС;   Страны ЕС ; EC
    ru EU27: ЕС-27; ЕС27
    ru EAEU: ЕАЭС; Страны ЕАЭС; Страны ЕАЭС - всего; Евразийский экономический союз
    ru CIS: СНГ; Страны СНГ; Страны СНГ - всего; Содружество Независимых Государств
    ru CIS-X-EAEU: Страны вне ЕАЭС;  Страны вне ЕАЭС
    ru EUROPE-X-EU: Страны вне ЕС
    ru ROW: Остальные страны мира; Другие страны
    ru OCEANIA: Австралия и Океания
    ru SCO: ШОС
    ru FAR-ABROAD: Страны дальнего зарубежья
    ru KZ-10: Абайская; Абайская область; область Абай; Абайской области
    ru KZ-11: Акмолинская; Акмолинская область; Акмолинской области; Акмолинская обл.
    ru KZ-19: Алматинская; Алматинская область
    ru KZ-75: г. Алматы; Алматы; г.Алматы; город Алматы; АЛМАТЫ
    ru KZ-71: г. Астана; Астана; Нур-Султан; г.Нур-Султан
    ru KZ-27: Западно-Казахстанская; Западно-Казахстанская область; ЗКО; Западно - Казахстанская
    ru KZ-33: Жетысу; Жетысуская; область Жетысу; Жетысуская область
    ru KZ-61: Туркестанская; Туркестанская область
    ru KZ-62: Улытауская; Улытау; область Улытау; Ұлытау
    ru KZ-79: г. Шымкент; Шымкент
    ru KZ-YUZ: Южно-Казахстанская; ЮКО
    ru KG-T: Таласская область; Таласская; Таласской области
    ru KG-GB: г.Бишкек; Бишкек; г. Бишкек; город Бишкек
    ru KG-GO: г.Ош; Ош; город Ош
    ru KG-O: Ошская область; Ошская
    ru KG-Y: Иссык-Кульская область; Иссык-Кульская; Иссык - Кульская
    ru KG-C: Чуйская область; Чуйская
    ru KG-J: Джалал-Абадская область; Джалал - Абадская
    ru RU-AL: Республика Алтай; Алтай, Республика; Горный Алтай
    ru RU-ALT: Алтайский край; Алтайского края; Алтайский
    ru RU-OMS: Омская область; Омская
    ru CN-XJ: Синьцзян; СУАР; Синьцзян-Уйгурский автономный район
    ru UZ-TO: Ташкентская область
    ru UZ-TK: г. Ташкент
    """)

  static let english = lines(
    """
    en KAZ: Kazakhstan; Republic of Kazakhstan; KAZAKHSTAN; Kazakhstan, Republic of
    en KGZ: Kyrgyzstan; Kyrgyz Republic; Kyrgyz Rep.
    en VNM: Viet Nam; Vietnam; Socialist Republic of Viet Nam
    en LAO: Lao People's Dem. Rep.; Lao PDR; Lao People's Democratic Republic; Laos; Lao People’s Democratic Republic
    en KOR: Korea, Rep.; Rep. of Korea; Republic of Korea; South Korea; The Republic of Korea; Korea, Republic of
    en PRK: Dem. People's Rep. of Korea; Korea, Dem. People's Rep.; Korea (DPRK); North Korea; Korea, Dem. People’s Rep.
    en CZE: Czechia; Czech Republic; Czech Rep.
    en TUR: Türkiye; Turkey; Turkiye; TÜRKİYE
    en HKG: Hong Kong SAR, China; China, Hong Kong SAR; Hong Kong, China; Hong Kong; SAR-Hong Kong
    en MAC: China, Macao SAR; Macau (Macau); Macao SAR, China
    en TWN: Taiwan, Province of China; Other Asia, nes; Chinese Taipei; Taiwan
    en CHN: China; China, mainland; China, People's Republic of
    en DEU: Germany; Germany (incl. German Democratic Republic 'DD' from 1991); Germany, Federal Republic of
    en FRA: France; France (incl. Saint Barthélemy 'BL' -> 2012, incl. Mayotte 'YT' from 2014)
    en IRL: Ireland (Eire); Ireland
    en BEL: Belgium (incl. Luxembourg 'LU' -> 1998); Belgium
    en COD: Congo, Dem. Rep.; Dem. Rep. of the Congo; Democratic Republic of the Congo; Zaire; Congo - Kinshasa; DR Congo
    en COG: Congo, Rep.; Congo; Congo - Brazzaville; Republic of the Congo
    en CIV: Côte d'Ivoire; Cote d'Ivoire; Côte d’Ivoire; Ivory Coast
    en GNB: Guinea-Bissau; Guinea Bissau
    en GNQ: Equatorial Guinea
    en GIN: Guinea
    en PNG: Papua New Guinea
    en NER: Niger
    en NGA: Nigeria
    en DMA: Dominica
    en DOM: Dominican Rep.; Dominican Republic
    en WSM: Samoa; Western Samoa
    en ASM: American Samoa; Eastern SAMOA
    en GEO: Georgia; Republic of Georgia
    en EGY: Egypt, Arab Rep.; Egypt
    en IRN: Iran, Islamic Rep.; Iran (Islamic Republic of); Iran
    en VEN: Venezuela, RB; Venezuela (Bolivarian Republic of); Venezuela
    en BOL: Bolivia (Plurinational State of); Bolivia
    en TZA: United Rep. of Tanzania; Tanzania; United Republic of Tanzania
    en FSM: Micronesia, Fed. Sts.; FS Micronesia; Micronesia (Federated States of)
    en BHS: Bahamas, The; Bahamas
    en GMB: Gambia, The; The Gambia
    en YEM: Yemen, Rep.; Yemen
    en SYR: Syrian Arab Republic; Syria
    en MDA: Rep. of Moldova; Republic of Moldova; Moldova
    en RUS: Russian Federation; Russia
    en SVK: Slovak Republic; Slovakia
    en MKD: North Macedonia; TFYR of Macedonia; Macedonia, FYR; Macedonia
    en SWZ: Eswatini; Swaziland
    en CPV: Cabo Verde; Cape Verde
    en USA: USA; United States; United States of America; U.S.A.; United States (the)
    en GBR: United Kingdom; Great Britain; UK
    en ARE: UAE; United Arab Emirates
    en VGB: British virgin islands; Br. Virgin Isds; Virgin Islands (British)
    en VIR: Virgin Islands, United States; Virgin Islands (U.S.); United States Virgin Islands
    en KNA: St. Kitts and Nevis; Saint Kitts and Nevis
    en LCA: St. Lucia; Saint Lucia
    en VCT: St. Vincent and the Grenadines; Saint Vincent and the Grenadines
    en STP: Sao Tome and Principe; São Tomé and Príncipe
    en BIH: Bosnia Herzegovina; Bosnia and Herzegovina
    en BRN: Brunei Darussalam; Brunei
    en CCK: Cocos Islands; Coconut islands
    en CUW: Curaçao; Curacao
    en PSE: State of Palestine; West Bank and Gaza
    en TLS: Timor-Leste; East Timor
    en XKX: Kosovo
    en CHI: Channel Islands
    en SCG: Serbia and Montenegro
    en YUG: Fmr Yugoslavia
    en SUN: Fmr USSR
    en SDN: Sudan; Fmr Sudan
    en XUN: UN
    en XUS: Undefined country; Areas, nes
    en XSS: Bunkers
    en WLD: World; Total; Total 2
    en EU: The EU; European Union (EU); European Union (AT-01/1995, BE-01/1958, BG-01/2007)
    en EU27: European Union - 27 countries (AT, BE, BG, CY); EU-27
    en EA20: Euro area - 20 countries (AT, BE, CY, DE)
    en EA: Euro area (AT-01/1999, BE-01/1999)
    en EAEU: EAEU; Eurasian Economic Union
    en KG-T: Talas oblast; Talas region
    en KG-J: Jalal-Abat oblast; Jalal-Abad Region
    en KG-Y: Yssyk-Kul oblast; Issyk-Kul Region
    en KG-C: Chui oblast
    en KG-GB: Bishkek city
    en KG-GO: Osh city
    en KG-O: Osh oblast
    en KZ-75: Almaty city
    en KZ-19: Almaty Region; Almaty oblast
    en KZ-33: Zhetysu; Zhetysu region; Jetisu Region
    en KZ-61: Turkistan Region; Turkestan region
    en RU-AL: Altai Republic
    en RU-ALT: Altai Krai; Altai Region; Altai Territory
    en MN-071: Bayan-Olgii; Bayan-Ölgii
    en MN-043: Khovd; Khovd Province
    en CN-XJ: Xinjiang Uyghur Autonomous Region
    en CN-6543: Altay Prefecture
    """)

  static let kazakh = lines(
    """
    kk KAZ: Қазақстан; Қазақстан Республикасы; ҚАЗАҚСТАН; Казакстан
    kk KGZ: Қырғызстан; Қырғыз Республикасы; Кыргызстан
    kk RUS: Ресей; Ресей Федерациясы
    kk UZB: Өзбекстан; Озбекстан
    kk TJK: Тәжікстан
    kk TKM: Түрікменстан
    kk CHN: Қытай; Қытай Халық Республикасы
    kk IND: Үндістан
    kk TUR: Түркия
    kk EGY: Мысыр; Египет
    kk HUN: Мажарстан; Венгрия
    kk JPN: Жапония
    kk KOR: Корея Республикасы; Оңтүстік Корея
    kk PRK: КХДР; Солтүстік Корея
    kk COD: Конго Демократиялық Республикасы
    kk COG: Конго
    kk USA: АҚШ; Америка Құрама Штаттары
    kk GBR: Ұлыбритания
    kk ARE: Біріккен Араб Әмірліктері; БАӘ
    kk AFG: Ауғанстан
    kk AZE: Әзербайжан; Әзірбайжан
    kk MNG: Моңғолия
    kk SAU: Сауд Арабиясы
    kk CAF: Орталық Африка Республикасы
    kk ZAF: Оңтүстік Африка; Оңтүстік Африка Республикасы
    kk WLD: Барлығы; Әлем
    kk EU: ЕО; Еуропалық одақ
    kk CIS: ТМД; ТМД елдері
    kk EAEU: ЕАЭО
    kk KZ-10: Абай облысы; Абай
    kk KZ-19: Алматы облысы
    kk KZ-75: Алматы қаласы; Алматы қ.
    kk KZ-33: Жетісу облысы; Жетісу; Жетiсу облысы
    kk KZ-63: Шығыс Қазақстан облысы; Шығыс Қазақстан; ШҚО
    kk KZ-61: Түркістан облысы
    kk KZ-79: Шымкент қ.
    kk KG-GB: Бішкек қаласы
    """)

  static let kyrgyz = lines(
    """
    ky KGZ: Кыргыз Республикасы; Кыргызстан
    ky KAZ: Казакстан; Казакстан Республикасы
    ky RUS: Орусия; Россия
    ky GBR: Улуу Британия
    ky USA: Америка Кошмо Штаттары; АКШ
    ky UZB: Өзбекстан
    ky TKM: Түркмөнстан
    ky TUR: Туркия; Түркия
    ky TJK: Таджикистан; Тажикстан
    ky CHN: Кытай
    ky AFG: Ооганстан
    ky AZE: Азербайжан
    ky ARE: Бириккен Араб Эмираттары
    ky CZE: Чеш Республикасы
    ky HKG: САР-Гонконг
    ky KOR: Корея Республикасы
    ky PRK: Корея (КНДР)
    ky LAO: Лаос Элдик Демократиялык Республикасы
    ky VGB: Британиянын Виргин аралдары
    ky VIR: Виргин аралдары, АКШ
    ky ANT: Нидерланд антиллери аралдары
    ky CHI: Норманд аралдары
    ky AND: Андора
    ky NZL: Жаңы Зеландия
    ky MHL: Маршал аралдары
    ky GIN: Гинея
    ky GNQ: Экватордук Гвинея
    ky DJI: Жибути
    ky ERI: Эритрия
    ky ZAF: Түштүк Африка
    ky DOM: Доминикан Республикасы
    ky LBY: Ливия Араб Джамахириясы
    ky ASM: Чыгыш САМОА
    ky XUN: БУУ
    ky XUS: Такталбаган өлкө
    ky WLD: Бардыгы; Бардыгы2
    ky EU: Европа Бирлиги (ЕБ); ЕБ
    ky CIS: КМШ
    ky EAEU: ЕАЭБ
    ky KG-T: Талас облусу; Талас
    ky KG-C: Чүй облусу ; Ч³й облусу
    ky KG-Y: Ысык-Көл облусу; Ысык-К¼л облусу
    ky KG-GB: Бишкек ш.; Бишкек шаары
    ky KG-GO: Ош ш.
    ky KG-O: Ош облусу
    ky KG-J: Жалал-Абад облусу
    """)
}
