#include "api/resources/terms.hpp"

#include "api/resources/case_document.hpp"
#include "api/resources/changing.hpp"
#include "api/resources/preconditions.hpp"
#include "api/resources/refusal.hpp"
#include "api/resources/reply.hpp"
#include "api/resources/seen_case.hpp"
#include "api/resources/treatment_document.hpp"
#include "engine/cases/sealed_text.hpp"
#include "engine/cases/term_told.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Response;
using nlohmann::json;
using Json = nlohmann::ordered_json;

/// Words the running terms of one case.
class TermsDocument {
public:
    TermsDocument(const cases::CaseView& view, const Services& services) : view_(view), services_(services) {}

    std::vector<std::string> make() {
        if (view_.state.lifecycle) tell(nullptr, *view_.state.lifecycle);
        for (const auto& leg : view_.state.legs) tell(&leg, leg.machine);
        return std::move(items_);
    }

private:
    void tell(const cases::Leg* leg, const cases::MachineState& machine) {
        if (!machine.term) return;
        const cases::Term& term = *machine.term;
        Json told = {
            {"leg", leg == nullptr ? Json() : Json(leg->id.str())},
            {"route", leg == nullptr ? Json() : Json(leg->route)},
            {"state", state_document(machine, term.state)}};
        told.update(Json(cases::tell_term(term, machine.due_at, services_.almanac)));
        told["extensions"] = extensions_of(leg, term);
        items_.push_back(dump(told));
    }

    Json state_document(const cases::MachineState& machine, const std::string& name) const {
        Json told = {{"name", name}};
        const auto* workflow = services_.workflows.find(machine.hash);
        const auto state = workflow == nullptr ? std::nullopt : workflow->machine().find(name);
        if (state) told["title"] = words_document(workflow->workflow.states[*state].title);
        return told;
    }

    Json extensions_of(const cases::Leg* leg, const cases::Term& term) const {
        Json all = Json::array();
        for (const auto& one : term.extensions)
            all.push_back({{"by", one.by}, {"at", format_instant(one.at)}, {"reason", reason_of(leg, one.at)}});
        return all;
    }

    /// Null where it was erased.
    Json reason_of(const cases::Leg* leg, Instant at) const {
        const auto id = leg == nullptr ? std::nullopt : std::optional<cases::LegId>(leg->id);
        const auto& notes = view_.state.notes;
        const auto note = std::find_if(notes.begin(), notes.end(), [&](const cases::Note& one) {
            return one.event == "termExtended" && one.leg == id && one.at == at;
        });
        if (note == notes.end()) return nullptr;
        const auto texts = cases::sealed_text(note->seals.at("texts"), view_.sealed);
        return texts.is_object() ? Json(texts.value("reason", std::string())) : Json();
    }

    const cases::CaseView& view_;
    const Services& services_;
    std::vector<std::string> items_;
};

asio::awaitable<Response> get_terms(const Services& services, std::shared_ptr<const Call> call) {
    const auto seen = co_await read_case(services, call);
    if (const auto* refused = std::get_if<Response>(&seen)) co_return *refused;
    const auto& view = std::get<cases::CaseView>(seen);
    const auto items = TermsDocument(view, services).make();
    co_return tagged_response(call->request, list_body(items, ""), case_tag(view));
}

const schema::Schema& extension_schema() {
    static const schema::Schema compiled = schema_in_code(R"({
        "type": "object", "required": ["by", "reason"], "additionalProperties": false,
        "properties": {
            "leg": {"type": ["string", "null"], "maxLength": 60},
            "by": {"type": "string", "minLength": 2, "maxLength": 40},
            "reason": {"type": "string", "minLength": 1, "maxLength": 4000},
            "confirmedNotBsn": {
                "type": "array", "maxItems": 50, "items": {"type": "string", "minLength": 1, "maxLength": 300}
            }
        }})");
    return compiled;
}

asio::awaitable<Response> post_terms(const Services& services, std::shared_ptr<const Call> call) {
    const auto id = cases::CaseId::parse(call->arguments.at(0));
    if (!id) co_return not_found(*call);
    const auto version = read_if_match(call->request);
    if (const auto* refused = std::get_if<Response>(&version)) co_return *refused;
    cases::ExtendTerm command;
    command.by = call->caller();
    command.case_id = *id;
    command.if_version = std::get<std::int64_t>(version);
    const json body = read_body(*call, extension_schema(), command.faults);
    if (!body.is_null()) {
        if (body.contains("leg") && !body["leg"].is_null()) command.leg = body["leg"].get<std::string>();
        command.extension = body["by"].get<std::string>();
        command.reason = body["reason"].get<std::string>();
        command.not_bsn = body.value("confirmedNotBsn", std::vector<std::string>());
    }
    auto retry = read_rest(*call, command.faults);
    const std::int64_t seen = command.if_version;
    runtime::Command work = std::move(command);
    co_return co_await change_case(services, call, std::move(work), std::move(retry), 200, seen);
}

}  // namespace

std::vector<Route> term_routes(const Services& services) {
    return {
        {http::Method::get,
         "/v1/cases/{id}/terms",
         Door::locked,
         false,
         json_type,
         with_services(services, get_terms)},
        {http::Method::post,
         "/v1/cases/{id}/terms",
         Door::locked,
         true,
         json_type,
         with_services(services, post_terms),
         case_finder(services)},
    };
}

}  // namespace wissel::resources
