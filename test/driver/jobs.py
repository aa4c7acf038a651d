# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the last script of a CI job where its repository is.

usage: jobs.py FILE HOLDFAST [STATUS]

FILE is a workflow of GitHub's, a job of GitLab's, or a script. Each script in it must
be one that bash reads. The last one must end with STATUS; without that it is not run.
"""

import os
import subprocess
import sys
from pathlib import Path

import yaml


def scripts_in(file):
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".sh":
        return [str(file)]
    job = yaml.safe_load(text)
    if "jobs" in job:
        (job,) = job["jobs"].values()
        return [step["run"] for step in job["steps"] if "run" in step]
    (job,) = job.values()
    return job["before_script"] + job["script"]


def main():
    file, holdfast, *status = sys.argv[1:]
    file = Path(file).absolute()
    scripts = scripts_in(file)
    for script in scripts:
        subprocess.run(["bash", "-n", "-c", script], check=True)
    print(len(scripts), "scripts that bash reads", flush=True)
    if not status:
        return
    root = next(f for f in file.parents if not f.name.startswith(".") and f.name not in ("workflows", "ci"))
    path = f"{os.path.dirname(holdfast)}:{os.environ['PATH']}"
    # As the services run it.
    ended = subprocess.run(
        ["bash", "-e", "-c", scripts[-1]], cwd=root, env={**os.environ, "PATH": path}, check=False
    )
    if ended.returncode != int(status[0]):
        sys.exit(f"expected status {status[0]}, got {ended.returncode}")


main()
