import {wordsOf} from '../../words/language';

/** How to choose between the answers to a question that decides the route; by the name of its field. */
export const guides = wordsOf({
  nl: {
    legalBasis: [
      'Dit antwoord bepaalt het meest waar uw melding heen gaat. Kies wat beide partijen nu vinden, niet wat u hoopt.',
      'Zeggen uw jurist en die van de houder niet hetzelfde? Kies dan “Uitleg verschilt”. Vinden beiden dat de wet het niet toelaat? Kies “Grondslag ontbreekt”.',
    ],
    leadMinistry: [
      'Eén ministerie dat de regels kan maken of uitleggen, kan snel iets regelen. Zijn er meer en pakt geen het op, dan is een weging boven de ministeries nodig.',
      'Weet u het niet? Kies dat dan. Vult u bij de vraag hierboven precies één ministerie in, dan gaan we ervan uit dat dit trekt.',
    ],
    scope: [
      'Zou het probleem weg zijn als deze twee partijen deze gegevens mogen delen? Dan is het één gegevensstroom.',
      'Komt het door afspraken, standaarden of wetten waar iedereen last van heeft? Dan is het het stelsel.',
    ],
    valuesCollide: [
      'Kies “Ja” als de wetgever zelf tussen twee goede zaken moet kiezen. Voorbeeld: meer zicht op ondermijning tegen het medisch beroepsgeheim.',
      'Kies “Nee” als een duidelijke wet het zou oplossen. Dat de regels lastig zijn, is nog geen botsing van waarden.',
    ],
    exchangeEnds: [
      'Alleen als er gegevens worden gedeeld en dat stopt, of als dat al gestopt is. Voorbeeld: een tijdelijke wet die op 1 januari afloopt. Weet u de dag niet precies, vul dan de eerste van de maand in.',
      'Is het gestopt of stopt het binnen twaalf maanden, dan kan een ministerie een overbrugging regelen, ook als er een wetsvoorstel loopt.',
    ],
    underWay: [
      'Regelt een wetsvoorstel of programma dit helemaal, en wordt eraan gewerkt, dan sluiten we daarbij aan. Dan begint er geen nieuwe route.',
      'Kies alleen “Volledig” als dit knelpunt echt weg is zodra het klaar is. Blijft er iets over, kies dan “Deels”. Het nummer vindt u op de site van de Tweede Kamer.',
    ],
    tried: [
      '“Vastgelopen” telt als er twee pogingen met een datum zijn op een niveau boven beide partijen, bijvoorbeeld een ministerie of stuurgroep.',
      'Hebben drie of meer houders geweigerd, vul dan bij “Hoeveel houders weigerden?” het aantal in.',
    ],
    occursElsewhere: [
      'Speelt dezelfde vraag bij andere organisaties, dan helpt één advies meer partijen tegelijk.',
      'Een vermoeden is genoeg voor “Ja”; noem bij wie. Weet u het niet, kies dat dan.',
    ],
  } as Record<string, string[]>,
  en: {
    legalBasis: [
      'This answer decides most of all where your report goes. Choose what both sides hold now, not what you hope.',
      'Do your lawyer and the holder’s not say the same? Then choose “Disputed”. Do both hold that the law does not allow it? Choose “Missing”.',
    ],
    leadMinistry: [
      'One ministry that can make or explain the rules can settle things soon. With several of which none takes it up, it needs weighing above the ministries.',
      'You do not know? Then choose that. If you name exactly one ministry in the question above, we take it that it leads.',
    ],
    scope: [
      'Would the problem be gone if these two parties were allowed to share these data? Then it is one flow.',
      'Does it come from agreements, standards or acts that trouble everybody? Then it is the system.',
    ],
    valuesCollide: [
      'Choose “Yes” if the legislator itself has to choose between two good things. For example: more sight of organised crime against medical confidentiality.',
      'Choose “No” if a clear act would solve it. That rules are difficult does not make values collide.',
    ],
    exchangeEnds: [
      'Only if data are shared and that stops, or if it has stopped already. For example: a temporary act that expires on 1 January. If you do not know the exact day, fill in the first of the month.',
      'If it has ended or ends within twelve months, a ministry can arrange a bridge, even while a bill is running.',
    ],
    underWay: [
      'If a bill or programme settles all of this and is being worked on, we connect to it. No new route begins then.',
      'Choose “Full” only if this bottleneck is really gone once it is done. If something stays, choose “Partly”. The number is on the site of the House of Representatives.',
    ],
    tried: [
      '“Stuck” counts when there are two attempts with a date at a level above both parties, such as a ministry or a steering group.',
      'If three or more holders refused, give their number under “How many holders refused?”.',
    ],
    occursElsewhere: [
      'If the same question arises at other organisations, one piece of advice helps several at once.',
      'A suspicion is enough for “Yes”; say with whom. If you do not know, choose that.',
    ],
  },
});
