#include "engine/statechart/drawing.hpp"

#include "engine/statechart/layout.hpp"
#include "engine/statechart/layout_text.hpp"
#include "tests/support/a_drawing.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace wissel;
using namespace wissel::statechart;
using namespace wissel::test;
using Kind = Box::Kind;
using Mark = Box::Mark;
using Shape = layout::PlacedBox::Shape;

namespace {

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

const std::string nasty = "a<b> & \"c\": 'd'; #35; \x01\x1b\xff --> {x} [*] %% `e`\nf";

Drawing a_nasty_drawing() {
    Sketch made(nasty);
    made.state("one", nasty).state("two", std::string(5000, 'x'));
    made.box("one").lines = {nasty, "\x02", ""};
    made.arrow("one", {"two"}, nasty).arrow("two", {"one"}, "<script>alert(1)</script>");
    auto drawing = made.drawing();
    drawing.subtitle = {nasty};
    return drawing;
}

}  // namespace

TEST_CASE(
    "boxes of a drawing stand apart, within the ones around them, with all their words",
    "[statechart][drawing]"
) {
    const auto drawing = a_workflow().drawing();
    const auto laid = layout::layout_of(drawing);
    CHECK(faults_of_boxes(drawing, laid) == std::vector<std::string>{});
    CHECK(laid.boxes[a_workflow().at("triage")].shape == Shape::frame);
    CHECK(laid.boxes[a_workflow().at("triage.back")].shape == Shape::history);
    CHECK(laid.boxes[a_workflow().at("treatment.facts")].shape == Shape::region);
    CHECK(laid.boxes[a_workflow().at("treatment")].regions.size() == 1);
}

TEST_CASE(
    "arrows run straight from border to border, through no state and no words", "[statechart][drawing]"
) {
    const auto drawing = a_workflow().drawing();
    const auto laid = layout::layout_of(drawing);
    CHECK(faults_of_routes(drawing, laid) == std::vector<std::string>{});
    CHECK(lines_on_lines(laid) == 0);
}

TEST_CASE("any drawing comes out with boxes apart and arrows beside them", "[statechart][drawing]") {
    const auto seed = GENERATE(range(1U, 61U));
    CAPTURE(seed);
    const auto drawing = a_random_drawing(seed, 2 + seed % 40, seed * 7 % 70);
    const auto laid = layout::layout_of(drawing);
    CHECK(faults_of_boxes(drawing, laid) == std::vector<std::string>{});
    CHECK(faults_of_routes(drawing, laid) == std::vector<std::string>{});
    CHECK(lines_on_lines(laid) == 0);
    CHECK(xml_fault(svg_of(drawing)) == "");
}

TEST_CASE("the checks on drawings see what is wrong", "[statechart][drawing]") {
    const auto drawing = a_workflow().drawing();
    auto laid = layout::layout_of(drawing);
    auto& moved = laid.boxes[a_workflow().at("outcome")].frame;
    moved = laid.boxes[a_workflow().at("held")].frame;
    CHECK(faults_of_boxes(drawing, laid) != std::vector<std::string>{});
    moved = {0, 0, laid.width, laid.height};
    CHECK(faults_of_routes(drawing, laid) != std::vector<std::string>{});
    CHECK(xml_fault("<a><b></a>") != "");
    CHECK(xml_fault("<a>x & y</a>") != "");
    CHECK(xml_fault("<a>\x01</a>") != "");
    CHECK(xml_fault("<a/><b>") != "");
    CHECK(xml_fault("<a b=\"c\">d &amp; e<f/></a>") == "");
}

