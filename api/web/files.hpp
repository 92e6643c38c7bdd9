#pragma once

#include <string_view>
#include <vector>

namespace wissel::web {

/// One file of the screen, as it was built into the program.
struct File {
    std::string_view path;        ///< such as `index.html` or `assets/index-C9k2.js`
    std::string_view media_type;
    std::string_view body;
    std::string_view gzip;        ///< the same, packed (RFC 1952); empty where that is hardly smaller
    std::string_view tag;         ///< a hash over the body
};

/// All of them, by path. What lies under `assets/` has a hash of its content in its name, so it never changes.
[[nodiscard]] const std::vector<File>& files();

}  // namespace wissel::web
