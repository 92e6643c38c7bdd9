#include "engine/base/encoding.hpp"
#include "engine/base/json_text.hpp"
#include "engine/base/sha256.hpp"
#include "tools/wissel/api_client.hpp"
#include "tools/wissel/files.hpp"
#include "tools/wissel/progress.hpp"
#include "tools/wissel/subcommands.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <sstream>
#include <thread>

namespace wissel::tool {
namespace {

struct ImportOptions {
    std::string file;
    std::string url = "http://127.0.0.1:8080";
    std::string key;
};

/// One line of the file that holds a report.
struct Line {
    std::size_t number;
    std::string text;
};

/// Who imports.
struct Caller {
    std::string organisation;
    bool coordinates = false;
};

struct Tally {
    std::size_t added = 0;
    std::size_t there_already = 0;
    std::size_t refused = 0;
};

std::vector<Line> lines_of(const std::string& text) {
    std::vector<Line> lines;
    std::istringstream in(text);
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.ends_with('\r')) line.pop_back();
        if (line.find_first_not_of(" \t") != std::string::npos) lines.push_back({number, line});
    }
    return lines;
}

/// Sends, and waits where the server asks to.
Result<ApiAnswer> send_patiently(
    ApiClient& client,
    const char* method,
    const std::string& path,
    std::string_view body,
    const std::string& idempotency_key
) {
    constexpr int tries = 6;
    for (int attempt = 1;; ++attempt) {
        auto answer = client.send(method, path, body, idempotency_key);
        const bool later = answer && (answer->status == 503 || answer->status == 429);
        if (!later || attempt == tries) return answer;
        const int asked = std::atoi(answer->retry_after.c_str());
        std::this_thread::sleep_for(std::chrono::seconds(std::clamp(asked, 1, 30)));
    }
}

/// As whose report the line will count: a coordinator enters it for the first organisation that it names.
std::string reporter_of(const nlohmann::json& report, const Caller& caller) {
    const auto others = report.find("onBehalfOf");
    if (!caller.coordinates || others == report.end() || !others->is_array()) return caller.organisation;
    for (const auto& other : *others) {
        if (!other.is_object()) continue;
        const auto organisation = other.find("organisation");
        if (organisation != other.end() && organisation->is_string()) return *organisation;
    }
    return caller.organisation;
}

/// Whether a case with this reporter's own reference is there: beyond the days for which the server keeps
/// answers for a retry, this is what keeps a second import from adding everything anew.
Result<bool> is_there(ApiClient& client, const Caller& caller, const std::string& line) {
    const auto report = nlohmann::json::parse(line, nullptr, false);
    if (!report.is_object() || !report.contains("ownReference") || !report["ownReference"].is_string())
        return false;
    const auto own_reference = report["ownReference"].get<std::string>();
    if (own_reference.empty()) return false;
    const std::string path = "/v1/cases?limit=1&organisation=" + to_percent(reporter_of(report, caller)) +
                             "&ownReference=" + to_percent(own_reference);
    auto answer = send_patiently(client, "GET", path, {}, {});
    if (!answer) return fail_as(answer);
    if (answer->status != 200) return false;
    const auto list = nlohmann::json::parse(answer->body, nullptr, false);
    return list.is_object() && !list.value("items", nlohmann::json::array()).empty();
}

/// Who the key belongs to; fails where the server does not know it.
Result<Caller> read_caller(ApiClient& client) {
    auto me = send_patiently(client, "GET", "/v1/me", {}, {});
    if (!me) return fail_as(me);
    if (me->status != 200) return fail(FailureCode::forbidden, {tell_problem(*me), tell_problem(*me)});
    const auto document = nlohmann::json::parse(me->body, nullptr, false);
    if (!document.is_object() || !document.contains("organisation")) {
        return fail(FailureCode::unavailable, {"Dit is geen Wissel-server.", "This is no Wissel server."});
    }
    const auto roles = document.value("roles", std::vector<std::string>());
    return Caller{
        document["organisation"].value("oin", std::string()),
        std::find(roles.begin(), roles.end(), "coordinator") != roles.end()};
}

Result<void> send_line(
    ApiClient& client, const Caller& caller, const Line& line, const Progress& progress, Tally& tally
) {
    const auto there = is_there(client, caller, line.text);
    if (!there) return std::unexpected(there.error());
    if (*there) {
        ++tally.there_already;
        return {};
    }
    const std::string key = "import-" + tell(sha256({line.text})).substr(7);
    auto answer = send_patiently(client, "POST", "/v1/cases", line.text, key);
    if (!answer) return fail_as(answer);
    if (answer->status == 201) {
        ++(answer->replayed ? tally.there_already : tally.added);
        return {};
    }
    if (answer->status == 401)
        return fail(FailureCode::forbidden, {tell_problem(*answer), tell_problem(*answer)});
    ++tally.refused;
    progress.clear();
    std::cout << fmt::format("line {}: refused ({}): {}", line.number, answer->status, tell_problem(*answer))
              << '\n';
    return {};
}

Result<Tally> import(const ImportOptions& options) {
    auto text = read_file(options.file);
    if (!text) return fail_as(text);
    const auto lines = lines_of(*text);
    ApiClient client(options.url, options.key);
    const auto caller = read_caller(client);
    if (!caller) return std::unexpected(caller.error());
    const Progress progress(lines.size());
    Tally tally;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        progress.show(at);
        if (auto sent = send_line(client, *caller, lines[at], progress, tally); !sent) {
            progress.clear();
            std::cout << fmt::format(
                "Stopped at line {}; import the same file again to go on.\n", lines[at].number
            );
            return fail_as(sent);
        }
    }
    progress.show(lines.size());
    return tally;
}

}  // namespace

void add_import(CLI::App& app, int& status) {
    auto* command =
        app.add_subcommand("import", "Send reports from a file to a server, one JSON object a line");
    const auto options = std::make_shared<ImportOptions>();
    command->add_option("file", options->file, "The file, JSON lines in UTF-8")->required();
    command->add_option("--url", options->url, "The server (default http://127.0.0.1:8080)")
        ->envname("WISSEL_URL");
    command
        ->add_option(
            "--key",
            options->key,
            "An API key; better in the variable WISSEL_KEY, where `ps` does not show it"
        )
        ->envname("WISSEL_KEY")
        ->required();
    command->footer(
        "Importing the same file again adds nothing: a report is known again by its ownReference, or for "
        "seven days by\n"
        "its content. Each refused line is told with its number and all its faults; then the exit status is "
        "1.\n"
        "Example:\n  WISSEL_KEY=wsl_… wissel import config/demo/reports.jsonl --url http://127.0.0.1:8080"
    );
    command->callback([options, &status] {
        const auto tally = import(*options);
        if (!tally) {
            std::cerr << "wissel: " << tally.error().message.en << '\n';
            status = 1;
            return;
        }
        std::cout << fmt::format(
            "{} added, {} there already, {} refused\n", tally->added, tally->there_already, tally->refused
        );
        status = tally->refused == 0 ? 0 : 1;
    });
}

}  // namespace wissel::tool
