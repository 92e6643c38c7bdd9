// What counts as a word, and as the same one (engine/search).

#include "engine/search/case_words.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace wissel;
using namespace wissel::search;

namespace {

std::vector<std::string> folded(std::string_view text) {
    std::vector<std::string> all;
    for (const auto& word : words_of(text)) all.push_back(word.folded);
    return all;
}

/// Whether a text with just `there` is found by `asked`, as a whole word: what follows is no beginning.
bool finds(const std::string& asked, const std::string& there) {
    auto question = read_question(asked);
    REQUIRE(question);
    question->last_begins = false;
    Terms terms;
    add_terms(there, terms);
    return fits(*question, terms);
}

bool begins(const std::string& asked, const std::string& there) {
    const auto question = read_question(asked);
    REQUIRE(question);
    Terms terms;
    add_terms(there, terms);
    return fits(*question, terms);
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a text is taken apart into letters and digits, without case and accents", "[unit][search]") {
    CHECK(folded("Één gemeente, twee IDEEËN!") == Texts{"een", "gemeente", "twee", "ideeen"});
    CHECK(folded("GD-2026-000042") == Texts{"gd", "2026", "000042"});
    CHECK(folded("auto's") == Texts{"auto", "s"});
    CHECK(folded("Straße ﬁle IJSSEL ĳssel") == Texts{"strasse", "file", "ijssel", "ijssel"});
    // One letter with its mark, and the letter and the mark by themselves; a soft hyphen is not seen.
    CHECK(folded("caf\u00e9 cafe\u0301 ca\u00adfe") == Texts{"cafe", "cafe", "cafe"});
    CHECK(folded("Ελλάδα и Москва") == Texts{"ελλαδα", "и", "москва"});
    CHECK(folded("").empty());
    CHECK(folded(" \"*^-():;!?€ \U0001F6B2 ").empty());
}

TEST_CASE("bytes that are no UTF-8 stand between words, and so does a NUL", "[unit][search]") {
    using namespace std::string_literals;
    CHECK(folded("een\0twee"s) == Texts{"een", "twee"});
    CHECK(folded("een\xff\xfetwee\xc3") == Texts{"een", "twee"});
}

TEST_CASE("of a word without an end the beginning counts, whole letters of it", "[unit][search]") {
    const auto ascii = words_of(std::string(10'000, 'a'));
    REQUIRE(ascii.size() == 1);
    CHECK(ascii.front().folded == std::string(word_bytes_max, 'a'));
    std::string long_word = "a";
    for (int times = 0; times < 1000; ++times) long_word += "я";
    const auto cyrillic = words_of(long_word);
    REQUIRE(cyrillic.size() == 1);
    CHECK(cyrillic.front().folded == long_word.substr(0, word_bytes_max - 1));
}

TEST_CASE("a Dutch word is found in its other forms", "[unit][search]") {
    const auto [asked, there] = GENERATE(table<std::string, std::string>(
        {{"gemeente", "gemeenten"},
         {"gemeenten", "gemeente"},
         {"wet", "wetten"},
         {"belastingen", "belasting"},
         {"uitwisseling", "uitwisselingen"},
         {"uitkeringen", "UITKERING"},
         {"bezwaar", "bezwaren"},
         {"scholen", "school"},
         {"mogelijkheid", "mogelijkheden"},
         {"toeslagen", "toeslag"},
         {"schulden", "schuld"},
         {"knelpunten", "knelpunt"},
         {"idee", "ideë"},
         {"pensioen", "pensioenen"}}
    ));
    CAPTURE(asked, there);
    CHECK(finds(asked, there));
    CHECK(finds(there, asked));
}

TEST_CASE("an English word is found in its other forms", "[unit][search]") {
    const auto [asked, there] = GENERATE(table<std::string, std::string>(
        {{"report", "reports"},
         {"reports", "reporting"},
         {"policy", "policies"},
         {"agencies", "agency"},
         {"exchange", "exchanged"},
         {"laws", "law"},
         {"authority", "authorities"},
         {"sharing", "shared"}}
    ));
    CAPTURE(asked, there);
    CHECK(finds(asked, there));
    CHECK(finds(there, asked));
}

TEST_CASE("another word is not found", "[unit][search]") {
    CHECK_FALSE(finds("gemeente", "gemeentehuis"));
    CHECK_FALSE(finds("gemeentewet", "gemeente"));
    CHECK_FALSE(finds("report", "repository"));
    CHECK_FALSE(finds("2026", "2025"));
}

TEST_CASE("a stem of one language is not taken for one of the other", "[unit][search]") {
    // The Dutch stem of `brieven` is `briev`; an English text with that as a word is another word.
    const auto brieven = words_of("brieven").front();
    REQUIRE(brieven.dutch != brieven.english);
    Terms terms;
    add_terms("zie brieven", terms);
    CHECK_FALSE(terms.contains("e" + brieven.dutch));
    CHECK(terms.contains("n" + brieven.dutch));
}

TEST_CASE("all words have to be there, in any order", "[unit][search]") {
    const std::string text = "De SVB mag de inkomensgegevens van UWV niet gebruiken";
    CHECK(finds("UWV gebruiken SVB", text));
    CHECK_FALSE(finds("UWV gebruiken DUO", text));
}

TEST_CASE("the last word stands for what begins like it, from three letters on", "[unit][search]") {
    CHECK(begins("inko", "inkomensgegevens"));
    CHECK(begins("belasting", "de Belastingdienst"));
    CHECK(begins("000", "GD-2026-000042"));
    CHECK_FALSE(begins("in", "inkomensgegevens"));
    CHECK_FALSE(begins("komens", "inkomensgegevens"));
    CHECK_FALSE(begins("inko gegevens", "gegevens over inkomens"));
    // Three letters, however many bytes.
    CHECK(begins("ελλ", "Ελλάδα"));
    CHECK_FALSE(begins("ελ", "Ελλάδα"));
}

TEST_CASE("what cannot be asked for is told with what to do", "[unit][search]") {
    using namespace std::string_literals;
    const auto [text, code] = GENERATE(table<std::string, std::string>(
        {{"", "noWord"},
         {"   ", "noWord"},
         {"\"", "noWord"},
         {"*", "noWord"},
         {"\0"s, "noWord"},
         {"-^():{}+,.?! \U0001F6B2", "noWord"},
         {"\xff\xfe", "encoding"},
         {std::string(10'000, 'a'), "tooLong"},
         {"a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6", "tooManyWords"}}
    ));
    CAPTURE(text);
    const auto question = read_question(text);
    REQUIRE_FALSE(question);
    CHECK(question.error().code == code);
    CHECK_FALSE(question.error().message.nl.empty());
    CHECK_FALSE(question.error().message.en.empty());
}

TEST_CASE("a word that is there twice is asked for once, and the last stays the last", "[unit][search]") {
    const auto question = read_question("uit data en data uit");
    REQUIRE(question);
    CHECK(question->words.size() == 3);
    CHECK(question->words.back().folded == "uit");
    CHECK(question->last_begins);
    std::string many;
    for (int times = 0; times < 100; ++times) many += "data ";
    CHECK(read_question(many));
}

TEST_CASE("words have the same version in one program", "[unit][search]") {
    CHECK(words_version() == words_version());
    CHECK(words_version().starts_with("sha256:"));
}
