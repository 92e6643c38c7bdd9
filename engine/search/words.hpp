#pragma once

#include <string>
#include <string_view>
#include <vector>

// What counts as a word, and as the same word. One place for both sides of a search: what stands in a case and what
// is asked for go through here alike, so that they can only differ where the texts do.

namespace wissel::search {

/// One word of a text, folded: lower case, no accents (é is e, ß is ss, the ligature ĳ is ij). Letters and digits only,
/// at most `word_bytes_max` long; of a longer one the beginning counts.
struct Word {
    std::string folded;
    std::string dutch;    ///< its stem by the Dutch rules of Snowball: gemeent, of gemeente and gemeenten
    std::string english;  ///< and by the English ones: report, of reports and reporting

    bool operator==(const Word&) const = default;
};

inline constexpr std::size_t word_bytes_max = 64;

/// The words of `text`, in order. Whatever is no letter, digit or mark on one stands between words; so do bytes that
/// are no UTF-8. Pure; safe from any thread.
[[nodiscard]] std::vector<Word> words_of(std::string_view text);

/// Changes whenever the same text could give other words: with these rules, and with the libraries behind them. An
/// index that was made under another one is no good.
[[nodiscard]] std::string words_version();

}  // namespace wissel::search
