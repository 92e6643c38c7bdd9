"""/metrics as another program reads it: parsed by the client library of Prometheus, and held against docs/metrics.md.

Run by ctest with the program's path, by the Python for which Debian has that library.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

WISSEL = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parents[2]
COORDINATOR = next(
    one["oin"]
    for one in json.loads((ROOT / "config/organisations.json").read_text(encoding="utf-8"))["organisations"]
    if any(held["role"] == "coordinator" for held in one.get("roles", []))
)
DOCUMENT = (ROOT / "docs/metrics.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)` \| (counter|gauge|histogram) \|([^|]*)\|", re.MULTILINE)


class Scrape(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        data = os.path.join(cls.folder.name, "data")
        made = subprocess.run(
            [WISSEL, "key", "create", "--data", data, "--organisation", COORDINATOR, "--roles", "auditor,coordinator"],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        cls.key = made.stdout.strip()
        cls.process = subprocess.Popen(
            [WISSEL, "serve", "--data", data, "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        cls.addClassCleanup(cls.stop)
        cls.url = cls.process.stdout.readline().removeprefix("Wissel listens on ").strip()
        report = (ROOT / "config/demo/example-report.json").read_bytes()
        for body in (report, b"{}"):
            cls.ask("/v1/cases", body)
        for path in ("/v1/me", "/v1/none", "/v1/me?x=1"):
            cls.ask(path)
        cls.text = cls.ask("/metrics")[1].decode()
        cls.families = list(text_string_to_metric_families(cls.text))
        cls.samples = {
            (sample.name, tuple(sorted(sample.labels.items()))): sample.value
            for family in cls.families
            for sample in family.samples
        }

    @classmethod
    def stop(cls):
        cls.process.terminate()
        cls.process.communicate(timeout=60)

    @classmethod
    def ask(cls, path, body=None):
        headers = {"Authorization": "Bearer " + cls.key, "Content-Type": "application/json"}
        request = urllib.request.Request(cls.url + path, body, headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read()

    def value(self, name, **labels):
        return self.samples[name, tuple(sorted(labels.items()))]

    def test_counts_are_those_of_what_was_asked(self):
        for operation, status in (
            ("POST /v1/cases", "201"), ("POST /v1/cases", "400"), ("GET /v1/me", "200"), ("GET /v1/me", "400"),
            ("other", "404"),
        ):
            self.assertEqual(self.value("wissel_http_requests_total", operation=operation, status=status), 1)
        answered = [value for (name, _), value in self.samples.items() if name == "wissel_http_requests_total"]
        self.assertEqual(sum(answered), 5)
        timed = [value for (name, _), value in self.samples.items() if name == "wissel_http_request_duration_seconds_count"]
        self.assertEqual(sum(timed), 5)
        self.assertEqual(self.value("wissel_cases"), 1)

    def test_every_family_has_help_and_a_type_and_a_name_by_the_conventions(self):
        self.assertGreater(len(self.families), 40)
        self.assertEqual(self.text.count("# HELP "), len(self.families))
        self.assertEqual(self.text.count("# TYPE "), len(self.families))
        for family in self.families:
            self.assertIn(family.type, ("counter", "gauge", "histogram"), family.name)
            self.assertTrue(family.documentation.endswith("."), family.name)
            self.assertTrue(family.name.startswith(("wissel_", "process_")), family.name)
            self.assertTrue(family.samples, family.name)
            for sample in family.samples:
                self.assertEqual(sample.name.endswith("_total"), family.type == "counter", sample.name)
                self.assertFalse(set(sample.labels) & {"job", "instance", "path"}, sample.name)
        names = [sample for family in self.families for sample in family.samples]
        self.assertEqual(len(names), len(self.samples), "a series comes once")

    def test_histograms_rise_to_their_count(self):
        seen = 0
        for family in self.families:
            if family.type != "histogram":
                continue
            series = {}
            for sample in family.samples:
                labels = {name: value for name, value in sample.labels.items() if name != "le"}
                part = series.setdefault(tuple(sorted(labels.items())), {"buckets": []})
                if sample.name.endswith("_bucket"):
                    # Bounds are part of a series' name: 0.0001 is one, 9.999999999999999e-05 another.
                    self.assertLessEqual(len(sample.labels["le"]), 7)
                    part["buckets"].append((float(sample.labels["le"]), sample.value))
                else:
                    part[sample.name.rsplit("_", 1)[1]] = sample.value
            for part in series.values():
                seen += 1
                bounds = [bound for bound, _ in part["buckets"]]
                counts = [count for _, count in part["buckets"]]
                self.assertEqual(bounds, sorted(set(bounds)))
                self.assertEqual(counts, sorted(counts))
                self.assertEqual(bounds[-1], float("inf"))
                self.assertEqual(counts[-1], part["count"])
                self.assertGreaterEqual(part["sum"], 0)
        self.assertGreaterEqual(seen, 6)

    def test_the_process_is_this_one(self):
        fields = Path("/proc", str(self.process.pid), "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        boot = next(
            int(line.split()[1])
            for line in Path("/proc/stat").read_text(encoding="utf-8").splitlines()
            if line.startswith("btime ")
        )
        began = boot + int(fields[19]) / os.sysconf("SC_CLK_TCK")
        self.assertAlmostEqual(self.value("process_start_time_seconds"), began, delta=1.5)
        self.assertEqual(self.value("process_threads"), int(fields[17]))
        self.assertGreater(self.value("process_resident_memory_bytes"), 1 << 20)
        told = subprocess.run([WISSEL, "version"], capture_output=True, text=True, timeout=60, check=True).stdout
        version, api = re.match(r"wissel (\S+) \(API (\S+)\)", told).groups()
        self.assertEqual(self.value("wissel_build_info", version=version, api_version=api), 1)

    def test_the_document_tells_of_each_family_and_of_no_other(self):
        told = {name: (kind, sorted(re.findall(r"`(\w+)`", labels))) for name, kind, labels in ROW.findall(DOCUMENT)}
        served = {}
        for family in self.families:
            name = family.name + ("_total" if family.type == "counter" else "")
            labels = {label for sample in family.samples for label in sample.labels if label != "le"}
            served[name] = (family.type, sorted(labels))
        self.assertEqual(told, served)

    def test_the_rules_of_the_document_ask_for_what_is_served(self):
        rules = re.search(r"```yaml\ngroups:.*?```", DOCUMENT, re.DOTALL).group()
        asked = set(re.findall(r"\bwissel_\w+", rules))
        self.assertGreater(len(asked), 10)
        served = {sample.name for family in self.families for sample in family.samples}
        self.assertEqual(asked - served, set())


if __name__ == "__main__":
    unittest.main(verbosity=1)
