#include "engine/status/document.hpp"
#include "engine/base/json_writer.hpp"

// What the numbers mean, in words that stand beside them. docs/status.md has the same, and a test holds it to these.

namespace wissel::status {
namespace {

struct Definition {
    const char* member;
    Words title;
    Words text;
};

const std::vector<Definition>& moments() {
    static const std::vector<Definition> all = {
        {"asOf",
         {"Stand van", "As of"},
         {"Het moment van de laatste wijziging in het register, of het begin van deze dag in Amsterdam als dat later "
          "is. Alle getallen horen bij dat ene moment.",
          "The moment of the last change of the register, or the start of this day in Amsterdam where that is later. "
          "All numbers are of that one moment."}},
        {"day",
         {"Dag", "Day"},
         {"De dag in Amsterdam waarop is geteld. Leeftijden en termijnen tellen in hele dagen.",
          "The day in Amsterdam on which was counted. Ages and terms count in whole days."}},
        {"sequence",
         {"Volgnummer", "Sequence"},
         {"Het nummer van de laatste gebeurtenis die is meegeteld.",
          "The number of the last event that was counted."}},
        {"scope",
         {"Bereik", "Scope"},
         {"Waarover dit gaat: alle knelpunten, één route, of waar één organisatie bij betrokken is.",
          "What this is about: all cases, one route, or what one organisation takes part in."}},
        {"reported",
         {"Periode", "Period"},
         {"Alleen waar om een periode is gevraagd: geteld zijn de knelpunten die op die dagen voor het eerst zijn "
          "gemeld, zoals ze nu staan. Ook trajecten, weken en doorlooptijden zijn die van deze knelpunten.",
          "Only where a period was asked for: the cases are counted that were first reported on those days, as they "
          "stand now. Legs, weeks and lead times are those of these cases, too."}},
        {"code",
         {"Nullen", "Zeros"},
         {"Elke code van de woordenlijst en elke status van de geldende werkwijzen staat er, ook met 0.",
          "Every code of the vocabulary and every state of the workflows in force is listed, also with 0."}},
    };
    return all;
}

const std::vector<Definition>& cases_and_legs() {
    static const std::vector<Definition> all = {
        {"totals",
         {"Totalen", "Totals"},
         {"cases: alle knelpunten die niet vertrouwelijk zijn; open en closed samen zijn dat ook. reports: alle "
          "meldingen, ook wat later is ingetrokken. legs: alle trajecten, zonder interventies. "
          "interventions: interventies die lopen.",
          "cases: all cases that are not confidential; open and closed together are the same. reports: all reports, "
          "also those withdrawn since. legs: all legs, interventions left out. interventions: those that run."}},
        {"phases",
         {"Fasen", "Phases"},
         {"In welke fase elk knelpunt nu is. Een gearchiveerd knelpunt telt als afgerond.",
          "In which phase each case is now. An archived case counts as closed."}},
        {"visibility",
         {"Zichtbaarheid", "Visibility"},
         {"Wie de knelpunten ziet: alle deelnemende organisaties, of alleen de partijen.",
          "Who sees the cases: all participating organisations, or parties only."}},
        {"routes",
         {"Routes", "Routes"},
         {"cases: knelpunten met deze route als laatste hoofdroute; zolang er geen traject is, telt de route die de "
          "routering noemt. legs: trajecten op deze route, naar hoe ze nu staan. Bij de fast lane ook per ministerie.",
          "cases: cases whose last main route this is; before there is a leg, the route that the routing names. "
          "legs: legs on this route, by how they stand now. Of the fast lane for each ministry too."}},
        {"states",
         {"Statussen", "States"},
         {"machines: wat nu in deze status staat: de levensloop van een knelpunt, een traject, of een interventie. Wie "
          "in meer statussen tegelijk staat, telt in elk. Wat klaar is, blijft in zijn eindstatus staan.",
          "machines: what stands in this state now: the lifecycle of a case, a leg, or an intervention. What is in "
          "several states at once counts in each. What has ended stays in its final state."}},
        {"inForce",
         {"Eerdere versie", "Earlier version"},
         {"false: de geldende werkwijze kent deze status niet meer; er staat of stond nog iets uit een eerdere versie.",
          "false: the workflow in force does not have this state any more; something of an earlier version stands or "
          "stood there."}},
        {"owners",
         {"Wie het heeft", "Owners"},
         {"cases: open knelpunten naar regiehouder. legs: open trajecten en interventies naar actiehouder.",
          "cases: open cases by case owner. legs: open legs and interventions by leg owner."}},
        {"barriers",
         {"Wat het tegenhoudt", "Barriers"},
         {"Naar wat de eerste melding noemt, zoals die later is verbeterd. Een knelpunt kan in meer rijen tellen.",
          "By what the first report names, as it was corrected since. A case may count in several rows."}},
        {"outcomes",
         {"Uitkomsten", "Outcomes"},
         {"Knelpunten waarbij deze uitkomst is vastgelegd, of trajecten waarvan dit de laatste uitkomst is. Een advies "
          "is nog geen oplossing.",
          "Cases in which this outcome was recorded, or legs whose last outcome it is. Advice given is not solved."}},
        {"flow",
         {"Van melding naar uitkomst", "From report to outcome"},
         {"Elk knelpunt telt één keer: bij zijn laatste hoofdroute, en bij hoe het is afgesloten (closedAs; null: nog "
          "open). outcomes telt de trajecten op die route.",
          "Each case counts once: at its last main route, and at as what it was closed (closedAs; null: still open). "
          "outcomes counts the legs on that route."}},
    };
    return all;
}

const std::vector<Definition>& times() {
    static const std::vector<Definition> all = {
        {"ages",
         {"Leeftijd", "Age"},
         {"Hele dagen in Amsterdam sinds de eerste melding van een open knelpunt, of sinds een open traject begon. "
          "Vandaag is 0.",
          "Whole days in Amsterdam since the first report of an open case, or since an open leg began. Today is 0."}},
        {"terms",
         {"Streeftermijnen", "Terms"},
         {"terms: termijnen die lopen, van open knelpunten, trajecten en interventies. cases: open knelpunten naar hun "
          "eerste termijn. Het zijn streeftermijnen.",
          "terms: terms that run, of open cases, legs and interventions. cases: open cases by the earliest of their "
          "terms. They are indicative."}},
        {"overdue",
         {"Over de termijn", "Overdue"},
         {"De termijn was voorbij toen deze dag begon. Een termijn in uren telt dus pas de volgende dag; zo verandert "
          "dit getal niet terwijl er niets gebeurt.",
          "The term had passed when this day began. So a term in hours counts only the next day; that way this number "
          "does not change while nothing happens."}},
        {"stuck",
         {"Vastgelopen", "Stuck"},
         {"Er loopt een interventie die is opgepakt. Een signaal, of een signaal met uitleg, telt niet. Op de pagina "
          "van een route: knelpunten met een open traject daar.",
          "An intervention runs that was taken up. A signal, or one that was explained, does not count. On the page of "
          "a route: cases with an open leg there."}},
        {"weeks",
         {"Per week", "By week"},
         {"Weken beginnen op maandag, in Amsterdam: deze week en de 104 ervoor. reported: nieuwe knelpunten. closed en "
          "reopened: elke keer dat een knelpunt is afgesloten of heropend. before telt alles van eerder; reported min "
          "closed plus reopened is wat nu open is.",
          "Weeks begin on Monday, in Amsterdam: this one and the 104 before. reported: new cases. closed and reopened: "
          "every time that a case was closed or reopened. before counts all that was earlier; reported minus closed "
          "plus reopened is what is open now."}},
        {"leadTime",
         {"Doorlooptijd", "Lead time"},
         {"In hele dagen. Van een knelpunt: van melden tot afsluiten. Van een route: van het begin tot het einde van "
          "een traject, hoe het ook eindigde. Van een status: elke keer dat iets daar stond en verder ging. "
          "n: hoeveel; median: de helft duurde niet langer; p10, p25, p75 en p90: 10, 25, 75 en 90 van de honderd "
          "duurden niet langer.",
          "In whole days. Of a case: from report to closing. Of a route: from the beginning to the end of a leg, "
          "however it ended. Of a state: each time that something stood there and went on. n: how many; median: half "
          "took no longer; p10, p25, p75 and p90: 10, 25, 75 and 90 in a hundred took no longer."}},
        {"confidential",
         {"Vertrouwelijk", "Confidential"},
         {"counted: false. Vertrouwelijke knelpunten tellen nergens mee: niet in een getal, niet in een week, niet in "
          "een doorlooptijd, ook niet van toen ze nog open waren.",
          "counted: false. Confidential cases are left out everywhere: of every number, week and lead time, also of "
          "what was while they were still open."}},
        {"items",
         {"Welke", "Which"},
         {"De eerste 500 van wat vastgelopen of over de termijn is, voor zover het open knelpunten zijn; het getal "
          "erboven telt ook die alleen voor de partijen zijn. Voor wie niet meedoet, staat dit er niet. Op de pagina "
          "van een organisatie alle die zij mag zien.",
          "The first 500 of what is stuck or overdue, as far as the cases are open; the number above counts those of "
          "parties only, too. It is left out for who takes no part. On the page of an organisation all that it may "
          "see."}},
    };
    return all;
}

}  // namespace

std::string word_definitions() {
    JsonWriter out;
    out.open('{').name("items").open('[');
    for (const auto* group : {&moments(), &cases_and_legs(), &times()}) {
        for (const auto& one : *group) {
            out.open('{').member("member", one.member).member("title", one.title).member("text", one.text);
            out.close('}');
        }
    }
    out.close(']').name("next").null().close('}');
    return std::move(out).take();
}

}  // namespace wissel::status
