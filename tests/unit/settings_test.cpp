#include "tests/support/a_server.hpp"
#include "tools/wissel/settings.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace wissel;
using namespace wissel::test;

namespace {

/// A configuration folder with a `wissel.json` of its own and the schemas of the repository.
class AConfig {
public:
    explicit AConfig(const std::string& wissel_json) {
        std::filesystem::copy(
            std::string(WISSEL_SOURCE_DIR) + "/config/schemas",
            folder_.path() + "/schemas",
            std::filesystem::copy_options::recursive
        );
        std::ofstream(folder_.path() + "/wissel.json") << wissel_json;
    }

    [[nodiscard]] Result<tool::Settings> read(const std::map<std::string, std::string>& environment = {}) const {
        return tool::read_settings(folder_.path(), environment);
    }

private:
    TempFolder folder_;
};

}  // namespace

TEST_CASE("an empty settings file gives the defaults, and the shipped one gives the same", "[unit][settings]") {
    const auto bare = AConfig("{}").read();
    REQUIRE(bare);
    const auto shipped = tool::read_settings(std::string(WISSEL_SOURCE_DIR) + "/config", {});
    REQUIRE(shipped);
    CHECK(bare->http.port == 8080);
    CHECK(bare->http.address == "127.0.0.1");
    CHECK(shipped->http.port == bare->http.port);
    CHECK(shipped->body_bytes_max == bare->body_bytes_max);
    CHECK(shipped->http.limits.header_bytes_max == bare->http.limits.header_bytes_max);
    CHECK(shipped->http.limits.connections_max == bare->http.limits.connections_max);
    CHECK(shipped->http.limits.idle_timeout == bare->http.limits.idle_timeout);
    CHECK(shipped->registry.writer.queue_max == bare->registry.writer.queue_max);
    CHECK(shipped->free_bytes_min == bare->free_bytes_min);
    CHECK(shipped->reader_lanes == bare->reader_lanes);
    // Nobody reads the metrics without a key unless somebody decided that.
    CHECK(bare->metrics == resources::MetricsAccess::key);
    CHECK(shipped->metrics == bare->metrics);
}

TEST_CASE("unknown and wrong settings are refused with their path and place", "[unit][settings]") {
    const auto refused = AConfig("{\n  \"http\": {\"prot\": 1, \"port\": 70000},\n  \"colour\": \"red\"\n}").read();
    REQUIRE_FALSE(refused);
    const std::string told = refused.error().message.en;
    CHECK(told.find("wissel.json:2:20: /http/prot") != std::string::npos);
    CHECK(told.find("wissel.json:2:31: /http/port") != std::string::npos);
    CHECK(told.find("wissel.json:3:13: /colour") != std::string::npos);
    CHECK_FALSE(AConfig("{\"http\": {}, \"http\": {}}").read());
    CHECK_FALSE(AConfig("{").read());
}

TEST_CASE("an environment variable comes before the file", "[unit][settings]") {
    const AConfig config(R"({"http": {"port": 1}, "data": "a"})");
    const auto read = config.read(
        {{"WISSEL_HTTP_PORT", "2"},
         {"WISSEL_HTTP_LIMITS_BODY_BYTES_MAX", "2048"},
         {"WISSEL_HTTP_TRUSTED_PROXIES", "10.0.0.1,::1"},
         {"WISSEL_LOG_LEVEL", "error"},
         {"WISSEL_METRICS_ACCESS", "loopback"},
         {"WISSEL_KEY", "wsl_"},
         {"PATH", "/bin"}}
    );
    REQUIRE(read);
    CHECK(read->http.port == 2);
    CHECK(read->data == "a");
    CHECK(read->body_bytes_max == 2048);
    CHECK(read->http.trusted_proxies == std::vector<std::string>{"10.0.0.1", "::1"});
    CHECK(read->log_level == log::Level::error);
    CHECK(read->metrics == resources::MetricsAccess::loopback);
}

TEST_CASE("a variable that is no setting, or no good value, is refused by name", "[unit][settings]") {
    const AConfig config("{}");
    const auto unknown = config.read({{"WISSEL_HTTP_PROT", "2"}});
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().message.en.find("WISSEL_HTTP_PROT") != std::string::npos);
    for (const std::string& value : std::vector<std::string>{"", "eighty", "80x", "-1", "65536"}) {
        INFO(value);
        const auto wrong = config.read({{"WISSEL_HTTP_PORT", value}});
        REQUIRE_FALSE(wrong);
        CHECK(wrong.error().message.en.find("/http/port") != std::string::npos);
    }
}

TEST_CASE("what is no address is refused, and not taken for one that nobody has", "[unit][settings]") {
    for (const char* proxy : {"10.0.0.0/8", "proxy.example", "10.0.0", ""}) {
        INFO(proxy);
        const std::string text = std::string(R"({"http": {"trustedProxies": [")") + proxy + "\"]}}";
        CHECK_FALSE(AConfig(text).read());
    }
    const auto refused = AConfig(R"({"http": {"trustedProxies": ["10.0.0.0/8"]}})").read();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.en.find("10.0.0.0/8 is no IP address") != std::string::npos);
    CHECK(AConfig(R"({"http": {"origin": "https://wissel.example.nl"}})").read()->site.secure());
    const auto session = AConfig(R"({"session": {"idleMinutes": 5, "wholeMinutes": 7}})").read();
    REQUIRE(session);
    CHECK(session->sessions.idle == std::chrono::minutes{5});
    CHECK(session->sessions.whole == std::chrono::minutes{7});
    const auto path = AConfig(R"({"http": {"origin": "https://wissel.example.nl/pad"}})").read();
    REQUIRE_FALSE(path);
    CHECK(path.error().message.en.find("http.origin") != std::string::npos);
}
