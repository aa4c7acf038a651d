# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Looks at a page in Chromium and compares it with the JSON report of the same run:
html.py PAGE REPORT.json PATCH, where PATCH is what `fix --diff` says of one.cpp."""

import collections
import json
import re
import signal
import sys
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

from browser import Page

SHOWN = "[...document.querySelectorAll('.finding')].filter(f => f.checkVisibility()).map(f => f.dataset.fingerprint)"

FOCUS = "document.activeElement.parentElement.dataset.fingerprint"

# Text whose contrast to what is behind it is below WCAG's 4.5.
FAINT = """
(() => {
  const parse = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = (c) => {
    const [r, g, b] = c.map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const faint = new Set();
  for (const e of document.body.querySelectorAll("*")) {
    if (!e.checkVisibility() || ![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color).slice(0, 3)), light(behind(e))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) faint.add(`${e.tagName}.${e.className}: ${contrast.toFixed(1)}`);
  }
  return [...faint];
})()
"""

signal.alarm(240)  # a browser that hangs fails the test
url = Path(sys.argv[1]).resolve().as_uri()
report = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
patch = Path(sys.argv[3]).read_text(encoding="utf-8")
findings = report["findings"]


def folder(finding):
    return finding["file"].rpartition("/")[0] or "."


FACETS = {
    "check": lambda f: [f["check"]],
    "consequence": lambda f: [f["consequence"]],
    "library": lambda f: [f["library"]],
    # A folder is in those above it.
    "directory": lambda f: ["/".join(folder(f).split("/")[: n + 1])
                            for n in range(folder(f).count("/") + 1)],
}
VALUES = {name: sorted({v for f in findings for v in of(f)}) for name, of in FACETS.items()}


def expected(chosen):
    """The ids of the findings that the filters CHOSEN leave."""
    return [f["fingerprint"] for f in findings
            if all(value in FACETS[name](f) for name, value in chosen.items())]


def filters(page):
    tried = 0
    pairs = [(a, b) for a in FACETS for b in FACETS if a < b]
    for first, second in pairs:
        for chosen in product(VALUES[first], VALUES[second]):
            chosen = dict(zip((first, second), chosen))
            page.js(f"location.hash = {json.dumps(urlencode(chosen))}; "
                    "new Promise(done => setTimeout(done))")
            want = expected(chosen)
            assert page.js(SHOWN) == want, f"{chosen}: {page.js(SHOWN)} instead of {want}"
            empty = page.js("document.querySelector('#nothing').checkVisibility()")
            assert empty == (not want), chosen
            # Each count says what a click on it would leave beside the other facet.
            for name in FACETS:
                others = {k: v for k, v in chosen.items() if k != name}
                counts = page.js("Object.fromEntries([...document.querySelectorAll("
                                 f"'.facet[data-facet={name}]')].map(b => [b.dataset.value, "
                                 "+b.querySelector('.count').textContent]))")
                for value, count in counts.items():
                    assert count == len(expected({**others, name: value})), (chosen, name, value)
            tried += 1
    print(f"filters: {tried} pairs, {len(findings)} findings")


def keyboard(page):
    page.open(url)
    page.key("/")
    assert page.js("document.activeElement.id") == "search"
    for letter in "schön":
        page.key(letter)
    want = [f["fingerprint"] for f in findings if f["file"].endswith("words.cpp")]
    assert want and page.js(SHOWN) == want, "search in the source"
    assert "q=sch%C3%B6n" in page.js("location.hash"), page.js("location.hash")
    page.key("Escape")
    assert len(page.js(SHOWN)) == len(findings) and page.js("location.hash") == ""
    for finding in findings[:2]:
        page.key("j")
        assert page.js(FOCUS) == finding["fingerprint"]
    was_open = page.js("document.activeElement.parentElement.open")
    page.key("Enter")
    assert page.js("document.activeElement.parentElement.open") != was_open
    button = ".facet[data-facet=consequence]"
    value = page.js(f"(b => (b.focus(), b.dataset.value))(document.querySelector('{button}'))")
    page.key("Enter")
    assert page.js(SHOWN) == expected({"consequence": value})
    assert page.js(f"document.querySelector('{button}').ariaPressed") == "true"
    page.key("r")
    assert len(page.js(SHOWN)) == len(findings)
    print("keyboard: search, steps, a filter")


def of(fingerprint):
    return f'[data-fingerprint="{fingerprint}"]'


def link(page):
    for finding in findings:
        own = finding["fingerprint"]
        page.open(url + "#f-" + own)
        assert page.js(f"document.querySelector('{of(own)}').open"), own
        assert page.js(FOCUS) == own
    # It wins over filters that would hide it.
    other = next(v for v in VALUES["consequence"] if v != finding["consequence"])
    page.js(f"location.hash = 'consequence={other}'; new Promise(done => setTimeout(done))")
    assert own not in page.js(SHOWN)
    page.js(f"location.hash = 'f-{own}'; new Promise(done => setTimeout(done))")
    assert own in page.js(SHOWN)
    print("links: each finding")


def ways(page):
    page.open(url)
    numbered = 0
    for finding in findings:
        rows = page.js(
            f"[...document.querySelectorAll('{of(finding['fingerprint'])} .row .number')].map(n => "
            "[+n.textContent, n.closest('figure').querySelector('figcaption').textContent, "
            "+n.closest('.row').dataset.line]).sort((a, b) => a[0] - b[0])")
        says = page.js(f"[...document.querySelectorAll('{of(finding['fingerprint'])} .say p')]"
                       ".map(n => n.textContent)")
        steps = [(finding["file"], finding["line"])]
        steps += [(n["file"], n["line"]) for n in finding["notes"] if n["file"]]
        if len(steps) == 1:
            assert rows == [], rows
            continue
        numbered += 1
        assert rows == [[i + 1, *step] for i, step in enumerate(steps)], (rows, steps)
        assert sorted(says) == sorted(f"{i + 2} {n['message']}" for i, n in
                                      enumerate(finding["notes"]) if n["file"]), says
    print(f"ways: {numbered} findings with numbered steps")
    marked = page.js("document.querySelector('%s .row.on mark').textContent" %
                     of(next(f["fingerprint"] for f in findings if f["file"].endswith("words.cpp"))))
    print(f"marked: {marked}")


def fixes(page):
    one = next(f for f in findings if f["file"].endswith("one.cpp"))
    diff = page.js(f"[...document.querySelectorAll('{of(one['fingerprint'])} .fix.preferred .diff > div')]"
                   ".map(r => ({add: '+', del: '-', same: ' '}[r.className] ?? '') + r.textContent)")
    assert diff and "\n".join(diff) == patch.split("\n", 2)[2].rstrip("\n"), (diff, patch)
    for finding in findings:
        shown = page.js(f"[...document.querySelectorAll('{of(finding['fingerprint'])} .fix')]"
                        ".map(f => f.querySelector('h4, summary')?.textContent ?? f.textContent)")
        for text, fix in zip(shown, finding["fixes"], strict=True):
            assert fix["title"] in text, (text, fix)
            assert not fix["edits"] or fix["tier"] in text and fix["family"] in text, (text, fix)
    print(f"fixes: {len(diff)} lines as fix --diff writes them")


def hostile(page):
    assert page.js("document.title") == f"holdfast: {len(findings)} findings"
    assert page.js("document.images.length + document.querySelectorAll('[onerror]').length") == 0
    assert page.js("document.scripts.length") == 1
    bad = next(f for f in findings if "<img" in f["file"])
    text = page.js(f"document.querySelector('{of(bad['fingerprint'])}').closest('.file').textContent")
    assert bad["file"].rpartition("/")[2] in text
    assert "</script><script>document.title = 'taken'</script>" in text
    print("hostile: " + bad["file"])


def errors(page):
    rows = page.js("[...document.querySelectorAll('#errors li')].map(r => r.textContent)")
    for row, error in zip(rows, report["errors"], strict=True):
        assert error["message"] in row and error["file"] in row, row
    print(f"errors: {len(rows)}")


def looks(page):
    colours = collections.Counter()
    for scheme in ("light", "dark"):
        page.scheme(scheme)
        page.open(url)
        page.js("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        page.js("document.querySelector('.facet').click()")
        faint = page.js(FAINT)
        assert not faint, f"{scheme}: {faint}"
        colours[page.js("getComputedStyle(document.body).backgroundColor")] += 1
    assert len(colours) == 2, colours
    for width in (1400, 360):
        page.size(width, 800)
        assert page.js("document.documentElement.scrollWidth <= innerWidth"), width
    print("looks: light and dark, wide and narrow")


def without_script(page):
    page.send("Emulation.setScriptExecutionDisabled", value=True)
    page.open(url)
    assert len(page.js(SHOWN)) == len(findings)
    assert not page.js("document.querySelector('#search').checkVisibility()")
    assert page.js("document.querySelectorAll('.source .row').length") > 0
    print("without script: all findings")


with Page() as page:
    page.open(url)
    assert page.js(SHOWN) == expected({})
    filters(page)
    keyboard(page)
    link(page)
    ways(page)
    fixes(page)
    hostile(page)
    errors(page)
    looks(page)
    without_script(page)
    asked = {re.sub("#.*", "", r) for r in page.requests} - {"about:blank", "data:,"}
    assert asked == {url}, asked
    assert not page.complaints, page.complaints
print("no network, no complaints")