TEST_CASE(
    "every arrow that leads somewhere else is drawn, the others are told in their state",
    "[statechart][drawing]"
) {
    const auto made = a_workflow();
    const auto laid = layout::layout_of(made.drawing());
    std::set<std::pair<std::size_t, std::size_t>> expected;
    for (const auto& arrow : made.drawing().arrows) {
        for (const auto to : arrow.to) {
            if (to != arrow.from && to != 0) expected.emplace(arrow.from, to);
        }
    }
    std::set<std::pair<std::size_t, std::size_t>> drawn;
    for (const auto& route : laid.routes) drawn.emplace(route.from, route.to);
    CHECK(drawn == expected);
    std::string told;
    for (const auto& text : laid.boxes[made.at("outcome")].texts) told += text.words + "\n";
    CHECK(holds(told, "opmerking – iedereen\n"));
    CHECK(holds(told, "verlengen – coördinator\n↺ Uitkomst bekend\n"));
}

TEST_CASE("arrows to one target by one way are merged, with a line for each cause", "[statechart][drawing]") {
    const auto made = a_workflow();
    const auto laid = layout::layout_of(made.drawing());
    std::size_t to_treatment = 0;
    std::size_t to_assessing = 0;
    for (const auto& route : laid.routes) {
        if (route.from == made.at("triage.assessing") && route.to == made.at("treatment")) ++to_treatment;
        if (route.from == made.at("triage.asked")) ++to_assessing;
    }
    CHECK(to_treatment == 1);
    CHECK(to_assessing == 2);  // one happens by itself, so it is drawn by itself
    std::string told;
    for (const auto& text : laid.boxes[made.at("triage.assessing")].texts) told += text.words + "\n";
    CHECK(holds(told, "route bevestigen – coördinator\nandere route kiezen – coördinator\n"));
}

TEST_CASE("a long machine goes on in a second column", "[statechart][drawing]") {
    Sketch made("Keten");
    for (int at = 0; at < 16; ++at) made.state("s" + std::to_string(at), "Stap " + std::to_string(at));
    for (int at = 1; at < 16; ++at)
        made.arrow("s" + std::to_string(at - 1), {"s" + std::to_string(at)}, "verder");
    const auto laid = layout::layout_of(made.drawing());
    CHECK(laid.boxes.size() == 17);
    CHECK(laid.boxes[16].frame.x > laid.boxes[1].frame.right());
    CHECK(laid.height < 16 * laid.boxes[1].frame.height);
}

TEST_CASE(
    "an svg is well-formed whatever the texts hold, and has no script, style or link", "[statechart][drawing]"
) {
    for (const auto& drawing : {a_workflow().drawing(), a_nasty_drawing()}) {
        const auto text = svg_of(drawing);
        CHECK(xml_fault(text) == "");
        for (const auto* forbidden :
             {"<script", "<style", "style=", "href", "url(", "<foreignObject", "<!"}) {
            CAPTURE(forbidden);
            CHECK_FALSE(holds(text, forbidden));
        }
    }
    const auto text = svg_of(a_nasty_drawing());
    CHECK(holds(
        text,
        "<title>a&lt;b&gt; &amp; &quot;c&quot;: &#39;d&#39;; #35; \xef\xbf\xbd --&gt; {x} [*] %% `e` "
        "f</title>"
    ));
    CHECK(holds(text, "&lt;script&gt;alert(1)&lt;/script&gt;"));
}

TEST_CASE("an svg says what it shows to those who cannot see it", "[statechart][drawing]") {
    const auto text = svg_of(a_workflow().drawing());
    CHECK(holds(text, "role=\"img\" lang=\"nl\""));
    CHECK(holds(text, "<title>Levensloop van een knelpunt</title>\n<desc>"));
    CHECK(holds(text, "In triage: aan zet: coördinator; streeftermijn 5 weken."));
    CHECK(holds(text, "Van In triage naar Aanvulling gevraagd: aanvulling vragen – coördinator."));
    CHECK(holds(text, "Van Aanvulling gevraagd naar In triage (vanzelf): na 20 weken."));
    CHECK(holds(text, "Afgesloten (einde)"));
    CHECK(holds(svg_of(a_workflow(Language::en).drawing()), "From In triage to Aanvulling gevraagd: "));
}

