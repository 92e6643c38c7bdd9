#!/usr/bin/env python3
"""docs/operators.md is true: its blocks run as they are printed, its tables are the program's, its unit and its proxy work.

operators_test.py BINARY. Run by ctest. What is not installed (nginx, systemd-analyze) is told and left out.
"""

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from people import COORDINATOR, ROOT
from printed import as_promised, page_text, play, self_check
from session import Failed, create_key
from server_process import Program
from stand_ins import Machine
from story import need

PAGE = "docs/operators.md"
FLAGS = {"data": "--data", "http.address": "--address", "http.port": "--port"}


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def run(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, timeout=120, **more)


def settings(schema, document, path=()):
    for key, member in schema["properties"].items():
        if "properties" in member:
            yield from settings(member, document[key], (*path, key))
        else:
            yield (*path, key), member, document[key]


def the_table_of_settings(binary):
    """Each setting once, with its variable, its flag, what ships and the words of the schema."""
    schema = json.loads((ROOT / "config/schemas/wissel.schema.json").read_text(encoding="utf-8"))
    shipped = json.loads((ROOT / "config/wissel.json").read_text(encoding="utf-8"))
    rows = []
    for path, member, value in settings(schema, shipped):
        name = ".".join(path)
        variable = "WISSEL_" + "_".join(re.sub("([A-Z])", r"_\1", key).upper() for key in path)
        flag = f"`{FLAGS[name]}`" if name in FLAGS else ""
        rows.append(f"| `{name}` | `{variable}` | {flag} | `{json.dumps(value)}` | {member.get('description', '')} |")
    found = re.findall(r"^\| `[a-zA-Z.]+` \| `WISSEL_.*$", page_text(PAGE), flags=re.MULTILINE)
    need(found == rows, "the table of settings should have\n" + "\n".join(row for row in rows if row not in found)
         + "\nand not\n" + "\n".join(row for row in found if row not in rows))
    flags = set(re.findall(r"--[a-z]+", run(binary, "serve", "--help").stdout)) - {"--help", "--config"}
    need(flags == set(FLAGS.values()), f"wissel serve has the flags {sorted(flags)}")


def the_table_of_the_log():
    sources = "".join(
        path.read_text(encoding="utf-8") for room in ("api", "engine", "tools") for path in (ROOT / room).rglob("*.cpp")
    )
    written = set(re.findall(r'log::write\(\s*[\w:]+,\s*"(\w+)"', sources))
    section = page_text(PAGE).split("## The log")[1].split("\n## ")[0]
    told = {word for row in re.findall(r"^\| (`.*?) \|", section, flags=re.MULTILINE) for word in re.findall(r"`(\w+)`", row)}
    need(written == told, f"the log and its table differ in {sorted(written ^ told)}")


def the_libraries(binary):
    """Those that the program names itself, by their packages; the C library is everywhere."""
    told = set(re.search(r"apt-get install --no-install-recommends (libcurl4 .*)", page_text(PAGE))[1].split())
    if shutil.which("dpkg") is None or shutil.which("readelf") is None:
        print("  left out: dpkg or readelf is not here, so nothing looked at the libraries")
        return
    named = re.findall(r"NEEDED.*\[(.*)\]", run("readelf", "-d", binary).stdout)
    if any("san.so" in one for one in named):
        print("  left out: this build needs the libraries of a sanitizer too")
        return
    paths = dict(re.findall(r"^\s*(\S+) => (\S+)", run("ldd", binary).stdout, flags=re.MULTILINE))
    packages = set()
    for one in named:
        # Where /lib is a link to /usr/lib, dpkg knows a file by one of both names.
        path = os.path.realpath(paths.get(one, "/nowhere"))
        owners = run("dpkg", "-S", path).stdout or run("dpkg", "-S", path.removeprefix("/usr")).stdout
        packages.add(owners.split(":")[0])
    packages -= {"libc6", "libgcc-s1", ""}
    need(packages == told, f"the program needs {sorted(packages)}, and the page names {sorted(told)}")


