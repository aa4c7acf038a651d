# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Does every check have what a check must have, and are its examples true?

    pages.py SOURCE WORK CLANG-TIDY PLUGIN [FLAG...]

Each check that the plugin registers needs a page with the fixed headings, a line
in CHANGELOG.md, a fixture folder and a place in the README. Code fenced as
`cpp reports` must be reported by the check, `cpp silent` must not, and both must
compile; options of the check may follow, as in `cpp reports Loops=all`. Exit status 1 and a line for each thing that is missing or untrue.
"""

import re
import subprocess
import sys
from pathlib import Path

HEADINGS = [
    "Reports",
    "Does not report",
    "Fix and fix safety",
    "Options",
    "How to silence",
    "Limits",
    "When not to use it",
]
FENCE = re.compile(r"^```cpp (reports|silent)((?: \w+=\w+)*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def registered(tidy, plugin):
    listed = subprocess.run(
        [tidy, "-load", plugin, "--checks=-*,holdfast-*", "--list-checks"],
        capture_output=True, text=True, check=True,
    ).stdout
    return re.findall(r"^\s+(holdfast-\S+)$", listed, re.MULTILINE)


def examples(check, text, work, tidy, plugin, flags):
    fences = FENCE.findall(text)
    for kind in ("reports", "silent"):
        if kind not in [found for found, _, _ in fences]:
            yield f"{check}: its page has no example marked `cpp {kind}`"
    for number, (kind, options, code) in enumerate(fences):
        file = work / f"{check}-{number}.cpp"
        file.write_text(code, encoding="utf-8")
        chosen = ", ".join(f"{check}.{option.replace('=', ': ')}" for option in options.split())
        out = subprocess.run(
            [tidy, "-load", plugin, "--quiet", f"--checks=-*,{check}",
             f"--config={{CheckOptions: {{{chosen}}}}}", file, "--", *flags],
            capture_output=True, text=True, check=False,
        ).stdout
        if " error: " in out:
            yield f"{check}: example {number + 1} does not compile:\n{out}"
        elif kind == "reports" and f"[{check}]" not in out:
            yield f"{check}: example {number + 1} is not reported"
        elif kind == "silent" and f"[{check}]" in out:
            yield f"{check}: example {number + 1} is reported:\n{out}"


def offences(source, work, tidy, plugin, flags):
    checks = registered(tidy, plugin)
    if not checks:
        yield "the plugin registers no check"
    for check in checks:
        page = source / "docs" / "checks" / f"{check}.md"
        if not page.exists():
            yield f"{check}: docs/checks/{check}.md is missing"
            continue
        text = page.read_text(encoding="utf-8")
        if re.findall(r"^## (.*)$", text, re.MULTILINE) != HEADINGS:
            yield f"{check}: the headings of its page are not {', '.join(HEADINGS)}"
        summary = re.search(r"^# .*\n\n([^\n]+)", text)[1]
        if f"- `{check}`: {summary}" not in (source / "CHANGELOG.md").read_text(encoding="utf-8"):
            yield f"{check}: CHANGELOG.md lacks the line '- `{check}`: {summary}'"
        if check not in (source / "README.md").read_text(encoding="utf-8"):
            yield f"{check}: README.md does not name it"
        fixtures = source / "test" / "checks" / check.removeprefix("holdfast-")
        if not any(fixtures.glob("*.cpp")):
            yield f"{check}: {fixtures.relative_to(source)} holds no fixture"
        yield from examples(check, text, work, tidy, plugin, flags)
    for page in [*source.glob("*.md"), *source.glob("docs/**/*.md")]:
        prose = CODE.sub("", page.read_text(encoding="utf-8"))
        for target in LINK.findall(prose):
            if not (page.parent / target).exists():
                yield f"{page.relative_to(source)}: the link to {target} leads nowhere"


def main():
    source, work, tidy, plugin, *flags = sys.argv[1:]
    work = Path(work)
    work.mkdir(parents=True, exist_ok=True)
    (work / ".clang-tidy").write_text("InheritParentConfig: false\n", encoding="utf-8")
    found = list(offences(Path(source), work, tidy, plugin, flags))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