TEST_CASE(
    "the legend explains in the drawing's language the signs that the drawing has", "[statechart][drawing]"
) {
    const auto dutch = svg_of(a_workflow().drawing());
    const auto english = svg_of(a_workflow(Language::en).drawing());
    const std::vector<std::pair<std::string, std::string>> words = {
        {"hier begint het", "it begins here"},
        {"hier eindigt het", "it ends here"},
        {"dit gaat vanzelf", "this happens by itself"},
        {"delen die tegelijk lopen", "parts that run at the same time"},
        {"terug naar precies waar het was", "back to exactly where it was"}};
    for (const auto& [nl, en] : words) {
        CAPTURE(nl);
        CHECK(holds(dutch, ">" + nl + "<"));
        CHECK_FALSE(holds(dutch, ">" + en + "<"));
        CHECK(holds(english, ">" + en + "<"));
        CHECK_FALSE(holds(english, ">" + nl + "<"));
    }
    const auto plain = svg_of(Sketch("Leeg").state("a", "A").drawing());
    CHECK_FALSE(holds(plain, "dit gaat vanzelf"));
    CHECK_FALSE(holds(plain, "hier is het nu"));
}

TEST_CASE(
    "where a case stands has a thick border and a word, where it came by is grey", "[statechart][drawing]"
) {
    auto made = a_workflow();
    const auto before = svg_of(made.drawing());
    CHECK_FALSE(holds(before, "● hier"));
    CHECK_FALSE(holds(before, "stroke-width=\"3.5\""));
    CHECK_FALSE(holds(before, "#e4e4e4"));
    made.mark("outcome", Mark::here).mark("submitted", Mark::passed);
    const auto after = svg_of(made.drawing());
    CHECK(count_of(after, ">● hier<") == 2);  // in the state, in the legend
    CHECK(count_of(after, "stroke-width=\"3.5\"") == 1);
    CHECK(count_of(after, "#e4e4e4") == 2);
    CHECK(holds(after, ">hier is het nu<"));
    CHECK(holds(after, "Uitkomst bekend (hier is het nu)"));
    auto english = a_workflow(Language::en);
    CHECK(holds(svg_of(english.mark("outcome", Mark::here).drawing()), ">● here<"));
}

TEST_CASE("an svg names each state and each transition that it shows", "[statechart][drawing]") {
    auto made = a_workflow();
    made.mark("outcome", Mark::here).mark("submitted", Mark::passed);
    auto drawing = made.drawing();
    drawing.arrows[0].mark = Mark::passed;  // submitted to triage, by itself
    for (std::size_t at = 0; at < drawing.arrows.size(); ++at) {
        drawing.arrows[at].name = "/t/" + std::to_string(at);
        drawing.arrows[at].event = "e" + std::to_string(at);
        drawing.arrows[at].open = drawing.arrows[at].from == made.at("outcome");
    }
    const auto text = svg_of(drawing);
    CHECK(xml_fault(text) == "");
    CHECK(holds(text, R"(<g data-state="outcome" data-kind="atomic" data-mark="here">)"));
    CHECK(holds(text, R"(<g data-state="submitted" data-kind="atomic" data-mark="passed">)"));
    CHECK(holds(text, R"(<g data-state="treatment" data-kind="parallel">)"));
    CHECK(holds(text, R"(<g data-state="closed" data-kind="final">)"));
    CHECK(holds(text, R"(<g data-state="triage.back" data-kind="history">)"));
    // Every state once (the machine of this sketch has no name), and every transition.
    CHECK(count_of(text, "data-state=") == drawing.boxes.size() - 1);
    CHECK(holds(text, R"(<g data-transition="/t/0" data-event="e0" data-target="triage" data-mark="taken">)"));
    CHECK(holds(text, R"(<g data-transition="/t/1" data-event="e1" data-target="triage.asked">)"));
    for (std::size_t at = 0; at < drawing.arrows.size(); ++at) {
        const bool told = !drawing.arrows[at].lines.front().empty();
        CHECK(count_of(text, "data-transition=\"/t/" + std::to_string(at) + "\"") == (told ? 1 : 0));
    }
    CHECK(holds(text, R"(data-from="submitted" data-to="triage" data-cause="itself" data-mark="taken">)"));
    CHECK(holds(text, R"(data-from="outcome" data-to="closed" data-cause="person" data-mark="open">)"));
    CHECK(count_of(text, R"(data-mark="open")") == 4);  // three told in the state, one of them an arrow too
}

