#include "tests/support/a_report.hpp"

#include "engine/base/ensure.hpp"
#include "tests/support/a_desk.hpp"

#include <utility>

namespace wissel::test {
namespace {

using nlohmann::json;

template <class T>
T must(Result<T> result) {
    ensure(result.has_value(), "what tests begin with is valid");
    return std::move(*result);
}

json organisation(const char* oin, const char* name, json held) {
    return {
        {"oin", oin}, {"name", {{"nl", name}, {"en", name}}}, {"kind", "agency"}, {"roles", std::move(held)}};
}

json organisations_document() {
    const json reporter = {{{"role", "reporter"}}};
    return {
        {"organisations",
         {organisation(oins::tax, "Belastingen", reporter),
          organisation(oins::coordinator, "Programma", {{{"role", "coordinator"}}}),
          organisation(oins::benefits, "Uitkeringen", reporter),
          organisation(oins::vehicles, "Voertuigen", reporter)}}};
}

json minimal_report() {
    return {
        {"title", "Wie verhuist, meldt het drie keer"},
        {"description", "Het nieuwe adres komt niet bij de uitkering aan."},
        {"dataCategories", {"adres"}},
        {"holders", {{{"organisation", oins::tax}}}},
        {"requester", {{"organisation", oins::benefits}}},
        {"purpose", {{"task", "Het recht op een uitkering vaststellen"}}},
        {"legalBasis", "missing"},
        {"barriers", {"legal"}},
        {"primaryBarrier", "legal"},
        {"affected", "citizens"},
        {"harm", {{"severity", "serious"}}},
        {"tried", "none"},
        {"endorsed", "directeur"},
        {"mailbox", "gegevens@voorbeeld.example"}};
}

}  // namespace

cases::Principal someone(const char* organisation, const char* role) {
    return {organisation, "key:a1b2c3d4", {role}};
}

ADomain::ADomain(std::uint64_t series)
    : seeds(series),
      organisations_(must(cases::Organisations::parse(organisations_document()))),
      desk_(a_desk(organisations_)),
      known_roles_{"reporter", "coordinator", "programme.lead", "auditor", "administrator"},
      schema_(must(schema::Schema::compile(json(true)))),
      intake_(schema_, organisations_) {}

cases::ValidReport ADomain::report(const json& more) const {
    json whole = minimal_report();
    whole.update(more);
    return must(intake_.check(std::move(whole)));
}

cases::SubmitReport ADomain::submit(const cases::Principal& by, const json& more) const {
    return cases::prepare(by, report(more), desk_, clock.now());
}

}  // namespace wissel::test
