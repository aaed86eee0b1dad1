import type { Row } from "./Row.ts"

/** Between two lessons, with the phone in the other hand: short, no question marks, German verbs in two parts. */
export const stressed: Readonly<Record<"en" | "de", ReadonlyArray<Row>>> = {
  en: [
    ["just shove 7b maths to friday 3", "/move lesson='7b Maths' to='Friday 3'"],
    ["can we bump 8a art to thursday 7?", "/move lesson='8a Art' to='Thursday 7'"],
    ["move maths of 7b to friday", "ask"],
    ["swap 7a maths for 8b german", "/swap lesson='7a Maths' with='8b German'"],
    ["smith is ill", "ask /cover teacher='Mrs. Smith' day=today ; /cover teacher='Mrs. Smith' day=tomorrow"],
    ["Mrs Smith is off sick tomorrow who can take her lessons", "/cover teacher='Mrs. Smith' day=tomorrow"],
    ["who can cover for mr kaye on tuesday??", "/cover teacher='Mr. Kaye' day=Tuesday"],
    ["find me someone for Ms Rossi today", "/cover teacher='Ms. Rossi' day=today"],
    ["doyle's out thursday - who covers", "/cover teacher='Mr. Doyle' day=Thursday"],
    ["which room's empty tue 4", "/free kind=room slot='Tuesday 4'"],
    ["where else can 9a history go??", "/where lesson='9a History'"],
    ["what's going wrong for 8a tomorrow", "/conflicts class=8a day=Tuesday"],
    ["pls undo that last change", "/undo change=change-9", "applied"],
    ["take back the last change", "/undo change=change-9", "applied"],
    ["ok do the second one", "ask /apply suggestion=sug-two", "suggestions"],
    ["lock 7b maths monday 2 pls", "/lock lesson='7b Maths Monday 2'"],
    ["is anyone double booked tomorrow??", "/conflicts kind=teacher_clash day=Tuesday"],
    ["free teachers wed 4 asap", "/free kind=teacher slot='Wednesday 4'"],
    ["kaye's timetable tues", "/schedule teacher='Mr. Kaye' day=Tuesday"],
    ["the gym on thursday, is it too full for two classes", "unsure"]
  ],
  de: [
    ["verschieb die Mathe von der 7b auf Freitag 3", "/move lesson='7b Maths' to='Friday 3'"],
    ["verschieb die Mathe von der 7b auf Freitag", "ask"],
    ["leg 8a Kunst auf Donnerstag 7", "/move lesson='8a Art' to='Thursday 7'"],
    ["Leg die Musik der 8b doch auf Dienstag in die sechste Stunde", "/move lesson='8b Music' to='Tuesday 6'"],
    ["schieb 10a Sport auf Mittwoch 2", "/move lesson='10a PE' to='Wednesday 2'"],
    ["tausch 7a Mathe mit 8b Deutsch", "/swap lesson='7a Maths' with='8b German'"],
    ["Tausch mal die Mathe der 7a mit dem Deutsch der 8b", "/swap lesson='7a Maths' with='8b German'"],
    ["wer kann Frau Smith morgen vertreten", "/cover teacher='Mrs. Smith' day=tomorrow"],
    ["Wer kann am Dienstag für Herrn Kaye einspringen?", "/cover teacher='Mr. Kaye' day=Tuesday"],
    ["Frau Weber ist krank", "ask"],
    ["Frau Smith ist krank", "ask /cover teacher='Mrs. Smith' day=today ; /cover teacher='Mrs. Smith' day=tomorrow"],
    ["Herr Doyle hat sich für Donnerstag krankgemeldet!!", "/cover teacher='Mr. Doyle' day=Thursday"],
    ["brauch schnell jemanden für Frau Rossi heute", "/cover teacher='Ms. Rossi' day=today"],
    ["wo kann ich 9a Geschichte noch reinquetschen?", "/where lesson='9a History'"],
    ["welcher raum ist dienstag 4 noch frei, schnell", "/free kind=room slot='Tuesday 4'"],
    ["Was läuft morgen bei der 8a schief?", "/conflicts class=8a day=Tuesday"],
    ["setz den zweiten um", "ask /apply suggestion=sug-two", "suggestions"],
    ["mach die letzte Änderung rückgängig", "/undo change=change-9", "applied"],
    ["mach das bitte wieder rückgängig", "/undo change=change-9", "applied"],
    ["Sag Herrn Silva für Freitag ab", "unsure"]
  ]
}
