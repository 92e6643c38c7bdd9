#pragma once

#include "tests/support/http_client.hpp"
#include "tools/wissel/server.hpp"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <vector>

namespace wissel::test {

/// A folder of its own for one test, removed with all that is in it.
class TempFolder {
public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

inline constexpr const char* svb = "00000099000000099001";
inline constexpr const char* uwv = "00000099000000099002";

/// The whole product on a free port over a real SQLite file, with the configuration of the repository, and a
/// key for each caller that a test needs.
class AServer {
public:
    /// `adjust` may change the settings before the server starts.
    explicit AServer(const std::function<void(tool::Settings&)>& adjust = {});
    ~AServer();

    /// Stops it, and starts it again over the same file.
    void restart();

    /// Stops it; `restart` starts it again.
    void stop();

    [[nodiscard]] unsigned short port() const { return running_->port(); }
    [[nodiscard]] runtime::Register& registry() { return running_->registry(); }
    [[nodiscard]] const tool::Configuration& configuration() const { return *configuration_; }
    [[nodiscard]] const std::string& folder() const { return folder_.path(); }

    /// The header line for a key of `organisation` with `roles`; the key is made directly in the store at
    /// first use.
    [[nodiscard]] std::string key(const std::string& organisation, const std::vector<std::string>& roles);

    [[nodiscard]] std::string reporter() { return key(svb, {"reporter"}); }
    [[nodiscard]] std::string other_reporter() { return key(uwv, {"reporter"}); }
    [[nodiscard]] std::string coordinator() { return key(coordinator_oin(), {"coordinator"}); }
    [[nodiscard]] std::string administrator() { return key(coordinator_oin(), {"administrator"}); }
    [[nodiscard]] std::string coordinator_oin() const {
        return configuration_->organisations.coordinator().oin;
    }

    [[nodiscard]] Reply get(
        const std::string& target, const std::string& key, std::vector<std::string> more = {}
    );
    [[nodiscard]] Reply post(
        const std::string& target,
        const std::string& key,
        const std::string& body,
        std::vector<std::string> more = {}
    );

private:
    void start();

    TempFolder folder_;
    std::unique_ptr<tool::Configuration> configuration_;
    std::vector<tool::WorkflowFile> workflows_;
    tool::Settings settings_;
    std::map<std::string, std::string> keys_;
    std::unique_ptr<tool::RunningServer> running_;
};

/// A report with every required field and nothing else.
[[nodiscard]] nlohmann::json a_valid_report();

}  // namespace wissel::test
