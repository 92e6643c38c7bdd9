#include "engine/routing/situation.hpp"

#include <algorithm>

namespace wissel::routing {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 5> roots = {"report", "now", "today", "reporters", "actMinistry"};

const json& nothing() {
    static const json null;
    return null;
}

const json& member(const json& value, const std::string& name) {
    if (value.is_object()) {
        const auto found = value.find(name);
        return found == value.end() ? nothing() : *found;
    }
    const bool index = !name.empty() && name.size() < 9 &&
                       std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!value.is_array() || !index) return nothing();
    const auto at = static_cast<std::size_t>(std::stoul(name));
    return at < value.size() ? value[at] : nothing();
}

}  // namespace

Situation::Situation(const json& facts, Instant now, int reporters, const std::string& act_ministry)
    : facts_(&facts),
      now_(now),
      now_text_(format_instant(now)),
      today_(amsterdam_date(now)),
      reporters_(reporters),
      act_ministry_(act_ministry.empty() ? json() : json(act_ministry)) {
    name_all();
}

Situation::Situation(const Situation& other)
    : facts_(other.facts_),
      now_(other.now_),
      now_text_(other.now_text_),
      today_(other.today_),
      reporters_(other.reporters_),
      act_ministry_(other.act_ministry_) {
    name_all();
}

void Situation::name_all() {
    named_ = {
        logic::Named{roots[0], facts_},
        {roots[1], &now_text_},
        {roots[2], &today_},
        {roots[3], &reporters_},
        {roots[4], &act_ministry_}};
}

Situation Situation::with(const json& facts) const {
    Situation other(*this);
    other.facts_ = &facts;
    other.name_all();
    return other;
}

const json& Situation::at(const std::string& dotted) const {
    const json* value = nullptr;
    std::size_t from = 0;
    while (from <= dotted.size()) {
        const std::size_t end = std::min(dotted.find('.', from), dotted.size());
        const std::string name = dotted.substr(from, end - from);
        if (value == nullptr) {
            const auto found = std::find_if(named_.begin(), named_.end(), [&name](const logic::Named& one) {
                return one.name == name;
            });
            if (found == named_.end()) return nothing();
            value = found->value;
        } else {
            value = &member(*value, name);
        }
        from = end + 1;
    }
    return value == nullptr ? nothing() : *value;
}

bool is_known_root(std::string_view name) {
    return std::find(roots.begin(), roots.end(), name) != roots.end();
}

}  // namespace wissel::routing