def the_figures():
    """Only what was measured, and stands with its measurement."""
    measured = (ROOT / "tests/bench/README.md").read_text(encoding="utf-8")
    section = page_text(PAGE).split("## Limits and sizing")[1]
    figures = re.findall(r"^\| .* \| ([\d,.]+) \|$", section, flags=re.MULTILINE)
    need(len(figures) >= 5, "the table of figures is gone")
    for figure in figures:
        need(re.search(rf"(?<![\d,.]){re.escape(figure)}(?![\d,.])", measured), f"{figure} stands in no measurement")


def refusals(binary, folder):
    """The messages of the table, each brought about."""
    section = page_text(PAGE).split("## What to do when")[1].split("\n## ")[0]
    promised = re.findall(r"^\| `(.*?)` \|", section, flags=re.MULTILINE)
    base = {name: value for name, value in os.environ.items() if not name.startswith("WISSEL_")}

    def refused(data, port="0", **more):
        ended = run(binary, "serve", "--data", data, "--port", port, env={**base, **more})
        need(ended.returncode == 1, f"serve on {data} ended with {ended.returncode}: {ended.stderr}")
        return ended.stderr

    data = folder + "/refusals"
    workflows = folder + "/workflows"
    shutil.copytree(ROOT / "workflows", workflows)
    program = Program(binary, data, {"WISSEL_WORKFLOWS": workflows})
    create_key(program, COORDINATOR.oin, "coordinator")
    said = []
    with program.start() as server:
        said.append(refused(data))
        said.append(refused(folder + "/other", str(server.port)))
    path = Path(workflows, "referral.json")
    path.write_text(path.read_text(encoding="utf-8").replace('"P10D"', '"P11D"'), encoding="utf-8")
    said.append(refused(data, WISSEL_WORKFLOWS=workflows))
    database = sqlite3.connect(data + "/wissel.db")
    database.execute("PRAGMA user_version = 999")
    database.close()
    said.append(refused(data))
    Path(data, "wissel.db").write_text("something else")
    said.append(refused(data))
    said.append(refused(data, WISSEL_HTTP_PROT="1"))
    said.append(refused("/proc/wissel"))
    for one in said:
        first = one.splitlines()[0].removeprefix("wissel: ")
        held = [message for message in promised if as_promised(first + "\n", message + "…\n")]
        need(len(held) == 1, f"the page has {len(held)} rows for {first!r}")
        promised.remove(held[0])
        print(f"  {first}")
    need(not promised, f"nothing says {promised}")


def without_room(binary, folder):
    """Reading goes on, writing is refused, and the log says why."""
    data = folder + "/full"
    program = Program(binary, data, {"WISSEL_STORE_FREE_BYTES_MIN": str(2**40)})
    key = create_key(program, COORDINATOR.oin, "coordinator")
    with program.start() as server:
        for _ in range(100):
            if '"diskLow"' in Path(data + ".log").read_text(encoding="utf-8"):
                break
            time.sleep(0.1)
        else:
            raise Failed("the log does not say that the disk is low")
        url = f"http://127.0.0.1:{server.port}"
        body = (ROOT / "config/demo/example-report.json").read_bytes()
        headers = {"Authorization": "Bearer " + key, "Content-Type": "application/json"}
        try:
            urllib.request.urlopen(urllib.request.Request(url + "/v1/cases", body, headers), timeout=60)
        except urllib.error.HTTPError as refused:
            problem = json.load(refused)
            need((refused.code, problem["type"]) == (503, "/problems/storage-full"), f"it was answered {problem}")
            need(refused.headers["Retry-After"], "it does not say when to come back")
        else:
            raise Failed("without room a report was taken")
        for path in ("/v1/cases", "/health/ready"):
            answer = urllib.request.urlopen(urllib.request.Request(url + path, headers=headers), timeout=60)
            need(answer.status == 200, f"{path} is {answer.status}")
    need("diskHasRoom" not in Path(data + ".log").read_text(encoding="utf-8"), "it found room that is not there")


def the_unit(binary, folder):
    if shutil.which("systemd-analyze") is None:
        print("  left out: systemd-analyze is not here, so nothing verified the unit")
        return
    unit = Path(folder, "wissel.service")
    text = (ROOT / "config/systemd/wissel.service").read_text(encoding="utf-8")
    unit.write_text(text.replace("/usr/local/bin/wissel", os.path.abspath(binary)), encoding="utf-8")
    verified = run("systemd-analyze", "verify", str(unit))
    ours = [line for line in verified.stderr.splitlines() if "wissel" in line]
    need(verified.returncode == 0 and not ours, f"systemd says of the unit: {verified.stderr}")


