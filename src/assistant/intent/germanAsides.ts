import { joined } from "./joined.ts"

/** What German planners say around a question; nothing that restricts, denies, compares or points elsewhere. */
const asides: ReadonlyArray<string> = [
  // hedges and adverbs
  "eigentlich, wirklich, wohl, vermutlich, wahrscheinlich, offenbar, anscheinend, leider, leider ist, leider sind, hoffentlich, zufällig, ungefähr, etwa, ziemlich, schnell, kurz, ganz kurz, einfach, genau, irgendwie, irgendwo, irgendwas, irgendwelchen, insgesamt, so insgesamt, so, halt, eben, bereits, bisschen, ein bisschen, ein wenig, sonderlich, am besten",
  "aktuell, zurzeit, zur Zeit, im Moment, im Augenblick, momentan gerade, jetzt gerade, vorerst, bisher, hier, hier im Haus, an unserer Schule, in unserer Schule, bei uns, noch einmal, nochmal, noch mal, wieder mal, im Detail, genauer, ausführlich, im Allgemeinen",
  // openers
  "äh, ähm, hm, hmm, tja, ach, ach so, oh, oje, Mist, schnell mal, na, hör mal, sag mal, sagen Sie mal, hallo zusammen, hallo nochmal, guten Abend, Grüß Gott, servus, moin, kurze Frage, eine Frage, eine kurze Frage, ich habe eine Frage, ich hätte eine Frage, nur eine Frage, noch eine Frage, Frage, Frage zu, übrigens, apropos, bevor ich es vergesse, bevor ich's vergesse, zunächst, erst einmal, erstmal, zuerst einmal",
  "Entschuldigung, Verzeihung, sorry, Entschuldigung aber, sorry aber, tut mir leid, ich störe ungern, ich fürchte, gerade kam ein Anruf, eben kam ein Anruf, schlechte Nachricht, gute Nachricht",
  // courtesy
  "bitte einmal, bitte kurz, wenn möglich, falls möglich, wenn es geht, wenn du Zeit hast, wenn Sie Zeit haben, vielen Dank im Voraus, danke im Voraus, danke schön, dankeschön, besten Dank, herzlichen Dank, danke dir, danke Ihnen, für mich, für uns, Ihnen, euch, freundlicherweise, netterweise, gern, gerne, wäre so nett, wären Sie so nett, wärst du so nett, sei so gut, seien Sie so gut",
  // what one thinks, asks, is asked
  "ich glaube, ich denke, ich meine, ich vermute, ich nehme an, mir scheint, es scheint, soweit ich weiß, soweit ich sehe, ich sehe, ich weiß, ich habe gehört, wie ich höre, ich frage mich, wir fragen uns, ich bin gespannt, ich würde gern, ich würde gerne, ich hätte gern, ich hätte gerne, wir hätten gern, ich wollte, ich wollte mal, ich wollte nur",
  joined(
    "ich wollte, ich wollte mal, ich wollte nur, ich wollte kurz, ich möchte, ich will, darf ich, kurz",
    "fragen, wissen, nachfragen, schauen, nachsehen, gucken, prüfen"
  ),
  "fragen, wissen, nachfragen, nachsehen, mal sehen, mal schauen",
  joined(
    "Eltern, die Eltern, eine Mutter, ein Vater, eine Kollegin, ein Kollege, der Schulleiter, die Schulleiterin, die Schulleitung, der Chef, die Chefin, das Sekretariat, jemand, man",
    "fragt, fragen, fragte, will wissen, wollen wissen, möchte wissen, möchten wissen, hat gefragt, haben gefragt, hat mich gefragt"
  ),
  // generic verbs and nouns
  "bestehen, besteht, bleiben, bleibt, verbleiben, übrig, treten auf, tritt auf, vorkommen, vorhanden, betrifft, betreffen, betroffen, kommt vor, kommen vor, existieren, liegt vor, liegen vor, anliegen, stehen an",
  "Sachen, Dinge, Sache, Tag, Info, Infos, Lage, Situation, Fall, Fälle, Art von, Arten von, alle möglichen, aktuelle, aktuellen, aktueller, aktuelles, derzeitige, derzeitigen, bestehende, bestehenden, kurzer, kurzen, kleine Frage, in Sachen, was angeht, hinsichtlich, bezüglich, zum Thema, meldet sich",
  "ma, bidde, thx, mfg, lg, Gruß, viele Grüße"
]

const occasions: ReadonlyArray<string> = [
  joined(
    "für, für den, für die, für das, für einen, für eine, für ein, für unseren, für unsere, für meinen, für meine",
    "Elternabend, Elternsprechtag, Besprechung, Konferenz, Lehrerkonferenz, Gespräch, Elterngespräch, Prüfung, Prüfungen, Klausur, Test, Nachprüfung, Sitzung, Treffen, Probe, Besuch, Inspektion, Tag der offenen Tür, Schulleitung, Schulleiter, Bericht, Sekretariat, Workshop, Fortbildung"
  )
]

export const germanAsides = { asides: asides.join(", "), occasions: occasions.join(", ") } as const
