#pragma once

#include <string>

namespace wissel {

/// One text in the two languages that every screen and every reason comes in.
struct Words {
    std::string nl;
    std::string en;

    bool operator==(const Words&) const = default;
};

enum class Language { nl, en };

/// The text in `language`; a view that lives as long as `words`.
[[nodiscard]] inline const std::string& in(Language language, const Words& words) {
    return language == Language::nl ? words.nl : words.en;
}

}  // namespace wissel