def the_proxy(binary, folder):
    """nginx as configured, on a port without privilege and with a certificate of a minute ago: what the log takes for
    the client is what nginx saw, whatever the client says of itself."""
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    if not os.path.exists(nginx) or shutil.which("openssl") is None:
        print("  left out: nginx or openssl is not here, so nothing tried the proxy")
        return
    key, certificate = folder + "/wissel.key", folder + "/wissel.pem"
    made = run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=wissel.example",
               "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate)
    need(made.returncode == 0, made.stderr)
    program = Program(binary, folder + "/proxied", {
        "WISSEL_HTTP_TRUSTED_PROXIES": "127.0.0.1", "WISSEL_LOG_LEVEL": "info"})
    with program.start() as server:
        port = free_port()
        text = (ROOT / "config/nginx/wissel.conf").read_text(encoding="utf-8")
        for printed, here in (("127.0.0.1:8080", f"127.0.0.1:{server.port}"), ("listen 443 ", f"listen 127.0.0.2:{port} "),
                              ("    listen [::]:443 ssl http2;\n", ""), ("/etc/ssl/certs/wissel.pem", certificate),
                              ("/etc/ssl/private/wissel.key", key)):
            need(printed in text, f"config/nginx/wissel.conf has no {printed!r}")
            text = text.replace(printed, here)
        temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        Path(folder, "nginx.conf").write_text(
            f"daemon off;\nmaster_process off;\npid {folder}/nginx.pid;\nerror_log {folder}/nginx.log;\nevents {{}}\n"
            f"http {{\naccess_log off;\n{temporary}{text}}}\n", encoding="utf-8")
        tested = run(nginx, "-t", "-e", folder + "/nginx.log", "-c", folder + "/nginx.conf")
        need(tested.returncode == 0, f"nginx says of its configuration: {tested.stderr}")
        proxy = subprocess.Popen([nginx, "-e", folder + "/nginx.log", "-c", folder + "/nginx.conf"], stderr=subprocess.DEVNULL)
        try:
            asked = run("curl", "-fsS", "--retry", "30", "--retry-delay", "1", "--retry-connrefused", "--noproxy", "*",
                        "--cacert", certificate, "--interface", "127.0.0.3", "--connect-to", f"127.0.0.1:443:127.0.0.2:{port}",
                        "-H", "X-Forwarded-For: 192.0.2.1", "-H", "Forwarded: for=192.0.2.2", "https://127.0.0.1/health/ready")
            need('{"status":"ready"}' in asked.stdout, f"through nginx came {asked.stdout} {asked.stderr}")
        finally:
            proxy.terminate()
            proxy.wait(timeout=60)
    lines = [json.loads(line) for line in Path(program.data + ".log").read_text(encoding="utf-8").splitlines()]
    clients = {line["client"] for line in lines if line["event"] == "request"}
    need(clients == {"127.0.0.3"}, f"the log names the clients {clients}")


def as_printed(binary, folder):
    """On a register of the demonstration, so that there is something to lose."""
    root = folder + "/machine"
    machine = Machine(root, Path(binary).resolve().parents[1], free_port(), free_port())
    seeded = run(binary, "demo", root + "/var/lib/wissel")
    need(seeded.returncode == 0, seeded.stderr)
    try:
        printed = play(PAGE, ROOT, machine.environment, change=machine.change, told=machine.told)
    finally:
        machine.stop()
    need("'cases': 48" in printed, "the server on the backup does not have the 48 cases")


def main(binary):
    self_check()
    the_table_of_settings(binary)
    the_table_of_the_log()
    the_figures()
    the_libraries(binary)
    with tempfile.TemporaryDirectory() as folder:
        the_unit(binary, folder)
        refusals(binary, folder)
        without_room(binary, folder)
        the_proxy(binary, folder)
        as_printed(binary, folder)
    print("\noperators_test: all as printed")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Failed as failure:
        print(f"FAILED: {failure}")
        sys.exit(1)
