#include "engine/cases/definition.hpp"

#include <fmt/format.h>

namespace wissel::cases {

Failure definition_changed(const Definition& changed) {
    return {
        FailureCode::conflict,
        {fmt::format(
             "Versie {1} van {0} (soort {2}) is al in gebruik met een andere inhoud. Zet het oude bestand "
             "terug, of geef het gewijzigde bestand een nieuwe versie.",
             changed.id,
             changed.version,
             changed.kind
         ),
         fmt::format(
             "Version {1} of {0} (kind {2}) is in use already with other content. Put the old file back, or "
             "give the changed file a new version.",
             changed.id,
             changed.version,
             changed.kind
         )},
        {},
        "definition-changed"};
}

}  // namespace wissel::cases
