#include "engine/cases/api_key.hpp"

#include "engine/base/encoding.hpp"
#include "engine/base/entropy.hpp"
#include "engine/base/utf8.hpp"
#include "engine/schema/formats.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wissel::cases {
namespace {

constexpr std::string_view start = "wsl_";
constexpr std::size_t prefix_length = 8;
constexpr std::size_t secret_length = 43;
constexpr std::size_t label_max = 100;

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

std::vector<Issue> faults_of(const KeyRequest& request, const std::vector<std::string>& known_roles) {
    std::vector<Issue> issues;
    if (!schema::is_oin(request.organisation)) {
        issues.push_back(
            {"/organisation",
             "format",
             {"Een OIN heeft 20 tekens: acht cijfers en twaalf cijfers of letters.",
              "An OIN has 20 characters: eight digits and twelve digits or letters."}}
        );
    }
    if (request.roles.empty()) {
        issues.push_back({"/roles", "required", {"Noem ten minste één rol.", "Name at least one role."}});
    }
    for (std::size_t at = 0; at < request.roles.size(); ++at) {
        if (std::find(known_roles.begin(), known_roles.end(), request.roles[at]) != known_roles.end())
            continue;
        issues.push_back(
            {fmt::format("/roles/{}", at),
             "enum",
             {fmt::format("Deze rol bestaat niet. De rollen zijn: {}.", fmt::join(known_roles, ", ")),
              fmt::format("There is no such role. The roles are: {}.", fmt::join(known_roles, ", "))}}
        );
    }
    if (!is_utf8(request.label) || code_points(request.label) > label_max || has_control(request.label)) {
        issues.push_back(
            {"/label",
             "tooLong",
             {"Een omschrijving heeft ten hoogste 100 tekens, op één regel.",
              "A label has at most 100 characters, on one line."}}
        );
    }
    return issues;
}

}  // namespace

Result<FreshKey> make_key(
    const KeyRequest& request,
    const std::vector<std::string>& known_roles,
    Instant now,
    Entropy& entropy,
    std::string created_by
) {
    if (auto issues = faults_of(request, known_roles); !issues.empty())
        return fail_invalid(std::move(issues));
    // Hex keeps the prefix free of `-` and `_`, so that the two underscores of a key are its only ones before
    // the secret, and a double click selects it.
    const std::string prefix = to_hex(entropy.bytes(prefix_length / 2));
    const std::string text = std::string(start) + prefix + "_" + to_base64url(entropy.bytes(32));
    return FreshKey{
        {prefix,
         sha256({text}),
         request.organisation,
         request.roles,
         request.label,
         now,
         std::move(created_by),
         {}},
        text};
}

std::optional<std::string> key_prefix(std::string_view text) {
    const bool formed = text.size() == start.size() + prefix_length + 1 + secret_length &&
                        text.starts_with(start) && text[start.size() + prefix_length] == '_';
    if (!formed) return std::nullopt;
    return std::string(text.substr(start.size(), prefix_length));
}

Principal principal_of(const ApiKey& key) {
    return {key.organisation, "key:" + key.prefix, key.roles};
}

}  // namespace wissel::cases
