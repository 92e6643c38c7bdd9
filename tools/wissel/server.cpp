#include "tools/wissel/server.hpp"

#include "api/resources/cases.hpp"
#include "api/resources/catalogue.hpp"
#include "api/resources/contract.hpp"
#include "api/resources/health.hpp"
#include "api/resources/insights.hpp"
#include "api/resources/keys.hpp"
#include "api/resources/metrics.hpp"
#include "api/resources/ownership.hpp"
#include "api/resources/routing.hpp"
#include "api/resources/session.hpp"
#include "api/resources/status.hpp"
#include "api/resources/talk.hpp"
#include "api/resources/terms.hpp"
#include "api/resources/transitions.hpp"
#include "api/resources/visibility.hpp"
#include "api/resources/web.hpp"
#include "api/resources/workflows.hpp"
#include "api/resources/worklist.hpp"
#include "engine/runtime/data_folder.hpp"
#include "engine/runtime/status_board.hpp"
#include "engine/runtime/system.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"
#include "tools/wissel/definitions.hpp"
#include "tools/wissel/insights.hpp"
#include "tools/wissel/workflow_file.hpp"

#include <iterator>
#include <utility>

namespace wissel::tool {
namespace {

using ReadStores = std::vector<std::unique_ptr<cases::ReadStore>>;

Result<ReadStores> open_readers(const store::sqlite::Settings& file, unsigned lanes) {
    ReadStores readers;
    for (unsigned lane = 0; lane < lanes; ++lane) {
        auto reader = store::sqlite::open_reader(file);
        if (!reader) return fail_as(reader);
        readers.push_back(std::move(*reader));
    }
    return readers;
}

/// The workflows of before that are kept: some case may still run on one.
Result<void> add_kept(
    cases::Workflows& workflows, cases::ReadStore& store, const statechart::KnownNames& known
) {
    auto all = store.definitions();
    if (!all) return fail_as(all);
    for (const auto& one : *all) {
        if (one.kind != "workflow" || workflows.find(one.hash) != nullptr) continue;
        auto found = store.find_definition(one.hash);
        if (!found) return fail_as(found);
        if (!*found) continue;
        auto document = document_of((*found)->content);
        if (!document) return fail_as(document);
        if (auto added = workflows.keep_running(*document, known); !added) return added;
    }
    return {};
}

std::vector<resources::Route> all_routes(
    const resources::Services& services, const resources::Watched& watched
) {
    std::vector<resources::Route> all;
    for (auto routes :
         {resources::web_routes(services),
          resources::health_routes(services),
          resources::metrics_routes(services, watched),
          resources::contract_routes(services),
          resources::catalogue_routes(services),
          resources::key_routes(services),
          resources::session_routes(services),
          resources::case_routes(services),
          resources::insight_routes(services),
          resources::routing_routes(services),
          resources::transition_routes(services),
          resources::ownership_routes(services),
          resources::talk_routes(services),
          resources::visibility_routes(services),
          resources::term_routes(services),
          resources::worklist_routes(services),
          resources::status_routes(services),
          resources::workflow_routes(services)}) {
        std::move(routes.begin(), routes.end(), std::back_inserter(all));
    }
    return all;
}

/// Members stand in the order in which they need one another; they go in the reverse.
class Composition : public RunningServer {
public:
    Composition(
        const Settings& settings,
        const Configuration& configuration,
        std::unique_ptr<runtime::DataFolder> folder
    )
        : folder_(std::move(folder)),
          domain_{
              configuration.organisations,
              configuration.desk,
              workflows_,
              configuration.almanac,
              configuration.known_roles,
              clock_,
              seeds_},
          intake_(configuration.report_schema, configuration.organisations),
          configuration_(configuration),
          settings_(settings),
          sessions_(seeds_, settings.sessions),
          watched_{
              *figures_,
              disk_,
              settings.free_bytes_min,
              settings.http.limits.connections_max,
              WISSEL_VERSION,
              settings.metrics} {}

    ~Composition() override { Composition::stop(); }

