#include "engine/search/words.hpp"

#include "engine/base/encoding.hpp"
#include "engine/base/ensure.hpp"
#include "engine/base/sha256.hpp"
#include "engine/base/utf8.hpp"

#include <libstemmer.h>
#include <utf8proc.h>

#include <array>
#include <memory>
#include <optional>

namespace wissel::search {
namespace {

/// Raised where the rules of this file change.
constexpr std::string_view rules = "1";

class Stemmer {
public:
    explicit Stemmer(const char* language) : made_(sb_stemmer_new(language, "UTF_8"), sb_stemmer_delete) {
        ensure(made_ != nullptr, "Snowball knows Dutch and English");
    }

    std::string stem(const std::string& word) {
        const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
        const auto* stemmed = sb_stemmer_stem(made_.get(), bytes, static_cast<int>(word.size()));
        ensure(stemmed != nullptr, "a stemmer has memory for one word");
        return {reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(sb_stemmer_length(made_.get()))};
    }

private:
    std::unique_ptr<sb_stemmer, void (*)(sb_stemmer*)> made_;
};

/// A stemmer keeps its word in itself, so each thread has its own.
struct Stemmers {
    Stemmer dutch{"dutch"};
    Stemmer english{"english"};
};

Stemmers& stemmers() {
    thread_local Stemmers own;
    return own;
}

bool is_letter_or_digit(utf8proc_int32_t code_point) {
    switch (utf8proc_category(code_point)) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_NO:
            return true;
        default:
            return false;
    }
}

/// A mark on the letter before it, or something that is not seen, such as a soft hyphen: the word goes on.
bool is_within_a_word(utf8proc_int32_t code_point) {
    const auto category = utf8proc_category(code_point);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME || category == UTF8PROC_CATEGORY_CF;
}

void append_code_point(std::string& text, utf8proc_int32_t code_point) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto length = utf8proc_encode_char(code_point, bytes.data());
    text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

/// Taken apart, without case and accents. Some code points become several (ﬁ, ½), some of which are no letters.
void fold(utf8proc_int32_t code_point, std::string& folded) {
    constexpr auto options = static_cast<utf8proc_option_t>(
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE
    );
    std::array<utf8proc_int32_t, 32> parts{};
    int last_class = UTF8PROC_BOUNDCLASS_START;
    const auto count = utf8proc_decompose_char(
        code_point, parts.data(), static_cast<utf8proc_ssize_t>(parts.size()), options, &last_class
    );
    for (utf8proc_ssize_t at = 0; at < count && at < static_cast<utf8proc_ssize_t>(parts.size()); ++at) {
        const auto part = parts[static_cast<std::size_t>(at)];
        if (!is_letter_or_digit(part)) continue;
        std::string one;
        append_code_point(one, part);
        if (folded.size() + one.size() <= word_bytes_max) folded += one;
    }
}

/// Most of what people write; the same as `fold` says, without asking it.
std::optional<char> fold_ascii(char32_t code_point) {
    if (code_point >= 'a' && code_point <= 'z') return static_cast<char>(code_point);
    if (code_point >= '0' && code_point <= '9') return static_cast<char>(code_point);
    if (code_point >= 'A' && code_point <= 'Z') return static_cast<char>(code_point - 'A' + 'a');
    return std::nullopt;
}

class Splitting {
public:
    void take(char32_t code_point) {
        if (const auto ascii = fold_ascii(code_point)) {
            if (folded_.size() < word_bytes_max) folded_ += *ascii;
            return;
        }
        const auto point = static_cast<utf8proc_int32_t>(code_point);
        if (code_point >= 0x80 && is_letter_or_digit(point)) {
            fold(point, folded_);
        } else if (code_point < 0x80 || !is_within_a_word(point)) {
            end_word();
        }
    }

    void end_word() {
        if (folded_.empty()) return;
        Word word{folded_, stemmers().dutch.stem(folded_), stemmers().english.stem(folded_)};
        words_.push_back(std::move(word));
        folded_.clear();
    }

    [[nodiscard]] std::vector<Word> done() && {
        end_word();
        return std::move(words_);
    }

private:
    std::string folded_;
    std::vector<Word> words_;
};

}  // namespace

std::vector<Word> words_of(std::string_view text) {
    Splitting splitting;
    std::size_t at = 0;
    while (at < text.size()) {
        if (const auto code_point = next_code_point(text, at)) {
            splitting.take(*code_point);
        } else {
            splitting.end_word();
            ++at;
        }
    }
    return std::move(splitting).done();
}

std::string words_version() {
    // Words on which versions of the stemmers are known to differ, or to which a rule of theirs applies.
    constexpr std::string_view sample =
        "gemeenten gegevens ideeën huizen brieven kinderen mogelijkheden uitkeringen organisaties toeslagen gedeelde "
        "grootste bezwaren lopend policies reporting authorities exchanged generously agencies relational news";
    std::string told(rules);
    told.append(" ").append(utf8proc_version());
    for (const auto& word : words_of(sample)) told.append(" ").append(word.dutch).append("/").append(word.english);
    return tell(sha256({told}));
}

}  // namespace wissel::search
