import type { Row } from "./Row.ts"

/**
 * Written when the parser was finished, measured once, and no row tuned for since: what to expect of sentences that nobody
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
    ["Apart from the gym, which rooms are free on Monday 4?", "none"],
    // as typed under stress: half of them read when they were written
    ["7b has no room for science on thursday, what can I do", "unsure"],
    ["quick, who is free friday 2 to take 9a??", "/free kind=teacher slot='Friday 2'"],
    ["Rossi and Doyle both called in sick today", "unsure"],
    ["kaye out tmrw, need someone for him", "/cover teacher='Mr. Kaye' day=tomorrow"],
    ["ugh, what broke on wednesday?", "/conflicts day=Wednesday"],
    ["is lab 2 taken thurs 3", "/schedule room='Lab 2' day=Thursday period=3"],
    ["why is unplaced-03 even a problem", "/explain conflict=unplaced-03", "conflicts"],
    ["no wait, put that back", "unsure", "applied"],
    ["ok go with number 2", "ask /apply suggestion=sug-two", "suggestions"],
    ["that made it worse, undo", "ask /undo change=change-9", "applied"],
    ["need lab 1 on friday 4, is it free?", "/schedule room='Lab 1' day=Friday period=4"],
    ["get 8a Art out of friday afternoon", "unsure"],
    ["Moreau has way too many gaps", "/conflicts teacher='Ms. Moreau' kind='teacher_gaps,class_gaps'"],
    ["what did I just change?", "/history"],
    ["everything after lunch on tuesday for 9b pls", "/schedule class=9b day=Tuesday time=afternoon"],
    ["swap 7a maths and 8b german NOW", "/swap lesson='7a Maths' with='8b German'"],
    ["which of these is the worst?", "unsure", "conflicts"],
    ["can 9a English go before lunch on Monday", "/where lesson='9a English'"],
    ["reset everything to how it was this morning", "none"],
    ["is there anything left without a slot", "/conflicts kind=unplaced"]
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
    ["Alle Räume außer Lab 1, die am Freitag in der 3. frei sind", "none"],
    // as typed under stress: four of ten read when they were written
    ["Achterberg fällt morgen aus, wer kann??", "/cover teacher='Mrs. Achterberg' day=tomorrow"],
    ["Schnell: freie Räume Donnerstag 5", "/free kind=room slot='Thursday 5'"],
    ["Wo hängt es bei der 9b am Mittwoch?", "/conflicts class=9b day=Wednesday"],
    ["Mist, das war falsch, zurück damit", "ask /undo change=change-9", "applied"],
    ["Kann 8a Kunst auf den Donnerstag?", "/where lesson='8a Art'"],
    ["Was steht Montag früh in Lab 1 an?", "/schedule room='Lab 1' day=Monday time=morning"],
    ["Herr Okafor und Frau Rossi fehlen heute", "unsure"],
    ["den zweiten nehmen wir", "ask /apply suggestion=sug-two", "suggestions"],
    ["alles wieder auf Anfang", "none"],
    ["Zeig nur die harten Sachen für die 10a", "/conflicts class=10a severity=hard"]
  ]
}
