# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Validates SARIF reports: sarif.py FILE... Against test/driver/sarif-schema.json, the
published schema if HOLDFAST_SARIF_SCHEMA names one, and what no schema can say."""

import json
import os
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin

import jsonschema

schemas = [Path(__file__).with_name("sarif-schema.json")]
if published := os.environ.get("HOLDFAST_SARIF_SCHEMA"):
    schemas.append(Path(published))


def validate(name, log):
    for path in schemas:
        schema = json.loads(path.read_text(encoding="utf-8"))
        kind = jsonschema.validators.validator_for(schema)
        kind.check_schema(schema)
        wrong = list(kind(schema).iter_errors(log))
        assert not wrong, f"{name}: {path.name}: " + "\n".join(
            f"{list(e.path)}: {e.message[:400]}" for e in wrong)


def members(value, name):
    """All values that are called NAME somewhere in VALUE."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == name:
                yield inner
            yield from members(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from members(inner, name)


def refers(name, run):
    """Indexes and addresses lead where they should. Returns the files that are gone."""
    root = run["originalUriBaseIds"]["SRCROOT"]["uri"]
    gone = set()
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"], name
    for place in members(run, "artifactLocation"):
        path = unquote(urljoin(root, place["uri"])[len("file://"):])
        if not os.path.exists(path):
            gone.add(os.path.basename(path))
        if "index" in place:
            assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"], place
    for region in [*members(run, "region"), *members(run, "deletedRegion")]:
        start = region["startLine"], region["startColumn"]
        end = region.get("endLine", start[0]), region.get("endColumn", start[1])
        assert start <= end, region
    return gone


for file in sys.argv[1:]:
    log = json.loads(Path(file).read_text(encoding="utf-8"))
    validate(file, log)
    (run,) = log["runs"]
    gone = refers(file, run)
    count = lambda name: sum(1 for _ in members(run, name))
    print(f"{Path(file).name}: {len(run['results'])} results, {count('codeFlows')} with a flow, "
          f"{count('artifactChanges')} fixes, {count('toolExecutionNotifications')} with notifications, "
          f"below {run['originalUriBaseIds']['SRCROOT']['uri']}"
          + (f", gone: {', '.join(sorted(gone))}" if gone else ""))
