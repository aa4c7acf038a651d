# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the steps of the GitHub Action as its service does.

usage: action.py ACTION HOLDFAST WORK NAME=VALUE... -- STATUS

Each `${{ inputs.X }}` becomes the input or its default; a step with an `if` runs if its
input is given. The steps run in WORK, and the last one must end with STATUS.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import yaml


def main():
    action, holdfast, work, *words = sys.argv[1:]
    *given, _, status = words
    action = yaml.safe_load(Path(action).read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    inputs = {name: about["default"] for name, about in action["inputs"].items()}
    for word in given:
        name, value = word.split("=", 1)
        if name not in inputs:
            sys.exit(f"the action has no input {name}")
        inputs[name] = value

    def filled(text):
        return re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda m: inputs[m[1]], text)

    ended = 0
    for step in action["runs"]["steps"]:
        # An input in a script would be run as a part of it.
        assert step["shell"] == "bash" and "${{" not in step["run"]
        subprocess.run(["bash", "-n", "-c", step["run"]], check=True)
        wanted = re.fullmatch(r"inputs\.(\w+) != ''", step.get("if", "inputs.build != ''"))
        if not inputs[wanted[1]]:
            continue
        environment = {name: filled(value) for name, value in step["env"].items()}
        path = f"{os.path.dirname(holdfast)}:{os.environ['PATH']}"
        ended = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=work, env={**os.environ, **environment, "PATH": path}, check=False,
        ).returncode
        if ended:
            break
    if ended != int(status):
        sys.exit(f"expected status {status}, got {ended}")


main()
