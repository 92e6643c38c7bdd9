#include "engine/search/question.hpp"

#include "engine/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace wissel::search {
namespace {

// Letters, since terms are to be made of nothing else.
constexpr char as_written = 'w';
constexpr char by_dutch = 'n';
constexpr char by_english = 'e';

std::unexpected<Fault> fault(std::string code, Words message) {
    return std::unexpected(Fault{std::move(code), std::move(message)});
}

bool begins_some(const Terms& terms, const std::string& beginning) {
    const auto found = terms.lower_bound(beginning);
    return found != terms.end() && found->starts_with(beginning);
}

}  // namespace

std::expected<Question, Fault> read_question(std::string_view text) {
    if (!is_utf8(text)) {
        return fault("encoding", {"De zoektekst is geen geldige UTF-8.", "The text to search for is no valid UTF-8."});
    }
    if (code_points(text) > question_letters_max) {
        return fault(
            "tooLong",
            {fmt::format("De zoektekst is te lang; geef ten hoogste {} tekens.", question_letters_max),
             fmt::format("The text to search for is too long; give at most {} characters.", question_letters_max)}
        );
    }
    Question question;
    for (auto& word : words_of(text)) {
        // The last one stays the last, where it came before.
        std::erase(question.words, word);
        question.words.push_back(std::move(word));
    }
    if (question.words.empty()) {
        return fault(
            "noWord",
            {"Hier staat geen woord om op te zoeken; geef ten minste een letter of cijfer.",
             "There is no word here to search for; give at least one letter or digit."}
        );
    }
    if (question.words.size() > question_words_max) {
        return fault(
            "tooManyWords",
            {fmt::format("Dit zijn te veel woorden; geef er ten hoogste {}.", question_words_max),
             fmt::format("These are too many words; give at most {}.", question_words_max)}
        );
    }
    question.last_begins = code_points(question.words.back().folded) >= begins_letters_min;
    return question;
}

void add_terms(std::string_view text, Terms& terms) {
    for (const auto& word : words_of(text)) {
        // A word that is there has its stems there too.
        if (!terms.insert(as_written + word.folded).second) continue;
        terms.insert(by_dutch + word.dutch);
        terms.insert(by_english + word.english);
    }
}

std::vector<Clause> clauses_of(const Question& question) {
    std::vector<Clause> clauses;
    for (const auto& word : question.words) {
        clauses.push_back({{by_dutch + word.dutch, by_english + word.english}, {}});
    }
    if (question.last_begins) clauses.back().beginning = as_written + question.words.back().folded;
    return clauses;
}

bool fits(const Question& question, const Terms& terms) {
    const auto clauses = clauses_of(question);
    return !clauses.empty() && std::all_of(clauses.begin(), clauses.end(), [&terms](const Clause& clause) {
        const bool exactly = std::any_of(clause.exactly.begin(), clause.exactly.end(), [&terms](const auto& term) {
            return terms.contains(term);
        });
        return exactly || (!clause.beginning.empty() && begins_some(terms, clause.beginning));
    });
}

}  // namespace wissel::search
