#include "engine/logic/compiler.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace wissel::logic {

using nlohmann::json;

Path parse_path(std::string_view text, Program& program) {
    PathReader reader(text);
    Path path{reader.climb(), {}};
    while (const auto name = reader.next()) {
        std::string_view plain = *name;
        if (plain.find('\\') != std::string_view::npos) plain = program.names.emplace_back(unescaped(plain));
        path.segments.push_back(segment_of(plain));
    }
    return path;
}

std::optional<Path> Compiler::known_path(const Operation& operation, const json& arguments) {
    if (operation.name == val_name || operation.name == exists_name) return known_names(arguments);
    if (operation.name != var_name) return std::nullopt;
    if (arguments.is_array() && arguments.empty()) return Path{};
    const json& key = arguments.is_array() ? arguments.front() : arguments;
    if (key.is_null()) return Path{};
    if (key.is_string()) return parse_path(key.get_ref<const std::string&>(), program_);
    if (const auto name = known_name(key)) return Path{0, {*name}};
    return std::nullopt;
}

std::optional<Path> Compiler::known_names(const json& arguments) {
    if (!arguments.is_array()) {
        const auto name = known_name(arguments);
        return name ? std::optional(Path{0, {*name}}) : std::nullopt;
    }
    Path path;
    auto next = arguments.begin();
    if (next != arguments.end() && next->is_array()) {
        if (next->size() != 1 || !next->front().is_number_integer()) return std::nullopt;
        constexpr std::int64_t far = 1'000'000;
        path.climb =
            static_cast<std::size_t>(std::abs(std::clamp(next->front().get<std::int64_t>(), -far, far)));
        ++next;
    }
    for (; next != arguments.end(); ++next) {
        const auto name = known_name(*next);
        if (!name) return std::nullopt;
        path.segments.push_back(*name);
    }
    return path;
}

std::optional<Segment> Compiler::known_name(const json& name) {
    if (name.is_string()) return segment_of(name.get_ref<const std::string&>());
    if (name.is_null()) return segment_of("null");
    if (name.is_number_integer()) return segment_of(program_.names.emplace_back(name.dump()));
    return std::nullopt;
}

}  // namespace wissel::logic
