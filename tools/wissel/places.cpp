#include "tools/wissel/places.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

namespace wissel::tool {

Result<std::string> find_config(const std::string& asked) {
    namespace fs = std::filesystem;
    std::error_code error;
    if (!asked.empty()) {
        if (fs::is_regular_file(fs::path(asked) / "wissel.json", error)) return asked;
        return fail(
            FailureCode::not_found,
            {fmt::format("In {} staat geen wissel.json. Geef met --config de map waarin die staat.", asked),
             fmt::format(
                 "There is no wissel.json in {}. Name the folder that holds it with --config.", asked
             )}
        );
    }
    const fs::path beside = fs::read_symlink("/proc/self/exe", error).parent_path();
    std::string looked;
    for (const char* place : {"config", "../config", "../share/wissel/config"}) {
        const fs::path folder = (beside / place).lexically_normal();
        if (fs::is_regular_file(folder / "wissel.json", error)) return folder.string();
        looked += " " + folder.string();
    }
    return fail(
        FailureCode::not_found,
        {"Geen configuratie gevonden. Gezocht in:" + looked + ". Geef de map met --config.",
         "No configuration found. Looked in:" + looked + ". Name the folder with --config."}
    );
}

}  // namespace wissel::tool
