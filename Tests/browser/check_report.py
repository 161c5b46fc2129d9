#!/usr/bin/env python3
"""Opens report files in headless Chromium and checks them.

    Tests/browser/check_report.py REPORT.html… [--screenshots DIR] [--axe FILE] [--whole]

Checks, in light and dark, at 320 and 1280 pixels: axe finds nothing (WCAG 2.0 to 2.2, A and AA, best
practice; with all parts open it looks at the first dozen of rows and entries that are alike, with
--whole at all of them, which takes minutes); every figure has visible marks, drawn and live, and a table twin with rows; no error on
the console; no request leaves the page; every number leads to an entry; the value drawer opens,
walks and closes by keyboard; a table is one tab stop; a download holds the displayed rows; without
scripts the page is whole; nothing is wider than the screen. Needs Selenium, Chromium and its driver;
no network.
"""

import argparse
import os
import sys
import tempfile
import time

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CHROMIUM = os.environ.get("TAMGA_CHROMIUM", "/usr/bin/chromium")
DRIVER = os.environ.get("TAMGA_CHROMEDRIVER", "/usr/bin/chromedriver")
WIDTHS = [320, 1280]
THEMES = ["light", "dark"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

VISIBLE_MARKS = """
  const figure = arguments[0], root = figure.querySelector(arguments[1]);
  if (!root) return -1;
  let count = 0;
  for (const mark of root.querySelectorAll(arguments[2])) {
    for (const shape of mark.matches('path, line, rect') ? [mark] : mark.querySelectorAll('path, line, rect')) {
      const box = shape.getBoundingClientRect();
      if (box.width + box.height > 0) count += 1;
    }
  }
  return count;
"""

BROKEN_LINKS = """
  const broken = [];
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    const id = decodeURIComponent(link.getAttribute('href').slice(1));
    if (!document.getElementById(id)) broken.push(id);
  }
  return broken;
"""

OUTSIDE = """
  return performance.getEntriesByType('resource').map(e => e.name)
    .filter(name => !name.startsWith('data:') && !name.startsWith('file:'));
"""

# Of children alike in tag and class the first dozen stay; returns how many were taken away.
LEAVE_A_DOZEN = """
  let gone = 0;
  for (const parent of document.querySelectorAll('body, body *')) {
    const seen = {};
    for (const child of [...parent.children]) {
      const kind = child.tagName + ' ' + child.getAttribute('class');
      seen[kind] = (seen[kind] || 0) + 1;
      if (seen[kind] > 12) { child.remove(); gone += 1; }
    }
  }
  return gone;
"""

TOO_WIDE = "return document.documentElement.scrollWidth - document.documentElement.clientWidth;"


def browser():
    options = Options()
    options.binary_location = CHROMIUM
    for flag in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                 "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND",
                 "--disable-background-networking", "--force-color-profile=srgb"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(service=Service(executable_path=DRIVER), options=options)
    driver.set_script_timeout(300)
    return driver


class Check:
    """The checks of one file; failures are collected, so that one run names them all."""

    def __init__(self, driver, path, axe, screenshots, whole):
        self.driver = driver
        self.path = os.path.abspath(path)
        self.axe = axe
        self.screenshots = screenshots
        self.whole = whole
        self.failures = []
        self.figures = 0

    def expect(self, condition, sentence):
        if not condition:
            self.failures.append("%s: %s" % (self.where, sentence))

    def open(self, theme, width, scripts=True):
        self.where = "%s, %s, %d px%s" % (
            os.path.basename(self.path), theme, width, "" if scripts else ", no scripts")
        command = self.driver.execute_cdp_cmd
        command("Emulation.setScriptExecutionDisabled", {"value": not scripts})
        command("Emulation.setEmulatedMedia",
                {"features": [{"name": "prefers-color-scheme", "value": theme}]})
        command("Emulation.setDeviceMetricsOverride",
                {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
        self.driver.get("file://" + self.path)

    def run(self):
        for theme in THEMES:
            for width in WIDTHS:
                self.open(theme, width)
                self.check_page()
                self.check_static_figures()
                self.picture("%s-%d" % (theme, width))
                if (theme, width) == (THEMES[0], WIDTHS[0]):
                    self.check_axe("as opened")
                self.check_live_figures()
                self.picture("%s-%d-live" % (theme, width))
                self.check_opened()
                self.check_console()
                if not self.whole:
                    self.driver.execute_script(LEAVE_A_DOZEN)
                self.check_axe("all parts open, charts live")
        self.open("light", 1280)
        self.check_drawer()
        self.check_table_keys()
        self.check_download()
        self.check_console()
        self.open("light", 1280, scripts=False)
        self.check_static_figures()
        self.check_without_scripts()
        return self.failures

    def check_page(self):
        run = self.driver.execute_script
        broken = run(BROKEN_LINKS)
        self.expect(not broken, "links that lead nowhere: %s" % broken[:5])
        numbers = run("return document.querySelectorAll('a.v').length")
        self.expect(numbers > 0, "no number is a link")
        self.expect(run(TOO_WIDE) <= 0, "the page is %s px too wide" % run(TOO_WIDE))
        self.expect(not run("return document.querySelector('[style]')"), "a style attribute is left")

    def check_static_figures(self):
        figures = self.driver.find_elements(By.CSS_SELECTOR, "figure")
        self.figures = len(figures)
        self.expect(figures, "there is no figure")
        for figure in figures:
            name = figure.get_attribute("id")
            marks = self.driver.execute_script(
                VISIBLE_MARKS, figure, ".still", "g.mark, path.mark, line.mark")
            self.expect(marks > 0, "%s has no visible mark (%s)" % (name, marks))
            rows = figure.find_elements(By.CSS_SELECTOR, "details table tbody tr")
            self.expect(rows, "%s has no table twin" % name)

    def check_live_figures(self):
        for figure in self.driver.find_elements(By.CSS_SELECTOR, "figure[data-spec]"):
            name = figure.get_attribute("id")
            button = figure.find_element(By.CSS_SELECTOR, ".liven")
            self.driver.execute_script("arguments[0].click()", button)
            marks = 0
            for _ in range(50):
                marks = self.driver.execute_script(
                    VISIBLE_MARKS, figure, ".live", "g[class*=role-mark]")
                if marks > 0:
                    break
                time.sleep(0.1)
            self.expect(marks > 0, "%s has no visible mark when live (%s)" % (name, marks))
        self.expect(self.driver.execute_script(TOO_WIDE) <= 0, "the page with live charts is too wide")

    def check_opened(self):
        self.driver.execute_script(
            "for (const part of document.querySelectorAll('details')) part.open = true")
        excess = self.driver.execute_script(TOO_WIDE)
        self.expect(excess <= 0, "with all parts open the page is %s px too wide" % excess)

    def check_axe(self, state):
        self.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": self.axe})
        result = self.driver.execute_async_script(
            "const done = arguments[1]; axe.run(document, {runOnly: arguments[0]})"
            ".then(r => done({violations: r.violations})).catch(e => done({error: String(e)}))", TAGS)
        self.expect("error" not in result, "axe failed: %s" % result.get("error"))
        for violation in result.get("violations", []):
            nodes = violation["nodes"]
            self.expect(False, "axe (%s): %s, %d places, first %s: %s" % (
                state, violation["id"], len(nodes), nodes[0]["target"],
                nodes[0]["failureSummary"].replace("\n", " ")))

    def check_console(self):
        outside = self.driver.execute_script(OUTSIDE)
        self.expect(not outside, "requests: %s" % outside[:3])
        for entry in self.driver.get_log("browser"):
            if entry["level"] in ("SEVERE", "WARNING"):
                self.expect(False, "console: %s" % entry["message"][:300])

    def active(self, script):
        return self.driver.execute_script("const it = document.activeElement; return " + script)

    def press(self, *keys):
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def check_drawer(self):
        run = self.driver.execute_script
        link = self.driver.find_element(By.CSS_SELECTOR, "#brief a.v")
        href = link.get_attribute("href")
        run("arguments[0].focus()", link)
        self.press(Keys.ENTER)
        self.expect(run("return document.getElementById('drawer').open"), "Enter opens no drawer")
        text = run("return document.querySelector('#drawer .body').textContent")
        self.expect("tamga explain 'v:" in text, "the drawer names no command")
        inner = run("return document.querySelector('#drawer .body a.v')")
        if inner:
            run("arguments[0].focus()", inner)
            self.press(Keys.ENTER)
            other = run("return document.querySelector('#drawer .body').textContent")
            self.expect(other != text, "an input's link does not lead on")
        self.picture_now("drawer")
        self.press(Keys.ESCAPE)
        self.expect(not run("return document.getElementById('drawer').open"), "Escape does not close")
        self.expect(self.active("it.href") == href, "the focus does not return")
        cells = run(
            "return [...document.querySelectorAll('.record')].filter(r => r.querySelector('a.file')).length")
        self.expect(cells > 0, "no number leads to a cell of a file")

    def check_table_keys(self):
        run = self.driver.execute_script
        tables = run(
            "return [...document.querySelectorAll('table')].map("
            "t => [...t.querySelectorAll('a.v')].filter(a => a.tabIndex === 0).length)")
        self.expect(all(count <= 1 for count in tables), "a table has several tab stops: %s" % tables)
        # A row with two numbers or more, and a row below it.
        first = run(
            "return [...document.querySelectorAll('.block table tbody tr')].find(r => "
            "r.querySelectorAll('a.v').length > 1 && r.nextElementSibling?.querySelector('a.v'))"
            "?.querySelector('a.v')")
        self.expect(first, "no table has two numbers side by side")
        if not first:
            return
        run("arguments[0].focus()", first)
        before = self.active("it.hash")
        above = self.active("it.closest('tr').rowIndex")
        self.press(Keys.ARROW_RIGHT)
        self.expect(self.active("it.hash") != before, "the right arrow does not move in a table")
        self.press(Keys.ARROW_LEFT)
        self.expect(self.active("it.hash") == before, "the left arrow does not move back")
        self.press(Keys.ARROW_DOWN)
        row = self.active("it.closest('tr').rowIndex")
        self.expect(row == above + 1, "the down arrow leads from row %s to %s" % (above, row))

    def check_download(self):
        """A CSV link gives a file whose rows are those of the table below."""
        with tempfile.TemporaryDirectory() as folder:
            self.driver.execute_cdp_cmd(
                "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": folder})
            figure = self.driver.find_element(By.CSS_SELECTOR, "figure")
            rows = len(figure.find_elements(By.CSS_SELECTOR, "tbody tr"))
            link = figure.find_element(By.CSS_SELECTOR, "a[download]")
            path = os.path.join(folder, link.get_attribute("download"))
            self.driver.execute_script("arguments[0].click()", link)
            self.wait_for_download(path)
            self.expect(os.path.isfile(path), "a download does not arrive")
            if os.path.isfile(path):
                with open(path, encoding="utf-8") as file:
                    lines = len(file.read().splitlines()) - 1
                self.expect(lines == rows, "%d rows downloaded, %d displayed" % (lines, rows))

    def wait_for_download(self, path):
        """Until the file is there with its last byte: Chromium opens it empty and fills it after."""
        size = 0
        for _ in range(100):
            before = size
            size = os.path.getsize(path) if os.path.isfile(path) else 0
            if 0 < size == before:
                return
            time.sleep(0.1)

    def check_without_scripts(self):
        """Without scripts a number's link leads to its entry in the annex, and no button is dead."""
        link = self.driver.find_element(By.CSS_SELECTOR, "#brief a.v")
        target = link.get_attribute("href").split("#")[1]
        self.driver.get("file://" + self.path + "#" + target)
        entry = self.driver.find_element(By.ID, target)
        self.expect(entry.is_displayed(), "the entry of a number stays closed")
        buttons = [b for b in self.driver.find_elements(By.TAG_NAME, "button") if b.is_displayed()]
        self.expect(not buttons, "a button is shown that does nothing")

    def picture(self, name):
        if not self.screenshots:
            return
        width = self.driver.execute_script("return innerWidth")
        height = self.driver.execute_script("return document.documentElement.scrollHeight")
        command = self.driver.execute_cdp_cmd
        command("Emulation.setDeviceMetricsOverride",
                {"width": width, "height": min(height, 9000), "deviceScaleFactor": 1, "mobile": False})
        self.picture_now(name)
        command("Emulation.setDeviceMetricsOverride",
                {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})

    def picture_now(self, name):
        if self.screenshots:
            stem = os.path.splitext(os.path.basename(self.path))[0]
            folder = os.path.basename(os.path.dirname(self.path))
            self.driver.save_screenshot(
                os.path.join(self.screenshots, "%s-%s-%s.png" % (folder, stem, name)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("reports", nargs="+")
    parser.add_argument("--screenshots")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--axe", default=os.path.join(ROOT, ".assets", "axe.min.js"))
    arguments = parser.parse_args()
    for path in arguments.reports + [arguments.axe]:
        if not os.path.isfile(path):
            sys.exit("check_report: %s is not there\n  fix: scripts/setup-assets, tamga report" % path)
    if arguments.screenshots:
        os.makedirs(arguments.screenshots, exist_ok=True)
    with open(arguments.axe, encoding="utf-8") as file:
        axe = file.read()
    failures = []
    driver = browser()
    try:
        for path in arguments.reports:
            check = Check(driver, path, axe, arguments.screenshots, arguments.whole)
            found = check.run()
            failures += found
            print("%s: %d figures, %d failures" % (path, check.figures, len(found)))
    finally:
        driver.quit()
    for failure in failures:
        print("FAIL " + failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
