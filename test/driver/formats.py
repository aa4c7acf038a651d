# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares the reports r.* of one run in the folder FOLDER with r.json."""

import json
import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

folder = Path(sys.argv[1])


def load(name):
    return json.loads((folder / name).read_text(encoding="utf-8"))


reference = load("r.json")
places = [(f["file"], f["line"], f["check"], f["message"]) for f in reference["findings"]]


def says(name, found, errors, more=""):
    assert found == places, f"{name}: {found} instead of {places}"
    assert len(errors) == len(reference["errors"]), f"{name}: errors {errors}"
    plural = lambda count, word: f"{count} {word}{'' if count == 1 else 's'}"
    print(f"{name}: {plural(len(found), 'finding')}, {plural(len(errors), 'error')}{more}")


def applied(replacements, offset_of):
    """The file's text after replacements, by position."""
    text = (folder / "a.cpp").read_text(encoding="utf-8")
    for begin, end, new in sorted((offset_of(r) for r in replacements), reverse=True):
        text = text[:begin] + new + text[end:]
    return text


def sarif():
    log = load("r.sarif")
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    assert Path(run["originalUriBaseIds"]["SRCROOT"]["uri"][len("file://"):]) == folder
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    rules = run["tool"]["driver"]["rules"]
    text = (folder / "a.cpp").read_text(encoding="utf-8")
    starts = [0] + [m.end() for m in re.finditer("\n", text)]
    data = text.encode()
    found = []
    for result, finding in zip(run["results"], reference["findings"], strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uriBaseId"] == "SRCROOT"
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert rules[result["ruleIndex"]]["fullDescription"]["text"].startswith("Finds ")
        assert result["partialFingerprints"]["holdfast/v1"] == finding["fingerprint"]
        found.append((place["artifactLocation"]["uri"], place["region"]["startLine"],
                      result["ruleId"], result["message"]["text"]))
        with_edits = [f for f in finding["fixes"] if f["edits"]]
        for ours, fix in zip(result.get("fixes", []), with_edits, strict=True):
            (change,) = ours["artifactChanges"]

            def by_region(r):
                place = r["deletedRegion"]
                at = lambda w: starts[place[w + "Line"] - 1] + place[w + "Column"] - 1
                return at("start"), at("end"), r.get("insertedContent", {}).get("text", "")

            def by_bytes(e):
                # Offsets of JSON count bytes.
                at = lambda n: len(data[:n].decode())
                return at(e["offset"]), at(e["offset"] + e["length"]), e["text"]

            assert applied(change["replacements"], by_region) == applied(fix["edits"], by_bytes)
    says("sarif", found, invocation["toolExecutionNotifications"],
         ", every fix gives the text that json gives")


def gitlab():
    issues = load("r.gitlab")
    row = lambda i: (i["location"]["path"], i["location"]["lines"]["begin"], i["check_name"],
                     i["description"])
    assert len({i["fingerprint"] for i in issues}) == len(issues)
    says("gitlab", [row(i) for i in issues if i["severity"] != "blocker"],
         [i for i in issues if i["severity"] == "blocker"])


def junit():
    suite = xml.parse(folder / "r.xml").getroot().find("testsuite")
    cases = suite.findall("testcase")
    failures = [c for c in cases if c.find("failure") is not None]
    errors = [c for c in cases if c.find("error") is not None]
    assert [int(suite.get(k)) for k in ("tests", "failures", "errors")] == [
        len(cases), len(failures), len(errors)]
    says("junit",
         [(c.get("file"), int(c.get("line")), c.get("classname"), c.find("failure").get("message"))
          for c in failures],
         errors, f", {len(cases) - len(failures) - len(errors)} passed")


def github():
    def unescaped(text):
        return re.sub("%([0-9A-F]{2})", lambda m: chr(int(m[1], 16)), text)

    found, errors = [], []
    for line in (folder / "r.github").read_text(encoding="utf-8").splitlines():
        level, file, number, title, message = re.fullmatch(
            "::(error|warning) file=(.*?),line=(.*?),col=.*?,title=(.*?)::(.*)", line).groups()
        row = (unescaped(file), int(number), unescaped(title), unescaped(message))
        (errors if level == "error" else found).append(row)
    says("github", found, errors)


sarif()
gitlab()
junit()
github()
