// Prints the feast days of the Netherlands in 2024 to 2030 as the npm package date-holidays knows them: what
// feast_days.json holds, and what tests/unit/term_test.cpp holds engine/calendar against.
//
//   npm ci && node list_feast_days.mjs > feast_days.json
//
// The package also tells what is no feast day of the Algemene termijnenwet (article 3): observances, and New
// Year's Eve, on which banks close.
import Holidays from "date-holidays";
import { createRequire } from "node:module";

const { version } = createRequire(import.meta.url)("date-holidays/package.json");
const dutch = new Holidays("NL");
const days = [];
for (let year = 2024; year <= 2030; ++year) {
    for (const { date, type, name } of dutch.getHolidays(year)) {
        if (type === "public" || type === "school") days.push({ date: date.slice(0, 10), name });
    }
}
console.log(JSON.stringify({ source: `date-holidays ${version}`, days }, null, 1));
