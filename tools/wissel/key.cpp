#include "engine/runtime/data_folder.hpp"
#include "engine/runtime/system.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"
#include "tools/wissel/api_client.hpp"
#include "tools/wissel/configuration.hpp"
#include "tools/wissel/places.hpp"
#include "tools/wissel/settings.hpp"
#include "tools/wissel/subcommands.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <iostream>
#include <memory>

namespace wissel::tool {
namespace {

using nlohmann::json;

struct KeyOptions {
    std::string config;
    std::string data;
    std::string url;
    std::string key;
    cases::KeyRequest request;
    std::string prefix;
};

/// The register itself, where no server runs. Throughout, it holds the lock.
struct LocalRegister {
    std::unique_ptr<Configuration> configuration;
    std::unique_ptr<runtime::DataFolder> folder;
    std::unique_ptr<cases::WriteStore> store;
    runtime::SystemClock clock;
};

Result<std::unique_ptr<LocalRegister>> open_local(const KeyOptions& options) {
    const auto config = find_config(options.config);
    if (!config) return std::unexpected(config.error());
    auto settings = read_settings(*config, process_environment());
    if (!settings) return fail_as(settings);
    auto opened = std::make_unique<LocalRegister>();
    auto configuration = read_configuration(*config);
    if (!configuration) return fail_as(configuration);
    auto folder = runtime::DataFolder::lock(options.data.empty() ? settings->data : options.data);
    if (!folder) {
        folder.error().message.en +=
            " A running server takes this command with --url and an administrator's --key.";
        return fail_as(folder);
    }
    auto store = store::sqlite::open_writer({(*folder)->database(), "FULL", ""});
    if (!store) return fail_as(store);
    opened->configuration = std::move(*configuration);
    opened->folder = std::move(*folder);
    opened->store = std::move(*store);
    return opened;
}

/// Runs `change` in a transaction of its own.
template <class Change>
Result<void> commit_alone(cases::WriteStore& store, Change&& change) {
    if (auto begun = store.begin(); !begun) return begun;
    if (auto changed = change(); !changed) {
        store.rollback();
        return changed;
    }
    if (store.commit() == cases::CommitOutcome::durable) return {};
    return fail(FailureCode::unavailable, {"Vastleggen mislukte.", "It could not be written to the disk."});
}

Result<std::string> create_locally(const KeyOptions& options) {
    auto local = open_local(options);
    if (!local) return fail_as(local);
    runtime::SystemSeeds seeds;
    Entropy entropy(seeds.next_seed());
    auto fresh = cases::make_key(
        options.request, (*local)->configuration->known_roles, (*local)->clock.now(), entropy, "command-line"
    );
    if (!fresh) return fail_as(fresh);
    auto written = commit_alone(*(*local)->store, [&] { return (*local)->store->add_key(fresh->key); });
    if (!written) return fail_as(written);
    return fresh->text;
}

/// The JSON of an answer, or its problem as a failure.
Result<json> call(
    const KeyOptions& options, const char* method, const std::string& path, const std::string& body
) {
    ApiClient client(options.url, options.key);
    auto answer = client.send(method, path, body);
    if (!answer) return fail_as(answer);
    if (answer->status >= 300)
        return fail(FailureCode::conflict, {tell_problem(*answer), tell_problem(*answer)});
    return answer->body.empty() ? json() : json::parse(answer->body, nullptr, false);
}

Result<std::string> create_remotely(const KeyOptions& options) {
    const json body = {
        {"organisation", options.request.organisation},
        {"roles", options.request.roles},
        {"label", options.request.label}};
    const auto made = call(options, "POST", "/v1/keys", body.dump());
    if (!made) return std::unexpected(made.error());
    return made->value("key", std::string());
}

Result<void> revoke(const KeyOptions& options) {
    if (!options.url.empty()) {
        const auto revoked = call(options, "DELETE", "/v1/keys/" + options.prefix, "");
        if (!revoked) return std::unexpected(revoked.error());
        return {};
    }
    auto local = open_local(options);
    if (!local) return fail_as(local);
    auto& store = *(*local)->store;
    return commit_alone(store, [&] {
        return store.revoke_key(options.prefix, (*local)->clock.now(), "command-line");
    });
}

void print_row(
    const std::string& prefix,
    const std::string& organisation,
    const std::vector<std::string>& roles,
    const std::string& created,
    const std::string& revoked,
    const std::string& label
) {
    std::cout << fmt::format(
        "{:<9} {:<21} {:<26} {:<25} {:<25} {}\n",
        prefix,
        organisation,
        fmt::format("{}", fmt::join(roles, ",")),
        created,
        revoked,
        label
    );
}

Result<void> list(const KeyOptions& options) {
    if (!options.url.empty()) {
        const auto keys = call(options, "GET", "/v1/keys", "");
        if (!keys) return std::unexpected(keys.error());
        print_row("prefix", "organisation", {"roles"}, "created", "revoked", "label");
        for (const auto& key : keys->at("items")) {
            const json& revoked = key.at("revokedAt");
            print_row(
                key.at("prefix"),
                key.at("organisation"),
                key.at("roles"),
                key.at("createdAt"),
                revoked.is_string() ? revoked.get<std::string>() : "",
                key.at("label")
            );
        }
        return {};
    }
    auto local = open_local(options);
    if (!local) return fail_as(local);
    const auto keys = (*local)->store->keys();
    if (!keys) return std::unexpected(keys.error());
    print_row("prefix", "organisation", {"roles"}, "created", "revoked", "label");
    for (const auto& key : *keys) {
        print_row(
            key.prefix,
            key.organisation,
            key.roles,
            format_instant(key.created_at),
            key.revoked_at ? format_instant(*key.revoked_at) : "",
            key.label
        );
    }
    return {};
}

std::string tell(const Failure& failure) {
    std::string told = failure.message.en;
    for (const auto& issue : failure.issues) told += "\n    " + issue.path + ": " + issue.message.en;
    return told;
}

/// Words the outcome of a subcommand.
template <class T>
void settle(const Result<T>& outcome, int& status) {
    if (outcome) return;
    std::cerr << "wissel: " << tell(outcome.error()) << '\n';
    status = 1;
}

void add_where(CLI::App& command, const std::shared_ptr<KeyOptions>& options) {
    command.add_option("--config", options->config, "Folder with wissel.json (default: beside the program)")
        ->envname("WISSEL_CONFIG");
    command.add_option("--data", options->data, "Folder of the register, while no server runs on it");
    auto* url = command.add_option("--url", options->url, "A running server, instead of --data")
                    ->envname("WISSEL_URL");
    auto* key =
        command.add_option("--key", options->key, "An administrator's key, for --url")->envname("WISSEL_KEY");
    url->needs(key);
}

}  // namespace

void add_key(CLI::App& app, int& status) {
    auto* command = app.add_subcommand("key", "Make, list and revoke API keys");
    command->require_subcommand(1);
    const auto options = std::make_shared<KeyOptions>();

    auto* create = command->add_subcommand("create", "Make a key and print it; it is shown this once");
    create->add_option("--organisation", options->request.organisation, "OIN of the organisation it acts for")
        ->required();
    create->add_option("--roles", options->request.roles, "Its roles, with commas between")
        ->delimiter(',')
        ->required();
    create->add_option("--label", options->request.label, "What it is for");
    add_where(*create, options);
    create->footer(
        "Example:\n  wissel key create --data data --organisation 00000099000000001000 --roles reporter "
        "--label \"Intake\""
    );
    create->callback([options, &status] {
        const auto made = options->url.empty() ? create_locally(*options) : create_remotely(*options);
        if (made) std::cout << *made << '\n';
        settle(made, status);
    });

    auto* show = command->add_subcommand("list", "List all keys, revoked ones too; never their texts");
    add_where(*show, options);
    show->footer("Example:\n  wissel key list --data data");
    show->callback([options, &status] { settle(list(*options), status); });

    auto* end = command->add_subcommand("revoke", "Revoke a key, at once and for good");
    end->add_option("prefix", options->prefix, "The 8 characters after wsl_")->required();
    add_where(*end, options);
    end->footer("Example:\n  wissel key revoke 1f2e3d4c --data data");
    end->callback([options, &status] { settle(revoke(*options), status); });
    command->footer("Each has its own help: wissel key create --help");
}

}  // namespace wissel::tool
