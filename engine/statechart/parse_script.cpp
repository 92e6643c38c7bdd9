#include "engine/base/encoding.hpp"
#include "engine/statechart/script.hpp"

namespace wissel::statechart {
namespace {

using nlohmann::json;

/// A Monday morning in winter, without a feast day near.
constexpr const char* usual_now = "2026-01-05T09:00:00Z";

class ScriptReader {
public:
    explicit ScriptReader(const json& document) : document_(document) {}

    Result<Script> read() {
        if (!document_.is_object()) {
            fault("", "type", {"Een script is een object.", "A script is an object."});
            return fail_invalid(std::move(issues_));
        }
        script_.now = *parse_instant(usual_now);
        if (const auto* title = find(document_, "title")) read_title(*title);
        if (const auto* now = find(document_, "now")) read_now(*now);
        script_.with = object(document_, "with", "");
        script_.expected = names(document_, "initialConfiguration", "");
        const auto* events = find(document_, "events");
        if (events == nullptr || !events->is_array()) {
            fault(
                "/events",
                "required",
                {"Hier hoort een lijst van gebeurtenissen.", "A list of events belongs here."}
            );
        } else {
            for (std::size_t at = 0; at < events->size(); ++at)
                read_step((*events)[at], "/events/" + std::to_string(at));
        }
        if (!issues_.empty()) return fail_invalid(std::move(issues_));
        return std::move(script_);
    }

private:
    static const json* find(const json& node, const char* name) {
        const auto found = node.find(name);
        return found == node.end() ? nullptr : &*found;
    }

    void fault(const std::string& pointer, const char* code, Words message) {
        issues_.push_back({pointer, code, std::move(message)});
    }

    void read_now(const json& now) {
        const auto moment = now.is_string() ? parse_instant(now.get<std::string>()) : std::nullopt;
        if (moment) {
            script_.now = *moment;
        } else {
            fault("/now", "format", {"Hier hoort een moment.", "A moment belongs here."});
        }
    }

    void read_title(const json& title) {
        const auto word = [&title](const char* language) {
            const auto* found = title.is_object() ? find(title, language) : nullptr;
            return found != nullptr && found->is_string() ? found->get<std::string>() : std::string();
        };
        script_.title = Words{word("nl"), word("en")};
        if (script_.title->nl.empty() || script_.title->en.empty())
            fault("/title", "type", {"Hier horen woorden in nl en en.", "Words in nl and en belong here."});
    }

    json object(const json& node, const char* name, const std::string& pointer) {
        const auto* found = find(node, name);
        if (found == nullptr) return json::object();
        if (found->is_object()) return *found;
        fault(pointer + "/" + name, "type", {"Hier hoort een object.", "This has to be an object."});
        return json::object();
    }

    std::optional<std::vector<std::string>> names(
        const json& node, const char* name, const std::string& pointer
    ) {
        const auto* found = find(node, name);
        if (found == nullptr) return std::nullopt;
        std::vector<std::string> all;
        bool fits = found->is_array();
        for (std::size_t at = 0; fits && at < found->size(); ++at) {
            fits = (*found)[at].is_string();
            if (fits) all.push_back((*found)[at].get<std::string>());
        }
        if (!fits) {
            fault(
                pointer + "/" + name,
                "type",
                {"Hier hoort een lijst van namen van toestanden.", "A list of names of states belongs here."}
            );
        }
        return all;
    }

    void read_step(const json& node, const std::string& pointer) {
        ScriptStep& step = script_.steps.emplace_back();
        if (!node.is_object())
            return fault(pointer, "type", {"Hier hoort een object.", "This has to be an object."});
        if (const auto* after = find(node, "after")) read_after(*after, pointer + "/after", step);
        step.with = object(node, "with", pointer);
        step.expected = names(node, "nextConfiguration", pointer);
        const auto* event = find(node, "event");
        if (event == nullptr) return;
        const auto* name = event->is_object() ? find(*event, "name") : nullptr;
        if (name == nullptr || !name->is_string()) {
            return fault(pointer + "/event/name", "required", {"Zeg welke gebeurtenis.", "Say which event."});
        }
        step.event = name->get<std::string>();
        step.data = event->value("data", json());
    }

    void read_after(const json& after, const std::string& pointer, ScriptStep& step) {
        constexpr std::int64_t milliseconds_max = 100LL * 366 * 24 * 3600 * 1000;
        if (after.is_number_integer() && after.get<std::int64_t>() >= 0 &&
            after.get<std::int64_t>() <= milliseconds_max) {
            step.after = std::chrono::milliseconds(after.get<std::int64_t>());
            return;
        }
        const auto duration = after.is_string() ? read_duration(after.get<std::string>()) : std::nullopt;
        if (duration && duration->years == 0 && duration->months == 0) {
            step.after = std::chrono::days(duration->weeks * 7 + duration->days) + duration->clock;
            return;
        }
        fault(
            pointer,
            "format",
            {"Hier horen milliseconden, of een duur zonder maanden en jaren als P10D of PT1H.",
             "Milliseconds belong here, or a duration without months and years such as P10D or PT1H."}
        );
    }

    const json& document_;
    Script script_;
    std::vector<Issue> issues_;
};

}  // namespace

Result<Script> parse_script(const json& document) {
    return ScriptReader(document).read();
}

}  // namespace wissel::statechart
