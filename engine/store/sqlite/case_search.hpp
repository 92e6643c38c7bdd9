#pragma once

#include "engine/cases/access.hpp"
#include "engine/cases/case_list.hpp"
#include "engine/store/sqlite/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// Finds the cases of a list. Everything that narrows it (who may see it, whose report it is, each facet) is a
// `Narrowing`: rows of a table that name cases. The narrowest is walked, the others are looked up for each case on
// the way, so that a page costs what it holds and not what the register holds.

namespace wissel::store::sqlite {

/// One thing that a list is narrowed by.
struct Narrowing {
    std::string table;
    std::string key;                ///< the column that has the case's number
    std::vector<std::string> arms;  ///< conditions on other columns, one of which has to hold; with a `@` before each
                                    ///< column that an index other than by the case begins with
    std::string any = {};           ///< all of `arms` in one condition
    bool in_order = true;           ///< within an arm rows come by the case's number; otherwise they are sorted
    bool repeats = false;           ///< an arm may have a case more than once
    bool walkable = true;           ///< false: it leaves out so little that it is only ever looked up
    bool absent = false;            ///< there must be no such row. Never walkable
    bool by_term = false;           ///< a range of the order by term
    bool implied = false;           ///< another one says more: only ever walked, never looked up
    bool as_a_set = false;          ///< looked up in all its rows, read once, and not with a question for each case
};

/// Values that a statement is bound to: a place in its text for each.
class Values {
public:
    [[nodiscard]] std::string place(std::variant<std::int64_t, std::string> value);
    void bind(Query& query) const;

private:
    std::vector<std::variant<std::int64_t, std::string>> all_;
};

/// One list, within the caller's snapshot. Where words are searched for, the search file is attached
/// (search_reader.hpp). Throws SQLite::Exception.
class CaseSearch {
public:
    CaseSearch(Connection& db, const cases::Scope& scope, const cases::CaseFilter& filter);

    /// The places of the first `limit` cases behind `after`.
    [[nodiscard]] std::vector<cases::CasePlace> places(
        cases::CaseSort sort, const std::optional<cases::CasePlace>& after, int limit
    );

    /// How many there are on all pages.
    [[nodiscard]] std::int64_t count();

private:
    /// Which is walked, and how many rows it has, counted up to a bound.
    struct Narrowest {
        const Narrowing* narrowing = nullptr;  ///< none: all cases
        std::int64_t rows = 0;
    };

    void narrow_by_scope(const cases::Scope& scope);
    void narrow_by_facets(const cases::CaseFilter& filter);
    void narrow_by_facet(cases::Facet facet, const std::vector<std::string>& any_of, bool absent);
    void narrow_by_term(const cases::CaseFilter& filter);
    void narrow_by_times(const cases::CaseFilter& filter);
    void narrow_by_legs(const cases::CaseFilter& filter);
    void narrow_to_open_legs(const std::vector<cases::LegSpan>& legs, const std::vector<std::string>& more);
    void narrow_to_open();
    std::string in_one_of(const char* column, const std::vector<cases::Span>& spans);
    void narrow_by_words(const std::string& text);
    void add(Narrowing narrowing);

    std::int64_t rows_of(const Narrowing& narrowing, std::int64_t bound);
    Narrowest narrowest(bool in_order);
    std::string others(const Narrowing* walked, const std::string& number, const std::string& cases) const;

    std::vector<cases::CasePlace> walk_by_number(
        const Narrowing* walked, bool newest, const std::optional<cases::CasePlace>& after, int limit
    );
    std::vector<cases::CasePlace> sort_few(
        const Narrowing& walked, cases::CaseSort sort, const std::optional<cases::CasePlace>& after, int limit
    );
    std::vector<cases::CasePlace> walk_sorted(
        cases::CaseSort sort, const std::optional<cases::CasePlace>& after, int limit
    );
    std::vector<cases::CasePlace> read(const std::string& sql, const Values& values);

    Connection& db_;
    Values values_;
    std::vector<Narrowing> narrowings_;
    bool nothing_ = false;  ///< a value was asked for that no case ever had
};

}  // namespace wissel::store::sqlite
