/** Reporting a bottleneck: drafts, steps, faults, the preview, sending without doubles, the receipt. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

import {axe, closeBrowser, logIn, open, root, settled, sideways, soon, start} from './support.mjs';

const example = JSON.parse(readFileSync(join(root, 'config/demo/example-report.json'), 'utf8'));

let server;
before(async () => {
  server = await start();
});
after(async () => {
  await closeBrowser();
  await server.stop();
});

const total = async () => (await server.api('coordinator', 'GET', '/v1/cases?limit=1&count=true')).data.total;
const stepTo = async (page, step) => {
  const address = new URL(page.url());
  address.searchParams.set('step', step);
  address.hash = '';
  await page.goto(address.href);
  await page.waitForSelector('#report-step');
  await settled(page);
};

/** Begins a draft by the button, and puts `report` into it as if it had been typed. */
async function begin(page, report) {
  await page.goto(`${server.url}/report`);
  await page.getByRole('button', {name: /Begin een melding|Begin a report/}).click();
  await page.waitForSelector('#report-step');
  const id = new URL(page.url()).searchParams.get('draft');
  await page.evaluate(([draft, given]) => {
    const name = Object.keys(localStorage).find((each) => each.endsWith(draft));
    localStorage.setItem(name, JSON.stringify({...JSON.parse(localStorage.getItem(name)), report: given}));
  }, [id, report]);
  await page.reload();
  await page.waitForSelector('#report-step');
  return id;
}

test('a report is filled in by hand, looked over, sent and kept', async () => {
  const {page, browserErrors, close} = await open(server, {role: 'reporter'});
  const before = await total();
  await page.goto(`${server.url}/report`);
  await page.getByRole('button', {name: 'Begin een melding'}).click();
  const next = () => page.getByRole('button', {name: 'Verder', exact: true}).click();
  await page.getByLabel('Waar loopt u tegenaan?').fill('Het waterschap krijgt de pachtgegevens niet voor de watersysteemheffing');
  await page.getByLabel('Wat gaat er mis?').fill('Nu vraagt het waterschap de pachter zelf.\nHet zou de grondkamer moeten zijn.');
  await page.getByLabel('Om welke gegevens gaat het? 1').fill('pachter van een perceel');
  await page.getByRole('radio', {name: /^Uitwisseling/}).check();
  await next();
  await page.getByRole('heading', {name: 'Wie heeft de gegevens, en wie heeft ze nodig?', level: 2}).waitFor();
  // One's own organisation needs the data, to begin with.
  assert.equal(await page.locator('#field-requester-organisation').evaluate((select) => select.selectedOptions[0].text), 'Sociale Verzekeringsbank');
  await page.locator('#field-holders-0-name').fill('Grondkamer');
  await page.getByLabel('Taak').fill('Heffen');
  await next();
  await page.getByRole('radio', {name: /^Uitleg verschilt/}).check();
  await page.locator('#field-barriers').getByLabel('Juridisch').check();
  await page.locator('#field-primaryBarrier').getByLabel('Juridisch').check();
  await next();
  await page.getByRole('radio', {name: 'Ondernemers'}).check();
  await page.locator('#field-harm-severity').getByLabel('Last').check();
  await page.getByRole('radio', {name: /^Niets/}).check();
  await next();
  await soon(async () => assert.equal(await page.getByText('dit wordt apart bewaard van de feiten').count(), 1));
  // As a browser does that fills in what it knows: all at once, before the page is drawn anew.
  await page.getByLabel('Wat zou volgens u helpen?').waitFor();
  await page.evaluate((given) => {
    for (const [label, text] of given) {
      const field = document.getElementById([...document.querySelectorAll('label')].find((each) => each.textContent.startsWith(label)).htmlFor);
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, text);
      for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, {bubbles: true}));
    }
  }, [
    ['Wat zou volgens u helpen?', 'Een brief met de uitleg.'],
    ['Wie staat achter deze melding?', 'afdelingshoofd'],
    ['Functiepostbus voor berichten', 'gegevens@svb.example'],
  ]);
  await page.getByRole('button', {name: 'Verder naar nakijken'}).click();

  await page.getByRole('heading', {name: 'Waar dit heen gaat'}).waitFor();
  await settled(page);
  await soon(async () => assert.match(await page.locator('.w-report-route').innerText(), /Adviesfunctie verantwoord datagebruik/));
  await soon(async () => assert.match(await page.locator('.w-report-why').first().innerText(), /Over de uitleg verschilt men van mening/));
  assert.equal(await total(), before, 'looking over stores nothing');
  await soon(async () => assert.equal(await page.locator('.w-report-progress').getByText('Compleet').count(), 5));

  await page.getByRole('button', {name: 'Melding versturen'}).click();
  await page.getByRole('heading', {name: 'Uw melding is ontvangen'}).waitFor();
  await settled(page);
  const reference = await page.locator('.w-report-reference strong').innerText();
  assert.match(reference, /^GD-\d{4}-\d{6}$/);
  assert.equal(await total(), before + 1);
  // The receipt is read from the register, so it can be loaded again.
  await page.reload();
  await page.getByText(reference).first().waitFor();
  const loaded = async (name) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name}).click()]);
    return [download.suggestedFilename(), readFileSync(await download.path(), 'utf8')];
  };
  const [jsonName, json] = await loaded('Download als JSON');
  assert.equal(jsonName, `${reference}.json`);
  assert.equal(JSON.parse(json).report.proposal, 'Een brief met de uitleg.');
  const [textName, text] = await loaded('Download als tekst');
  assert.equal(textName, `${reference}.txt`);
  assert.match(text, /Hoe staat het met de grondslag\?\n {2}Uitleg verschilt/);
  // The draft is gone with it.
  await page.getByRole('link', {name: 'Nog een knelpunt melden'}).click();
  await page.getByRole('button', {name: 'Begin een melding'}).waitFor();
  await soon(async () => assert.equal(await page.getByRole('heading', {name: 'Uw concepten'}).count(), 0));
  assert.deepEqual(browserErrors, []);
  await close();
});

