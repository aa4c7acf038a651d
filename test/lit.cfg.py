# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# The tool's tests. test/check_plugin.py says how a fixture is written.

import glob
import os
import shutil
import subprocess
import sys

import lit.formats

config.name = "holdfast"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".cpp", ".test"]
config.test_source_root = os.path.dirname(__file__)
# GoogleTest programs and the files under Inputs are no lit tests.
config.excludes = ["Inputs", "runtime"] + [
    os.path.basename(path)
    for path in glob.glob(os.path.join(config.test_source_root, "**", "*_test.cpp"), recursive=True)
]
# A build of the tool alone, with another LLVM, has the tests whose outcome clang
# decides.
if not config.holdfast_clangd:
    config.excludes += ["clangd", "packages"]
    config.excludes += ["agreement.test", "bench.test", "layering.test", "shapes.test"]
config.test_exec_root = os.path.join(config.holdfast_build, "test")


def tool(name):
    return os.path.join(config.llvm_tools_dir, name)


# Where `./dev build` unpacks what cannot be installed beside the other packages.
unpacked = os.path.join(config.holdfast_source, "build", "packages")
runtime_include = os.path.join(config.holdfast_source, "runtime", "include")
check = [
    sys.executable,
    os.path.join(config.test_source_root, "check_plugin.py"),
    "--clang-tidy=" + tool("clang-tidy"),
    "--clangxx=" + tool("clang++"),
    "--filecheck=" + tool("FileCheck"),
    "--plugin=" + config.holdfast_plugin,
    "--include=" + os.path.join(config.test_source_root, "Inputs"),
    "--runtime=" + runtime_include,
]
if config.holdfast_driver:
    check.append("--holdfast=" + config.holdfast_driver)

# A substitution must not eat the beginning of a longer word, nor must lit's own
# %p and %s eat ours: ours come first.
for name, value in {
    "holdfast-clangd": config.holdfast_clangd,
    "holdfast": config.holdfast_driver,
    "llvm-major": config.llvm_major,
    "clang-tidy": tool("clang-tidy"),
    "clangd": tool("clangd"),
    "clangxx": tool("clang++"),
    "gxx": config.gxx,
    "plugin": config.holdfast_plugin,
    "python": sys.executable,
    "runtime": runtime_include,
    "source": config.holdfast_source,
    "build": config.holdfast_build,
    "test": config.test_source_root,
    "unpacked": unpacked,
    "check": " ".join(check),
}.items():
    config.substitutions.append(("%" + name + r"(?![\w-])", value))

# FileCheck, not, count, split-file and diff-like tools of LLVM.
config.environment["PATH"] = os.pathsep.join(
    [config.llvm_tools_dir, config.environment.get("PATH", os.environ["PATH"])]
)
# What fixes write is formatted by the nearest .clang-format: the tests bring
# their own, and the project's must not reach a build folder inside of it.
os.makedirs(config.test_exec_root, exist_ok=True)
with open(os.path.join(config.test_exec_root, ".clang-format"), "w", encoding="utf-8") as style:
    style.write("DisableFormat: true\n")
config.environment["LC_ALL"] = "C.UTF-8"
# The published schema of SARIF, for who has it: test/driver/sarif.py.
if "HOLDFAST_SARIF_SCHEMA" in os.environ:
    config.environment["HOLDFAST_SARIF_SCHEMA"] = os.environ["HOLDFAST_SARIF_SCHEMA"]
# Neither a configuration nor a cache in the home of the person who runs the tests
# changes anything.
config.environment["XDG_CACHE_HOME"] = os.path.join(config.test_exec_root, "cache")
config.environment["XDG_CONFIG_HOME"] = os.path.join(config.test_exec_root, "no-config")

# A test that needs one of them says what the other one's clang does instead.
config.available_features.add("llvm-" + config.llvm_major)
if config.holdfast_driver:
    config.available_features.add("driver")
if os.path.exists(os.path.join(unpacked, "usr", "include", "pplx")):
    config.available_features.add("pplx")
# Its daemons start as root only.
if os.geteuid() == 0 and all(map(shutil.which, ["munged", "slurmctld", "slurmd", "sbatch"])):
    config.available_features.add("slurm")
if config.holdfast_clangd:
    config.available_features.add("clangd")


def can_mount():
    """An unprivileged user mounts in a namespace of its own, if the system lets it."""
    probe = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
    return not subprocess.run(probe, capture_output=True, check=False).returncode


if shutil.which("unshare") and can_mount():
    config.available_features.add("mounts")


def can_layer():
    """Packages are installed into a layer over this system, which only root can make."""
    probe = (
        "mount -t tmpfs none /mnt && mkdir /mnt/upper /mnt/work &&"
        " mount -t overlay overlay -o lowerdir=/usr,upperdir=/mnt/upper,workdir=/mnt/work /usr"
    )
    return os.geteuid() == 0 and not subprocess.run(
        ["unshare", "--mount", "sh", "-c", probe], capture_output=True, check=False
    ).returncode


if all(map(shutil.which, ["cpack", "dpkg", "dpkg-shlibdeps", "unshare"])) and can_layer():
    config.available_features.add("packages")