TEST_CASE("names in an svg are escaped", "[statechart][drawing]") {
    Sketch made("Namen");
    made.state("a\"><script>", "A").state("b", "B").arrow("b", {"a\"><script>"}, "verder");
    const auto text = svg_of(made.drawing());
    CHECK(xml_fault(text) == "");
    CHECK(holds(text, R"(data-state="a&quot;&gt;&lt;script&gt;")"));
    CHECK(holds(text, R"(data-to="a&quot;&gt;&lt;script&gt;")"));
}

TEST_CASE("what happens by itself is dashed", "[statechart][drawing]") {
    Sketch made("Twee");
    made.state("a", "A").state("b", "B").arrow("a", {"b"}, "verder");
    CHECK_FALSE(holds(svg_of(made.drawing()), "stroke-dasharray"));
    made.by_itself();
    CHECK(count_of(svg_of(made.drawing()), "stroke-dasharray") == 2);  // and in the legend
}

TEST_CASE("the same drawing gives the same bytes", "[statechart][drawing]") {
    CHECK(svg_of(a_workflow().drawing()) == svg_of(a_workflow().drawing()));
    CHECK(mermaid_of(a_workflow().drawing()) == mermaid_of(a_workflow().drawing()));
    CHECK(svg_of(a_random_drawing(9, 30, 60)) == svg_of(a_random_drawing(9, 30, 60)));
}

TEST_CASE("a drawing with nothing in it is drawn all the same", "[statechart][drawing]") {
    CHECK(xml_fault(svg_of(Drawing{})) == "");
    CHECK(mermaid_of(Drawing{}) == "stateDiagram-v2\n");
    const auto only_machine = Sketch("Leeg").drawing();
    CHECK(xml_fault(svg_of(only_machine)) == "");
    CHECK(layout::layout_of(only_machine).boxes[0].shape == Shape::leaf);
    CHECK(
        mermaid_of(only_machine) ==
        "---\ntitle: \"Leeg\"\n---\nstateDiagram-v2\n    [*] --> s0\n    state \"Leeg\" as s0\n"
    );
}

TEST_CASE("what is broken in a drawing is left out", "[statechart][drawing]") {
    auto drawing = a_workflow().drawing();
    drawing.boxes[1].children = {0, 1, 99, 2};  // itself, the machine, none, one that has a parent
    drawing.boxes[2].initial = {77, 1};
    drawing.arrows.push_back({.from = 99, .to = {1}, .lines = {"x"}});
    drawing.arrows.push_back({.from = 1, .to = {99}, .lines = {"y"}});
    drawing.boxes.push_back({Kind::atomic, "lost", "Lost", {}, {}, {}, Mark::none});
    drawing.arrows.push_back({.from = 1, .to = {drawing.boxes.size() - 1}, .lines = {"z"}});
    const auto laid = layout::layout_of(drawing);
    CHECK(laid.boxes.back().shape == Shape::none);
    for (const auto& route : laid.routes) CHECK(route.to + 1 < drawing.boxes.size());
    CHECK(xml_fault(svg_of(drawing)) == "");
    CHECK_FALSE(holds(mermaid_of(drawing), "s99"));
}

TEST_CASE("states within states, ten deep, are drawn within each other", "[statechart][drawing]") {
    Sketch made("Diep");
    std::string name = "n";
    made.state(name, "Niveau 0");
    for (int depth = 1; depth <= 10; ++depth) {
        name += ".n";
        made.state(name, "Niveau " + std::to_string(depth));
        made.arrow(name, {"n"}, "terug").arrow("n", {name}, "erin");
    }
    const auto laid = layout::layout_of(made.drawing());
    CHECK(faults_of_boxes(made.drawing(), laid) == std::vector<std::string>{});
    CHECK(faults_of_routes(made.drawing(), laid) == std::vector<std::string>{});
    CHECK(laid.routes.size() == 20);
}

