#include "api/resources/search_words.hpp"

#include "engine/search/question.hpp"

#include <string>
#include <utility>

namespace wissel::resources {

std::optional<Issue> words_issue(const Query& query) {
    if (!query.has("q")) return std::nullopt;
    auto question = search::read_question(query.get("q"));
    if (question) return std::nullopt;
    return parameter_issue("q", std::move(question.error().code), std::move(question.error().message));
}

void tell_searched(const cases::CasePage& found, http::Response& response) {
    if (found.searched_to) response.headers.push_back({"Search-Sequence", std::to_string(*found.searched_to)});
}

}  // namespace wissel::resources
