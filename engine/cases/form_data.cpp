#include "engine/cases/form_data.hpp"

#include "engine/base/encoding.hpp"
#include "engine/cases/bsn.hpp"

#include <algorithm>

namespace wissel::cases {
namespace {

using nlohmann::json;

/// Longer facts than this are prose.
constexpr std::int64_t fact_length_max = 200;

bool is_free_text(const json& schema) {
    const auto kind = schema.value("kind", std::string());
    if (kind == "contact" || schema.value("format", std::string()) == "email") return true;
    if (schema.contains("enum") || schema.contains("const") || schema.contains("format")) return false;
    return kind != "fact" || schema.value("maxLength", fact_length_max + 1) > fact_length_max;
}

json take(const json& value, const json& schema, bool texts);

json take_members(const json& value, const json& schema, bool texts) {
    json taken = json::object();
    const auto properties = schema.find("properties");
    if (properties == schema.end()) return taken;
    for (const auto& [name, member] : value.items()) {
        const auto described = properties->find(name);
        if (described == properties->end()) continue;
        json inside = take(member, *described, texts);
        if (!inside.is_discarded()) taken[name] = std::move(inside);
    }
    return taken;
}

/// What of `value` is a text (or is none); discarded: nothing.
json take(const json& value, const json& schema, bool texts) {
    json nothing(json::value_t::discarded);
    if (value.is_object()) {
        json members = take_members(value, schema, texts);
        return members.empty() ? nothing : members;
    }
    if (value.is_array()) {
        json item = schema.value("items", json::object());
        // What the items are is said of the list.
        if (!item.contains("kind") && schema.contains("kind")) item["kind"] = schema.at("kind");
        json list = json::array();
        for (const auto& one : value) {
            json inside = take(one, item, texts);
            if (!inside.is_discarded()) list.push_back(std::move(inside));
        }
        return list.empty() ? nothing : list;
    }
    const bool is_text = value.is_string() && is_free_text(schema);
    return is_text == texts ? value : nothing;
}

}  // namespace

FormParts split_form(const json& data, const json& form) {
    if (!data.is_object() || !form.is_object()) return {json::object(), nullptr};
    json texts = take_members(data, form, true);
    return {take_members(data, form, false), texts.empty() ? json() : std::move(texts)};
}

std::vector<Issue> check_texts(
    const json& data, const std::string& prefix, const std::vector<std::string>& not_bsn
) {
    std::vector<Issue> issues;
    if (data.is_number_float()) {
        issues.push_back(
            {prefix,
             "type",
             {"Hier hoort een geheel getal.", "A whole number belongs here."}}
        );
    }
    if (data.is_string() && looks_like_bsn(data.get_ref<const std::string&>()) &&
        std::find(not_bsn.begin(), not_bsn.end(), prefix) == not_bsn.end()) {
        issues.push_back(
            {prefix,
             "bsn",
             {"Dit lijkt een BSN. Is het dat niet? Bevestig dat dan: zet dit pad in confirmedNotBsn.",
              "This looks like a citizen service number (BSN). If it is not, confirm that: put this pointer "
              "into confirmedNotBsn."}}
        );
    }
    const auto look_into = [&](const json& inner, const std::string& pointer) {
        for (auto& issue : check_texts(inner, pointer, not_bsn)) issues.push_back(std::move(issue));
    };
    if (data.is_object()) {
        for (const auto& [name, member] : data.items()) look_into(member, prefix + "/" + pointer_token(name));
    }
    if (data.is_array()) {
        for (std::size_t at = 0; at < data.size(); ++at) look_into(data[at], prefix + "/" + std::to_string(at));
    }
    return issues;
}

}  // namespace wissel::cases
