#include "engine/base/encoding.hpp"
#include "engine/calendar/term.hpp"
#include "engine/statechart/parser.hpp"

#include <charconv>

namespace wissel::statechart {
namespace {

/// A hundred years: whoever waits longer means something else.
constexpr std::int64_t milliseconds_max = 100LL * 366 * 24 * 3600 * 1000;

std::optional<std::int64_t> read_milliseconds(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

}  // namespace

void Parser::read_delays() {
    const auto* named = member(document_, "delays", "", "object");
    if (named == nullptr) return;
    for (const auto& [name, node] : named->items()) {
        const std::string pointer = "/delays/" + pointer_token(name);
        if (node.is_number_integer()) {
            const std::uint32_t delay = delay_of_milliseconds(node.get<std::int64_t>(), pointer);
            if (delay != nothing) delays_.insert_or_assign(name, delay);
            continue;
        }
        if (!node.is_object()) {
            fault(pointer, "type", must_be("object"));
            continue;
        }
        Delay delay;
        delay.name = name;
        delay.pointer = pointer;
        delay.basis = text_member(node, "basis", pointer);
        const auto duration = read_duration(text_member(node, "duration", pointer));
        if (!duration) {
            fault(
                pointer + "/duration",
                "format",
                {"Hier hoort een duur als P10D of PT30S.", "A duration such as P10D or PT30S belongs here."}
            );
            continue;
        }
        delay.duration = *duration;
        if (node.contains("calendar")) {
            const auto calendar = read_calendar(text_member(node, "calendar", pointer));
            if (!calendar) {
                fault(
                    pointer + "/calendar",
                    "enum",
                    {"Een kalender is days, nl-working-days of nl-atw.",
                     "A calendar is days, nl-working-days or nl-atw."}
                );
                continue;
            }
            delay.calendar = *calendar;
        }
        if (const auto tried = due_at(Instant{}, delay.duration, delay.calendar); !tried) {
            fault(pointer, "format", tried.error().message);
            continue;
        }
        delays_.emplace(name, static_cast<std::uint32_t>(definition_.delays.size()));
        definition_.delays.push_back(std::move(delay));
    }
}

std::uint32_t Parser::delay_of(const std::string& name, const std::string& pointer) {
    if (const auto found = delays_.find(name); found != delays_.end()) return found->second;
    if (const auto milliseconds = read_milliseconds(name))
        return delay_of_milliseconds(*milliseconds, pointer);
    const auto named = document_.find("delays");
    const bool is_told = named != document_.end() && named->is_object() && named->contains(name);
    if (!is_told) {
        fault(
            pointer,
            "unknownDelay",
            {"Er is geen termijn \"" + name + "\" in delays.",
             "There is no delay \"" + name + "\" in delays."}
        );
    }
    return nothing;
}

std::uint32_t Parser::delay_of_milliseconds(std::int64_t milliseconds, const std::string& pointer) {
    if (milliseconds < 0 || milliseconds > milliseconds_max) {
        fault(
            pointer,
            "minimum",
            {"Een wachttijd ligt tussen nul en honderd jaar.",
             "A delay lies between zero and a hundred years."}
        );
        return nothing;
    }
    const std::string name = std::to_string(milliseconds);
    const auto [place, is_new] =
        delays_.try_emplace(name, static_cast<std::uint32_t>(definition_.delays.size()));
    if (is_new) {
        Delay delay;
        delay.name = name;
        delay.pointer = pointer;
        delay.duration.clock = std::chrono::milliseconds(milliseconds);
        definition_.delays.push_back(std::move(delay));
    }
    return place->second;
}

}  // namespace wissel::statechart
