import type { Row } from "./Row.ts"

/** The newest set: written when tuning had ended, measured once: 17 of 20 and 18 of 20 came
 * to what they say, one to something else, which has been closed since. Whoever improves the parser writes new ones. */
export const unseen: Readonly<Record<"en" | "de", ReadonlyArray<Row>>> = {
  en: [
    ["when has 9b got geography", "/schedule class=9b subject=Geography"],
    ["whos teaching 10a art this term", "/schedule class=10a subject=Art"],
    ["where's 8b tues p4", "/schedule class=8b day=Tuesday period=4"],
    ["whats on in lab 1 wed afternoon", "/schedule room='Lab 1' day=Wednesday time=afternoon"],
    ["show us mr doyles friday pls", "/schedule teacher='Mr. Doyle' day=Friday"],
    ["is 104 free thurs p6?", "/schedule room=104 day=Thursday period=6"],
    ["who could cover patel on mon", "/cover teacher='Dr. Patel' day=Monday"],
    ["lindqvist is off thursday help", "/cover teacher='Ms. Lindqvist' day=Thursday"],
    ["any free classroom tue 3", "/free kind=room slot='Tuesday 3'"],
    ["who isnt teaching mon p2", "/free kind=teacher slot='Monday 2'"],
    ["any clashes tomorrow morning", "/conflicts kind=teacher_clash,class_clash,room_clash day=Tuesday time=morning"],
    ["whats wrong with 8bs thursday", "/conflicts class=8b day=Thursday"],
    ["shift 7a geography to mon p7", "/move lesson='7a Geography' to='Monday 7'"],
    ["could we swap 9b music and 9b art", "/swap lesson='9b Music' with='9b Art'"],
    ["is there another slot for 7b pe", "/where lesson='7b PE'"],
    ["can you improve wednesdays for 9a", "/suggest class=9a day=Wednesday"],
    ["explain number 2", "/explain suggestion=sug-two", "suggestions"],
    ["go with the third", "ask /apply suggestion=sug-three", "suggestions"],
    ["which teacher is worst off", "/score"],
    ["book me a taxi", "none"]
  ],
  de: [
    ["wann hat die 9b erdkunde", "/schedule class=9b subject=Geography"],
    ["wer unterrichtet kunst in der 10a", "/schedule class=10a subject=Art"],
    ["wo ist die 8b di 4", "/schedule class=8b day=Tuesday period=4"],
    ["was ist mi nachmittag im lab 1 los", "/schedule room='Lab 1' day=Wednesday time=afternoon"],
    ["zeig mal den freitag von herrn doyle", "/schedule teacher='Mr. Doyle' day=Friday"],
    ["ist 104 do 6. stunde frei", "/schedule room=104 day=Thursday period=6"],
    ["wer kann mo für patel einspringen", "/cover teacher='Dr. Patel' day=Monday"],
    ["lindqvist ist do krank hilfe", "/cover teacher='Ms. Lindqvist' day=Thursday"],
    ["freier raum di 3", "/free kind=room slot='Tuesday 3'"],
    ["welche lehrer haben mo 2 frei", "/free kind=teacher slot='Monday 2'"],
    [
      "überschneidungen morgen vormittag",
      "/conflicts kind=teacher_clash,class_clash,room_clash day=Tuesday time=morning"
    ],
    ["was passt do bei der 8b nicht", "/conflicts class=8b day=Thursday"],
    ["verschieb 7a erdkunde auf mo 7", "/move lesson='7a Geography' to='Monday 7'"],
    ["können wir 9b musik mit 9b kunst tauschen", "/swap lesson='9b Music' with='9b Art'"],
    ["gibts noch einen anderen termin für 7b sport", "/where lesson='7b PE'"],
    ["kannst du den mittwoch der 9a verbessern", "/suggest class=9a day=Wednesday"],
    ["warum der zweite", "/explain suggestion=sug-two", "suggestions"],
    ["nimm den dritten", "ask /apply suggestion=sug-three", "suggestions"],
    ["welcher lehrer ist am schlimmsten dran", "/score"],
    ["ruf mir ein taxi", "none"]
  ]
}
