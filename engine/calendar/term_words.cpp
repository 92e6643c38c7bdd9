#include "engine/calendar/term_words.hpp"

#include "engine/base/date_words.hpp"

#include <fmt/format.h>

namespace wissel {
namespace {

using namespace std::chrono;
using Kind = TermLine::Kind;

Words date_of(sys_days day) {
    return date_words(year_month_day{day});
}

Words number_of_days(int number, Calendar calendar) {
    return duration_words(Duration{.days = number}, calendar);
}

}  // namespace

Words days_words(sys_days first, sys_days last) {
    const Words from = date_of(first);
    if (first == last) return from;
    const Words until = date_of(last);
    return {from.nl + " tot en met " + until.nl, from.en + " up to and including " + until.en};
}

Words line_words(const TermLine& line, Calendar calendar) {
    switch (line.kind) {
        case Kind::start:
            return {"begin; deze dag telt niet mee", "begins; this day does not count"};
        case Kind::counted:
            return number_of_days(line.days(), calendar);
        case Kind::day_off:
            return {line.why.nl + ", telt niet mee", line.why.en + ", does not count"};
        case Kind::stopped:
            return {"de termijn stond stil", "the term stood still"};
        case Kind::lengthened:
            return {"komt erbij: " + line.why.nl, "is added: " + line.why.en};
    }
    return {};
}

Words outcome_words(const TermAccount& account, Calendar calendar) {
    if (!account.due) {
        const Words left = number_of_days(account.days_left, calendar);
        if (account.days_left == 0) return {"De termijn staat nu stil.", "The term stands still now."};
        return {
            "De termijn staat nu stil; er zijn nog " + left.nl + " over.",
            "The term stands still now; " + left.en + " are left."};
    }
    const Instant due = *account.due;
    if (account.last_day && amsterdam_midnight(*account.last_day + days{1}) == due) {
        const Words weekday = weekday_words(*account.last_day);
        const Words date = date_of(*account.last_day);
        return {
            "De laatste dag is " + weekday.nl + " " + date.nl + ".",
            "The last day is " + weekday.en + " " + date.en + "."};
    }
    const Words date = date_of(*amsterdam_day(due));
    return {
        "De termijn loopt tot " + date.nl + " om " + amsterdam_time(due) + " uur.",
        "The term runs until " + date.en + " at " + amsterdam_time(due) + " (Amsterdam)."};
}

}  // namespace wissel
