#include "engine/schema/messages.hpp"

#include <fmt/format.h>

#include <map>

namespace wissel::schema::messages {
namespace {

/// The names of the types, for people.
Words type_name(const std::string& type) {
    static const std::map<std::string, Words> names = {
        {"string", {"een tekst", "a text"}},
        {"integer", {"een geheel getal", "a whole number"}},
        {"number", {"een getal", "a number"}},
        {"boolean", {"true of false", "true or false"}},
        {"array", {"een lijst", "a list"}},
        {"object", {"een object", "an object"}},
        {"null", {"null", "null"}},
    };
    return names.at(type);
}

constexpr std::size_t listed_max = 12;

}  // namespace

Words wrong_type(const std::vector<std::string>& types) {
    Words list;
    for (const auto& type : types) {
        const Words name = type_name(type);
        list.nl += (list.nl.empty() ? "" : " of ") + name.nl;
        list.en += (list.en.empty() ? "" : " or ") + name.en;
    }
    return {"Hier hoort " + list.nl + ".", "This has to be " + list.en + "."};
}

Words not_allowed(const std::vector<nlohmann::json>& allowed) {
    if (allowed.size() > listed_max)
        return {"Deze waarde kan hier niet.", "This value is not possible here."};
    std::string list;
    for (const auto& value : allowed) {
        if (!list.empty()) list += ", ";
        list += value.is_string() ? value.get<std::string>() : value.dump();
    }
    return {fmt::format("Kies uit: {}.", list), fmt::format("Choose from: {}.", list)};
}

Words missing() {
    return {"Dit is verplicht en ontbreekt.", "This is required and is missing."};
}

Words missing_with(const std::string& other) {
    return {
        fmt::format("Dit is verplicht als {} is ingevuld.", other),
        fmt::format("This is required where {} is given.", other)};
}

Words one_of_missing(const std::vector<std::string>& names) {
    return {
        fmt::format("Vul ten minste een van deze in: {}.", fmt::join(names, ", ")),
        fmt::format("Give at least one of these: {}.", fmt::join(names, ", "))};
}

Words unknown_member() {
    return {"Dit veld bestaat niet.", "There is no such member."};
}

Words too_short(std::uint64_t min) {
    if (min == 1) return {"Dit mag niet leeg zijn.", "This must not be empty."};
    return {
        fmt::format("Dit heeft ten minste {} tekens.", min),
        fmt::format("This has at least {} characters.", min)};
}

Words too_long(std::uint64_t max) {
    return {
        fmt::format("Dit heeft ten hoogste {} tekens.", max),
        fmt::format("This has at most {} characters.", max)};
}

Words too_few_items(std::uint64_t min) {
    return {fmt::format("Noem er ten minste {}.", min), fmt::format("Name at least {}.", min)};
}

Words too_many_items(std::uint64_t max) {
    return {fmt::format("Noem er ten hoogste {}.", max), fmt::format("Name at most {}.", max)};
}

Words too_few_members(std::uint64_t min) {
    return {
        fmt::format("Hier horen ten minste {} velden.", min),
        fmt::format("This has at least {} members.", min)};
}

Words too_many_members(std::uint64_t max) {
    return {
        fmt::format("Hier horen ten hoogste {} velden.", max),
        fmt::format("This has at most {} members.", max)};
}

Words not_unique() {
    return {"Dit staat er al.", "This stands here already."};
}

Words bad_contains() {
    return {
        "Het aantal onderdelen dat hier moet staan klopt niet.",
        "The number of items that have to be here is wrong."};
}

Words below(double min, bool exclusive) {
    return {
        fmt::format("Dit is {} {}.", exclusive ? "meer dan" : "ten minste", min),
        fmt::format("This is {} {}.", exclusive ? "more than" : "at least", min)};
}

Words above(double max, bool exclusive) {
    return {
        fmt::format("Dit is {} {}.", exclusive ? "minder dan" : "ten hoogste", max),
        fmt::format("This is {} {}.", exclusive ? "less than" : "at most", max)};
}

Words no_multiple(double of) {
    return {fmt::format("Dit is een veelvoud van {}.", of), fmt::format("This is a multiple of {}.", of)};
}

Words bad_format(Format format) {
    switch (format) {
        case Format::date:
            return {"Schrijf een datum als 2026-11-24.", "Write a date as 2026-11-24."};
        case Format::date_time:
            return {
                "Schrijf een tijdstip als 2026-11-24T09:30:00Z.", "Write a moment as 2026-11-24T09:30:00Z."};
        case Format::uri:
            return {
                "Schrijf een volledig webadres, zoals https://voorbeeld.nl/.",
                "Write a full address, such as https://example.nl/."};
        case Format::uuid:
            return {
                "Schrijf een UUID, zoals 01890a5d-ac96-774b-bcce-b302099a8057.",
                "Write a UUID, such as 01890a5d-ac96-774b-bcce-b302099a8057."};
        case Format::email:
            return {
                "Schrijf een e-mailadres als gegevens@organisatie.nl.",
                "Write a mail address as data@organisation.nl."};
        case Format::duration:
            return {"Schrijf een duur als P10D of PT1H.", "Write a duration as P10D or PT1H."};
        case Format::oin:
            return {
                "Een OIN heeft 20 tekens: acht cijfers en twaalf cijfers of letters.",
                "An OIN has 20 characters: eight digits and twelve digits or letters."};
        case Format::none:
            break;
    }
    return {"Dit is niet goed geschreven.", "This is not written well."};
}

Words no_alternative() {
    return {"Dit past bij geen van de mogelijkheden.", "This fits none of the alternatives."};
}

Words several_alternatives() {
    return {"Dit past bij meer dan een mogelijkheid.", "This fits more than one alternative."};
}

Words negated() {
    return {"Dit kan hier niet.", "This is not possible here."};
}

Words bad_name() {
    return {"Een veld met deze naam kan hier niet.", "A member of this name is not possible here."};
}

Words forbidden() {
    return {"Hier mag niets staan.", "Nothing is allowed here."};
}

Words too_deep() {
    return {"Dit is te diep genest.", "This is nested too deeply."};
}

}  // namespace wissel::schema::messages
