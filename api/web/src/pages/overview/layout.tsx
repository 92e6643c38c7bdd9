/** Which parts each kind of numbers has, and where they stand. */
import type {ComponentChildren} from 'preact';
import {useId} from 'preact/hooks';

import type {CaseStatus, RouteStatus} from '../../api/status';
import {Barriers, Outcomes, Phases} from './about';
import {Ages, OverdueList, StuckList, Terms} from './attention';
import {Flow} from './flow';
import {LeadTimes} from './lead-times';
import {OverTime} from './over-time';
import {LegBars, Ministries, OneMinistry, Owners} from './owners';
import {CaseTiles, RouteTiles} from './tiles';
import {words} from './words';
import {words as work} from './words-of-work';

export function CaseParts({status}: {status: CaseStatus}) {
  const ministries = status.routes.flatMap((route) => route.ministries ?? []);
  return (
    <>
      <CaseTiles status={status} />
      <Section title={words.value.sections.flow}>
        <Flow status={status} />
        <div class="w-overview-wide-left">
          <OverTime status={status} />
          <Phases status={status} />
        </div>
      </Section>
      <Section title={words.value.attention}>
        <div class="w-overview-halves">
          <StuckList status={status} />
          <OverdueList status={status} />
          <Ages status={status} />
          <Terms status={status} />
        </div>
      </Section>
      <Section title={work.value.owners.section}>
        <div class="w-overview-halves">
          <Owners status={status} />
          {ministries.length > 0 && <Ministries ministries={ministries} />}
        </div>
      </Section>
      <Section title={work.value.lead.section}>
        <LeadTimes status={status} />
      </Section>
      <Section title={work.value.about.section}>
        <div class="w-overview-halves">
          <Barriers status={status} />
          <Outcomes status={status} />
        </div>
      </Section>
    </>
  );
}

export function RouteParts({status}: {status: RouteStatus}) {
  return (
    <>
      <RouteTiles status={status} />
      <Section title={words.value.sections.flow}>
        <div class="w-overview-wide-left">
          <OverTime status={status} />
          <LegBars legs={status.legs} route={status.scope.code} />
        </div>
      </Section>
      <Section title={words.value.attention}>
        <div class="w-overview-halves">
          <StuckList status={status} />
          <OverdueList status={status} />
          <Ages status={status} />
          <Terms status={status} />
        </div>
      </Section>
      <Section title={work.value.owners.section}>
        <div class="w-overview-halves">
          <Owners status={status} />
          {status.ministries && <Ministries ministries={status.ministries} />}
          <Outcomes status={status} />
        </div>
      </Section>
      <Section title={work.value.lead.section}>
        <LeadTimes status={status} />
      </Section>
    </>
  );
}

export function MinistryParts({status, ministry}: {status: RouteStatus; ministry: string}) {
  return <OneMinistry ministries={status.ministries ?? []} ministry={ministry} />;
}

function Section({title, children}: {title: string; children: ComponentChildren}) {
  const heading = useId();
  return (
    <section class="w-overview-section" aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {children}
    </section>
  );
}
