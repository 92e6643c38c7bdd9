#include "engine/schema/messages.hpp"

#include "engine/base/json_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace wissel::schema::messages {
namespace {

struct TypeWords {
    Types type;
    const char* nl;
    const char* en;
};

constexpr TypeWords type_words[] = {
    {type::string, "een tekst", "a text"},
    {type::integer, "een geheel getal", "a whole number"},
    {type::number, "een getal", "a number"},
    {type::boolean, "true of false", "true or false"},
    {type::array, "een lijst", "a list"},
    {type::object, "een object", "an object"},
    {type::null, "null", "null"}};

constexpr std::size_t listed_max = 12;

/// Names with commas between them, the last one after `last`.
std::string list(const std::vector<std::string>& names, const char* last) {
    std::string told;
    for (std::size_t at = 0; at < names.size(); ++at) {
        if (at > 0) told += at + 1 == names.size() ? fmt::format(" {} ", last) : ", ";
        told += names[at];
    }
    return told;
}

std::string tell(const nlohmann::json& value) {
    return value.is_string() ? value.get<std::string>() : dump_json(value);
}

}  // namespace

Words wrong_type(Types types) {
    std::vector<std::string> nl;
    std::vector<std::string> en;
    for (const auto& words : type_words) {
        if ((types & words.type) == 0) continue;
        nl.emplace_back(words.nl);
        en.emplace_back(words.en);
    }
    return {"Hier hoort " + list(nl, "of") + ".", "This has to be " + list(en, "or") + "."};
}

Words not_allowed(const std::vector<nlohmann::json>& allowed) {
    if (allowed.empty() || allowed.size() > listed_max) {
        return {"Deze waarde kan hier niet.", "This value is not possible here."};
    }
    std::vector<std::string> values;
    for (const auto& value : allowed) values.push_back(tell(value));
    if (values.size() == 1) {
        return {fmt::format("Hier hoort {}.", values[0]), fmt::format("This has to be {}.", values[0])};
    }
    return {
        fmt::format("Kies uit: {}.", fmt::join(values, ", ")),
        fmt::format("Choose from: {}.", fmt::join(values, ", "))};
}

Words too_short(std::uint64_t min) {
    if (min == 1) return {"Dit mag niet leeg zijn.", "This must not be empty."};
    return {
        fmt::format("Dit is te kort: schrijf ten minste {} tekens.", min),
        fmt::format("This is too short: write at least {} characters.", min)};
}

Words too_long(std::uint64_t max) {
    return {
        fmt::format("Dit is te lang: schrijf ten hoogste {} tekens.", max),
        fmt::format("This is too long: write at most {} characters.", max)};
}

Words bad_format(Format format) {
    switch (format) {
        case Format::date:
            return {
                "Schrijf een bestaande datum als 2026-11-24 (jaar, maand, dag).",
                "Write an existing date as 2026-11-24 (year, month, day)."};
        case Format::date_time:
            return {
                "Schrijf een tijdstip met tijdzone, zoals 2026-11-24T09:30:00Z.",
                "Write a moment with its time zone, such as 2026-11-24T09:30:00Z."};
        case Format::uri:
            return {
                "Schrijf een volledig adres, zoals https://voorbeeld.nl/pagina.",
                "Write a full address, such as https://example.nl/page."};
        case Format::uuid:
            return {
                "Schrijf een UUID, zoals 01890a5d-ac96-774b-bcce-b302099a8057.",
                "Write a UUID, such as 01890a5d-ac96-774b-bcce-b302099a8057."};
        case Format::email:
            return {
                "Schrijf een e-mailadres, zoals gegevens@organisatie.nl.",
                "Write an e-mail address, such as data@organisation.nl."};
        case Format::duration:
            return {
                "Schrijf een duur, zoals P10D (tien dagen) of PT1H (een uur).",
                "Write a duration, such as P10D (ten days) or PT1H (one hour)."};
        case Format::oin:
            return {
                "Schrijf een OIN van 20 tekens: acht cijfers en dan twaalf cijfers of letters, zoals "
                "00000099000000001000.",
                "Write an OIN of 20 characters: eight digits, then twelve digits or letters, such as "
                "00000099000000001000."};
        case Format::none:
            break;
    }
    return {"Dit is niet goed geschreven.", "This is not written well."};
}