test('a draft stays over a reload, is not shown to another organisation, and comes back after its deletion', async () => {
  const {page, browserErrors, close} = await open(server, {role: 'reporter'});
  await page.goto(`${server.url}/report`);
  await page.getByRole('button', {name: 'Begin een melding'}).click();
  await page.getByLabel('Waar loopt u tegenaan?').fill('Een begonnen melding');
  await soon(async () => assert.match(await page.locator('.w-page-lead').innerText(), /Bewaard in deze browser om \d\d:\d\d:\d\d/));
  const address = page.url();
  await page.reload();
  await soon(async () => assert.equal(await page.getByLabel('Waar loopt u tegenaan?').inputValue(), 'Een begonnen melding'));

  await page.getByRole('button', {name: 'Uitloggen'}).click();
  await page.waitForSelector('input[type=password]');
  await logIn(page, server, 'holder');
  await page.goto(`${server.url}/report`);
  await page.getByRole('button', {name: 'Begin een melding'}).waitFor();
  await soon(async () => assert.equal(await page.getByText('Een begonnen melding').count(), 0));
  await page.goto(address);
  await page.getByText('Dit concept is er niet').waitFor();

  await page.getByRole('button', {name: 'Uitloggen'}).click();
  await page.waitForSelector('input[type=password]');
  await logIn(page, server, 'reporter');
  await page.goto(`${server.url}/report`);
  await page.getByRole('button', {name: 'Verwijderen: concept “Een begonnen melding”'}).click();
  await page.getByText('Het concept is verwijderd.').waitFor();
  await soon(async () => assert.equal(await page.getByRole('heading', {name: 'Uw concepten'}).count(), 0));
  await page.getByRole('button', {name: 'Terugzetten'}).click();
  await page.getByRole('link', {name: /Verder schrijven/}).click();
  await soon(async () => assert.equal(await page.getByLabel('Waar loopt u tegenaan?').inputValue(), 'Een begonnen melding'));
  assert.deepEqual(browserErrors, []);
  await close();
});

test('a draft that another tab changes is shown as it became', async () => {
  const {page, context, close} = await open(server, {role: 'reporter'});
  await begin(page, example);
  const second = await context.newPage();
  await second.goto(page.url());
  await second.getByLabel('Waar loopt u tegenaan?').fill('In het andere tabblad');
  await page.getByText('Dit concept is in een ander tabblad gewijzigd.').waitFor();
  await soon(async () => assert.equal(await page.getByLabel('Waar loopt u tegenaan?').inputValue(), 'In het andere tabblad'));
  await close();
});

