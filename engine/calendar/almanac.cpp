#include "engine/calendar/almanac.hpp"

#include "engine/base/date_words.hpp"
#include "engine/base/instant.hpp"
#include "engine/base/sha256.hpp"
#include "engine/calendar/calendar.hpp"

#include <nlohmann/json.hpp>

namespace wissel {
namespace {

using namespace std::chrono;
using nlohmann::json;

bool is_weekend(sys_days day) {
    const weekday in_week{day};
    return in_week == Saturday || in_week == Sunday;
}

Words words_in(const json& node) {
    return {node.at("nl").get<std::string>(), node.at("en").get<std::string>()};
}

}  // namespace

Result<Almanac> Almanac::parse(const json& document) {
    Almanac almanac;
    std::vector<Issue> faults;
    const json& listed = document.at("days");
    for (std::size_t at = 0; at < listed.size(); ++at) {
        const std::string pointer = "/days/" + std::to_string(at) + "/date";
        const auto date = parse_date(listed[at].at("date").get<std::string>());
        if (!date) {
            faults.push_back({pointer, "format", {"Deze dag bestaat niet.", "This day does not exist."}});
            continue;
        }
        const sys_days day{*date};
        if (!almanac.is_working_day(day)) {
            const bool twice = almanac.by_decree_.contains(day);
            faults.push_back(
                {pointer,
                 twice ? "duplicate" : "dayOff",
                 twice ? Words{"Deze dag staat er al.", "This day is told already."}
                       : Words{"Dit is al geen werkdag; een besluit voegt niets toe.",
                               "This is no working day already; a decree adds nothing."}}
            );
            continue;
        }
        almanac.by_decree_.emplace(day, words_in(listed[at].at("name")));
    }
    if (!faults.empty()) return fail_invalid(std::move(faults));
    return almanac;
}

std::optional<Words> Almanac::why_off(sys_days day) const {
    if (const auto* feast = feast_day(day)) return *feast;
    if (const auto found = by_decree_.find(day); found != by_decree_.end()) return found->second;
    if (is_weekend(day)) return weekday_words(day);
    return std::nullopt;
}

bool Almanac::is_working_day(sys_days day) const {
    return wissel::is_working_day(day) && !by_decree_.contains(day);
}

std::string Almanac::hash() const {
    // Another rule for the feast days of the law would be another first line.
    std::string text = "feast days of 1964, King's Day since 2014\n";
    for (const auto& [day, name] : by_decree_) text += format_instant(day).substr(0, 10) + "\n";
    return tell(sha256({text}));
}

}  // namespace wissel
