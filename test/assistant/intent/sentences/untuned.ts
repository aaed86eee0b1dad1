import type { Row } from "./Row.ts"

/**
 * Written when the parser was finished, measured once, and not tuned for since: what to expect of sentences that nobody
 * thought of. They do not count in the table; whoever improves the parser writes new ones.
 */
export const untuned: Readonly<Record<"en" | "de", ReadonlyArray<Row>>> = {
  en: [
    [
      "Anything clashing for the year 9s on Wednesday?",
      "/conflicts class='Year 9' day=Wednesday kind=teacher_clash,class_clash,room_clash"
    ],
    ["Which periods is Ms Brandt teaching on Friday?", "/schedule teacher='Ms. Brandt' day=Friday"],
    [
      "I'd like to know whether 10b has any gaps in the afternoon",
      "/conflicts kind=teacher_gaps,class_gaps class=10b time=afternoon"
    ],
    ["Mr Okafor won't make it in on Thursday, who can take his lessons?", "/cover teacher='Mr. Okafor' day=Thursday"],
    ["What are the options for rescheduling 9b PE?", "/where lesson='9b PE'"],
    ["go ahead with the first suggestion", "ask /apply suggestion=sug-one", "suggestions"],
    ["Could we free up Mr Silva's Monday a bit?", "/suggest teacher='Mr. Silva' day=Monday"],
    ["what's the biggest problem right now", "/conflicts"],
    ["Swap the first two suggestions", "none", "suggestions"],
    ["Please unlock 10a German on Tuesday period 7", "/unlock lesson='10a German Tuesday 7'"]
  ],
  de: [
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
}
