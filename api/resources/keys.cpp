#include "api/resources/keys.hpp"

#include "api/resources/await.hpp"
#include "api/resources/idempotency.hpp"
#include "api/resources/query.hpp"
#include "api/resources/refusal.hpp"
#include "api/resources/reply.hpp"
#include "engine/base/json_text.hpp"
#include "engine/cases/access.hpp"
#include "engine/schema/schema.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Response;
using Json = nlohmann::ordered_json;
using Keys = std::vector<cases::ApiKey>;

/// The faults of both, at once.
template <class One, class Other>
std::vector<Issue> faults_of(const Result<One>& one, const Result<Other>& other) {
    std::vector<Issue> all;
    if (!one) all = one.error().issues;
    if (!other) all.insert(all.end(), other.error().issues.begin(), other.error().issues.end());
    return all;
}

Json tell(const cases::ApiKey& key) {
    Json told = {
        {"prefix", key.prefix},
        {"organisation", key.organisation},
        {"roles", key.roles},
        {"label", key.label},
        {"createdAt", format_instant(key.created_at)},
        {"createdBy", key.created_by},
        {"revokedAt", nullptr},
    };
    if (key.revoked_at) told["revokedAt"] = format_instant(*key.revoked_at);
    return told;
}

asio::awaitable<Response> list_keys(const Services& services, std::shared_ptr<const Call> call) {
    if (auto query = Query::parse(call->request.query, {}); !query) co_return refuse(*call, query.error());
    std::function<Result<Keys>(cases::ReadStore&)> question = [](cases::ReadStore& store) {
        return store.keys();
    };
    const auto keys = co_await ask(services.registry.readers(), std::move(question));
    if (!keys) co_return refuse(*call, keys.error());
    const auto& caller = call->caller();
    std::vector<std::string> items;
    for (const auto& key : *keys) {
        if (cases::manages_keys(caller) || key.organisation == caller.organisation)
            items.push_back(dump(tell(key)));
    }
    co_return json_response(list_body(items, ""));
}

/// The schema of `{"organisation", "roles", "label"}`.
const schema::Schema& request_schema() {
    static const schema::Schema compiled = [] {
        auto made = schema::Schema::compile(nlohmann::json::parse(R"({
            "type": "object", "required": ["organisation", "roles"], "additionalProperties": false,
            "properties": {
                "organisation": {"type": "string", "format": "oin"},
                "roles": {
                    "type": "array", "minItems": 1, "maxItems": 20, "uniqueItems": true, "items": {"type": "string"}
                },
                "label": {"type": "string", "maxLength": 100}
            }})"));
        return std::move(made.value());
    }();
    return compiled;
}

Result<cases::KeyRequest> read_request(const Call& call) {
    nlohmann::json body;
    JsonReading reading = read_json(call.request.body, body);
    if (reading.whole) {
        for (auto& issue : request_schema().validate(body)) reading.issues.push_back(std::move(issue));
    }
    if (call.request.header("idempotency-key")) {
        // A kept answer would have to hold the key's text; a key is at rest as a hash, and nowhere else.
        reading.issues.push_back(
            {"Idempotency-Key",
             "notHere",
             {"Een sleutel wordt eenmaal getoond en niet bewaard; herhaal dit verzoek niet, maar trek de "
              "sleutel in en maak "
              "een nieuwe.",
              "A key is shown once and not kept; do not repeat this request, but revoke the key and make a "
              "new one."},
             Issue::Place::header}
        );
    }
    if (!reading.issues.empty()) return fail_invalid(std::move(reading.issues));
    return cases::KeyRequest{
        body.at("organisation").get<std::string>(),
        body.at("roles").get<std::vector<std::string>>(),
        body.value("label", std::string())};
}

cases::KeptAnswer word_created(const runtime::Done& done) {
    const auto& fresh = std::get<runtime::KeyCreated>(done).fresh;
    Json told = tell(fresh.key);
    told["key"] = fresh.text;
    return {201, "/v1/keys/" + fresh.key.prefix, "", dump(told)};
}

cases::KeptAnswer word_revoked(const runtime::Done& /*done*/) {
    return {204, "", "", ""};
}

asio::awaitable<Response> post_key(const Services& services, std::shared_ptr<const Call> call) {
    const auto query = Query::parse(call->request.query, {});
    auto request = read_request(*call);
    if (auto faults = faults_of(query, request); !faults.empty()) {
        const auto invalid = fail_invalid(std::move(faults));
        co_return refuse(*call, invalid.error());
    }
    runtime::Command command = runtime::CreateKey{call->caller(), std::move(*request)};
    std::function<cases::KeptAnswer(const runtime::Done&)> render = word_created;
    auto reply =
        co_await submit(services.registry.writer(), std::move(command), std::nullopt, std::move(render));
    if (!reply) co_return refuse(*call, reply.error());
    co_return kept_response(reply->answer, reply->replayed);
}

asio::awaitable<Response> delete_key(const Services& services, std::shared_ptr<const Call> call) {
    const auto query = Query::parse(call->request.query, {});
    auto retry = read_retry(*call);
    if (auto faults = faults_of(query, retry); !faults.empty()) {
        const auto invalid = fail_invalid(std::move(faults));
        co_return refuse(*call, invalid.error());
    }
    runtime::Command command = runtime::RevokeKey{call->caller(), call->arguments.at(0)};
    std::function<cases::KeptAnswer(const runtime::Done&)> render = word_revoked;
    auto reply =
        co_await submit(services.registry.writer(), std::move(command), std::move(*retry), std::move(render));
    if (!reply) co_return refuse(*call, reply.error());
    co_return kept_response(reply->answer, reply->replayed);
}

}  // namespace

std::vector<Route> key_routes(const Services& services) {
    return {
        {http::Method::get, "/v1/keys", Door::locked, false, json_type, with_services(services, list_keys)},
        {http::Method::post, "/v1/keys", Door::locked, true, json_type, with_services(services, post_key)},
        {http::Method::del,
         "/v1/keys/{prefix}",
         Door::locked,
         false,
         "",
         with_services(services, delete_key)},
    };
}

}  // namespace wissel::resources
