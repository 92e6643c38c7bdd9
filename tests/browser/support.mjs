/**
 * What every browser test stands on: the program with a register of the demonstration in a folder of its own, on a free port of
 * 127.0.0.1, and Debian's Chromium, driven by playwright-core. `PROGRAM` names the program (ctest does).
 */
import {execFileSync, spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

import {chromium} from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
export const root = dirname(dirname(here));

const wissel = process.env.PROGRAM;
if (!wissel) throw new Error('PROGRAM names no program; run by ctest, or set it to build/dev/bin/wissel.');
const chromiumPath = process.env.BROWSER ?? '/usr/bin/chromium';

const organisations = JSON.parse(readFileSync(join(root, 'config/organisations.json'), 'utf8')).organisations;
const oinOf = (wanted) =>
  organisations.find((one) => one.short === wanted || (one.roles ?? []).some((held) => held.role === wanted)).oin;

/** The people of the demonstration, as tools/run has them: name, organisation (short or by a role), roles of the key. */
const people = [
  ['reporter', 'SVB', 'reporter'],
  ['holder', 'UWV', 'reporter'],
  ['coordinator', 'coordinator', 'coordinator'],
  ['programme.lead', 'coordinator', 'programme.lead'],
  ['fastLane.contact', 'SZW', 'fastLane.contact,fastLane.legal'],
  ['ccg.secretariat', 'ccg.secretariat', 'ccg.secretariat,ccg.chair'],
  ['avd.desk', 'avd.desk', 'avd.desk,avd.selection,avd.expert'],
  ['auditor', 'coordinator', 'auditor'],
  ['administrator', 'coordinator', 'administrator'],
];

/** What makes a program believe that it starts `at` (UTC). Not by the command faketime: that stays between us and the program, and does not hand on its end. */
function clockAt(at) {
  if (!at) return {};
  const library = readdirSync('/usr/lib', {withFileTypes: true})
    .filter((each) => each.isDirectory())
    .map((each) => `/usr/lib/${each.name}/faketime/libfaketimeMT.so.1`)
    .find((each) => existsSync(each));
  if (!library) throw new Error('libfaketime is not there: tools/setup --tests installs it.');
  return {LD_PRELOAD: library, FAKETIME: `@${at}`};
}

const earlier = (at, seconds) => new Date(Date.parse(`${at.replace(' ', 'T')}Z`) - seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');

function makeKeys(dir, at) {
  return Object.fromEntries(
    people.map(([name, holder, roles], index) => [
      name,
      execFileSync(wissel, ['key', 'create', '--data', dir, '--organisation', oinOf(holder), '--roles', roles, '--label', name], {
        encoding: 'utf8',
        // A second apart, so that a list by their age stands in one order.
        env: {...process.env, TZ: 'UTC', ...clockAt(at && earlier(at, people.length - index))},
      }).trim(),
    ]),
  );
}

/** A server over a register: of the demonstration, or empty. `at`: the moment (`2026-11-28 10:00:00`, UTC) at which its clock begins. */
export async function start({demo = true, at = undefined} = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'wissel-browser-'));
  if (demo) execFileSync(wissel, ['demo', dir, ...(at ? ['--until', at.slice(0, 10)] : [])], {stdio: 'ignore'});
  const keys = makeKeys(dir, at);
  const server = {dir, keys, url: '', stop, restart, api};
  let child = await serve(0);

  function serve(port) {
    return new Promise((resolve, reject) => {
      const started = spawn(wissel, ['serve', '--data', dir, '--port', String(port)], {
        env: {...process.env, TZ: 'UTC', ...clockAt(at)},
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let told = '';
      started.stdout.on('data', (text) => {
        told += text;
        const found = /listens on (http:\S+)/.exec(told);
        if (!found) return;
        server.url = found[1];
        resolve(started);
      });
      let log = '';
      started.stderr.on('data', (text) => (log = (log + text).slice(-4000)));
      started.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${log}`)));
    });
  }
  async function end() {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }
  async function stop() {
    await end();
    rmSync(dir, {recursive: true, force: true});
  }
  /** Ends it and starts it again on the same port, as an upgrade does. */
  async function restart() {
    const port = Number(new URL(server.url).port);
    await end();
    child = await serve(port);
  }
  /** Asks the API with the key of `role`: what a test needs beside the screen. */
  async function api(role, method, path, {body, ifMatch} = {}) {
    const response = await fetch(server.url + path, {
      method,
      headers: {
        authorization: `Bearer ${keys[role]}`,
        ...(body ? {'content-type': 'application/json'} : {}),
        ...(ifMatch ? {'if-match': ifMatch} : {}),
      },
      ...(body ? {body: JSON.stringify(body)} : {}),
    });
    const text = await response.text();
    return {status: response.status, etag: response.headers.get('etag'), data: text === '' ? null : JSON.parse(text)};
  }
  return server;
}

let browser = null;
export async function launch() {
  browser ??= await chromium.launch({
    executablePath: chromiumPath,
    // Chromium refuses its sandbox to root.
    args: process.getuid() === 0 ? ['--no-sandbox', '--font-render-hinting=none'] : ['--font-render-hinting=none'],
  });
  return browser;
}
export async function closeBrowser() {
  await browser?.close();
  browser = null;
}

/**
 * A window of its own (its own cookies), logged in as `role` (`null`: nobody). `browserErrors` gathers what no page may cause:
 * console messages, errors of scripts, and what the Content-Security-Policy stopped. `allow`: a pattern of console messages that
 * the test means to cause (the browser's own about a refused request).
 */
export async function open(server, {role = 'coordinator', lang = 'nl', theme = 'light', width = 1280, height = 900, allow = null, ...more} = {}) {
  const context = await (await launch()).newContext({
    viewport: {width, height},
    locale: lang === 'nl' ? 'nl-NL' : 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    colorScheme: theme,
    reducedMotion: 'reduce',
    ...more,
  });
  const browserErrors = [];
  const watch = (page) => {
    page.on('console', (message) => {
      if (!(allow && allow.test(message.text()))) browserErrors.push(`${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => browserErrors.push(`error: ${error.message}`));
  };
  context.on('page', watch);
  const page = await context.newPage();
  if (role !== null) await logIn(page, server, role);
  return {page, context, browserErrors, close: () => context.close()};
}

export async function logIn(page, server, role) {
  await page.goto(server.url);
  await page.fill('input[type=password]', server.keys[role]);
  await page.keyboard.press('Enter');
  await page.waitForSelector('nav#menu', {state: 'attached'});
}

/** Until nothing is being asked and nothing says that it loads. */
export async function settled(page) {
  await page.waitForLoadState('domcontentloaded');
  await page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('.w-loading'), null, {timeout: 15_000});
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** Until `holds` throws no more: what a page shows comes a moment after what was done. Throws what it threw last, after 10 seconds. */
export async function soon(holds) {
  const end = Date.now() + 10_000;
  for (;;) {
    try {
      return await holds();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds against WCAG 2.2 A and AA, a line each. */
export async function axe(page) {
  await page.evaluate(axeSource);
  const result = await page.evaluate((tags) => globalThis.axe.run(document, {runOnly: tags}), rules);
  return result.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}

/** How many pixels the page is wider than its window; 0 is what it should be. */
export const sideways = (page) => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
