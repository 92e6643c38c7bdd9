#include "engine/calendar/term.hpp"

#include "engine/calendar/term_codec.hpp"
#include "engine/calendar/term_words.hpp"
#include "engine/runtime/system.hpp"
#include "tools/wissel/configuration.hpp"
#include "tools/wissel/places.hpp"
#include "tools/wissel/subcommands.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <iostream>
#include <memory>

namespace wissel::tool {
namespace {

struct TermOptions {
    std::string duration;
    std::string calendar = "days";
    std::string from;
    std::vector<std::string> suspended;
    std::vector<std::string> extended;
    std::string language = "nl";
    std::string config;
    bool json = false;
};

std::unexpected<Failure> not_read(const std::string& text, Words what) {
    return fail(
        FailureCode::invalid, {"\"" + text + "\": " + what.nl, "\"" + text + "\": " + what.en}
    );
}

/// A date is its beginning in Amsterdam.
Result<Instant> read_moment(const std::string& text) {
    if (const auto date = parse_date(text)) return amsterdam_midnight(std::chrono::sys_days{*date});
    if (const auto moment = parse_instant(text)) return *moment;
    return not_read(
        text,
        {"hier hoort een datum (2026-12-18) of een tijdstip (2026-12-18T09:30:00Z).",
         "a date (2026-12-18) or a date-time (2026-12-18T09:30:00Z) belongs here."}
    );
}

Result<Duration> read_part(const std::string& text) {
    if (const auto duration = read_duration(text)) return *duration;
    return not_read(
        text,
        {"hier hoort een duur, zoals P20D, P3M of PT4H, van ten hoogste 100 jaar.",
         "a duration belongs here, such as P20D, P3M or PT4H, of at most 100 years."}
    );
}

/// `FROM/UNTIL`; without an UNTIL it stands still to this day.
Result<Stop> read_stop(const std::string& text) {
    const auto slash = text.find('/');
    if (slash == std::string::npos) {
        return not_read(
            text,
            {"schrijf VAN/TOT, of VAN/ als de termijn nog stilstaat.",
             "write FROM/UNTIL, or FROM/ where it still stands still."}
        );
    }
    auto from = read_moment(text.substr(0, slash));
    if (!from) return fail_as(from);
    if (slash + 1 == text.size()) return Stop{*from, std::nullopt};
    auto until = read_moment(text.substr(slash + 1));
    if (!until) return fail_as(until);
    if (*until < *from) return not_read(text, {"het einde ligt voor het begin.", "it ends before it begins."});
    return Stop{*from, *until};
}

Result<TermCourse> read_course(const TermOptions& options, Instant now) {
    TermCourse course;
    course.start = now;
    if (!options.from.empty()) {
        auto from = read_moment(options.from);
        if (!from) return fail_as(from);
        course.start = *from;
    }
    auto within = read_part(options.duration);
    if (!within) return fail_as(within);
    course.within = *within;
    course.calendar = *read_calendar(options.calendar);
    for (const auto& text : options.extended) {
        auto extension = read_part(text);
        if (!extension) return fail_as(extension);
        course.extensions.push_back(*extension);
    }
    for (const auto& text : options.suspended) {
        auto stop = read_stop(text);
        if (!stop) return fail_as(stop);
        course.stops.push_back(*stop);
    }
    return course;
}

void print(const TermAccount& account, const TermCourse& course, Language language) {
    for (const auto& line : account.lines) {
        const bool goes_on = !account.due && &line == &account.lines.back();
        std::string when = in(language, days_words(line.first, goes_on ? line.first : line.last));
        if (goes_on) when = in(language, {"vanaf " + when, "from " + when + " on"});
        std::cout << fmt::format("{:<48}  {}\n", when, in(language, line_words(line, course.calendar)));
    }
    std::cout << in(language, outcome_words(account, course.calendar)) << '\n';
    if (account.due) {
        const std::string due = format_instant(*account.due);
        std::cout << in(language, {"Voorbij vanaf ", "Passed from "}) << due << '\n';
    }
}

Result<void> reckon(const TermOptions& options, Language language) {
    auto course = read_course(options, runtime::SystemClock().now());
    if (!course) return fail_as(course);
    auto folder = find_config(options.config);
    if (!folder) return fail_as(folder);
    auto almanac = read_almanac(*folder);
    if (!almanac) return fail_as(almanac);
    auto account = account_of(*course, *almanac);
    if (!account) return fail_as(account);
    if (options.json) {
        std::cout << encode_account(*account, course->calendar).dump(2) << '\n';
    } else {
        print(*account, *course, language);
    }
    return {};
}

}  // namespace

void add_term(CLI::App& app, int& status) {
    auto* command = app.add_subcommand("term", "Explain when a term ends, day by day");
    const auto options = std::make_shared<TermOptions>();
    command->add_option("DURATION", options->duration, "ISO 8601: P20D, P3M, PT4H")->required();
    command->add_option("--calendar", options->calendar, "days, nl-working-days or nl-atw (default: days)")
        ->check(CLI::IsMember({"days", "nl-working-days", "nl-atw"}));
    command->add_option("--from", options->from, "When it begins: a date or date-time (default: now)");
    command->add_option(
        "--suspended", options->suspended, "FROM/UNTIL in which it stood still; FROM/ where it still does"
    );
    command->add_option("--extended", options->extended, "A duration by which it was extended");
    command->add_option("--lang", options->language, "nl or en")->check(CLI::IsMember({"nl", "en"}));
    command->add_flag("--json", options->json, "As the API tells it");
    command->add_option("--config", options->config, "Folder with wissel.json (default: beside the program)")
        ->envname("WISSEL_CONFIG");
    command->footer(
        "Examples:\n"
        "  wissel term P20D --calendar nl-working-days --from 2026-12-18\n"
        "  wissel term P6W --calendar nl-atw --from 2026-03-24 --lang en\n"
        "  wissel term P10D --calendar nl-working-days --from 2026-11-24 --suspended 2026-11-26/2026-12-03 "
        "--extended P5D\n"
        "The day on which a term begins does not count. Days by decree stand in config/calendar-nl.json."
    );
    command->callback([options, &status] {
        const Language language = options->language == "en" ? Language::en : Language::nl;
        const auto reckoned = reckon(*options, language);
        status = reckoned ? 0 : 1;
        if (!reckoned) std::cerr << "wissel: " << in(language, reckoned.error().message) << '\n';
    });
}

}  // namespace wissel::tool