TEST_CASE("two hundred states with six hundred arrows are laid out", "[statechart][drawing]") {
    const auto drawing = a_random_drawing(7, 200, 600);
    const auto laid = layout::layout_of(drawing);
    CHECK(faults_of_boxes(drawing, laid) == std::vector<std::string>{});
    CHECK(laid.routes.size() > 400);
}

TEST_CASE("mermaid gets states within states, regions, beginnings and ends", "[statechart][drawing]") {
    Sketch made("Zaak");
    made.state("a", "A").state("a.b", "B").state("p", "P", Kind::parallel);
    made.state("p.x", "X").state("p.y", "Y").end("z", "Z").state("a.h", "terug", Kind::shallow_history);
    for (const auto* name : {"a", "a.b", "p", "p.x", "p.y", "a.h"}) made.box(name).lines.clear();
    made.box("p").initial = {made.at("p.x"), made.at("p.y")};
    made.arrow("a", {"p"}, "verder – melder").arrow("p", {"z"}, "").by_itself().arrow("a.b", {}, "opmerking");
    made.mark("a.b", Mark::here).mark("z", Mark::passed);
    CHECK(mermaid_of(made.drawing()) == R"(---
title: "Zaak"
---
stateDiagram-v2
    [*] --> s1
    state "A" as s1 {
        [*] --> s2
        state "● hier<br/>B<br/>opmerking" as s2
        state "H<br/>terug" as s7
    }
    state "P" as s3 {
        state "X" as s4
        --
        state "Y" as s5
    }
    state "Z" as s6
    s6 --> [*]
    s1 --> s3 : verder – melder
    s3 --> s6 : (vanzelf)
    classDef here stroke-width:4px
    class s2 here
    classDef passed fill:#e4e4e4
    class s6 passed
)");
}

TEST_CASE("a machine that arrows lead to or from is a state in mermaid", "[statechart][drawing]") {
    Sketch made("Alles");
    made.state("a", "A").arrow("", {"a"}, "opnieuw");
    const auto text = mermaid_of(made.drawing());
    CHECK(holds(text, "    [*] --> s0\n    state \"Alles\" as s0 {\n        [*] --> s1\n"));
    CHECK(holds(text, "    s0 --> s1 : opnieuw\n"));
}

TEST_CASE("what mermaid takes for signs comes to it as entities", "[statechart][drawing]") {
    const auto text = mermaid_of(a_nasty_drawing());
    const std::string escaped =
        "a#60;b#62; #38; #34;c#34;#58; 'd'#59; #35;35#59; \xef\xbf\xbd --#62; #123;x#125; #91;#42;#93; "
        "#37;#37; #96;e#96; f";
    CHECK(holds(text, "    state \"" + escaped + "<br/>" + escaped + "\" as s1\n"));
    CHECK(holds(text, "    s1 --> s2 : " + escaped + "\n"));
    CHECK(holds(text, "    s2 --> s1 : #60;script#62;alert(1)#60;/script#62;\n"));
    CHECK(std::ranges::count(text, '\n') == 9);
}

TEST_CASE("text is broken at spaces, within words only where one is too wide", "[statechart][drawing]") {
    using Lines = std::vector<std::string>;
    const layout::Face face{.size = 10};
    CHECK(layout::wrapped("een twee drie", face, 45) == Lines{"een twee", "drie"});
    CHECK(layout::wrapped("", face, 45) == Lines{});
    const auto pieces = layout::wrapped(std::string(60, 'x'), face, 45, 3);
    CHECK(pieces.size() == 3);
    CHECK(pieces.back().ends_with("…"));
    for (const auto& piece : pieces) CHECK(layout::width_of(piece, face) <= 45);
    CHECK(layout::clean(" a\t\n b\x7f\xe2\x80\xae ") == "a b");
    CHECK(layout::width_of("iii", face) < layout::width_of("WWW", face));
    CHECK(layout::width_of("a", face) < layout::width_of("a", {.size = 10, .bold = true}));
}
