import { germanAsides } from "./germanAsides.ts"
import { germanAsks } from "./germanAsks.ts"
import { joined } from "./joined.ts"
import type { Language } from "./Language.ts"

const who = "[ von {teacher}][ für {class}][ in {room}]"
const at = "[ {day}][ {time}][ {period}]"

export const german: Language = {
  code: "de",
  cues: {
    conflict:
      "Konflikt, Konflikte, Konflikten, Problem, Probleme, Problemen, Schwierigkeiten, falsch, Fehler, Was ist falsch, Was stimmt nicht, Was passt nicht, schief, läuft schief, Stimmt etwas nicht, Stimmt was nicht, nicht stimmt, nicht passt, nicht in Ordnung, Mängel, Schwierigkeit, Ärger, Problemchen, Konfl, Prob, Probs, kaputt, klemmt, klemmt es, hängt, hängt es, hakt, hakt es, brennt, brennt es, hapert es, stimmt nicht, passt nicht, klappt nicht, Stolperstellen, Baustellen",
    fine: "alles in Ordnung, alles ok, alles okay, alles gut, alles klar, alles im Lot",
    matter: "los",
    schedule:
      "Stundenplan, Stundenplans, Stundenpläne, Plan, Plans, Wochenplan, Woche, Einsatzplan, Unterrichtsplan, Zeitplan, Tagesplan",
    score:
      joined(
        "ist der Plan, ist unser Plan, ist der Stundenplan, ist unser Stundenplan",
        "ok, okay, gut, in Ordnung, brauchbar, gelungen, fertig"
      ) +
      ", wie steht es um, wie steht's um, wie steht es insgesamt, wie steht's insgesamt, Überblick, Übersicht, Bewertung, Punktestand, Zusammenfassung, Gesamtstand, wie gut, wie stehen wir da, Gesamteindruck, Punktzahl",
    diagnose:
      "Diagnose, diagnostiziere, Eingabedaten prüfen, Daten prüfen, Fehler in den Eingabedaten, Fehler in den Daten, prüfe die Eingabedaten, prüfe die Eingabe, prüfe die Daten, prüf die Daten",
    history:
      "Verlauf, Historie, Protokoll, Änderungsverlauf, Änderungsprotokoll, Änderungen, was hat sich geändert, was hat sich verändert, was wurde geändert, was wurde verändert, was wurde zuletzt geändert, was ist geändert worden",
    effect:
      joined(
        "was hat, was genau hat",
        "das, das denn, das eigentlich, das jetzt, das nun, es, die Änderung",
        "geändert, verändert, gebracht, bewirkt, gelöst, behoben, verbessert, verschoben"
      ) +
      ", " +
      joined("was hat sich, was genau hat sich", "dadurch, damit, da, jetzt, nun", "geändert, verändert, verbessert") +
      ", " +
      joined(
        "was hast du",
        "gemacht, gerade gemacht, da gemacht, jetzt gemacht, geändert, gerade geändert, da geändert, verschoben"
      ) +
      ", " +
      "was wurde verschoben, was wurde da verschoben, was wurde damit geändert, was wurde dadurch besser, was ist jetzt anders, was ist nun anders, warum hast du das gemacht, wieso hast du das gemacht",
    change: "Änderung, geändert, hat sich geändert, verändert, hat sich verändert",
    help: "Hilfe, hilf, hilf mir, was kannst du, was kann ich fragen, Befehle, welche Befehle gibt es, wie geht das hier, wie geht das, wie funktioniert das, wie funktioniert das hier, wie funktionierst du, was kannst du alles, was kannst du für mich tun, was können Sie, was können Sie alles, was machst du, wobei kannst du helfen",
    work: "funktioniert",
    basket: "Korb, Warenkorb, Körbchen",
    teacher: "Lehrer, Lehrern, Lehrerin, Lehrerinnen, Lehrkraft, Lehrkräfte, Lehrkräften, Kollege, Kollegen, Kollegin",
    class: "Klasse, Klassen",
    room: "Raum, Räume, Räumen, Zimmer, Saal, Klassenzimmer",
    lesson: "Stunden, Unterrichtsstunde, Unterrichtsstunden, Unterricht, Lektion",
    period: "Stunde, Schulstunde, Std",
    slot: "Zeiten, Plätze, Termine, andere Zeiten, andere Plätze, andere Termine",
    suggestion: "Nummer",
    show: "zeig, zeige, zeig mir, zeige mir, zeigen, wie sieht, schau, liste, nenne, nenn, gib mir, finde, such, suche, sag mir, sagen, anzeigen, sehen, sehe, ansehen, anschauen, schau dir, schau mal, schau mal nach, schau nach, nachschauen, auflisten, eine Liste, nennen, ich suche, wir suchen, geben, her damit, blick auf, einen Blick auf, einen Blick werfen auf, wo finde ich die Übersicht",
    explain:
      "bringt, bringt uns, würde bringen, bewirkt, mehr zu, mehr zum, mehr zur, mehr vom, erzähl mir mehr zu, erzähl mir mehr zum, erzähl mir mehr zur, erzähl mehr zum, erzähl mir mehr über, erzähl mehr über, erkläre, erklär, erkläre mir, erklär mir, bedeutet, heißt, begründe, mehr über, erklären, verstehe ich nicht, verstehe nicht, begreife ich nicht, erläutern, erläutere, genauer erklären",
    why: "warum, wieso, weshalb, wieso denn, wieso das, wieso denn das, warum das, warum denn, warum denn das",
    what: "was, was ist",
    which: "welche, welcher, welches, welchen, welchem",
    who: "wer, mit wem, bei wem, wen, wem, jemand",
    when: "wann, wann ist, wann sind, um wie viel Uhr, zu welcher Zeit",
    where: "wo, wo ist, wo sind, wo finde ich, wo steckt",
    whereCan:
      joined(
        "eine bessere, bessere, eine andere, andere, einen besseren, besseren, einen anderen, anderen",
        "Zeit, Zeit für, Platz, Platz für, Termin, Termin für, Stunde für"
      ) +
      ", " +
      joined(
        "such, suche, finde, brauche, ich brauche, wir brauchen, gibt es, gibt's",
        "einen Platz für, nen Platz für, einen freien Platz für, einen Termin für, Platz für"
      ) +
      ", wohin kann, wohin könnte, wohin könnten, wohin, wo kann, wo könnte, wo könnten, wo können, wohin können, wo passt, wann kann, wann könnte, wann könnten, welche Möglichkeiten gibt es für, welche Möglichkeiten haben wir für, welche Optionen gibt es für, welche Optionen haben wir für, welche Alternativen gibt es für, Möglichkeiten für, Optionen für, Alternativen für, finde keinen Platz für, finde keinen Platz, keinen Platz für, wohin passt",
    how: "wie, wie können wir, wie kann ich",
    howMany: "wie viele, wieviele, wieviel, Anzahl",
    teach: "unterrichtet, unterrichten, lehrt, gibt Unterricht, hat Unterricht, haben Unterricht, Schule",
    have: "hat, haben, habe, hast",
    doing:
      "macht, passiert, findet statt, steht an, liegt an, läuft, los ist, belegt, besetzt, genutzt, nutzt, benutzt, in Benutzung, ist dran, beschäftigt",
    free: "frei, freie, freier, freien, freies, leer, leere, verfügbar, verfügbare, zu haben, haben nichts, hat nichts, unbelegt, Zeit, unbenutzt, ungenutzt, nicht belegt, nicht besetzt, nichts zu tun, nichts vor, kann ich nutzen, können wir nutzen, könnte ich nutzen, könnten wir nutzen",
    possible: "möglich, mögliche",
    go: "hin, passen, verschoben werden, gelegt werden, unterbringen, unterkommen, hinpassen, reinpassen, reinquetschen, reinpacken, unterkriegen, in Frage, infrage, stattfinden, hinlegen",
    ill: "abgemeldet, ist abgemeldet, hat sich abgemeldet, beim Arzt, Arzttermin, hat Arzttermin, hat einen Arzttermin, hat Fieber, liegt flach, ist raus, krank, fehlt, fehlen, abwesend, krankgemeldet, krank gemeldet, ist nicht da, nicht da, fällt aus, erkrankt, verhindert, nicht hier, beurlaubt, im Urlaub, auf Fortbildung, nicht kommen, kommt nicht, kann nicht kommen, meldet sich krank, hat sich krankgemeldet, hat sich krank gemeldet, ist ausgefallen, ausfallen, wird fehlen, kann nicht, krank geschrieben, krankgeschrieben",
    cover:
      joined(
        "brauche, brauch, brauchen, ich brauche, ich brauch, wir brauchen, suche, such, finde",
        "jemanden für, schnell jemanden für, dringend jemanden für"
      ) +
      ", vertreten, wer vertritt, Vertretung, Vertretungen, Vertretung für, Ersatz, Ersatz für, einspringen, einspringen für, wer springt ein, wer springt ein für, ersetzen, wer ersetzt, wer übernimmt, wer übernimmt für, aushelfen",
    suggest:
      "Vorschlag, Vorschläge, Vorschlägen, schlag vor, schlag mir etwas vor, schlag etwas vor, schlage etwas vor, schlag was vor, schlag mir was vor, was können wir gegen, was kann man gegen, empfiehl, Empfehlung, Empfehlungen, Ideen, Idee, etwas tun gegen, etwas gegen, was tun gegen, was schlägst du vor, was empfiehlst du, was würdest du vorschlagen",
    improve:
      "mach besser, mache besser, machen besser, verbessern, verbessere, Verbesserung, Verbesserungen, besser, verbessert, aufräumen, entlasten, entzerren, schöner, auflockern, unzufrieden mit",
    optimise: "optimiere, optimieren, Optimierung, optimiert, optimal",
    optimiser: "Optimierer",
    fix: "löse, lösen, Lösung, Lösungen, behebe, beheben, repariere, beseitige, beseitigen, auflösen, bereinigen, in den Griff bekommen, loswerden",
    deeper: "tiefer, such tiefer, suche tiefer",
    longer: "länger, such länger, suche länger",
    move: "schieb, schiebe, schieben, verschiebe, verschieb, verschieben, verlege, verlegen",
    moved: "verschoben, verlegt",
    put: "zu legen, zu verlegen, zu setzen, setze, setz, setzen, lege, leg, legen",
    swap: "tausche, tausch, tauschen, vertausche, vertauschen, wechsle",
    swapped: "getauscht, vertauscht",
    looks: "sieht aus, aussieht, aussehen, schaut aus",
    whatIf: "was wäre wenn, was passiert wenn, wie wäre es, wie wär's, wie wäre es wenn, wenn, falls, was wenn",
    apply: "übernimm, übernehme, übernehmen, anwenden, wende an, nimm an, annehmen, akzeptiere, akzeptieren",
    reject: "verwirf, verwerfe, verwerfen, lehne ab, ablehnen",
    undo:
      joined(
        "mach das, mach es, mache das, mache es",
        "wieder, bitte, bitte wieder, doch wieder, bitte doch wieder, schnell wieder",
        "rückgängig"
      ) +
      ", nimm die letzte Änderung zurück, rückgängig, mach rückgängig, mach das rückgängig, mach es rückgängig, mache das rückgängig, mache es rückgängig, rückgängig machen, das rückgängig machen, nimm das zurück, nimm es zurück, nimm zurück",
    redo: "wiederhole, wiederherstellen, stell es wieder her, stelle es wieder her",
    putBack:
      "wieder zurück, zurück damit, zurück auf vorher, alles wieder zurück, mach es wieder rein, setz es wieder zurück, setze es wieder zurück",
    publish: "veröffentliche, veröffentlichen, veröffentlich",
    lock: "sperre, sperr, sperren, fixiere, fixieren, pinne",
    unlock: "entsperre, entsperren, löse die Sperre von, gib frei",
    add: "füge hinzu, hinzufügen",
    remove: "entferne, entfernen",
    clear: "leere den Korb, Korb leeren, den Korb leeren, leer den Korb, leere den Warenkorb",
    choose:
      "dann nimm, wir nehmen, nehmen, wählen wir, ich wähle, setz um, setze um, umsetzen, nimm, nehmen wir, ich nehme",
    doIt: "mach so, so machen wir es, so machen wir's, leg los, mach das, mach es, mach das so, mach es so, tu das, tu es, mach mal",
    it: "es, das, ihn, sie",
    this: "dieser, diese, dieses, diesen, diesem, die ausgewählte, der ausgewählte, der ausgewählten, ausgewählte, ausgewählten, ausgewählter",
    her: "ihr, ihre, ihren, ihrem, ihrer, sein, seine, seinen, seinem, seiner",
    one: "einer, eines",
    all: "alle, alle davon, sie alle, allen, alles, ganze, ganzen, ganzes, gesamte, gesamten, jede, jeder, jeden, komplette, kompletten",
    worst:
      "am schlimmsten, am schlechtesten, am schlechtesten dran, am schlimmsten dran, schlechtesten dran, schlimmste, schlimmsten, größte, größten, wichtigste, wichtigsten, dringendste, dringendsten, schlechteste, schlechtesten",
    most: "am meisten, die meisten, meisten, am wenigsten, die wenigsten, wenigsten",
    top: "top",
    recent: "neueste, neuesten, kürzlich, zuletzt, neulich, in letzter Zeit",
    more: "mehr, nächste Seite, die nächste Seite, zeig mehr, zeige mehr, weitere",
    and: "und, sowie",
    to: "auf, nach, bis",
    from: "aus, von, vom",
    with: "mit, gegen",
    between: "zwischen",
    at: "um",
    because: "weil",
    followUp:
      "was ist mit, wie ist es mit, und was ist mit, dasselbe für, das gleiche für, auch, genauso für, wie sieht es aus, wie sieht es bei, wie sieht es mit, wie sieht es, wie schaut es, wie schaut es aus, und wie sieht es aus",
    lead: "bitte, ok, okay, ja, gut, also, dann, jetzt, nun, mal, hallo, hi, guten Tag, guten Morgen, danke, vielen Dank, doch, schön, klingt gut, sieht gut aus, perfekt, prima, super",
    whether: "ob, ob es, ob es noch, ob wir, ob da",
    check: "prüfe, prüf, prüfen, überprüfe, überprüfen, schau ob, nachprüfen",
    asking:
      "wäre, ist, sind, gibt, gibt's, gibt es, es gibt, wird, werden, bin, soll, sollen, sollte, sollten, soll ich, sollen wir",
    past: "beseitigt, behoben, gelöst, war, waren, wurde, wurden, gewesen",
    request:
      "lässt sich, ließe sich, kann, könnte, können, könnten, kannst du, kannst du mir, können Sie, könnten Sie, könnten Sie mir, würden Sie, darf ich, dürfte ich, dürften wir, kann man, könnte man, möchte, hätte, hätten, bräuchte, ich bräuchte, bräuchten, es möglich, ist es möglich, könntest du, würdest du, könnt ihr, können wir, könnten wir, kann ich, könnte ich, ich möchte, wir möchten, ich will, lass uns, lass, brauche, brauch, ich brauch, wir brauchen, ich brauche, brauchen, vielleicht, etwas, eventuell",
    not: "nicht, kein, keine, keinen, keiner, keinem, nein, nie, niemals, ohne, nichts, weder, niemand",
    nay: "nee, nö, ne"
  },
  fillers:
    "nen, nem, denn, der, die, den, dem, des, ein, eine, einen, einem, für, in, im, ins, am, an, zu, zum, zur, wir, ich, du, mir, uns, unser, unsere, unserem, unseren, unserer, bei, beim, während, über, irgendwelche, noch, gerade, derzeit, momentan, da, sich, diese Woche, in dieser Woche, überhaupt, nur, zwar, am Tag, den ganzen Tag",
  ...germanAsides,
  greetings: "morgen, mahlzeit",
  nays: "nein, nee, nö",
  particles: "ab, an, aus, ein, nicht, nichts, besser, frei, hinzu, rückgängig, schief, um, vor, zurück",
  elsewhere:
    "zum Mittagessen, letztes Jahr, nächstes Jahr, im letzten Jahr, was soll, was sollen, im nächsten Jahr, nächsten Monat, letzten Monat, wie geht es, zum Mittag, nächste Woche, letzte Woche, danke für, vielen Dank für, pro Woche, der Mann von, was ist ein, was ist eine, was sind, was bedeutet",
  kinds: [
    {
      words:
        "Doppelbelegung, Doppelbelegungen, doppelt belegt, doppelt verplant, doppelt gebucht, überschneiden, überschneidet, überschneidet sich, überschneiden sich, Überlappung, Überlappungen, Kollisionen mit, Überschneidung, Überschneidungen, Kollision, Kollisionen",
      kind: "teacher_clash,class_clash,room_clash",
      of: { teacher: "teacher_clash", class: "class_clash", room: "room_clash" }
    },
    { words: "Raumkollision, Raumkollisionen, Raumkonflikte, Raumkonflikt", kind: "room_clash" },
    { words: "Lehrerkollision, Lehrerkollisionen, Lehrerkonflikte", kind: "teacher_clash" },
    {
      words:
        "Hohlstunde, Hohlstunden, Freistunde, Freistunden, Springstunden, Lücke, Lücken, Fensterstunden, Freistunden dazwischen, Hohlstunden dazwischen, Leerlauf",
      kind: "teacher_gaps,class_gaps",
      of: { teacher: "teacher_gaps", class: "class_gaps" }
    },
    {
      words:
        "nicht gesetzt, nicht gesetzte, nicht gesetzten, ungesetzt, ungesetzte, nicht verplant, nicht verplante, unverplant, unverplante, nicht platziert, nicht platzierte, noch nicht gesetzt, noch nicht verplant, " +
        joined("haben, haben noch, hat, hat noch", "keinen Platz, keinen Termin"),
      kind: "unplaced"
    },
    { words: "zu klein, zu kleine, überfüllt, überfüllte", kind: "room_capacity" },
    { words: "ungeeignet, ungeeignete, falscher Raum, falschen Raum, falsche Räume", kind: "room_unsuitable" },
    { words: "ohne Raum, kein Raum, keinen Raum, noch keinen Raum, fehlende Räume", kind: "room_missing" }
  ],
  hard: "harte, harten, hart, schwere, schweren, ernste",
  soft: "weiche, weichen, weich, leichte, kleine",
  weekdays: [
    "Montag, mo, montags, mon",
    "Dienstag, di, dienstags",
    "Mittwoch, mi, mittwochs",
    "Donnerstag, do, donnerstags",
    "Freitag, fr, freitags",
    "Samstag, Sonnabend, samstags",
    "Sonntag, sonntags"
  ],
  today: "heute, heutige, heutigen",
  tomorrow: "morgen, morgigen",
  morning: "Vormittag, vormittags, am Vormittag, am Morgen, früh, morgens, vor dem Mittagessen, vor der Mittagspause",
  afternoon: "Nachmittag, nachmittags, am Nachmittag, nach dem Mittagessen, nach der Mittagspause",
  todayMorning: "heute Vormittag, heute Morgen, heute früh",
  todayAfternoon: "heute Nachmittag",
  ordinals: [
    "erste, ersten, erster, erstes",
    "zweite, zweiten, zweiter, zweites",
    "dritte, dritten, dritter, drittes",
    "vierte, vierten, vierter, viertes",
    "fünfte, fünften, fünfter, fünftes",
    "sechste, sechsten, sechster",
    "siebte, siebten, siebter, siebente",
    "achte, achten, achter",
    "neunte, neunten",
    "zehnte, zehnten"
  ],
  last: "letzte, letzten, letzter, letztes",
  numbers: ["", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"],
  am: "",
  pm: "",
  oclock: "Uhr, h",
  seconds: "Sekunde, Sekunden, Sek",
  minutes: "Minute, Minuten, Min",
  titles: {
    herr: "mr, herr",
    herrn: "mr, herr",
    hr: "mr, herr",
    frau: "mrs, ms, miss, frau",
    fr: "mrs, ms, miss, frau",
    dr: "dr",
    doktor: "dr",
    prof: "prof"
  },
  year: "Jahrgang, Jahrgangs, Jahrgangsstufe, Klassenstufe, Stufe",
  subjects: [
    "Maths, Mathe, Mathematik",
    "German, Deutsch",
    "English, Englisch",
    "Science, Naturwissenschaft, Naturwissenschaften, Nawi",
    "History, Geschichte",
    "Geography, Erdkunde, Geografie, Geographie",
    "Art, Kunst",
    "Music, Musik",
    "PE, Sport, Turnen",
    "Computing, Informatik"
  ],
  said: {
    commands: {
      "/conflicts": `Konflikte[ (nur {severity})][ der Art {kind}]${who}${at}[, die {limit} schlimmsten][, Seite {page}]`,
      "/schedule": `Stunden[ in {subject}]${who}${at}[, Seite {page}]`,
      "/explain": "[Warum {conflict} ein Konflikt ist][Was Vorschlag {suggestion} bewirkt]",
      "/score": "Wie gut der Stundenplan ist",
      "/diagnose": "Ob der Stundenplan überhaupt möglich ist",
      "/help": "Hilfe[ zu /{command}]",
      "/history": "Was geändert wurde[: {change}][: {lesson}][ bei {teacher}][, die letzten {limit}][, Seite {page}]",
      "/suggest": `Vorschläge[ zum Konflikt {conflict}][ für {lesson}]${who}[ {day}][, höchstens {limit}][, tiefer gesucht{?deeper}][, länger gesucht{?longer}]`,
      "/optimize": `Die Woche optimieren${who}[ {day}][, {seconds} Sekunden]`,
      "/where": "Wohin {lesson} kann",
      "/move": "Was wäre, wenn {lesson} auf {to} kommt[, {room}]",
      "/swap": "Was wäre, wenn {lesson} und {with} tauschen",
      "/free": "Was frei ist: {kind}, {slot}",
      "/cover": "Vertretung für {teacher}[ {day}]",
      "/lock": "{lesson} sperren[: {why}]",
      "/unlock": "{lesson} entsperren",
      "/basket": "Der Korb[: {add} dazu][: {remove} heraus][: leeren{?clear}]",
      "/apply": "[Vorschlag {suggestion}][Den Korb{?basket}] übernehmen",
      "/reject": "Vorschlag {suggestion} verwerfen[: {why}]",
      "/undo": "[Änderung {change} ]Rückgängig",
      "/redo": "Wiederherstellen",
      "/publish": "Den Stundenplan veröffentlichen"
    },
    day: "am {day}",
    today: "heute",
    tomorrow: "morgen",
    morning: "am Vormittag",
    afternoon: "am Nachmittag",
    dayMorning: "Vormittag",
    dayAfternoon: "Nachmittag",
    clock: "um {from} Uhr",
    range: "von {from} bis {to} Uhr",
    period: "in der {period}. Stunde",
    named: "in {period}",
    kinds: { teacher: "Lehrkräfte", class: "Klassen", room: "Räume" },
    quoted: "„{text}“"
  },
  asks: germanAsks
}
