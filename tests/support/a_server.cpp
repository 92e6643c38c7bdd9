#include "tests/support/a_server.hpp"

#include "engine/runtime/system.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <future>

namespace wissel::test {

TempFolder::TempFolder() : path_((std::filesystem::temp_directory_path() / "wissel-XXXXXX").string()) {
    REQUIRE(mkdtemp(path_.data()) != nullptr);
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

AServer::AServer(const std::function<void(tool::Settings&)>& adjust) {
    const std::string config = std::string(WISSEL_SOURCE_DIR) + "/config";
    auto configuration = tool::read_configuration(config);
    REQUIRE(configuration);
    configuration_ = std::move(*configuration);
    auto workflows = tool::read_workflows(*configuration_);
    REQUIRE(workflows);
    workflows_ = std::move(*workflows);
    auto settings = tool::read_settings(config, {});
    REQUIRE(settings);
    settings_ = std::move(*settings);
    settings_.data = folder_.path();
    settings_.http.port = 0;
    settings_.log_level = log::Level::error;
    if (adjust) adjust(settings_);
    log::configure(settings_.log_level);
    start();
}

AServer::~AServer() {
    if (running_) running_->stop();
}

void AServer::start() {
    auto running = tool::RunningServer::start(settings_, *configuration_, workflows_, {});
    INFO((running ? std::string() : running.error().message.en));
    REQUIRE(running);
    running_ = std::move(*running);
}

void AServer::stop() {
    if (running_) running_->stop();
    running_.reset();
}

void AServer::restart() {
    stop();
    start();
}

std::string AServer::key(const std::string& organisation, const std::vector<std::string>& roles) {
    std::string name = organisation;
    for (const auto& role : roles) name += "," + role;
    if (const auto known = keys_.find(name); known != keys_.end()) return known->second;
    runtime::CreateKey create{{organisation, "test", {"administrator"}}, {organisation, roles, "test"}};
    std::promise<std::string> made;
    const auto render = [&made](const runtime::Done& done) {
        made.set_value(std::get<runtime::KeyCreated>(done).fresh.text);
        return cases::KeptAnswer{};
    };
    std::promise<void> done;
    registry().writer().push({std::move(create), std::nullopt, render, [&done](Result<runtime::Reply>) {
                                  done.set_value();
                              }});
    done.get_future().wait();
    return keys_[name] = "Authorization: Bearer " + made.get_future().get();
}

Reply AServer::get(const std::string& target, const std::string& key, std::vector<std::string> more) {
    if (!key.empty()) more.push_back(key);
    return send(port(), "GET", target, more);
}

Reply AServer::post(
    const std::string& target, const std::string& key, const std::string& body, std::vector<std::string> more
) {
    if (!key.empty()) more.push_back(key);
    more.emplace_back("Content-Type: application/json");
    return send(port(), "POST", target, more, body);
}

nlohmann::json a_valid_report() {
    return {
        {"title", "SVB mag de inkomensgegevens van UWV niet gebruiken"},
        {"description", "De SVB kan niet vaststellen wie recht heeft op een aanvulling."},
        {"dataCategories", {"inkomen per maand"}},
        {"holders", {{{"organisation", uwv}}}},
        {"requester", {{"organisation", svb}}},
        {"purpose", {{"task", "uitvoering van de AIO"}}},
        {"legalBasis", "missing"},
        {"barriers", {"legal", "privacy"}},
        {"primaryBarrier", "legal"},
        {"affected", "citizens"},
        {"harm", {{"severity", "serious"}}},
        {"tried", "none"},
        {"endorsed", "directeur uitvoering"},
        {"mailbox", "gegevens@svb.example"},
    };
}

}  // namespace wissel::test
