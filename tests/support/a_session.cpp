#include "tests/support/a_session.hpp"

#include "engine/base/ensure.hpp"
#include "engine/base/json_text.hpp"
#include "engine/cases/vocabulary.hpp"
#include "tests/support/shipped.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace wissel::test {
namespace {

using nlohmann::json;

constexpr const char* reporting[] = {"00000099900000340000", "00000099900000350000"};

const std::vector<json>& demo() {
    static const std::vector<json> all = [] {
        std::ifstream file(std::string(WISSEL_SOURCE_DIR) + "/config/demo/reports.jsonl");
        std::vector<json> read;
        for (std::string line; std::getline(file, line);) {
            if (!line.empty()) read.push_back(json::parse(line));
        }
        return read;
    }();
    return all;
}

template <class T>
const T& any_of(const std::vector<T>& list, std::mt19937_64& random) {
    return list[random() % list.size()];
}

std::string a_text(const json& schema, std::mt19937_64& random) {
    const auto format = schema.value("format", std::string());
    if (format == "date") return "2027-0" + std::to_string(1 + random() % 9) + "-15";
    if (format == "email") return "post@ergens.example";
    if (format == "oin") return any_of(shipped().organisations.all(), random).oin;
    if (format == "uri") return "https://identifier.overheid.nl/tooi/id/ministerie/mnre1073";
    return "Een tekst over de zaak.";
}

json a_value(const json& schema, std::mt19937_64& random) {
    if (schema.contains("enum")) return schema["enum"][random() % schema["enum"].size()];
    if (schema.contains("const")) return schema["const"];
    const json type = schema.value("type", json("string"));
    const auto first = type.is_array() ? type.front().get<std::string>() : type.get<std::string>();
    if (first == "object") return filled_in(schema, random);
    if (first == "array") {
        json list = json::array();
        const auto count = schema.value("minItems", std::size_t{1});
        for (std::size_t at = 0; at < std::max<std::size_t>(count, 1); ++at)
            list.push_back(a_value(schema.value("items", json::object()), random));
        return list;
    }
    if (first == "integer") return schema.value("minimum", 1);
    if (first == "boolean") return random() % 2 == 0;
    return a_text(schema, random);
}

}  // namespace

const cases::Workflows& shipped_workflows() {
    static const std::unique_ptr<cases::Workflows> read = [] {
        auto made = std::make_unique<cases::Workflows>();
        const auto files = tool::read_workflows(shipped());
        ensure(files.has_value(), "the shipped workflows are valid");
        for (const auto& file : *files) {
            const auto put = made->put_in_force(file.document, cases::known_names(shipped().vocabulary));
            ensure(put.has_value(), "the shipped workflows are valid");
        }
        return made;
    }();
    return *read;
}

ShippedDomain::ShippedDomain(std::uint64_t series) : seeds(series) {}

runtime::Domain ShippedDomain::domain() {
    const auto& configuration = shipped();
    return {
        configuration.organisations,
        configuration.desk,
        shipped_workflows(),
        configuration.almanac,
        configuration.known_roles,
        clock,
        seeds};
}

std::vector<cases::Principal> everybody() {
    std::vector<cases::Principal> all;
    for (const char* oin : reporting) all.push_back({oin, "key:melder", {"reporter"}});
    for (const auto& organisation : shipped().organisations.all()) {
        if (organisation.roles.empty()) continue;
        cases::Principal principal{organisation.oin, "key:" + organisation.short_name, {}};
        for (const auto& held : organisation.roles) principal.roles.push_back(held.role);
        all.push_back(std::move(principal));
    }
    return all;
}

std::size_t demo_reports() {
    return demo().size();
}

cases::SubmitReport demo_report(std::size_t number, const cases::Principal& by, Instant now) {
    const auto& configuration = shipped();
    const cases::Intake intake(configuration.report_schema, configuration.organisations);
    auto valid = intake.check(demo().at(number % demo().size()));
    ensure(valid.has_value(), "the demonstration's reports are valid");
    return cases::prepare(by, *valid, configuration.desk, now);
}

json filled_in(const json& form, std::mt19937_64& random) {
    json data = json::object();
    if (!form.is_object()) return data;
    const json required = form.value("required", json::array());
    const json properties = form.value("properties", json::object());
    for (const auto& [name, schema] : properties.items()) {
        const bool must = std::find(required.begin(), required.end(), json(name)) != required.end();
        if (must || random() % 3 == 0) data[name] = a_value(schema, random);
    }
    // What the forms ask for together.
    if (data.contains("route") && form["properties"].contains("referral")) {
        data.erase("ministry");
        data.erase("referral");
        if (data["route"] == "fast-lane") data["ministry"] = a_value(form["properties"]["ministry"], random);
        if (data["route"] == "referral") data["referral"] = a_value(form["properties"]["referral"], random);
    }
    return data;
}

}  // namespace wissel::test
