# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Slurm on this machine alone: a controller, a node and munge in a folder of their
own, on ports that are free, for as long as the object lives."""

import os
import secrets
import socket
import subprocess
import tempfile
import time
from pathlib import Path

CONFIGURATION = """\
ClusterName=holdfast
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller}
SlurmdPort={node}
AuthType=auth/munge
AuthInfo=socket={socket}
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
ReturnToService=2
MailProg=/bin/true
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
NodeName={host} NodeAddr=127.0.0.1 CPUs={cpus} State=UNKNOWN
PartitionName=all Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cluster:
    def __init__(self):
        # A socket's path is short.
        self.folder = Path(tempfile.mkdtemp(prefix="holdfast-slurm-"))
        self.processes = []

    def start(self, *words):
        log = (self.folder / f"{words[0]}.out").open("w", encoding="utf-8")
        self.processes.append(
            subprocess.Popen(words, env=self.environment, stdout=log, stderr=log))

    def __enter__(self):
        host = socket.gethostname().split(".")[0]
        munge = self.folder / "munge"
        for name in (munge, self.folder / "state", self.folder / "spool"):
            name.mkdir(mode=0o700)
        # Everybody may pass to the socket.
        self.folder.chmod(0o755)
        munge.chmod(0o711)
        key = munge / "key"
        key.touch(mode=0o600)
        key.write_bytes(secrets.token_bytes(128))
        configuration = self.folder / "slurm.conf"
        configuration.write_text(CONFIGURATION.format(
            host=host, controller=free_port(), node=free_port(), socket=munge / "socket",
            folder=self.folder, cpus=os.cpu_count()), encoding="utf-8")
        self.environment = {**os.environ, "SLURM_CONF": str(configuration)}
        try:
            self.start("munged", "-F", "--key-file", key, "--socket", munge / "socket",
                       "--pid-file", munge / "pid", "--log-file", munge / "log",
                       "--seed-file", munge / "seed", "-f")
            self.start("slurmctld", "-D", "-c")
            self.start("slurmd", "-D", "-N", host)
            self.wait_for_node()
        except BaseException:
            self.stop()
            raise
        return self

    def wait_for_node(self):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            state = subprocess.run(["sinfo", "-h", "-o", "%t"], env=self.environment,
                                   capture_output=True, text=True, check=False).stdout.strip()
            if state == "idle":
                return
            time.sleep(0.5)
        logs = "\n".join(f"{file}:\n{file.read_text(encoding='utf-8', errors='replace')[-2000:]}"
                         for file in sorted(self.folder.glob("*.log")) +
                         sorted(self.folder.glob("*.out")))
        raise TimeoutError(f"no node is idle after a minute\n{logs}")

    def stop(self):
        for process in reversed(self.processes):
            process.terminate()
        for process in reversed(self.processes):
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        subprocess.run(["rm", "-rf", str(self.folder)], check=False)

    def __exit__(self, *_):
        self.stop()
