#pragma once

#include "engine/base/failure.hpp"
#include "engine/search/words.hpp"

#include <expected>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::search {

/// What somebody asked for: words, never a language. A case fits where it has every one of them, in any order.
struct Question {
    std::vector<Word> words;  ///< each once; none: nothing fits
    /// The last word stands for every word that begins like it, too: people search while they type, and Dutch puts
    /// words together.
    bool last_begins = false;

    bool operator==(const Question&) const = default;
};

inline constexpr std::size_t question_letters_max = 500;
inline constexpr std::size_t question_words_max = 32;
inline constexpr std::size_t begins_letters_min = 3;

/// Why a text cannot be asked for, and what to do.
struct Fault {
    std::string code;  ///< `encoding`, `tooLong`, `noWord` or `tooManyWords`
    Words message;
};

[[nodiscard]] std::expected<Question, Fault> read_question(std::string_view text);

/// What a case has to search in, as one set of terms: a letter that says of what kind it is, and the word or stem
/// behind it. Two words are the same word where they share a stem in one of the two languages.
using Terms = std::set<std::string>;
void add_terms(std::string_view text, Terms& terms);

/// One word of a question: a case has it where it has one of `exactly`, or a term that begins with `beginning`.
struct Clause {
    std::vector<std::string> exactly;
    std::string beginning;  ///< empty: no beginning counts
};
[[nodiscard]] std::vector<Clause> clauses_of(const Question& question);

/// Whether a case with these terms fits. The plain meaning of a question; an index has to say the same.
[[nodiscard]] bool fits(const Question& question, const Terms& terms);

}  // namespace wissel::search