    Result<void> open(
        const std::vector<WorkflowFile>& workflows, std::function<void(const Failure&)> on_fatal
    ) {
        if (auto put = put_in_force(workflows_, workflows, configuration_); !put) return put;
        store::sqlite::Settings file{folder_->database(), "FULL", ""};
        file.search.path = folder_->search();
        auto writer = store::sqlite::open_writer(file);
        if (!writer) return fail_as(writer);
        if (auto kept = keep_definitions(**writer, configuration_, workflows_, clock_.now()); !kept) return kept;
        const auto demonstration = (*writer)->find_mark("demoStarted");
        if (!demonstration) return std::unexpected(demonstration.error());
        auto readers = open_readers(file, settings_.reader_lanes);
        if (!readers) return fail_as(readers);
        const auto known = cases::known_names(configuration_.vocabulary);
        if (auto added = add_kept(workflows_, *readers->front(), known); !added) return added;
        // Once a second, on the writer's thread: what is watched is looked at with it.
        auto has_room = [this] {
            folder_->look(disk_);
            return disk_.free_bytes.value() >= static_cast<std::int64_t>(settings_.free_bytes_min);
        };
        folder_->look(disk_);
        auto opened = runtime::Register::open(
            std::move(*writer),
            std::move(*readers),
            domain_,
            status::read_lists(configuration_.vocabulary, workflows_, configuration_.organisations),
            settings_.registry,
            std::move(on_fatal),
            has_room,
            store::sqlite::make_search_index(file)
        );
        if (!opened) return fail_as(opened);
        registry_ = std::move(*opened);
        authenticator_ = std::make_unique<auth::Authenticator>(registry_->keys(), sessions_, settings_.site);
        insights_ = make_insights(configuration_, workflows_, clock_);
        resources::About about{
            WISSEL_VERSION,
            configuration_.organisations_file.hash,
            configuration_.organisations_file.read_at};
        services_ = std::make_unique<resources::Services>(resources::Services{
            *registry_,
            *authenticator_,
            intake_,
            configuration_.organisations,
            configuration_.desk,
            workflows_,
            configuration_.almanac,
            clock_,
            configuration_.vocabulary,
            configuration_.report_schema_document,
            *insights_,
            std::move(about),
            settings_.http.api_version,
            settings_.body_bytes_max,
            demonstration->has_value()});
        router_ = std::make_unique<resources::Router>(
            all_routes(*services_, watched_),
            *authenticator_,
            settings_.body_bytes_max,
            resources::lost_page(*services_)
        );
        return {};
    }

    Result<void> listen() {
        auto server = http::Server::listen(settings_.http, *router_, figures_);
        if (!server) return fail_as(server);
        server_ = std::move(*server);
        server_->start();
        return {};
    }

    [[nodiscard]] unsigned short port() const override { return server_->port(); }
    [[nodiscard]] runtime::Register& registry() override { return *registry_; }

    void stop() override {
        // Those that wait for a change would hold their connections to the end of their time.
        if (registry_) registry_->status().end_waiting();
        if (server_) server_->stop();
        if (registry_) registry_->stop();
    }

private:
    std::unique_ptr<runtime::DataFolder> folder_;
    runtime::SystemClock clock_;
    runtime::SystemSeeds seeds_;
    cases::Workflows workflows_;
    runtime::Domain domain_;
    cases::Intake intake_;
    const Configuration& configuration_;
    const Settings settings_;
    auth::Sessions sessions_;
    const std::shared_ptr<http::Figures> figures_ = std::make_shared<http::Figures>();
    runtime::DiskMeters disk_;
    const resources::Watched watched_;
    std::unique_ptr<runtime::Register> registry_;
    std::unique_ptr<auth::Authenticator> authenticator_;
    std::unique_ptr<resources::Insights> insights_;
    std::unique_ptr<resources::Services> services_;
    std::unique_ptr<resources::Router> router_;
    std::unique_ptr<http::Server> server_;
};

}  // namespace

Result<std::unique_ptr<RunningServer>> RunningServer::start(
    const Settings& settings,
    const Configuration& configuration,
    const std::vector<WorkflowFile>& workflows,
    std::function<void(const Failure&)> on_fatal
) {
    auto folder = runtime::DataFolder::lock(settings.data);
    if (!folder) return fail_as(folder);
    auto made = std::make_unique<Composition>(settings, configuration, std::move(*folder));
    if (auto opened = made->open(workflows, std::move(on_fatal)); !opened) return fail_as(opened);
    if (auto listening = made->listen(); !listening) return fail_as(listening);
    return made;
}

}  // namespace wissel::tool
