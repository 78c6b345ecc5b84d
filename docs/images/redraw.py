#!/usr/bin/env python3
"""Redraws the pictures of docs/dashboards.md: starts a coordinator, two agents with twins and a Prometheus, runs pictures.yaml, draws.

Takes about eight minutes, and a quiet machine: on a busy one intervals are wide. Needs what ./hamlet demo needs, Debian's prometheus
and Python 3.9 or newer. All processes are ended and their files deleted, whatever happens.

    docs/images/redraw.py [--experiment FILE] [--output FOLDER] [--keep FOLDER] [--hamlet PROGRAM]
"""
import argparse
import contextlib
import json
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

IMAGES = pathlib.Path(__file__).resolve().parent
ROOT = IMAGES.parents[1]
CONFIG = """
global: {scrape_interval: 5s, evaluation_interval: 5s}
rule_files: ["%s/*.yml"]
scrape_configs:
  - job_name: hamlet-coordinator
    static_configs: [{targets: ["%s"]}]
"""


def start(stack, log, *command):
    with open(log, "w", encoding="utf-8") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
    stack.callback(stop, process)
    return process


def stop(process):
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait(seconds, what, answer):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = answer()
        if found:
            return found
        time.sleep(1)
    raise SystemExit(f"not within {seconds} s: {what}")


def said(log, pattern):
    return lambda: re.search(pattern, pathlib.Path(log).read_text(encoding="utf-8"), re.MULTILINE)


def ask(url, expr):
    try:
        with urllib.request.urlopen(f"{url}/api/v1/query?{urllib.parse.urlencode({'query': expr})}") as answer:
            return json.load(answer)["data"]["result"]
    except urllib.error.URLError:
        return []


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def fleet(stack, folder, hamlet):
    """A coordinator and two agents; answers the coordinator's addresses."""
    log = folder / "coordinator.log"
    start(stack, log, hamlet, "coordinator", "--grpc-port=0", "--http-port=0", f"--state={folder / 'coordinator'}")
    ready = wait(120, "the coordinator, see " + str(log), said(log, r"coordinator ready grpc=(\S+) http=(\S+)"))
    for name in ("twin-1", "twin-2"):
        start(stack, folder / f"{name}.log", hamlet, "agent", "--twin", f"--name={name}", f"--coordinator={ready[1]}",
              f"--host-lock={folder / 'host.lock'}", f"--state={folder / name}")
        wait(120, name, said(folder / f"{name}.log", "agent ready device="))
    return ready[1], ready[2]


def prometheus(stack, folder, target):
    config = folder / "prometheus.yml"
    config.write_text(CONFIG % (ROOT / "deploy" / "prometheus" / "rules", target), encoding="utf-8")
    address = f"127.0.0.1:{free_port()}"
    start(stack, folder / "prometheus.log", "prometheus", f"--config.file={config}", "--enable-feature=exemplar-storage",
          f"--storage.tsdb.path={folder / 'prometheus'}", f"--web.listen-address={address}")
    url = f"http://{address}"
    wait(60, "a scrape", lambda: ask(url, "hamlet_agent_up == 1"))
    return url


def draw(url, begin, end, folder, name, *more):
    output = pathlib.Path(folder) / f"dashboard-{name}.svg"
    subprocess.run([sys.executable, str(IMAGES / "draw_dashboard.py"), str(ROOT / "grafana" / "dashboards" / f"hamlet-{name}.json"),
                    "--prometheus", url, "--from", str(begin), "--to", str(end), "--output", str(output), *more], check=True)
    print(output)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--keep", help="a folder for logs and data, which then stay")
    parser.add_argument("--experiment", default=str(IMAGES / "pictures.yaml"), help="another experiment")
    parser.add_argument("--output", default=str(IMAGES), help="another folder for the pictures")
    parser.add_argument("--hamlet", default=str(ROOT / "hamlet"), help="another program than the checkout's, which builds itself first")
    arguments = parser.parse_args()
    if not shutil.which("prometheus"):
        raise SystemExit("prometheus is not installed (Debian: prometheus)")
    subprocess.run([arguments.hamlet, "--version"], check=True)
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(arguments.keep or stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        grpc, http = fleet(stack, folder, arguments.hamlet)
        url = prometheus(stack, folder, http)
        begin = time.time()
        subprocess.run([arguments.hamlet, "run", arguments.experiment, f"--coordinator={grpc}", "--detach"], check=True)
        wait(900, "the end of the experiment", lambda: ask(url, 'hamlet_experiment_info{state!="running"}'))
        time.sleep(15)
        end = time.time()
        draw(url, begin, end, arguments.output, "compare", "--open", "Distributions")
        draw(url, begin, end, arguments.output, "device")
        cells = {one["metric"]["state"]: one["value"][1] for one in ask(url, "sum by (state) (hamlet_experiment_cells)")}
        print(f"{end - begin:.0f} s; cells: {cells}")


if __name__ == "__main__":
    main()
