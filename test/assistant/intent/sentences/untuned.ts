import type { Row } from "./Row.ts"

/**
 * Written when the parser was finished, measured once, and not tuned for since: what to expect of sentences that nobody
 * thought of. They do not count in the table; whoever improves the parser writes new ones.
 */
export const untuned: Readonly<Record<"en" | "de", ReadonlyArray<Row>>> = {
  en: [
    ["Good morning, could you tell me where we still have trouble on Thursday?", "/conflicts day=Thursday"],
    ["Does anybody in the science labs have a clash this afternoon?", "none"],
    ["I need to see what 8a is doing on Friday before I ring the parents", "/schedule class=8a day=Friday"],
    ["Which of Ms Moreau's lessons on Wednesday are problematic?", "/conflicts teacher='Ms. Moreau' day=Wednesday"],
    ["Any chance of an empty classroom on Tuesday during period 6?", "/free kind=room slot='Tuesday 6'"],
    [
      "Ms Lindqvist just phoned, she has a migraine and won't be in tomorrow",
      "/cover teacher='Ms. Lindqvist' day=tomorrow"
    ],
    ["Is there a better place for 10b History?", "/where lesson='10b History'"],
    ["Please make Tuesday less stressful for year 7", "/suggest class='Year 7' day=Tuesday"],
    ["what's the third conflict about?", "/explain conflict=unplaced-03", "conflicts"],
    ["Apart from the gym, which rooms are free on Monday 4?", "none"]
  ],
  de: [
    ["Schau doch bitte mal, ob die 10b am Freitag irgendwo Probleme hat", "/conflicts class=10b day=Friday"],
    ["Ist die Turnhalle am Donnerstag in der 2. Stunde noch zu haben?", "none"],
    ["Mit wem hat die 8b am Dienstag in der ersten Stunde Unterricht?", "/schedule class=8b day=Tuesday period=1"],
    ["Wer von den Kollegen könnte am Mittwoch in der 4. Stunde aushelfen?", "/free kind=teacher slot='Wednesday 4'"],
    ["Frau Achterberg hat sich eben für heute abgemeldet", "/cover teacher='Mrs. Achterberg' day=today"],
    ["Gibt es für 7a Sport noch eine bessere Zeit?", "/where lesson='7a PE'"],
    ["Zeig mir alles, was am Montagnachmittag nicht passt", "/conflicts day=Monday time=afternoon"],
    ["Lässt sich am Plan von Herrn Silva etwas verbessern?", "/suggest teacher='Mr. Silva'"],
    ["Und was ist mit der dritten Stunde?", "/schedule class=7b day=Monday period=3", "schedule"],
    ["Alle Räume außer Lab 1, die am Freitag in der 3. frei sind", "none"]
  ]
}
