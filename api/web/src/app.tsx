/** Which page stands at which address. The server gives this program at the same addresses (api/resources/web_pages). */
import {lazy, Suspense} from 'preact/compat';
import type {ComponentChildren} from 'preact';
import {useEffect, useRef} from 'preact/hooks';
import {Route, Switch, useLocation} from 'wouter-preact';

import {Failure, Loading} from './parts/notice';
import {Frame} from './shell/frame';
import {Login} from './shell/login';
import {PageBody} from './shell/page';
import {entry, look} from './shell/session';
import {ShortcutsHelp, useShortcuts} from './shell/shortcuts';
import {words} from './shell/words';
import {language} from './words/language';

const Overview = lazy(() => import('./pages/overview/page'));
const Work = lazy(() => import('./pages/work/page'));
const Cases = lazy(() => import('./pages/cases/page'));
const Case = lazy(() => import('./pages/case/page'));
const Report = lazy(() => import('./pages/report/page'));
const Workflows = lazy(() => import('./pages/workflows/page'));
const Workflow = lazy(() => import('./pages/workflows/one'));
const Routing = lazy(() => import('./pages/routing/page'));
const Admin = lazy(() => import('./pages/admin/page'));
const Help = lazy(() => import('./pages/help/page'));
const Accessibility = lazy(() => import('./pages/help/accessibility'));

export function App() {
  useEffect(() => void look(), []);
  useShortcuts();
  return (
    <Frame>
      <Inside />
      <ShortcutsHelp />
    </Frame>
  );
}

function Inside() {
  const now = entry.value;
  const [path] = useLocation();
  const open = path === '/help' || path === '/accessibility';
  if (now.state === 'looking') return <Loading lines={6} />;
  if (now.state === 'failed') return <Failure error={now.error} retry={() => void look()} />;
  const outside = now.state === 'out' && !open;
  // When a session ended, the page stays behind the login, so that nothing that was typed is lost.
  return (
    <>
      {outside && <Login expired={now.expired} />}
      <div hidden={outside}>{(!outside || now.expired) && <Pages />}</div>
    </>
  );
}

function Pages() {
  return (
    <FocusOnChange>
      <Suspense fallback={<Loading lines={6} />}>
        <Switch>
          <Route path="/" component={Overview} />
          <Route path="/work" component={Work} />
          <Route path="/cases" component={Cases} />
          <Route path="/cases/:id">{({id}) => <Case key={id} id={id} />}</Route>
          <Route path="/report" component={Report} />
          <Route path="/workflows" component={Workflows} />
          <Route path="/workflows/:id">{({id}) => <Workflow key={id} id={id} />}</Route>
          <Route path="/routing" component={Routing} />
          <Route path="/admin" component={Admin} />
          <Route path="/help" component={Help} />
          <Route path="/accessibility" component={Accessibility} />
          <Route component={Absent} />
        </Switch>
      </Suspense>
    </FocusOnChange>
  );
}

/** After going to another page the focus stands at its beginning, as after loading one (and the screen reader tells it). */
function FocusOnChange({children}: {children: ComponentChildren}) {
  const [path] = useLocation();
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    document.getElementById('content')?.focus({preventScroll: true});
    scrollTo(0, 0);
  }, [path]);
  // In the other language everything is drawn anew.
  return <div lang={language.value}>{children}</div>;
}

function Absent() {
  return (
    <PageBody title={words.value.absent.title}>
      <p>{words.value.absent.text}</p>
    </PageBody>
  );
}