Words below(const Bound& min) {
    return {
        fmt::format("Dit moet ten minste {} zijn.", tell(min)),
        fmt::format("This has to be at least {}.", tell(min))};
}

Words not_above(const Bound& limit) {
    return {
        fmt::format("Dit moet meer dan {} zijn.", tell(limit)),
        fmt::format("This has to be more than {}.", tell(limit))};
}

Words above(const Bound& max) {
    return {
        fmt::format("Dit mag ten hoogste {} zijn.", tell(max)),
        fmt::format("This may be at most {}.", tell(max))};
}

Words not_below(const Bound& limit) {
    return {
        fmt::format("Dit moet minder dan {} zijn.", tell(limit)),
        fmt::format("This has to be less than {}.", tell(limit))};
}

Words no_multiple(const nlohmann::json& of) {
    return {
        fmt::format("Dit moet een veelvoud van {} zijn.", tell(of)),
        fmt::format("This has to be a multiple of {}.", tell(of))};
}

Words too_few_items(std::uint64_t min) {
    return {fmt::format("Noem er ten minste {}.", min), fmt::format("Name at least {}.", min)};
}

Words too_many_items(std::uint64_t max) {
    return {fmt::format("Noem er ten hoogste {}.", max), fmt::format("Name at most {}.", max)};
}

Words not_unique() {
    return {"Dit staat al eerder in de lijst.", "This stands earlier in the list already."};
}

Words too_few_of_a_kind(std::uint64_t min) {
    return {
        fmt::format("Van één soort onderdelen horen er in deze lijst ten minste {}.", min),
        fmt::format("This list has to hold at least {} of one kind of items.", min)};
}

Words too_many_of_a_kind(std::uint64_t max) {
    return {
        fmt::format("Van één soort onderdelen mogen er in deze lijst ten hoogste {}.", max),
        fmt::format("This list may hold at most {} of one kind of items.", max)};
}

Words too_few_members(std::uint64_t min) {
    return {fmt::format("Vul ten minste {} velden in.", min), fmt::format("Give at least {} members.", min)};
}

Words too_many_members(std::uint64_t max) {
    return {fmt::format("Vul ten hoogste {} velden in.", max), fmt::format("Give at most {} members.", max)};
}

Words missing() {
    return {"Dit is verplicht en ontbreekt.", "This is required and is missing."};
}

Words missing_with(const std::string& other) {
    return {
        fmt::format("Dit is verplicht als u {} invult.", other),
        fmt::format("This is required where {} is given.", other)};
}

Words unknown_member() {
    return {"Dit veld bestaat niet.", "There is no such member."};
}

Words bad_name() {
    return {"Een veld met deze naam kan hier niet.", "A member of this name is not possible here."};
}

Words forbidden() {
    return {"Hier mag niets staan.", "Nothing is allowed here."};
}

Words no_alternative() {
    return {"Dit past bij geen van de mogelijkheden.", "This fits none of the alternatives."};
}

Words several_alternatives() {
    return {
        "Dit past bij meer dan één mogelijkheid, en het mag er maar één zijn.",
        "This fits more than one alternative, and only one is allowed."};
}

Words any_missing(const std::vector<std::string>& names) {
    return {
        fmt::format("Vul ten minste één van deze velden in: {}.", list(names, "of")),
        fmt::format("Give at least one of these members: {}.", list(names, "or"))};
}

Words one_missing(const std::vector<std::string>& names) {
    return {
        fmt::format("Vul één van deze velden in: {}.", list(names, "of")),
        fmt::format("Give one of these members: {}.", list(names, "or"))};
}

Words several_given(const std::vector<std::string>& names) {
    return {
        fmt::format("Vul maar één van deze velden in: {}.", list(names, "of")),
        fmt::format("Give only one of these members: {}.", list(names, "or"))};
}

Words negated() {
    return {"Deze waarde mag hier niet.", "This value is not allowed here."};
}

Words too_deep() {
    return {"Dit is te diep genest.", "This is nested too deeply."};
}

}  // namespace wissel::schema::messages
