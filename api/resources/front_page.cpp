#include "api/resources/front_page.hpp"

#include <string>
#include <utility>

namespace wissel::resources {
namespace {

constexpr const char* page_nl = R"html(<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Wissel: register van knelpunten in gegevensdeling</title>
</head>
<body>
<main>
<h1>Wissel</h1>
<p>Het register van knelpunten in gegevensdeling tussen overheden. Wie gegevens nodig heeft en ze niet krijgt, meldt dat
hier; Wissel brengt de melding op het spoor waar zij wordt opgelost en houdt bij wie aan zet is.</p>
<h2>Aan de slag</h2>
<p>Deze server spreekt HTTP met JSON. U hebt een API-sleutel nodig; vraag die aan de functioneel beheerder van uw
organisatie, of maak er een met <code>wissel key create</code>.</p>
<ul>
<li><a href="/v1/openapi.json">De beschrijving van de API (OpenAPI)</a></li>
<li><a href="/health/ready">Werkt het register?</a></li>
</ul>
<p lang="en">This page is also available in English: set your browser's language to English.</p>
</main>
<footer><p>Routering en advies in dit register zijn geen besluit in de zin van de Awb; de genoemde termijnen zijn
streeftermijnen.</p></footer>
</body>
</html>
)html";

constexpr const char* page_en = R"html(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Wissel: register of bottlenecks in data sharing</title>
</head>
<body>
<main>
<h1>Wissel</h1>
<p>The register of bottlenecks in data sharing between government organisations. Who needs data and does not get
them reports that here; Wissel brings the report onto the track where it gets solved, and keeps track of whose turn it
is.</p>
<h2>Getting started</h2>
<p>This server speaks HTTP with JSON. You need an API key; ask your organisation's administrator for one, or make one
with <code>wissel key create</code>.</p>
<ul>
<li><a href="/v1/openapi.json">The description of the API (OpenAPI)</a></li>
<li><a href="/health/ready">Does the register work?</a></li>
</ul>
<p lang="nl">Deze pagina is er ook in het Nederlands: zet de taal van uw browser op Nederlands.</p>
</main>
<footer><p>Routing and advice in this register are no decisions in the sense of the General Administrative Law Act
(Awb); the terms named are indicative.</p></footer>
</body>
</html>
)html";

constexpr const char* banner_nl =
    "<p><strong>Dit is een demonstratie.</strong> Wat hier met knelpunten gebeurt, is verzonnen.</p>\n";
constexpr const char* banner_en =
    "<p><strong>This is a demonstration.</strong> What happens to bottlenecks here is invented.</p>\n";

/// With the banner below its heading, where it is a demonstration.
std::string page_of(std::string page, const char* banner, const Services& services) {
    constexpr std::string_view heading = "<h1>Wissel</h1>\n";
    if (services.demonstration) page.insert(page.find(heading) + heading.size(), banner);
    return page;
}

}  // namespace

std::vector<Route> front_page_routes(const Services& services) {
    const Words page = {page_of(page_nl, banner_nl, services), page_of(page_en, banner_en, services)};
    Handler handler = [page](std::shared_ptr<const Call> call) -> boost::asio::awaitable<http::Response> {
        http::Response response;
        response.content_type = "text/html; charset=utf-8";
        response.body = in(call->request.language, page);
        response.headers.push_back({"Content-Language", call->request.language == Language::nl ? "nl" : "en"}
        );
        response.headers.push_back({"Vary", "Accept-Language"});
        co_return response;
    };
    return {{http::Method::get, "/", Door::open, false, "text/html", std::move(handler)}};
}

}  // namespace wissel::resources
