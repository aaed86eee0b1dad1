import type { Row } from "./Row.ts"

/** The same of German planners. */
export const freshGerman: ReadonlyArray<Row> = [
  ["Ich wollte mal fragen, ob es am Donnerstag noch Konflikte gibt", "/conflicts day=Thursday"],
  ["Kurze Frage: hat Frau Smith am Dienstag irgendwelche Probleme?", "/conflicts teacher='Mrs. Smith' day=Tuesday"],
  ["Hallo, könnten Sie mir bitte die Konflikte der 9a zeigen?", "/conflicts class=9a"],
  [
    "Guten Morgen, gibt es heute irgendwo Überschneidungen?",
    "/conflicts day=Monday kind=teacher_clash,class_clash,room_clash"
  ],
  ["was stimmt am Freitag nicht?", "/conflicts day=Friday"],
  ["Was ist denn eigentlich mit der 8b los?", "/conflicts class=8b"],
  ["Bevor ich es vergesse: welche Konflikte hat Herr Okafor noch?", "/conflicts teacher='Mr. Okafor'"],
  ["probs 7b mo", "/conflicts class=7b day=Monday"],
  ["Sind am Mittwochnachmittag Räume doppelt belegt?", "/conflicts kind=room_clash day=Wednesday time=afternoon"],
  ["Haben wir aktuell zu kleine Räume?", "/conflicts kind=room_capacity"],
  ["Welche Stunden haben noch keinen Raum?", "/conflicts kind=room_missing"],
  [
    "Hat die 10a am Mittwoch Freistunden dazwischen?",
    "/conflicts class=10a day=Wednesday kind=teacher_gaps,class_gaps"
  ],
  ["ich bräuchte bitte eine Liste aller harten Konflikte", "/conflicts severity=hard"],
  ["Ist im Lab 1 morgen alles in Ordnung?", "/conflicts room='Lab 1' day=Tuesday"],
  ["Und wie sieht es bei der 8a aus?", "/conflicts day=Monday time=morning class=8a", "conflicts"],
  ["Könnte ich bitte kurz den Stundenplan von Herrn Doyle sehen?", "/schedule teacher='Mr. Doyle'"],
  ["Was macht Frau Tanaka denn am Montag?", "/schedule teacher='Ms. Tanaka' day=Monday"],
  [
    "Wo finde ich Herrn Silva am Donnerstag in der zweiten Stunde?",
    "/schedule teacher='Mr. Silva' day=Thursday period=2"
  ],
  ["Was läuft am Dienstag in Raum 102?", "/schedule room=102 day=Tuesday"],
  ["Ist Raum 103 am Freitag in der 5. Stunde belegt?", "/schedule room=103 day=Friday period=5"],
  ["Welche Lehrer hat die 9b am Montag?", "/schedule class=9b day=Monday"],
  ["stundenplan 8a di", "/schedule class=8a day=Tuesday"],
  ["Ich suche einen freien Raum für Mittwoch in der 6. Stunde", "/free kind=room slot='Wednesday 6'"],
  ["Wer hätte denn am Dienstag in der fünften Stunde Zeit?", "/free kind=teacher slot='Tuesday 5'"],
  [
    "Für den Elternabend: welche Räume sind am Donnerstag in der 7. Stunde noch frei?",
    "/free kind=room slot='Thursday 7'"
  ],
  ["Wo könnten wir 8b Musik noch unterbringen?", "/where lesson='8b Music'"],
  ["Welche Möglichkeiten gibt es für 9a Geschichte?", "/where lesson='9a History'"],
  ["Wieso denn das?", "/explain conflict=teacher_clash-01", "oneConflict"],
  ["Den dritten verstehe ich nicht, kannst du ihn bitte erklären?", "/explain conflict=unplaced-03", "conflicts"],
  ["Wie gut ist der Plan denn gerade so insgesamt?", "/score"],
  ["Was wurde zuletzt geändert?", "/history"],
  ["Hast du vielleicht eine Idee für den Montag von Herrn Kaye?", "/suggest teacher='Mr. Kaye' day=Monday"],
  ["Kann man am Stundenplan der 7a noch etwas verbessern?", "/suggest class=7a"],
  ["Wie könnten wir den zweiten Konflikt am besten beheben?", "/suggest conflict=room_clash-02", "conflicts"],
  ["Leider ist Frau Rossi am Donnerstag nicht da", "/cover teacher='Ms. Rossi' day=Thursday"],
  ["Frau Moreau kann morgen nicht kommen, wer springt ein?", "/cover teacher='Ms. Moreau' day=tomorrow"],
  ["brauche vertretung für smith mittwoch", "/cover teacher='Mrs. Smith' day=Wednesday"],
  ["Könnten wir 9b Kunst vielleicht auf Freitag 2 verlegen?", "/move lesson='9b Art' to='Friday 2'"],
  ["Was wäre, wenn wir 8a Kunst auf Dienstag 6 verschieben?", "/move lesson='8a Art' to='Tuesday 6'"],
  ["Entschuldigung, wie funktioniert das hier?", "/help"],
  [
    "Hat Frau Moreau am Donnerstag irgendwo Überschneidungen?",
    "/conflicts teacher='Ms. Moreau' day=Thursday kind=teacher_clash,class_clash,room_clash"
  ],
  ["Kannst du mir den Mittwoch der 9a zeigen?", "/schedule class=9a day=Wednesday"],
  ["Welcher Raum ist Freitag in der fünften noch frei?", "/free kind=room slot='Friday 5'"],
  ["Herr Doyle meldet sich für morgen krank", "/cover teacher='Mr. Doyle' day=tomorrow"],
  ["Wie wäre es, 8b Kunst auf Donnerstag 7 zu legen?", "/move lesson='8b Art' to='Thursday 7'"],
  ["Warum ist der zweite ein Problem?", "/explain conflict=room_clash-02", "conflicts"],
  ["Und wie sieht es am Mittwoch aus?", "/schedule class=7b day=Wednesday", "schedule"],
  ["Nimm die letzte Änderung zurück", "/undo change=change-9", "applied"],
  ["Lohnt es sich, den ersten Vorschlag zu übernehmen?", "none", "suggestions"],
  ["Wer unterrichtet morgen in Lab 2?", "/schedule room='Lab 2' day=Tuesday"]
]
