#include "engine/calendar/term_codec.hpp"

#include "engine/calendar/term_words.hpp"

#include <nlohmann/json.hpp>

namespace wissel {
namespace {

using nlohmann::json;

std::string date_of(std::chrono::sys_days day) {
    return format_instant(day).substr(0, 10);
}

json words_of(const Words& words) {
    return {{"nl", words.nl}, {"en", words.en}};
}

const char* code_of(TermLine::Kind kind) {
    switch (kind) {
        case TermLine::Kind::start: return "start";
        case TermLine::Kind::counted: return "counted";
        case TermLine::Kind::day_off: return "dayOff";
        case TermLine::Kind::stopped: return "stopped";
        case TermLine::Kind::lengthened: return "lengthened";
    }
    return "";
}

}  // namespace

json encode_account(const TermAccount& account, Calendar calendar) {
    json lines = json::array();
    for (const auto& line : account.lines) {
        const bool goes_on = !account.due && line.kind == TermLine::Kind::stopped && &line == &account.lines.back();
        json told = {
            {"kind", code_of(line.kind)},
            {"from", date_of(line.first)},
            {"text", words_of(line_words(line, calendar))}};
        if (!goes_on) {
            told["to"] = date_of(line.last);
            told["days"] = line.days();
        }
        lines.push_back(std::move(told));
    }
    json told = {
        {"due", account.due ? json(format_instant(*account.due)) : json()},
        {"lastDay", account.last_day ? json(date_of(*account.last_day)) : json()},
        {"outcome", words_of(outcome_words(account, calendar))},
        {"account", std::move(lines)}};
    if (!account.due) told["daysLeft"] = account.days_left;
    return told;
}

}  // namespace wissel
