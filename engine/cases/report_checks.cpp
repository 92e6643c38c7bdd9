#include "engine/cases/report_checks.hpp"

#include "engine/base/encoding.hpp"
#include "engine/cases/bsn.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace wissel::cases {
namespace {

using nlohmann::json;

/// Members that hold addresses, codes and dates in a checked form, where eight digits in a row mean no
/// person.
constexpr std::array<std::string_view, 8> never_personal = {
    "joins", "organisation", "ministries", "involved", "lead", "sources", "date", "confirmedNotBsn"};

/// The member `name` of `object` when it is a string; empty otherwise.
std::string text_of(const json& object, const char* name) {
    if (!object.is_object()) return {};
    const auto member = object.find(name);
    return member != object.end() && member->is_string() ? member->get<std::string>() : std::string();
}

bool lists(const json& object, const char* name, const std::string& wanted) {
    if (!object.is_object() || !object.contains(name) || !object[name].is_array()) return false;
    const json& list = object[name];
    return std::find(list.begin(), list.end(), json(wanted)) != list.end();
}

/// Whether there is no use in telling more.
bool full(const std::vector<Issue>& issues) {
    return issues.size() >= report_issues_max;
}

struct Text {
    std::string pointer;
    const std::string* value;
};

/// The texts in which somebody's number could stand. What the schema refuses is not looked into: it has names
/// and depths that no report has.
void collect_texts(
    const json& value, const std::string& pointer, const Pointers& refused, std::vector<Text>& texts
) {
    if (value.is_string()) texts.push_back({pointer, &value.get_ref<const std::string&>()});
    if (!value.is_structured() || refused.contains(pointer)) return;
    if (value.is_object()) {
        for (const auto& [name, member] : value.items()) {
            if (std::find(never_personal.begin(), never_personal.end(), name) != never_personal.end())
                continue;
            collect_texts(member, pointer + "/" + pointer_token(name), refused, texts);
        }
        return;
    }
    for (std::size_t at = 0; at < value.size(); ++at) {
        collect_texts(value[at], pointer + "/" + std::to_string(at), refused, texts);
    }
}

/// The confirmations that the report gives; none where the schema refuses them.
std::vector<std::string> confirmations(const json& report) {
    std::vector<std::string> given;
    const auto list = report.find("confirmedNotBsn");
    if (list == report.end() || !list->is_array()) return given;
    for (const auto& one : *list) given.push_back(one.is_string() ? one.get<std::string>() : std::string());
    return given;
}

/// A confirmation is a fact of the history, which nobody can erase: so it names a text and is none itself.
void check_confirmations(
    const std::vector<std::string>& given, const std::vector<Text>& texts, std::vector<Issue>& issues
) {
    Pointers known;
    for (const auto& text : texts) known.insert(text.pointer);
    for (std::size_t at = 0; at < given.size() && !full(issues); ++at) {
        if (known.contains(given[at])) continue;
        issues.push_back(
            {"/confirmedNotBsn/" + std::to_string(at),
             "noSuchText",
             {"Hier staat geen tekst in deze melding. Noem het veld zelf, zoals /title.",
              "There is no text of this report there. Name the member itself, such as /title."}}
        );
    }
}

void check_numbers(const json& report, const Pointers& refused, std::vector<Issue>& issues) {
    std::vector<Text> texts;
    collect_texts(report, "", refused, texts);
    const auto given = confirmations(report);
    const Pointers confirmed(given.begin(), given.end());
    for (const auto& text : texts) {
        if (full(issues)) return;
        if (!looks_like_bsn(*text.value) || confirmed.contains(text.pointer)) continue;
        issues.push_back(
            {text.pointer,
             "bsn",
             {"Dit lijkt een BSN. Is het dat niet (bijvoorbeeld een RSIN of uw kenmerk)? Bevestig dat dan: "
              "zet dit "
              "pad in confirmedNotBsn.",
              "This looks like a citizen service number (BSN). If it is not (an RSIN or your reference, "
              "say), "
              "confirm that: put this pointer into confirmedNotBsn."}}
        );
    }
    check_confirmations(given, texts, issues);
}

void check_ministry(
    const json& value,
    const std::string& pointer,
    const Organisations& organisations,
    std::vector<Issue>& issues
) {
    if (!value.is_string() || organisations.ministry(value.get_ref<const std::string&>()) != nullptr) return;
    issues.push_back(
        {pointer,
         "unknownMinistry",
         {"Dit is geen bekend ministerie. De TOOI-URI's staan in /v1/organisations.",
          "This is no ministry that we know. Their TOOI URIs are in /v1/organisations."}}
    );
}

void check_ministries(const json& report, const Organisations& organisations, std::vector<Issue>& issues) {
    for (const char* list : {"ministries", "involved"}) {
        if (!report.contains(list) || !report[list].is_array()) continue;
        for (std::size_t at = 0; at < report[list].size() && !full(issues); ++at) {
            const std::string pointer = std::string("/") + list + "/" + std::to_string(at);
            check_ministry(report[list][at], pointer, organisations, issues);
        }
    }
    if (report.contains("lead")) check_ministry(report["lead"], "/lead", organisations, issues);
}

}  // namespace

std::vector<Issue> check_report(
    const json& report, const Organisations& organisations, const Pointers& refused
) {
    std::vector<Issue> issues;
    if (!report.is_object()) return issues;
    const std::string primary = text_of(report, "primaryBarrier");
    const bool has_barriers =
        report.contains("barriers") && report["barriers"].is_array() && !report["barriers"].empty();
    if (!primary.empty() && has_barriers && !lists(report, "barriers", primary)) {
        issues.push_back(
            {"/primaryBarrier",
             "notAmongBarriers",
             {"De hoofdoorzaak staat niet bij de oorzaken (barriers).",
              "The main cause is not among the barriers."}}
        );
    }
    check_ministries(report, organisations, issues);
    check_numbers(report, refused, issues);
    return issues;
}

std::vector<Issue> warn_of(const json& report) {
    std::vector<Issue> warnings;
    // No fault: an explanation says what another leadMinistry would change, and whoever tries that may leave
    // the rest as it is.
    if (report.contains("lead") && text_of(report, "leadMinistry") != "one") {
        warnings.push_back(
            {"/lead",
             "inconsistent",
             {"Het register gaat uit van leadMinistry; zolang dat niet op one staat, telt lead niet mee.",
              "The register goes by leadMinistry; as long as that is not one, lead is not used."}}
        );
    }
    if (looks_personal(text_of(report, "mailbox"))) {
        warnings.push_back(
            {"/mailbox",
             "personalMailbox",
             {"Dit lijkt het adres van een persoon. Gebruik liever een functiepostbus: die blijft als iemand "
              "vertrekt.",
              "This looks like a person's address. Rather use a function mailbox: it stays when somebody "
              "leaves."}}
        );
    }
    return warnings;
}

}  // namespace wissel::cases
