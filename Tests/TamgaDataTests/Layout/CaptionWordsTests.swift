import TamgaNumerics
import Testing

@testable import TamgaData

@Suite("Words of captions and headers") struct CaptionWordsTests {
  @Test(
    "periods",
    arguments: [
      ("2023", "2023"), ("2023 год", "2023"), ("2023 г.", "2023"), ("2023г.", "2023"),
      ("за январь-декабрь 2021 года", "2021"), ("январь-июнь 2024", "2024-YTD06"),
      ("за январь–июнь 2024 года", "2024-YTD06"), ("за январь - ноябрь 2023 г.", "2023-YTD11"),
      ("2024 жылғы қаңтар-маусым", "2024-YTD06"), ("2021 жылғы қаңтар-желтоқсан", "2021"),
      ("2023-жылдын январь-сентябры", "2023-YTD09"), ("January-June 2024", "2024-YTD06"),
      ("Jan-Dec 2023", "2023"), ("I квартал 2024 года", "2024-Q1"), ("IV кв 2022", "2022-Q4"),
      ("I-III кварталы 2024 года", "2024-YTD09"), ("9 месяцев 2024 года", "2024-YTD09"),
      ("1 полугодие 2024 г.", "2024-YTD06"), ("апрель-июнь 2023", "2023-Q2"),
      ("август 2024", "2024-08"), ("за январь 2025 года", "2025-01"), ("2023-жыл", "2023"),
      ("Дата 25.07.2024", ""), ("4.03.00.20: Импорт", ""), ("2022-2023 годы", ""), ("20241", ""),
      ("март 2024", "2024-03"), ("за янв.-авг. 2024", "2024-YTD08"),
      ("Q1 2024", "2024-Q1"), ("1Q2024", "2024-Q1"), ("H1 2024", "2024-YTD06"), ("2023/24", ""),
      ("2024-06", ""), ("2023-01-01", ""), ("2023/2024", ""),
      ("апрель-август 2024", ""), ("II полугодие 2024 года", ""), ("H2 2024", ""),
      ("II-III кварталы 2024", ""), ("по кварталам 2024 года", "2024"),
    ])
  func periods(text: String, period: String) {
    #expect(CaptionPeriod(text).period?.description ?? "" == period)
  }

  @Test(
    "names of sheets give months to date",
    arguments: [
      ("12_2021", "2021"), ("2022", "2022"), ("06_2024", "2024-YTD06"), ("2024.06", ""),
      ("2024_06", "2024-YTD06"), ("Лист1", ""), ("12_2021 (2)", "2021"),
    ])
  func sheets(name: String, period: String) {
    #expect(CaptionPeriod.sheetName(name).period?.description ?? "" == period)
  }

  @Test(
    "parts of years stand alone below a year",
    arguments: [
      ("I кв", "quarter 1"), ("Январь - Ноябрь", "to date 11"), ("Год", "year"),
      ("IV", "quarter 4"),
      ("Показатели", "none"), ("всего", "none"),
    ])
  func parts(text: String, part: String) {
    let name =
      switch CaptionPeriod(text).part {
      case .quarter(let quarter): "quarter \(quarter)"
      case .yearToDate(let month): "to date \(month)"
      case .month(let month): "month \(month)"
      case .year: "year"
      case nil: "none"
      }
    #expect(name == part)
  }

  @Test(
    "units",
    arguments: [
      ("тыс. долларов США", "kUSD"), ("(тыс.долларов США)", "kUSD"), ("(миң АКШ доллары)", "kUSD"),
      ("мың АҚШ доллары", "kUSD"), ("(thousand US dollars)", "kUSD"),
      ("(млн АКШ доллары)", "MUSD"), ("млн. долларов США", "MUSD"), ("million US dollars", "MUSD"),
      ("млн тенге", "MKZT"), ("Млн. тенге", "MKZT"), ("в тыс тенге", "kKZT"), ("тыс. сом", "kKGS"),
      ("млрд. тенге", "BKZT"), ("thousand soms", "kKGS"), ("%", "pct"), ("в процентах", "pct"),
      ("удельный вес, %", "pct"), ("тонн", "t"), ("тыс. тонн", "kt"), ("Наименование", ""),
      ("Сомали", ""), ("долларов США", "USD"), ("Доминика", ""),
    ])
  func units(text: String, unit: String) {
    #expect(UnitText.unit(in: text)?.id ?? "" == unit)
  }

  @Test(
    "flows",
    arguments: [
      ("Экспорт", "X"), ("импорт", "M"), ("Товарооборот", "T"),
      ("Import of basic commodities", "M"),
      ("4.03.00.20: Географическое распределение импорта товаров", "M"),
      ("Товарлардын импортунун географиялык бөлүштүрүүсү", "M"), ("тауар айналымы", "T"),
      ("Товар жүгүртүү", "T"), ("реэкспорт", "RX"), ("Foreign trade turnover", "T"),
      ("Экспорт и импорт", ""), ("Всего", ""),
    ])
  func flows(text: String, flow: String) {
    #expect(MeasureText(text).flow ?? "" == flow)
  }

  @Test("roles of derived columns") func roles() {
    #expect(MeasureText("удельный вес страны в общем объеме экспорта, %").role == .share)
    #expect(MeasureText("г/г (%)").role == .growth)
    #expect(MeasureText("Темп роста 2024 к 2023, %").role == .growth)
    #expect(MeasureText("Сальдо").role == .balance)
    #expect(MeasureText("Код").role == .code)
    #expect(MeasureText("всего").role == nil)
  }

  @Test(
    "the date of publication, not of the next one",
    arguments: [
      ("Дата опубликования: 25.07.2024", "2024-07-25"),
      ("Дата следующего опубликования: 25.07.2025", ""),
      ("Жарияланған күні: 25.07.2024", "2024-07-25"),
      ("Date of publication: 25 July 2024", "2024-07-25"),
      ("Дата публикации 5 августа 2024 года", "2024-08-05"), ("25.07.2024", ""),
    ])
  func published(text: String, date: String) {
    #expect(PublicationDate.date(in: text) ?? "" == date)
  }

  @Test("offices and countries of titles") func signatures() {
    #expect(OfficeSignature.find(in: ["4.03.00.20: Импорт"])?.id == "nsc")
    #expect(OfficeSignature.find(in: ["© Бюро национальной статистики Агентства"])?.id == "bns")
    #expect(OfficeSignature.find(in: ["25.07.2024", "1.2"]) == nil)
    #expect(TitleCountry.reporter(in: "показатели торговли Республики Казахстан") == "KAZ")
    #expect(TitleCountry.reporter(in: "Экспорт Казахстана в Кыргызстан") == nil)
    #expect(TitleCountry.reporter(in: "Exports of the Kyrgyz Republic") == "KGZ")
  }
}
