(function () {
  "use strict";
  var page = document;

  // One tab stop a table: arrows move between its numbers, Enter opens.
  function numbersOf(table) {
    return Array.from(table.tBodies).flatMap(function (body) {
      var rows = Array.from(body.rows).filter(function (row) { return !row.hidden; });
      return rows.map(function (row) {
        return Array.from(row.cells).map(function (cell) { return cell.querySelector("a.v"); });
      });
    });
  }

  function step(grid, row, column, key, whole) {
    var last = grid[row].length - 1;
    function along(from, by) {
      for (var c = from; c >= 0 && c <= last; c += by) if (grid[row][c]) return grid[row][c];
      return null;
    }
    function down(from, by) {
      for (var r = from; r >= 0 && r < grid.length; r += by) if (grid[r][column]) return grid[r][column];
      return null;
    }
    switch (key) {
      case "ArrowRight": return along(column + 1, 1);
      case "ArrowLeft": return along(column - 1, -1);
      case "ArrowDown": return down(row + 1, 1);
      case "ArrowUp": return down(row - 1, -1);
      case "Home": return whole ? down(0, 1) : along(0, 1);
      case "End": return whole ? down(grid.length - 1, -1) : along(last, -1);
      default: return null;
    }
  }

  function makeRoving(table) {
    var links = Array.from(table.querySelectorAll("tbody a.v"));
    links.forEach(function (link, index) { link.tabIndex = index === 0 ? 0 : -1; });
    function choose(link) {
      links.forEach(function (other) { other.tabIndex = other === link ? 0 : -1; });
    }
    table.addEventListener("focusin", function (event) {
      var link = event.target.closest("a.v");
      if (link) choose(link);
    });
    table.addEventListener("keydown", function (event) {
      var link = event.target.closest("a.v");
      if (!link || event.altKey || event.metaKey) return;
      var grid = numbersOf(table);
      for (var r = 0; r < grid.length; r++) {
        var c = grid[r].indexOf(link);
        if (c < 0) continue;
        var next = step(grid, r, c, event.key, event.ctrlKey);
        if (next) {
          event.preventDefault();
          next.focus();
        }
        return;
      }
    });
  }

  // The filter of a list of claims: the rows and cards of one verdict stay.
  function makeFilter(filter) {
    var section = filter.closest("section");
    var parts = Array.from(section.querySelectorAll("[data-verdict]"));
    var buttons = Array.from(filter.querySelectorAll("button"));
    var status = filter.querySelector("[role=status]");
    var table = page.getElementById(buttons[0].getAttribute("aria-controls"));
    function choose(group) {
      parts.forEach(function (part) {
        part.hidden = group !== "all" && part.dataset.verdict.split(" ").indexOf(group) < 0;
      });
      buttons.forEach(function (button) {
        button.setAttribute("aria-pressed", String(button.dataset.show === group));
      });
      var rows = Array.from(table.tBodies[0].rows);
      var shown = rows.filter(function (row) { return !row.hidden; });
      status.textContent = status.dataset.text.replace("{n}", shown.length).replace("{all}", rows.length);
      var stop = null;
      table.querySelectorAll("tbody a.v").forEach(function (link) {
        if (!stop && !link.closest("tr").hidden) stop = link;
        link.tabIndex = link === stop ? 0 : -1;
      });
    }
    buttons.forEach(function (button) {
      button.addEventListener("click", function () { choose(button.dataset.show); });
    });
    filter.hidden = false;
  }

  // The drawer shows the record of a number: the entry of the annex, with the files' checksums.
  var drawer = page.getElementById("drawer");
  var body = drawer.querySelector(".body");
  var back = drawer.querySelector(".back");
  var trail = [];
  var opener = null;

  function show(id) {
    var record = page.getElementById(id);
    if (!record) return false;
    var copy = record.cloneNode(true);
    copy.removeAttribute("id");
    var shown = copy.querySelector(".shown");
    var heading = page.createElement("h3");
    heading.append.apply(heading, Array.from(shown.childNodes));
    shown.replaceWith(heading);
    copy.querySelectorAll("a.same").forEach(function (link) {
      var list = page.querySelector(link.hash + " ul");
      if (list) link.replaceWith(list.cloneNode(true));
    });
    copy.querySelectorAll("li > a.v").forEach(function (link) {
      var id = page.querySelector(link.hash + " .code code");
      if (id) link.after(" ", id.cloneNode(true));
    });
    copy.querySelectorAll("a.file").forEach(function (link) {
      var file = page.getElementById(link.hash.slice(1));
      var sum = page.createElement("code");
      sum.className = "minor";
      sum.textContent = file ? "SHA-256 " + file.dataset.sha : "";
      var name = page.createElement("strong");
      name.textContent = link.textContent;
      link.parentElement.append(page.createElement("br"), sum);
      link.replaceWith(name);
    });
    var term = page.createElement("dt");
    term.textContent = drawer.dataset.command;
    var command = page.createElement("code");
    command.textContent = "tamga explain '" + copy.querySelector(".code").textContent + "'";
    var description = page.createElement("dd");
    description.append(command);
    copy.querySelector(".facts").append(term, description);
    body.replaceChildren(copy);
    back.hidden = trail.length < 2;
    drawer.scrollTop = 0;
    return true;
  }

  function open(id, link) {
    if (!drawer.showModal) return false;
    trail.push(id);
    if (!show(id)) {
      trail.pop();
      return false;
    }
    if (!drawer.open) {
      opener = link;
      drawer.showModal();
    }
    drawer.querySelector(".close").focus();
    return true;
  }

  back.addEventListener("click", function () {
    trail.pop();
    show(trail[trail.length - 1]);
    if (back.hidden) drawer.querySelector(".close").focus();
  });
  drawer.querySelector(".close").addEventListener("click", function () { drawer.close(); });
  drawer.addEventListener("click", function (event) { if (event.target === drawer) drawer.close(); });
  drawer.addEventListener("close", function () {
    trail = [];
    if (opener) opener.focus();
    opener = null;
  });
  page.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.v");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (open(link.hash.slice(1), link)) event.preventDefault();
  });

  // A link into a closed part of the annex opens it.
  function reveal() {
    var target = location.hash.length > 1 && page.getElementById(location.hash.slice(1));
    if (target) target.hidden = false;
    for (var part = target && target.closest("details"); part; part = part.parentElement.closest("details")) {
      part.open = true;
    }
    if (target) target.scrollIntoView();
  }
  window.addEventListener("hashchange", reveal);

  // Live charts, on request; without a drawing, at once.
  var colours = JSON.parse(page.getElementById("tamga-colours").textContent);
  var embed = null;
  var packed = page.getElementById("tamga-vega");
  var library = null;

  // The library of charts lies packed in the page; the first chart that is asked for unpacks it.
  function unpack() {
    if (window.tamgaVega) return Promise.resolve();
    if (!library) {
      var bytes = Uint8Array.from(atob(packed.textContent), function (c) { return c.charCodeAt(0); });
      var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
      library = new Response(stream).text().then(function (text) {
        var script = page.createElement("script");
        script.textContent = text;
        page.head.append(script);
      });
    }
    return library;
  }

  function specification(id) {
    var text = page.getElementById(id).textContent;
    Object.keys(colours).forEach(function (hex) {
      text = text.split('"' + hex + '"').join('"var(' + colours[hex] + ')"');
    });
    return JSON.parse(text);
  }

  function draw(figure, live) {
    return unpack().then(function () {
      if (!embed) embed = window.tamgaVega();
      return embed(live, specification(figure.dataset.spec), {
        ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip: { disableDefaultStyle: true }
      });
    });
  }

  function makeLive(figure) {
    var still = figure.querySelector(".still");
    var live = figure.querySelector(".live");
    var button = figure.querySelector(".liven");
    var asked = false;
    function turn(on) {
      live.hidden = !on;
      if (still) still.hidden = on;
      if (button) button.setAttribute("aria-pressed", String(on));
      if (on && !asked) {
        asked = true;
        return draw(figure, live).catch(function () {
          if (still) turn(false);
        });
      }
    }
    if (!still) turn(true);
    else if (button) {
      button.hidden = false;
      button.addEventListener("click", function () { turn(live.hidden); });
    }
  }

  page.querySelectorAll("table").forEach(makeRoving);
  page.querySelectorAll(".filter").forEach(makeFilter);
  var canUnpack = packed && window.DecompressionStream;
  if (window.tamgaVega || canUnpack) page.querySelectorAll("figure[data-spec]").forEach(makeLive);
  reveal();
})();