test('what is missing is told all at once, by step, and each leads to its field', async () => {
  const {page, close} = await open(server, {role: 'reporter', allow: /400 \(/});
  await begin(page, {holders: [{private: true}], attempts: [{with: 'x'}], tried: 'refused', harm: {number: 1.5}});
  await stepTo(page, 'check');
  const notice = page.locator('.utrecht-alert--error');
  await notice.waitFor();
  const links = await notice.getByRole('link').allInnerTexts();
  assert.ok(links.length >= 15, links.join('\n'));
  assert.ok(links.includes('Wie heeft de gegevens? › 1: Kies een organisatie of vul een naam in.'), links.join('\n'));
  assert.ok(links.some((link) => link.startsWith('Pogingen, en wanneer › 1 › Datum')), links.join('\n'));
  await soon(async () => assert.equal(await page.getByRole('button', {name: 'Melding versturen'}).count(), 0));
  await soon(async () => assert.match(await page.locator('.w-report-progress').innerText(), /Nog 3 in te vullen/));
  await notice.getByRole('link', {name: /^Functiepostbus/}).click();
  await page.waitForFunction(() => document.activeElement?.id === 'field-mailbox');
  await soon(async () => assert.equal(await page.locator('#field-mailbox').getAttribute('aria-invalid'), 'true'));
  // What is answered is no longer marked.
  await page.keyboard.type('data@svb.example');
  await soon(async () => assert.equal(await page.locator('#field-mailbox').getAttribute('aria-invalid'), null));
  // Within a step, too, each leads to its field.
  await page.locator('.utrecht-alert--error').getByRole('link', {name: /^Wie staat achter/}).click();
  await page.waitForFunction(() => document.activeElement?.id === 'field-endorsed');
  assert.deepEqual(await axe(page), []);
  await close();
});

test('what looks like a BSN can be confirmed to be none, for the text that it is; a personal mailbox can stay', async () => {
  const {page, close} = await open(server, {role: 'reporter', allow: /400 \(/});
  await begin(page, {...example, ownReference: '111222333', mailbox: 'j.jansen@svb.example'});
  await stepTo(page, 'check');
  await page.getByRole('button', {name: /Dit is geen BSN/}).click();
  await page.getByRole('heading', {name: 'Waar dit heen gaat'}).waitFor();
  await page.getByText('Dit lijkt het adres van een persoon.').waitFor();
  await page.getByRole('button', {name: 'Dit is een functiepostbus'}).click();
  await soon(async () => assert.equal(await page.getByText('Dit lijkt het adres van een persoon.').count(), 0));
  // Another number has to be looked at again.
  await stepTo(page, 'E');
  await page.getByLabel('Uw kenmerk').fill('123456782');
  await stepTo(page, 'check');
  await page.getByRole('button', {name: /Dit is geen BSN/}).waitFor();
  await page.getByRole('button', {name: /Dit is geen BSN/}).click();
  await page.getByRole('button', {name: 'Melding versturen'}).click();
  await page.getByRole('heading', {name: 'Uw melding is ontvangen'}).waitFor();
  const id = new URL(page.url()).searchParams.get('sent');
  assert.equal((await server.api('coordinator', 'GET', `/v1/cases/${id}`)).data.reports[0].report.ownReference, '123456782');
  await close();
});

test('a lost answer makes no second case, also when the report is changed before it is sent again', async () => {
  const {page, close} = await open(server, {role: 'reporter', allow: /Failed to load resource|net::/});
  await begin(page, {...example, title: 'Verstuurd, en geen antwoord'});
  await stepTo(page, 'check');
  const before = await total();
  // The request arrives, its answer does not.
  await page.route('**/v1/cases', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.getByRole('button', {name: 'Melding versturen'}).click();
  await page.getByText('Het is niet zeker of uw melding is aangekomen').waitFor();
  assert.equal(await total(), before + 1);
  await page.unroute('**/v1/cases');
  // The browser is closed and opened again, and the report changed meanwhile.
  await stepTo(page, 'A');
  await page.getByLabel('Waar loopt u tegenaan?').fill('Verstuurd, geen antwoord, en gewijzigd');
  await page.goto(`${server.url}/report`);
  await page.getByText('Misschien al verstuurd').waitFor();
  await page.getByRole('link', {name: /Verder schrijven/}).click();
  await page.getByRole('button', {name: 'Melding versturen'}).click();
  await page.getByText('Uw eerste poging was al aangekomen.').waitFor();
  assert.equal(await total(), before + 1);
  const id = new URL(page.url()).searchParams.get('sent');
  assert.equal((await server.api('coordinator', 'GET', `/v1/cases/${id}`)).data.reports[0].report.title, 'Verstuurd, en geen antwoord');
  await close();
});

test('a report may count with a case like it, which is found by the words they share', async () => {
  const {page, browserErrors, close} = await open(server, {role: 'reporter'});
  const known = (await server.api('reporter', 'POST', '/v1/cases', {body: {...example, title: 'Zonnepanelen op monumenten: de netbeheerder krijgt de vergunning niet'}})).data;
  await begin(page, {...example, title: 'De netbeheerder mist de vergunning voor zonnepanelen op monumenten'});
  await stepTo(page, 'check');
  // The index of the search is a moment behind.
  for (let times = 0; times < 20 && (await page.getByText(known.reference).count()) === 0; ++times) {
    await page.waitForTimeout(250);
    await page.reload();
    await settled(page);
  }
  const before = await total();
  await page.getByRole('button', {name: `Hier laten meetellen: ${known.reference}`}).click();
  await page.getByText('Telt mee bij een bekend knelpunt').waitFor();
  await page.getByRole('button', {name: 'Toch apart melden'}).click();
  await page.getByText('Ministerie van Sociale Zaken en Werkgelegenheid').first().waitFor();
  await page.getByRole('button', {name: `Hier laten meetellen: ${known.reference}`}).click();
  await page.getByRole('button', {name: 'Melding toevoegen aan dit knelpunt'}).click();
  await page.getByRole('heading', {name: 'Uw melding telt mee'}).waitFor();
  await soon(async () => assert.equal(await page.locator('.w-report-reference strong').innerText(), known.reference));
  assert.equal(await total(), before);
  assert.equal((await server.api('coordinator', 'GET', `/v1/cases/${known.id}`)).data.reports.length, 2);

  // By hand, too: a search in the step that asks for it.
  await begin(page, example);
  await page.getByText('Zoek in de knelpunten die u mag zien').click();
  await page.getByLabel('Woorden uit het knelpunt').fill('zonnepanelen monumenten');
  await page.keyboard.press('Enter');
  await page.getByRole('button', {name: `Dit is het: ${known.reference}`}).click();
  await soon(async () => assert.equal(await page.locator('#field-joins').inputValue(), known.reference));
  assert.deepEqual(browserErrors, []);
  await close();
});

test('who may not report is told what to do', async () => {
  const {page, close} = await open(server, {role: 'auditor'});
  await page.goto(`${server.url}/report`);
  await page.getByText('Met deze sleutel kunt u niet melden').waitFor();
  await soon(async () => assert.equal(await page.getByRole('button', {name: 'Begin een melding'}).count(), 0));
  await close();
});

for (const [lang, theme, width] of [['nl', 'light', 1280], ['en', 'dark', 320], ['nl', 'dark', 320], ['en', 'light', 1280]]) {
  test(`every step is accessible and fits: ${lang}, ${theme}, ${width} px`, async () => {
    const {page, browserErrors, close} = await open(server, {role: 'reporter', lang, theme, width, allow: /400 \(/});
    await page.goto(`${server.url}/report`);
    await settled(page);
    assert.deepEqual(await axe(page), []);
    await begin(page, {...example, ownReference: '111222333', mailbox: 'j.jansen@svb.example', proposal: 'x', tried: 'refused', occursElsewhere: 'yes'});
    for (const step of ['A', 'B', 'C', 'D', 'E', 'check']) {
      await stepTo(page, step);
      assert.deepEqual(await axe(page), [], step);
      assert.equal(await sideways(page), 0, step);
    }
    await page.getByRole('button', {name: /Dit is geen BSN|This is no BSN/}).click();
    await page.locator('.w-report-route').waitFor();
    await settled(page);
    assert.deepEqual(await axe(page), []);
    await page.getByRole('button', {name: /Melding versturen|Send the report/}).click();
    await page.locator('.w-report-reference').waitFor();
    await settled(page);
    assert.deepEqual(await axe(page), []);
    assert.equal(await sideways(page), 0);
    assert.deepEqual(browserErrors, []);
    await close();
  });
}
