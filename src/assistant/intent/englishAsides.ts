import { joined } from "./joined.ts"

/**
 * What English planners say around a question. Nothing here restricts, denies, compares or points to another time or
 * place: a word that might ("but", "else", "my", "even", "most", "other", "before") is left out on purpose.
 */
const asides: ReadonlyArray<string> = [
  // hedges and adverbs
  "next, left, folks, guys, mate, in the end, really, basically, roughly, approximately, quite, pretty, probably, apparently, obviously, evidently, unfortunately, sadly, luckily",
  "hopefully, quickly, briefly, simply, exactly, precisely, honestly, frankly, generally, somehow, somewhere, anywhere, anyway, anyways",
  "anyhow, whatsoever, already, somewhat, slightly, a bit, a little, a little bit, a lot, kind of, sort of, in general, as well, too",
  "at the moment, at this moment, right now, at present, at this point, for now, these days, nowadays, presently, meanwhile, so far, as of now, here, once more, one more time",
  "in more detail, in detail, in short, in particular, if possible, asap, real quick",
  // openers
  "um, umm, uh, er, erm, hm, hmm, hmmm, ah, oh, aha, wow, ugh, argh, listen, hey there, hi there, hello there, hello again, hi again, good evening, dear all",
  "btw, by the way, fyi, one question, quick one, before i forget, first of all, to begin with, for a start, out of curiosity",
  "quick question, small question, short question, just a question, just a quick question, one more question, one more thing, another question, i have a question, i have a quick question, question",
  "sorry, excuse me, pardon, apologies, apologies for the bother, sorry to bother you, sorry for bothering you, sorry but, sorry to bother you but, excuse me but",
  "just got a call, i just got a call, got a call, just heard, i just heard, bad news, good news, i'm afraid, no rush, no hurry",
  // courtesy
  "if you can, if you could, if you don't mind, if that's ok, if that's okay, if it's not too much trouble, when you have a moment, when you have a minute, when you get a chance",
  "thanks in advance, many thanks, thanks a lot, thank you very much, thanks so much, much appreciated, have a look, please have a look, take a look, for me, for us, for you, to me, to us, with me please",
  "anything left, would there happen to be, do you happen to know, happen to, would you be so kind, be so kind, be able to, help out, to help out, at our school, in our school, in the school, our school, school wide, in total",
  // what one thinks, asks, is asked
  "i think, i believe, i guess, i wonder, i reckon, i assume, i suspect, i feel like, it seems that, seems, it looks like, i see, i know, i heard, i was told, i noticed, as far as i know, as far as i can see, no idea",
  joined(
    "i am, i'm, i was, we are, we're, we were",
    "wondering, just wondering, curious, just curious, worried, a bit worried, a little worried, worried about, concerned, concerned about, asking, just asking, trying to, just trying to, checking, just checking, interested in, new here, planning, about to"
  ),
  "i'd just like to, i would just like to, i'd really like to, i wanted to, we wanted to, just wondering, wondering, just curious, curious, just checking, checking, worried about, trying to",
  joined("i'd just, i would just, i just, we just, i'd, i only", "love to, want to, wanted to, need to"),
  joined("want to, wanted to, need to, like to", "know, ask, check, see, find out, make sure, understand"),
  joined(
    "a parent, a mother, a father, the parents, some parents, a colleague, a student, someone, somebody, the head, the head teacher, the headteacher, the principal, the deputy, the office, my boss, my head of department, my colleague, the head of department, people, they",
    "asked, asked me, asked me to, asked us, is asking, are asking, asks, ask, wants to know, want to know, would like to know, wondered, needs to know, told me to, wants me to, asked about"
  ),
  // generic verbs and nouns
  "happen, happens, remain, remains, remaining, are left, is left, left over, are there left, occur, occurs, come up, comes up, show up, shows up, turn up, pop up, appear, appears, exists, persist",
  "concern, concerns, affect, affects, affected, affected by, that are, which are, that we have, that you know of, you know of, you can see, that exist",
  "stuff, things, info, information, picture, situation, bit, kinds of, types of, sorts of, in terms of, with regard to, with respect to, when it comes to",
  "current, currently existing, potential, actual, various, quick, brief, short, general, day, all kinds of, all sorts of, it comes to",
  // typed in haste
  "teh, hte, adn, wich, whihc, thx in advance, plss, thnx, tks, ta"
]

/** What something is wanted for; it is no matter as long as no day follows it. */
const occasions: ReadonlyArray<string> = [
  joined(
    "for, for a, for an, for the, for our, for my, for this, for another",
    "meeting, staff meeting, department meeting, parents' evening, parent evening, parent-teacher meeting, parent meeting, exam, exams, test, resit, interview, inspection, open day, assembly rehearsal, rehearsal, workshop, training, visitor, visit, detention, conversation, phone call, report, newsletter, head, headteacher, principal, office, board"
  )
]

export const englishAsides = { asides: asides.join(", "), occasions: occasions.join(", ") } as const
