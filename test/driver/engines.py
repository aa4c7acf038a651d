# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""docs/engines at work in the folder WORK, which has sources and a whole.txt:

    engines.py cmake ENGINES HOLDFAST WORK INPUTS
    engines.py clang-tidy ENGINES CLANG-TIDY PLUGIN WORK INPUTS
    engines.py slurm ENGINES HOLDFAST WORK
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from slurm_cluster import Cluster


def run(*words, **options):
    done = subprocess.run(
        [str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, check=False, **options)
    assert done.returncode == 0, f"{words}: status {done.returncode}\n{done.stdout}"
    return done.stdout


def configure(work, build, *definitions):
    run("cmake", "-G", "Ninja", "-S", work, "-B", build,
        "-DCMAKE_CXX_COMPILER=clang++-22", *definitions)


def cmake(engines, holdfast, work, inputs):
    build = work / "cmake"
    configure(work, build, f"-DENGINES={engines}", f"-DINPUTS={inputs}", f"-DHOLDFAST={holdfast}")
    report = build / "holdfast" / "report.json"

    def target():
        return run("cmake", "--build", build, "--target", "holdfast-report")

    def places():
        findings = json.loads(report.read_text(encoding="utf-8"))["findings"]
        return [(f["file"], f["line"], f["check"]) for f in findings]

    target()
    lines = (work / "whole.txt").read_text(encoding="utf-8").splitlines()
    found = [re.match(r"(.*?):(\d+):\d+: warning: .*\[(.*)\]$", line) for line in lines]
    whole = [(Path(m[1]).name, int(m[2]), m[3]) for m in found if m]
    assert places() == whole, places()
    print("cmake: 3 shards, the report of one run")
    assert "no work to do" in target()
    print("cmake: nothing to do")
    (build / "holdfast" / "2.json").unlink()
    log = target()
    assert "holdfast 2/3" in log and "holdfast 1/3" not in log and places() == whole, log
    print("cmake: shard 2 alone, the report of one run")


def clang_tidy(engines, tidy, plugin, work, inputs):
    build = work / "tidy"
    configure(work, build, f"-DENGINES={engines}", f"-DINPUTS={inputs}",
              f"-DCMAKE_CXX_CLANG_TIDY={tidy};-load={plugin};--checks=-*,holdfast-*")
    log = run("cmake", "--build", build, "--target", "example")
    print("clang-tidy:", len(re.findall(r"warning: .*\[holdfast-", log)),
          "findings in the output of the build")


def slurm(engines, holdfast, work):
    with Cluster() as cluster:
        out = work / "slurm"
        environment = {**cluster.environment, "HOLDFAST": str(holdfast)}

        def batch(array):
            run("sbatch", "--wait", f"--array={array}", engines / "slurm.sbatch",
                work / "build", out, 3, env=environment, cwd=work, timeout=120)

        def merged():
            return subprocess.run([holdfast, "merge", *sorted(out.glob("*.json"))], cwd=work,
                                  capture_output=True, text=True, check=False)

        batch("1-3")
        whole = (work / "whole.txt").read_text(encoding="utf-8")
        assert merged().stdout == whole, merged()
        print("slurm: a job array of 3, the report of one run")
        (out / "2.json").unlink()
        assert merged().returncode == 3 and "shard 2 of 3 is missing" in merged().stderr
        batch("2")
        assert merged().stdout == whole
        print("slurm: shard 2 alone, the report of one run")


def main():
    kind, *words = sys.argv[1:]
    words = [Path(word) for word in words]
    {"cmake": cmake, "clang-tidy": clang_tidy, "slurm": slurm}[kind](*words)


main()
