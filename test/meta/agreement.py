# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Do the plugin in stock clang-tidy, the driver and clangd say the same?

    agreement.py WORK CLANG-TIDY PLUGIN HOLDFAST CLANGD FILE... -- FLAG...

Compares line, column and text of every warning of ours. Prints how many there
are in each file; exit status 1 and the difference where two disagree.
"""

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "clangd"))
from conversation import Editor

WARNING = re.compile(r"^(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): warning: "
                     r"(?P<text>.*) \[(?P<check>holdfast-[\w-]+)\]$", re.MULTILINE)
# gap: clangd does not parse the function bodies of headers, from which the
# consequence is inferred where no catalogue row speaks; up to there they agree.
INFERRED = re.compile(r";.*promise.*shows\)$|; nobody owns the .* or hears of its error$"
                      r"|\(\S+ gives nothing to hold\).*$")


def without_inferred(found):
    seen = Counter()
    for (line, column, check, text), count in found.items():
        seen[(line, column, check, INFERRED.sub("; (inferred)", text))] += count
    return seen


def printed(command, source):
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if "error: " in result.stdout + result.stderr:
        sys.exit(f"{' '.join(map(str, command))}:\n{result.stdout}{result.stderr}")
    return Counter(
        (int(m["line"]), int(m["column"]), m["check"], m["text"])
        for m in WARNING.finditer(result.stdout)
        if Path(m["file"]).name == source.name
    )


def published(clangd, source):
    """What an editor is shown. clangd counts from 0, in UTF-16, begins its
    messages with a capital and adds the notes to them."""
    editor = Editor([clangd, "--log=error", "--background-index=false"])
    uri = source.resolve().as_uri()
    text = source.read_text(encoding="utf-8")
    editor.request("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    editor.notify("initialized", {})
    editor.notify("textDocument/didOpen", {"textDocument": {
        "uri": uri, "languageId": "cpp", "version": 1, "text": text}})
    message = editor.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics"
                          and m["params"]["uri"] == uri)
    editor.close()
    lines = text.splitlines()
    found = Counter()
    for diagnostic in message["params"]["diagnostics"]:
        check = diagnostic.get("code", "")
        if not check.startswith("holdfast-"):
            continue
        start = diagnostic["range"]["start"]
        units = lines[start["line"]].encode("utf-16-le")[: 2 * start["character"]]
        column = len(units.decode("utf-16-le").encode()) + 1
        said = diagnostic["message"].split("\n")[0].removesuffix(" (fix available)")
        said = said.removesuffix(" (fixes available)")
        found[(start["line"] + 1, column, check, said[:1].lower() + said[1:])] += 1
    return found


def main():
    at = sys.argv.index("--")
    work, tidy, plugin, holdfast, clangd, *files = sys.argv[1:at]
    flags = sys.argv[at + 1 :]
    work = Path(work)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    (work / ".clang-tidy").write_text("Checks: '-*,holdfast-*'\n", encoding="utf-8")
    (work / ".clangd").write_text(
        "Diagnostics: {ClangTidy: {FastCheckFilter: None}}\n", encoding="utf-8")
    (work / "compile_flags.txt").write_text("\n".join(flags) + "\n", encoding="utf-8")
    status = 0
    for file in map(Path, files):
        source = Path(shutil.copy(file, work))
        by = {
            "the plugin": printed([tidy, "-load", plugin, "--quiet", source, "--", *flags], source),
            "the driver": printed([holdfast, "check", source, "--", *flags], source),
            "clangd": published(clangd, source),
        }
        print(f"{file.name}: {sum(by['the plugin'].values())} warnings")
        for name, found in by.items():
            plain = by["the plugin"]
            if name == "clangd":
                plain, found = without_inferred(plain), without_inferred(found)
            for row in (plain - found).elements():
                print(f"{file.name}: {name} is silent about {row}")
                status = 1
            for row in (found - plain).elements():
                print(f"{file.name}: only {name} says {row}")
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
