import { englishAsides } from "./englishAsides.ts"
import { englishAsks } from "./englishAsks.ts"
import { englishKinds } from "./englishKinds.ts"
import { joined } from "./joined.ts"
import type { Language } from "./Language.ts"

const who = "[ for {teacher}][ for {class}][ in {room}]"
const at = "[ {day}][ {time}][ {period}]"

export const english: Language = {
  code: "en",
  cues: {
    conflict:
      "conflict, conflicts, problem, problems, issue, issues, trouble, troubles, wrong, what's wrong, what is wrong, what went wrong, going wrong, goes wrong, what's going wrong, what is going wrong, error, errors, collision, collisions, mistake, mistakes, difficulty, difficulties, confl, confls, prob, probs, broken, broke, messed up, not right, problematic, anything i should know about, anything i need to know about, anything we should know about, on fire, to worry about, a mess, in a mess, broken in, not ok, not okay",
    fine: "everything fine, everything ok, everything okay, everything alright, everything all right, everything in order, everything good, all good, all fine, all ok, all okay, all well, all in order",
    matter: "the matter, up with",
    schedule:
      "schedule, schedules, timetable, timetables, time table, week, plan, calendar, agenda, tt, schedual, scedule",
    score: `${joined(
      "is the timetable, is our timetable, is this timetable, is the schedule, is our schedule, is the plan, is our plan, is the whole timetable",
      "ok, okay, fine, good, any good, alright, all right, in good shape, in order, healthy, looking ok, looking good, ready"
    )}, score, overview, summary, overall, how good, how are we doing, how is it going, statistics, total`,
    diagnose:
      "diagnose, diagnosis, diagnostics, diagnostic, feasible, check the input for mistakes, check the data for mistakes, check the input, check the data, check input, check data, check our data, " +
      joined(
        "check, check of, quick check of, validate, verify",
        "the input data for errors, the input for errors, the data for errors, the input data for mistakes, the input data, our input, our input data"
      ) +
      ", data check, sanity check, consistency check, any mistakes in the input, any mistakes in the data, errors in the input, errors in the data",
    history:
      "history, who moved, who swapped, who shifted, who edited, who touched, who messed with, audit log, audit, log, change history, change log, changelog, who changed, changes, what changed, what has changed, what was changed, what has been changed, what's been changed, what's changed, what did we change, modifications",
    change: "change, changed, modified",
    effect:
      joined(
        "what did, what exactly did",
        "that, it, this",
        "change, do, resolve, fix, solve, improve, cost, break, add"
      ) +
      ", " +
      "explain what changed, explain what that did, explain what you did, what has that changed, what has it changed, what did you do, what did you just do, what did you change, what did you just change, why did you do that, why did you do it, what moved, what was moved, what did you move, what is different now, what's different now, what difference did that make, what difference did it make, what just happened, what was the effect, what was the effect of that, did that help, did it help",
    help: "help, what can you do, what can i ask, what can i say, how do i use this, how does this work, how does it work, how does this thing work, how do you work, what can you actually do, what can you do for me, what do you do, what are you able to do, what can i do here, commands, which commands are there, what commands are there, instructions please",
    work: "work, works, working",
    basket: "basket",
    teacher: "teacher, teachers",
    class: "class, classes, form, forms, group",
    room: "room, rooms, classroom, classrooms",
    lesson: "lesson, lessons",
    period: "period, periods, hour, thing",
    slot: "slot, slots, times, places, alternatives, other slots, other times, other places, time slot, time slots",
    suggestion: "suggestion, proposal, option, number",
    show: "show, show me, gimme, lemme see, i need to see, wanna see, get up, dig out, list, list me, display, see, view, give me, tell me, get, get me, find, find me, open, look up, look at, i want to see, i'd like to see, i would like to see, let me see, let's see, let's look at, let me look at, have a look at, take a look at, have a quick look at, take a quick look at, quick look at, a look at, showing, showing me, telling me, giving me, give me an idea of, remind me, remind me of, looking for, i'm looking for, bring me, fetch, print out on screen, run me through, walk me through, can i see, could i see, may i see, i need to know, do you know, do you see, can you see, pull up, bring up, let me know, can i get, could i get, may i get, can i have, could i have, could you list",
    explain:
      "explain, tell me more about, more about, don't get, do not get, don't understand, do not understand, can't follow, mean, means, details, reason, the reason for, elaborate on",
    why: "why, how come",
    what: "what, what is, what's, what are the",
    which: "which",
    who: "who, who's, who is, anybody, anyone",
    when: "when, when is, when are, when do, when's, what time, what time is, at what time",
    where: "where, where is, where's, where are",
    whereCan:
      joined(
        "a better, any better, another, any other, a different, an alternative, any alternative, find another, find a better, find a different, need another, need a different, a free, any free",
        "time for, slot for, place for, spot for, time slot for, period for, home for"
      ) +
      ", when can, when could, when else, when else can, when else could, when might, what options do we have for, what options are there for, which options do we have for, which options are there for, what are the options for, options for, options for moving, options for rescheduling, the options for rescheduling, what are the options for rescheduling, what are the options for moving, alternatives for, what are the alternatives for, possibilities for, can't find a place for, cannot find a place for, can't find a slot for, cannot find a slot for, need a place for, need a slot for, find a place for, find a slot for, any place for, any slot for, where can, where could, where else can, where else could, where else, where might, where may, where would, where to put",
    how: "how, how to, how do i, how do we, how can i, how can we, how might we, how might i, how could we, how could i, how would you, how does",
    howMany: "how many, number of, count, count the",
    teach: "takes, teach, teaches, teaching, taught, have school, has school, have lessons, has lessons",
    have: "have, has, got, having",
    doing:
      "doing, in on, in at, busy, what's on, what is on, going on, happening, what happens, in use, used, using, uses, taken, occupied, booked, is up to, are up to",
    free: "free, available, empty, unoccupied, vacant, unused, spare, not in use, not used, not taken, not occupied, not booked, not busy, not in lessons, aren't in lessons, isn't in lessons, not teaching, isn't teaching, without lessons, going spare, has nothing, have nothing, has nothing on, have nothing on, can i use, could i use, can we use, could we use, free to cover, available to cover, free to help, free to help out",
    possible: "possible, allowed",
    go: "go, goes, fit, be placed, be put, be moved, be moved to, move to, take place, fit in, would work, could work, might work, would fit, would work for, could work for, might work for",
    ill:
      joined(
        "has a, has an, has got a, got a, is at the, at the, has to go to the, is seeing the, has to see the",
        "dentist appointment, doctor's appointment, hospital appointment, appointment, dentist, doctor, hospital, funeral, migraine, cold, fever, bug, court date, training day"
      ) +
      ", ill, sick, off ill, poorly, phoned in sick, rang in sick, called off sick, absent, away, off sick, called in sick, calls in sick, called sick, out sick, not in, not coming, not coming in, isn't in, is not in, isn't coming, isn't coming in, is not coming in, won't be in, will not be in, won't come, won't come in, won't be here, will not be here, can't come, cannot come, can't come in, unwell, off, on leave, on holiday, on a course, not here, not available, unavailable, isn't available, is not available, not at school, won't make it, won't make it in, can't make it, can't make it in, cannot make it, has called in sick, reported sick, has the flu, out today, out, will be out, will be away, will be absent, will be off, is going to be away",
    cover:
      joined("find, find me, need, get, get me, i need, we need", "someone for, somebody for, someone to cover for") +
      ", cover, cover for, substitute, substitutes, substitution, replacement, stand in, stand in for, fill in for, replace, take over, take over for, take over from, who takes over, who takes over for, who covers, who covers for, who replaces, who steps in, who steps in for, sub, subs, sub for, a sub, who can take, who could take, step in, step in for, jump in, jump in for, fill in, needs cover, need cover, needs covering, needs a substitute",
    suggest:
      "suggest, suggestions, what can we do about, what can be done about, what could we do about, what can i do about, suggest something, proposals, propose, recommend, recommendation, recommendations, ideas, any ideas, do anything about, do something about, anything we can do about, something we can do about, what would you suggest, what would you recommend, what would you do about, advice, improvements, suggested improvements",
    improve:
      "improve, less stressful, less crowded, less full, less painful, easier, calmer, lighter, improving, improved, better, nicer, could be improved, can be improved, unhappy with, not happy with, isn't happy with, is unhappy with, is not happy with, tidy up, clean up, free up, lighten, smooth out, ease",
    optimise: "optimise, optimize, optimising, optimizing, optimised, optimized, optimization, optimisation, optimal",
    optimiser: "optimiser, optimizer, solver",
    fix: "fix, fixes, a fix, be fixed, be resolved, be solved, resolve, resolving, solve, solving, solution, solutions, repair, sort out, get rid of, deal with, take care of, remedy, tackle, iron out, clear up, straighten out",
    deeper: "deeper, search deeper, look deeper, dig deeper, go deeper",
    longer: "longer, search longer, look longer, keep looking, keep searching",
    move: "move, moves, push, drag, transfer, moving, shift, shove, bump, reschedule, relocate",
    moved: "moved, shifted, rescheduled, went",
    put: "put, place, schedule it",
    swap: "swap, swaps, swapping, exchange, switch, trade",
    swapped: "swapped, exchanged, switched",
    whatIf: "what if, what happens if, what would happen if, if, suppose",
    looks: "look, looks, looking, look for",
    apply: "apply, accept",
    reject: "reject, dismiss, decline, discard",
    undo: "undo, revert, take back, take that back, take it back, roll back, roll it back, roll that back",
    redo: "redo",
    putBack:
      "put it back, put that back, put it back how it was, put it back as it was, put it back where it was, put it back the way it was, put that back how it was, go back to how it was, back to how it was",
    publish: "publish",
    lock: "lock, pin",
    unlock: "unlock, unpin",
    add: "add",
    remove: "remove, take out",
    clear: "clear the basket, clear my basket, clear basket, empty the basket, empty my basket",
    choose:
      "use, pick, let's do, let's take, let's go with, we'll take, we'll do, we'll go with, i'll go with, go for, go ahead with, take, go with, choose, i like, i'll take, implement",
    doIt: "do it, do that, do so, go for it",
    it: "it, that, that one",
    this: "this, these, the selected, selected, those, this one",
    her: "her, his, their, he, she, him, them",
    one: "one, ones",
    all: "all, all of them, all of these, all of those, them all, every, everything, whole, entire, complete, full, all of, all the, everything that's, everything that is, all that is, the whole",
    worst:
      "worst, worst off, worst hit, in the worst shape, hit hardest, in the most trouble, biggest, most serious, main, most important, most urgent, key",
    most: "most, the most, fewest, the fewest, least, the least, busiest, the busiest",
    top: "top",
    recent: "recent, recently, latest, lately",
    more: "more, show more, next page, more please, show me more, the next page",
    and: "and, plus",
    to: "to, onto, into",
    from: "from",
    with: "with, w, together with",
    between: "between",
    at: "at, around",
    because: "because",
    followUp:
      "what about, how about, and what about, and how about, same for, the same for, the same thing for, same thing for, and for, also for, also, how does it look, how does that look, how do things look, how is it looking, how are things, what does it look like",
    lead: "sure, cool, yup, lovely, brilliant, please, try, try to, pls, plz, ok, okay, yes, yeah, yep, now, then, just, go ahead and, go ahead, alright, great, fine, right, sounds good, looks good, perfect, excellent, so, well, hi, hello, hey, dear assistant, thanks, thank you, thx, cheers, good morning, good afternoon, kindly, again",
    whether:
      "whether, whether or not, " +
      joined(
        "check, checking, see, know, wondering, wonder, ask, find out, tell me, let me know, asking, curious, just checking, quickly check, make sure",
        "if, whether, whether or not"
      ),
    check: "check, check on, check out",
    asking:
      "is, are, be, do, does, is there, are there, there's, there is, there are, do we, do i, would it, should be",
    past: "was, were, fixed, resolved, solved, repaired, did, been, had, has been, have been",
    request:
      "any chance of, any chance, can, could, would, will, can you, could you, would you, will you, can u, could u, can we, could we, can i, could i, can someone, could someone, can somebody, could somebody, would you mind, is it possible to, would it be possible to, is there a way to, is there any way to, a way to, ways to, i want to, i'd like to, i would like to, we want to, we would like to, we'd like to, let's, let us, let, make, run, start, need, need to, i need to, we need to, maybe, perhaps, possibly, actually, anything, something, want, we need, i need, i want",
    not: "not, no, don't, do not, never, doesn't, does not, didn't, did not, can't, cannot, won't, will not, isn't, is not, aren't, are not, nope, without, nothing, none, neither, nor, stop, cancel, shouldn't, wouldn't, haven't, hasn't, wasn't, weren't, nobody",
    nay: "nah"
  },
  fillers:
    "they, the, a, an, of, for, in, on, our, we, i, you, u, me, us, any, some, currently, there, still, yet, only, during, within, over, by, week's, at all, exist, this week, in this week, of the week, all day, the whole day, whole day, existing, total of, of all, regarding, concerning, involving, affecting, related to, that affect, which affect, about, as, is scheduled, scheduled, planned",
  ...englishAsides,
  greetings: "morning, afternoon, evening",
  nays: "no, nope, nah",
  particles: "back, out, up",
  elsewhere:
    joined("by, as of, past", "Monday, Tuesday, Wednesday, Thursday, Friday, today, tomorrow, lunch, noon") +
    ", for lunch, last year, next year, last month, next month, last term, next term, the first thing, covers, replaces, wants, needs, wanted, we have no, i have no, we don't have, i don't have, we haven't got, i haven't got, in the current, what do i do, what do we do, next week, last week, thanks for, thank you for, per week, a week, of the day, what is a, what's a, what is an, what's an, what are",
  kinds: englishKinds,
  hard: "hard, serious, critical, severe",
  soft: "soft, minor, small",
  weekdays: [
    "Monday, mon, mondays",
    "Tuesday, tue, tues, tuesdays",
    "Wednesday, wed, weds, wednesdays, wensday",
    "Thursday, thu, thur, thurs, thursdays",
    "Friday, fri, fridays",
    "Saturday, saturdays",
    "Sunday, sundays"
  ],
  today: "today, todays",
  tomorrow: "tomorrow, tommorow, tomorow, tommorrow, tmrw, tomorrows",
  morning: "morning, mornings, in the morning, before lunch, before noon, forenoon",
  afternoon: "afternoon, afternoons, in the afternoon, after lunch, after noon",
  todayMorning: "this morning",
  todayAfternoon: "this afternoon",
  ordinals: [
    "first, 1st",
    "second, 2nd",
    "third, 3rd",
    "fourth, 4th",
    "fifth, 5th",
    "sixth, 6th",
    "seventh, 7th",
    "eighth, 8th",
    "ninth, 9th",
    "tenth, 10th"
  ],
  last: "last, final",
  numbers: ["", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
  am: "am, a.m.",
  pm: "pm, p.m.",
  oclock: "o'clock, hours",
  seconds: "seconds, sec, secs",
  minutes: "minute, minutes, min, mins",
  titles: {
    mr: "mr, herr",
    mister: "mr, herr",
    mrs: "mrs, frau",
    ms: "ms, frau",
    miss: "miss, frau",
    mx: "mx",
    dr: "dr",
    doctor: "dr",
    prof: "prof",
    professor: "prof",
    sir: "sir"
  },
  year: "year, years, yr, grade",
  subjects: [
    "maths, math, mathematics",
    "pe, p.e., physical education, sport, sports",
    "computing, computer science, ict, informatics, computers",
    "science, sciences",
    "geography, geo"
  ],
  said: {
    commands: {
      "/conflicts": `Conflicts[ ({severity} only)][ of kind {kind}]${who}${at}[, the worst {limit}][, page {page}]`,
      "/schedule": `Lessons[ of {subject}]${who}${at}[, page {page}]`,
      "/explain": "[Why {conflict} is a conflict][What suggestion {suggestion} would do]",
      "/score": "How good the timetable is",
      "/diagnose": "Whether the timetable is possible at all",
      "/help": "Help[ with /{command}]",
      "/history": "What was changed[: {change}][: {lesson}][ for {teacher}][, the last {limit}][, page {page}]",
      "/suggest": `Suggestions[ for conflict {conflict}][ for {lesson}]${who}[ {day}][, {limit} at most][, searched deeper{?deeper}][, searched longer{?longer}]`,
      "/optimize": `Optimising the week${who}[ {day}][, {seconds} seconds]`,
      "/where": "Where {lesson} can go",
      "/move": "What if {lesson} moves to {to}[, {room}]",
      "/swap": "What if {lesson} and {with} swap",
      "/free": "Which {kind} is free, {slot}",
      "/cover": "Cover for {teacher}[ {day}]",
      "/lock": "Lock {lesson}[: {why}]",
      "/unlock": "Unlock {lesson}",
      "/basket": "The basket[: add {add}][: take out {remove}][: empty it{?clear}]",
      "/apply": "Apply [suggestion {suggestion}][the basket{?basket}]",
      "/reject": "Reject suggestion {suggestion}[: {why}]",
      "/undo": "Undo [change {change}]",
      "/redo": "Redo",
      "/publish": "Publish the timetable"
    },
    day: "on {day}",
    today: "today",
    tomorrow: "tomorrow",
    morning: "in the morning",
    afternoon: "in the afternoon",
    dayMorning: "morning",
    dayAfternoon: "afternoon",
    clock: "at {from}",
    range: "from {from} to {to}",
    period: "in period {period}",
    named: "at {period}",
    kinds: { teacher: "teacher", class: "class", room: "room" },
    quoted: "“{text}”"
  },
  asks: englishAsks
}
