#!/usr/bin/env python3
"""Holds the tree against the rules of the house: who may include whom, and what a compiler does not tell.

Run by ctest as `tidy`, or by hand: tools/check_tree.py. Prints `file:line: message` for each violation and exits 1 where
there is one. Tables come first: a new room, arrow or exception is a line in one of them, with its reason.
--self-test proves each rule on a small tree of its own.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# Room: what it may include besides itself. A file stands in the room with the longest name that fits.
BELOW_CASES = ["engine/base", "engine/schema", "engine/logic", "engine/calendar", "engine/statechart", "engine/routing"]
ROOMS = {
    "engine/base": [],
    "engine/schema": ["engine/base"],
    "engine/logic": ["engine/base"],
    "engine/calendar": ["engine/base"],
    "engine/statechart": ["engine/logic", "engine/calendar", "engine/base"],
    "engine/routing": ["engine/logic", "engine/base"],
    "engine/cases": BELOW_CASES,
    "engine/status": ["engine/cases", *BELOW_CASES],
    "engine/search": ["engine/cases", "engine/base"],
    "engine/store/sqlite": ["engine/search", "engine/cases", "engine/base"],
    "engine/metrics": ["engine/base"],
    "engine/runtime": ["engine/status", "engine/metrics", "engine/cases", *BELOW_CASES],
    "api/http": ["engine/runtime/log.hpp", "engine/metrics", "engine/base"],
    "api/auth": ["api/http", "engine/runtime", "engine/cases", "engine/base"],
    "api/resources": [
        "api/auth", "api/http", "api/web", "engine/runtime", "engine/status", "engine/search", "engine/metrics", "engine/cases",
        "engine/statechart",
        "engine/schema", "engine/base",
    ],
    "api/web": [],
    "tools/wissel": ["engine", "api"],
    "tests": ["engine", "api", "tools/wissel"],
}

# The same input gives the same output in these: no clock, no randomness, no thread, no file, no socket.
PURE = ["engine/status", "engine/search", "engine/cases", *BELOW_CASES]
IMPURE_HEADER = re.compile(
    r"(thread|mutex|shared_mutex|condition_variable|future|fstream|random|filesystem|iostream|ctime"
    r"|unistd\.h|fcntl\.h|time\.h|sys/.*|openssl/rand\.h)$"
)
IMPURE_CALL = re.compile(r"\w*clock::now\s*\(", re.IGNORECASE)

# Header, who alone may see it, why. The first line that fits counts.
ONLY_SEEN_BY = [
    (r"(sqlite3\.h|SQLiteCpp/.*)", ["engine/store/sqlite", "tests"], "storage is known to its adapter only"),
    (r"(libstemmer|utf8proc)\.h", ["engine/search/words.cpp"], "words are made in one place"),
    (r"boost/beast.*", ["api/http"], "everybody else takes our Request and Response"),
    (r"boost/asio/awaitable\.hpp", ["api", "tests"], "the engine is synchronous"),
    (r"boost/asio.*", ["api/http", "api/resources/await.hpp", "api/resources/await.cpp", "tests"],
     "handlers await the engine through api/resources/await.hpp"),
    (r"boost/.*", ["api/http", "tests"], "Boost is a matter of the transport"),
    (r"zlib\.h", ["engine/runtime/gzip.cpp", "tests"], "what is sent packed is packed by engine/runtime/gzip.hpp"),
    (r"prometheus/.*", ["engine/metrics/page.cpp"], "metrics are put into text by engine/metrics/page.hpp"),
    (r"spdlog/.*", ["engine/runtime/log.cpp"], "the log is written through engine/runtime/log.hpp"),
    (r"engine/cases/system_scope\.hpp", ["engine/cases", "engine/runtime", "tests"],
     "whoever sees all cases without a principal must be the runtime"),
]

# (rule, file): why it may. One that excuses nothing any more is a violation itself.
EXCEPTIONS = {
    ("json", "tools/wissel/demo_stories.hpp"): "has JSON as members",
    ("json", "engine/cases/case_state.hpp"): "has JSON as members",
    ("json", "engine/cases/event.hpp"): "has JSON as members",
    ("json", "engine/cases/leg.hpp"): "has JSON as members",
    ("json", "engine/cases/form_data.hpp"): "has JSON as members",
    ("json", "engine/cases/rule_data.hpp"): "has JSON as members",
    ("json", "api/resources/changing.hpp"): "who reads a body goes on to ask it",
    ("json", "api/resources/treatment_document.hpp"): "whoever words a document goes on to add to it",
    ("json", "engine/cases/report_parts.hpp"): "has JSON as members",
    ("json", "engine/cases/valid_report.hpp"): "has JSON as members",
    ("json", "engine/logic/error.hpp"): "has JSON as members",
    ("json", "engine/logic/program.hpp"): "has JSON as members",
    ("json", "engine/logic/trace.hpp"): "has JSON as members",
    ("json", "engine/logic/value.hpp"): "asks a borrowed value its type, inline for speed",
    ("json", "engine/routing/analysis.hpp"): "has JSON as members",
    ("json", "engine/routing/choices.hpp"): "has JSON as members",
    ("json", "engine/routing/condition.hpp"): "has JSON as members",
    ("json", "engine/routing/situation.hpp"): "has JSON as members",
    ("json", "engine/routing/table.hpp"): "has JSON as members",
    ("json", "engine/routing/variables.hpp"): "has JSON as members",
    ("json", "engine/schema/node.hpp"): "has JSON as members",
    ("json", "engine/statechart/definition.hpp"): "has JSON as members",
    ("json", "engine/statechart/machine.hpp"): "has JSON as members",
    ("json", "engine/statechart/running.hpp"): "has JSON as members",
    ("json", "engine/statechart/script.hpp"): "has JSON as members",
    ("json", "engine/statechart/workflow.hpp"): "has JSON as members",
    ("json", "tools/wissel/configuration.hpp"): "has JSON as members",
    ("json", "tests/support/appendix_d.hpp"): "has JSON as members",
    ("json", "tests/support/appendix_d_chart.hpp"): "has JSON as members",
    ("json", "tests/support/appendix_d_interpreter.hpp"): "has JSON as members",
    ("json", "tests/support/random_machine_parts.hpp"): "has JSON as members",
    ("json", "tests/support/a_report.hpp"): "has JSON as default arguments",
    ("json", "tests/support/shipped.hpp"): "every test that routes reads JSON",
    ("json", "tests/support/a_server.hpp"): "every test that asks a server reads JSON",
    ("json", "tools/wissel/findings.hpp"): "has JSON as members",
    ("json", "tools/wissel/files.hpp"): "who reads a JSON file goes on to ask it",
    ("json", "engine/schema/compiler.hpp"): "has JSON as members",
    ("json", "engine/schema/evaluation.hpp"): "has JSON as members",
    ("length", "tests/contract/store_test.cpp"): "one contract, told once for both stores",
    ("length", "tests/property/schema_faults_test.cpp"): "a generator and its oracle, which change together",
    ("length", "tests/unit/schema_test.cpp"): "a case for each keyword",
    ("columns", "tests/unit/schema_test.cpp"): "schemas in raw strings",
    ("columns", "tests/allocations/statechart_test.cpp"): "a machine in a raw string",
    ("columns", "tests/unit/soundness_test.cpp"): "workflows in raw strings",
    ("columns", "tests/unit/statechart_test.cpp"): "machines in raw strings",
    ("only", "tests/bench/bare_beast.cpp"): "measures what Beast alone costs",
}

LINES_MAX = 500
COLUMNS_MAX = 120
CODE = (".cpp", ".hpp", ".py", ".sh", ".ts", ".tsx", ".js", ".mjs", ".css")
NO_SOURCES = {".git", "build", "data", "node_modules", "__pycache__"}

SQL = re.compile(r"\s*(SELECT|INSERT (INTO|OR)|UPDATE \w+ SET|DELETE FROM|CREATE (TABLE|INDEX|TRIGGER)|PRAGMA)\b")
# Written so that this file does not fit them itself.
MACHINE = re.compile(r"(?<![\w.-])/(work|home)/|/tmp/bash" r"_|bash" r"_jobs")
REGISTRY = re.compile(
    r"registry\.npmjs\.org|\b(deb|security)\.debian\.org|\bpypi\.org|pythonhosted\.org|\bcrates\.io"
    r"|proxy\.golang\.org|maven\.(org|apache)|nodesource\.com"
)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">\n]*)[">]', re.MULTILINE)
# Comments, literals, and numbers, whose digit separators would pass for character literals.
TOKEN = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<raw>\b(?:u8|u|U|L)?R"(?P<delimiter>[^()\\\s]{0,16})\(.*?\)(?P=delimiter)")'
    r'|(?P<string>"(?:\\.|[^"\\\n])*")|(?<!\w)(?P<number>\d(?:\'?[\w.])*)|(?P<character>\'(?:\\.|[^\'\\\n])+\')',
    re.DOTALL,
)
# What stands before the bracket: of a temporary, of a condition whose body is no part of the statement.
TEMPORARY = re.compile(r"(\b(co_)?return|[(,=?]|\bco_await)\s*[\w:]+(<[^;{}]*>)?\s*$|[(,]\s*$")
CONTROL = re.compile(r"\b(if|while|for|switch)\s*(constexpr\s*)?$")
OPENING, CLOSING = "([{", ")]}"


def blank(text):
    return re.sub(r"[^\n]", " ", text)


def within(path, places):
    return any(place == "" or path == place or path.startswith(place + "/") for place in places)


def room_of(path):
    return max((room for room in ROOMS if within(path, [room])), key=len, default=None)


class Source:
    """A C++ file, and the same with comments and the insides of literals blanked, so that places stay where they are."""

    def __init__(self, text):
        self.text = text
        self.literals = []  # (offset, what it says)
        self.code = TOKEN.sub(self._blanked, text)

    def _blanked(self, token):
        kind, text = token.lastgroup, token.group()
        if kind == "number":
            return text
        if token["raw"]:
            self.literals.append((token.start(), text[text.index("(") + 1 : text.rindex(")")]))
        elif token["string"]:
            self.literals.append((token.start(), text[1:-1]))
        if token["comment"]:
            return blank(text)
        return text[0] + blank(text[1:-1]) + text[-1]

    def includes(self):
        for found in INCLUDE.finditer(self.text):
            if self.code[found.start(1)] in '"<':  # not in a comment or a literal
                yield found.start(1), found[1], found[2]


def openers_of(code):
    """For each `co_await`: its offset and the offsets of the brackets that are open there."""
    opened = []
    for found in re.finditer(r"[()\[\]{}]|\bco_await\b", code):
        text = found.group()
        if text == "co_await":
            yield found.start(), list(opened)
        elif text in OPENING:
            opened.append(found.start())
        elif opened:
            opened.pop()


def end_of(code, start):
    """Where the expression that starts here ends: the `;`, the bracket that closes what holds it, or the end."""
    depth = 0
    for found in re.finditer(r"[()\[\]{};]", code[start:]):
        text = found.group()
        if text == ";" and depth == 0:
            return start + found.start()
        if text in OPENING:
            depth += 1
        elif text in CLOSING:
            depth -= 1
            if depth < 0:
                return start + found.start()
    return len(code)


def awaited(code):
    """For each `co_await` the extent of what stands around and after it within one statement."""
    for place, opened in openers_of(code):
        outermost = None
        for opener in reversed(opened):
            if code[opener] == "{" and not TEMPORARY.search(code[max(0, opener - 200) : opener]):
                break  # a block, or a variable that has a name
            outermost = opener
        if outermost is None:
            yield place, place, end_of(code, place)
            continue
        end = end_of(code, outermost + 1)
        if not CONTROL.search(code[max(0, outermost - 40) : outermost]):
            end = end_of(code, end + 1)
        yield place, outermost, end


def doomed_temporary(code, start, end):
    """The lambda or braced temporary in this part of a statement, if there is one. A subscript or a structured binding
    has a word or a closing bracket before it."""
    for found in re.finditer(r"[\[{]", code[start:end]):
        if found.group() == "{":
            return start + found.start()
        before = code[: start + found.start()].rstrip()
        if not re.search(r"[\w)\]]$", before) or re.search(r"\b(return|co_return|co_await)$", before):
            return start + found.start()
    return None


class Check:
    def __init__(self, root, exceptions):
        self.root = Path(root)
        self.exceptions = exceptions
        self.used = set()
        self.found = []
        self.files = [path for path in self.list_files() if (self.root / path).is_file()]
        self.listed = self.list_targets()

    def list_files(self):
        """What git knows or would add; in an exported tree, everything."""
        git = ["git", "-C", str(self.root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        if (self.root / ".git").exists():
            try:
                names = subprocess.run(git, capture_output=True, check=True).stdout
                return sorted({name for name in os.fsdecode(names).split("\0") if name})
            except (OSError, subprocess.CalledProcessError):
                pass  # no git here, or a checkout of somebody else
        paths = []
        for folder, folders, names in os.walk(self.root):
            folders[:] = [name for name in folders if name not in NO_SOURCES]
            paths += [Path(folder, name).relative_to(self.root).as_posix() for name in names]
        return sorted(path for path in paths if not path.endswith(".pyc"))

    def list_targets(self):
        """The sources that some CMakeLists.txt names: beside it, or as wissel_tests(FOLDER name…) has them."""
        listed = set()
        for path in self.files:
            if not path.endswith("CMakeLists.txt"):
                continue
            text = re.sub(r"#[^\n]*", "", (self.root / path).read_text(encoding="utf-8"))
            folder = Path(path).parent
            for command in re.finditer(r"\w+\s*\(([^()]*)\)", text):
                words = command[1].split()
                listed |= {(folder / word).as_posix() for word in words}
                listed |= {(folder / words[0] / word).as_posix() for word in words[1:]}
        return listed

    def report(self, rule, path, line, message):
        if (rule, path) in self.exceptions:
            self.used.add((rule, path))
        else:
            self.found.append((path, line, message))

    def run(self):
        for path in self.files:
            data = (self.root / path).read_bytes()
            if b"\0" in data:
                continue
            try:
                text = data.decode("utf-8")
            except UnicodeDecodeError:
                self.report("text", path, 1, "is not UTF-8")
                continue
            self.check_text(path, text)
            self.check_use(path, text)
            if path.endswith((".cpp", ".hpp")):
                self.check_cpp(path, Source(text))
        for rule, path in sorted(set(self.exceptions) - self.used):
            self.found.append((path, 1, f"needs no exception from '{rule}' any more; take it out of tools/check_tree.py"))
        return sorted(set(self.found))

    def check_text(self, path, text):
        if text and (not text.endswith("\n") or text.endswith("\n\n")):
            self.report("end", path, text.count("\n") + 1, "must end with exactly one newline")
        is_cpp = path.endswith((".cpp", ".hpp"))
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            if "\t" in line:
                self.report("space", path, number, "has a tab; use spaces")
            if line != line.rstrip():
                self.report("space", path, number, "has trailing space")
            if is_cpp and len(line) > COLUMNS_MAX:
                self.report("columns", path, number, f"is {len(line)} columns wide; {COLUMNS_MAX} at most")
            if MACHINE.search(line):
                self.report("machine", path, number, "names a folder of one machine; use a relative path")
            if REGISTRY.search(line):
                self.report("registry", path, number, "names the host of a package registry; name the package only")
        count = len(lines) - 1
        if count > LINES_MAX and (path.endswith(CODE) or text.startswith("#!")):
            self.report("length", path, LINES_MAX + 1, f"has {count} lines, {LINES_MAX} at most; look for the second idea")

    def check_use(self, path, text):
        """What is written to be used, can be."""
        if text.startswith("#!") and not os.access(self.root / path, os.X_OK):
            self.report("runs", path, 1, "begins as a command and is not executable; chmod +x")
        folder = Path(path).parent.as_posix()
        if path.endswith("/CMakeLists.txt") and folder not in self.listed:
            self.report("listed", path, 1, "is added by no CMakeLists.txt; its targets do not exist")

    def check_cpp(self, path, source):
        room = room_of(path)
        if room is None:
            self.report("room", path, 1, "stands in no room; give it one in ROOMS of tools/check_tree.py")
            return
        if path not in self.listed:
            self.report("listed", path, 1, "is named by no CMakeLists.txt; add it, or remove the file")
        if path.endswith(".hpp") and not re.search(r"^#pragma once$", source.code, re.MULTILINE):
            self.report("pragma", path, 1, "has no #pragma once")
        for offset, kind, header in source.includes():
            self.check_include(path, room, self.line(source, offset), kind, header)
        if room in PURE:
            for call in IMPURE_CALL.finditer(source.code):
                message = f"reads a clock, and {room} is pure; take the moment as an argument"
                self.report("pure", path, self.line(source, call.start()), message)
        if room not in ("engine/store/sqlite", "tests"):
            for offset, literal in source.literals:
                if SQL.match(literal):
                    message = "has SQL; that stands in engine/store/sqlite only"
                    self.report("sql", path, self.line(source, offset), message)
        for place, start, end in awaited(source.code):
            culprit = doomed_temporary(source.code, start, end)
            if culprit is not None:
                what = "a lambda" if source.code[culprit] == "[" else "a braced temporary"
                message = f"co_await with {what} in one statement: GCC 12 destroys it twice; name it on the line before"
                self.report("await", path, self.line(source, place), message)

    def check_include(self, path, room, line, kind, header):
        if kind == '"':
            target = room_of(header)
            if target is None:
                self.report("arrow", path, line, f'"{header}" is in no room; include ours from the root')
            elif target != room and not within(header, ROOMS[room]):
                self.report("arrow", path, line, f"{room} must not include {header}")
        for pattern, places, why in ONLY_SEEN_BY:
            if re.fullmatch(pattern, header):
                if not within(path, places):
                    self.report("only", path, line, f"must not include {header}: {why}")
                break
        if room in PURE and IMPURE_HEADER.match(header):
            self.report("pure", path, line, f"must not include {header}: {room} is pure")
        if path.endswith(".hpp") and header == "nlohmann/json.hpp":
            self.report("json", path, line, "takes nlohmann/json_fwd.hpp instead of nlohmann/json.hpp, being a header")

    @staticmethod
    def line(source, offset):
        return source.text.count("\n", 0, offset) + 1


# The self-test's tree. A line with a violation ends with a mark and a part of the message, cut off before the check;
# WHOLE has those of whole files.
MARK = " //!! "
CLEAN_AWAIT = """#include <boost/asio/awaitable.hpp>
// co_await f(Request{}) in a comment
const char* text = "co_await f(Request{})";
auto raw = R"(co_await f([] { return 1'0; }))";
auto job = [&store, id] { return store.load(id); };
auto [error, n] = co_await socket.read(buffers[1'000], text[0]);
if (auto found = co_await ask(std::move(job)); !found) { return {}; }
for (auto& one : co_await list()) { use(one[0], Other{}); }
auto later = [](int) -> Task<int> { co_await one(); };
Response named{co_await one()};
auto job = spawn(io, [](int) -> asio::awaitable<void> { co_await one(); });
switch (kind) { case 1: { co_await one(); } default: co_await two(); }
"""
SELF_TEST = {
    "CMakeLists.txt": "project(x)\nadd_subdirectory(api/http)\nadd_subdirectory(api/resources)\nadd_subdirectory(engine/base)\nadd_subdirectory(engine/cases)\nadd_subdirectory(engine/runtime)\nadd_subdirectory(engine/store/sqlite)\nadd_subdirectory(tests)\n",
    "tests/lost/CMakeLists.txt": "add_library(lost)\n",
    "tools/dull": "#!/bin/sh\n",
    "engine/base/CMakeLists.txt": "add_library(b\n    good.cpp good.hpp no_once.hpp pure.cpp)\n",
    "engine/base/good.hpp": "#pragma once\n#include <nlohmann/json_fwd.hpp>\n",
    "engine/base/good.cpp": '#include "engine/base/good.hpp"\n// system_clock::now() "SELECT 1"\nint million = 1\'000\'000;\n',
    "engine/base/no_once.hpp": "int a();\n",
    "engine/base/pure.cpp": "#include <fstream> //!! engine/base is pure\nauto t = std::chrono::system_clock::now(); //!! clock\n",
    "engine/base/lost.cpp": "int lost;\n",
    "engine/cases/CMakeLists.txt": "add_library(c a.hpp a.cpp system_scope.hpp)\n",
    "engine/cases/a.hpp": "#pragma once\n#include <nlohmann/json.hpp> //!! json_fwd\n",
    "engine/cases/a.cpp": '#include "engine/runtime/log.hpp" //!! engine/cases must not include\n'
    '#include "a.hpp" //!! from the root\n#include "engine/statechart/step.hpp"\n'
    'auto q = "SELECT x FROM y"; //!! SQL\nauto r = R"(\nDELETE FROM y)";\n',
    "engine/cases/system_scope.hpp": "#pragma once\n#include <nlohmann/json.hpp>\n",
    "engine/store/sqlite/CMakeLists.txt": "add_library(s s.cpp)\n",
    "engine/store/sqlite/s.cpp": '#include <sqlite3.h>\n#include "engine/cases/a.hpp"\nauto q = "SELECT x";\n',
    "engine/runtime/CMakeLists.txt": "add_library(r r.cpp log.cpp)\n",
    "engine/runtime/r.cpp": "#include <thread>\n#include <spdlog/spdlog.h> //!! log.hpp\n#include <sqlite3.h> //!! adapter\n"
    "#include <boost/asio/post.hpp> //!! handlers await\n#include <boost/asio/awaitable.hpp> //!! synchronous\n",
    "engine/runtime/log.cpp": "#include <spdlog/spdlog.h>\n",
    "api/http/CMakeLists.txt": "add_library(h h.cpp)\n",
    "api/http/h.cpp": '#include <boost/beast/core.hpp>\n#include "engine/runtime/log.hpp"\n'
    '#include "engine/runtime/lane.hpp" //!! api/http must not include\n',
    "api/resources/CMakeLists.txt": "add_library(r await.cpp bad.cpp clean.cpp)\n",
    "api/resources/await.cpp": "#include <boost/asio/post.hpp>\n",
    "api/resources/clean.cpp": CLEAN_AWAIT,
    "api/resources/bad.cpp": "#include <boost/beast/http.hpp> //!! Request and Response\n"
    "#include <boost/asio/post.hpp> //!! handlers await\n#include <boost/system.hpp> //!! transport\n"
    '#include "engine/cases/system_scope.hpp" //!! runtime\n'
    "auto a = co_await run(lane, [&store] { return 1; }); //!! a lambda\n"
    "co_return co_await handle(Request{.id = 1}); //!! a braced temporary\n"
    "if (co_await run({1, 2})) {} //!! a braced temporary\n"
    "both(Request{}, co_await one()); //!! a braced temporary\n"
    "co_return Response{co_await one()}; //!! a braced temporary\n",
    "engine/elsewhere/x.cpp": "int x;\n",
    "tests/CMakeLists.txt": "wissel_tests(unit # those\n    a_test.cpp)\n",
    "tests/unit/a_test.cpp": '#include "tools/wissel/x.hpp"\n#include <sqlite3.h>\nauto q = "SELECT 1";\n',
    "tests/unit/b_test.cpp": "int b;\n",
    "docs/text.md": "tab\there //!! tab\ntrailing  //!! trailing\n/wo" "rk/x //!! machine\n"
    "see py" "pi.org //!! registry\na/wo" "rk/place\n",
    "docs/no_end.md": "no newline",
    "docs/two_ends.md": "two\n\n",
    "docs/empty.md": "",
    "docs/long.md": "x\n" * 600,
    "tools/long.py": "x = 1\n" * 501,
    "tests/unit/wide.hpp": "#pragma once\n// " + "é" * 117 + "\n// " + "é" * 118 + MARK + "wide\n",
}
WHOLE = [
    ("docs/no_end.md", 1, "exactly one newline"),
    ("docs/two_ends.md", 3, "exactly one newline"),
    ("engine/base/lost.cpp", 1, "no CMakeLists.txt"),
    ("engine/base/no_once.hpp", 1, "#pragma once"),
    ("engine/cases/a.cpp", 5, "SQL"),
    ("engine/elsewhere/x.cpp", 1, "no room"),
    ("gone.hpp", 1, "needs no exception"),
    ("tests/lost/CMakeLists.txt", 1, "added by no"),
    ("tests/unit/b_test.cpp", 1, "no CMakeLists.txt"),
    ("tests/unit/wide.hpp", 1, "no CMakeLists.txt"),
    ("tools/dull", 1, "not executable"),
    ("tools/long.py", 501, "has 501 lines"),
]


def self_test():
    expected = list(WHOLE)
    with tempfile.TemporaryDirectory() as root:
        for path, text in SELF_TEST.items():
            for number, line in enumerate(text.split("\n"), 1):
                if MARK in line:
                    expected.append((path, number, line.split(MARK)[1]))
            file = Path(root, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(re.sub(re.escape(MARK) + "[^\n]*", "", text), encoding="utf-8")
        exceptions = {("json", "engine/cases/system_scope.hpp"): "a test", ("json", "gone.hpp"): "a test"}
        found = Check(root, exceptions).run()
    failures = 0
    for path, line, part in sorted(expected):
        match = next((one for one in found if one[:2] == (path, line) and part in one[2]), None)
        if match is None:
            failures += 1
            print(f"self-test: not found: {path}:{line}: {part}")
        else:
            found.remove(match)
    for path, line, message in found:
        failures += 1
        print(f"self-test: not expected: {path}:{line}: {message}")
    print(f"self-test: {len(expected)} violations expected, {failures} mistakes")
    return 1 if failures else 0


def main(arguments):
    if arguments == ["--self-test"]:
        return self_test()
    if arguments:
        print("Usage: tools/check_tree.py [--self-test]", file=sys.stderr)
        return 2
    check = Check(Path(__file__).resolve().parent.parent, EXCEPTIONS)
    found = check.run()
    for path, line, message in found:
        print(f"{path}:{line}: {message}")
    print(f"check_tree: {len(check.files)} files, {len(found)} violations")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
