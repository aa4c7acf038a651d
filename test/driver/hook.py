# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A code base whose commits are checked by pre-commit.

usage: hook.py SOURCE HOLDFAST WORK INPUTS

Makes the repository in WORK with a file that is old, and runs the hook for a commit of
a clean file, for one of a file that drops a task, and, with --since, for a clean change
of that file.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

DROPS = '#include "cppcoro.h"\ncppcoro::task<> work();\ncppcoro::task<> f() { work(); co_return; }\n'
CONFIGURATION = """\
repos:
  - repo: {hooks}
    rev: v1
    hooks:
      - id: holdfast
        args: [-p, build]
"""


def main():
    source, holdfast, work, inputs = sys.argv[1:]
    work, hooks = Path(work), Path(work + "-hooks")
    environment = {
        **os.environ,
        "PATH": f"{os.path.dirname(holdfast)}:{os.environ['PATH']}",
        "PRE_COMMIT_HOME": f"{work}-home",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        **{f"GIT_{who}_{what}": "t@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }

    def run(*words, cwd=work):
        subprocess.run(words, cwd=cwd, env=environment, check=True, stdout=subprocess.DEVNULL)

    # The repository that publishes the hook.
    for folder in (work, hooks, Path(f"{work}-home")):
        shutil.rmtree(folder, ignore_errors=True)
    for folder in (work, hooks):
        folder.mkdir(parents=True)
        run("git", "init", "-q", cwd=folder)
    shutil.copy(Path(source) / ".pre-commit-hooks.yaml", hooks)
    run("git", "add", ".", cwd=hooks)
    run("git", "commit", "-q", "-m", "hooks", cwd=hooks)
    run("git", "tag", "v1", cwd=hooks)

    (work / ".pre-commit-config.yaml").write_text(CONFIGURATION.format(hooks=hooks), encoding="utf-8")
    names = ["old.cpp", "clean.cpp", "dropped.cpp"]
    for name in names:
        (work / name).write_text("int clean;\n" if name == "clean.cpp" else DROPS, encoding="utf-8")
    run(sys.executable, Path(__file__).with_name("database.py"), work / "build", f"-I{inputs}", "--",
        *[work / name for name in names])
    run("git", "add", ".pre-commit-config.yaml", "old.cpp")
    run("git", "commit", "-q", "-m", "old")

    def commit(name):
        run("git", "add", name)
        done = subprocess.run(["pre-commit", "run", "--color=never"], cwd=work, env=environment,
                              capture_output=True, text=True, check=False)
        print(done.stdout + done.stderr, flush=True)
        run("git", "commit", "-q", "-m", name)

    commit("clean.cpp")
    commit("dropped.cpp")
    # What was there already is no reason to fail any more.
    configuration = CONFIGURATION.replace("build]", "build, --since, HEAD]")
    (work / ".pre-commit-config.yaml").write_text(configuration.format(hooks=hooks), encoding="utf-8")
    run("git", "add", ".pre-commit-config.yaml")
    (work / "dropped.cpp").write_text(DROPS + "int clean;\n", encoding="utf-8")
    commit("dropped.cpp")


main()
