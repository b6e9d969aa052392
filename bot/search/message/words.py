"""The small closed sets of words by which the clauses of a message are told apart."""

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WH = _set("what whats what's when where wheres which who whos whom whose why how hows how's")
"""Words that begin a question."""

AUXILIARIES = _set(
    "can cant can't could couldnt may might must shall should shouldnt will wont would wouldnt do "
    "dont don't does doesnt doesn't did didnt is isnt isn't are arent am was wasnt were has hasnt "
    "have havent had couldn't shouldn't won't wouldn't didn't isn't aren't wasn't weren't hasn't "
    "haven't hadn't"
)
"""Verbs that stand before the subject of a question."""

SUBJECTS = _set(
    "i we you u they he she it this that these those there my our your his her their its the a an "
    "one any anyone someone anybody somebody everyone everybody both wife husband spouse employer "
    "company companies people"
)
"""Words that stand behind the verb of a question."""

PRONOUNS = _set("i we he she they")
"""Subjects that begin a clause; `it` and `you` seldom begin one that asks nothing."""

CONTRACTED = _set(
    "im i'm ive i've i'll i'd we're we've we'll he's she's they're theyre hes shes its it's"
)
"""Subjects with their verb."""

OWN = _set("i im i'm ive i've i'll i'd we we're we've we'll me my our mine us both")
"""The person who writes."""

POSSESSIVES = _set("my our his her their")

BEGINNINGS = PRONOUNS | CONTRACTED
"""Words with which a clause begins, whatever stands before."""

OWNERS = BEGINNINGS | POSSESSIVES
"""Words with which somebody begins to tell."""

SOURCES = _set(
    "hr google reddit chatgpt youtube blind quora facebook internet ai gpt claude gemini forum "
    "forums blog blogs website websites articles threads linkedin somebody someone everybody "
    "everyone nobody people folks guys lawyers recruiters"
)
"""Who says things without being anybody's."""

OTHERS = SOURCES | _set(
    "friend friends cousin cousins brother brothers sister sisters uncle aunt neighbor neighbor "
    "roommate roommates flatmate colleague colleagues coworker coworkers landlord dad mom father "
    "mother parents boyfriend girlfriend boss manager lawyer attorney recruiter advisor professor "
    "team teammate teammates classmate classmates buddy relatives grandma grandpa nephew niece "
    "senior seniors dso therapist doctor accountant"
)
"""Who does not ask: what they hold and say changes no answer."""

FAMILY = _set(
    "wife husband spouse partner son daughter child children kid kids baby fiance fiancee"
)
"""Whose situation is the asker's own business."""

EMPLOYERS = _set("employer company firm startup sponsor consultancy client university school job")

PLAIN_PREPOSITIONS = _set("of in on at with from about for off into via out back through over")
"""Those that stand behind a verb which has its object elsewhere: `the rate i got for cash`."""

PREPOSITIONS = _set(
    "of in on at with without by from about to for as than per via into during between against "
    "until till before after while if when because since whether though although unless once and "
    "or but so not only also even the a an any some no my our his her their your this that these "
    "those"
)

LINKS = (
    AUXILIARIES
    | WH
    | PREPOSITIONS
    | _set(
        "let help helps makes make means say says said think thinks thought know knows sure hear "
        "heard tell told need want like where whenever bring idk clue idea never not just "
        "still also saying stating shows showing showed states stated meaning"
    )
)
"""Words after which a subject goes on with the same clause."""

HOLDING = _set("have has had got get gets getting hold holds holding need needs want new my wife's")
"""Words after which a code goes on with the same clause."""

SAYING = _set(
    "say says said saying tell tells told think thinks thought know knows ask asks asked asking "
    "answer answers answered reply replies replied disagree disagrees agree agrees claim claims "
    "claimed believe believes believed gave gives insist insists heard hear wonder wonders worries "
    "worry worrying worried keeps keep sure idea suggest suggests suggested recommend recommends "
    "recommended mention mentioned mentions wrote writes doubt disputes guess guesses argue argues "
    "confused clue opinion opposite otherwise unsure unclear scared curious slow "
    "helpful silent vague respond responds responding responded"
)
"""Words of telling and doubting: what others say is no part of the question."""

VERBS = (
    AUXILIARIES
    | SAYING
    | _set(
        "got gets get had went goes came comes lives live lived works work worked wants "
        "want needs need "
        "moved moves bought sold left lost passed failed took takes made makes likes like "
        "loves love "
        "studies study studied stays stayed starts started joined joins flew flies visits "
        "visit visited "
        "applied filed expired ended ends quit quits withdraws withdrew cut cuts approved "
        "denied closed "
        "married divorced born graduated finished turned turns waits waited hates hate shares share"
    )
)
"""Verbs that tell where a statement begins."""

TAKING = _set(
    "got get have had made make need want sent bought did do recognize received owe owed own "
    "withdrew transferred deposited ordered charged earned spent"
)
"""Verbs that take an object, as one who tells of themselves seldom leaves out."""

HEADS = _set(
    "day days date time times week month months year years way ways reason reasons place places "
    "moment minute hour part step"
)
"""Nouns behind which a subject goes on if they are pointed at: `the day i get paid`."""

WHEN = _set(
    "today yesterday tomorrow tonight recently lately currently last this next the day week month "
    "year night morning evening weekend before after few a couple of days weeks months years ago"
)
"""Words that say when at the start of a statement: `last week i sent money`."""

INDEFINITES = _set(
    "something anything everything nothing things stuff places ways those ones whatever"
)
"""Words behind which a subject always goes on: `something i bought`."""

DETERMINERS = _set("the a an this that these those each every any which what first last next same")
"""Words that point at the noun behind them."""

TOLD = _set("tell let inform notify remind warn ask show")
"""Verbs of a request behind which stands who is told, then what: `tell my bank i am in cuba`."""

NOUN_LIKE = _set("work study visit start share stay love hate need want")
"""Those of them that are a noun behind one thing, and a verb behind several: `my work permit`."""

OBJECTED = _set(
    "renew extend change transfer replace withdraw revoke cancel keep keeps lose check file refile "
    "expedite port use reuse switch fix correct update upgrade bring sponsor hire prove show send "
    "get have make take put give find track book schedule set confirm call add "
    "submit drop leave quit pay stamp amend attest translate recapture restore reinstate reapply"
)
"""Verbs that say nothing without the object behind them: `renew my work permit`."""

FILLERS = _set(
    "so and but ok okay please pls plz then also now well or just hi hello hey guys sir madam btw "
    "actually basically um hmm yes no yeah anyway first second again still because since as cause "
    "folks dear q question where though although that"
)
"""Words that may stand before a clause."""

WISHES = re.compile(
    r"\b(?:(?:tell|show|give|send|help) (?:me|us)\b(?! (?:thanks|please)?$)"
    r"|explain|(?:need|want|wants|like|love|wish|trying) to (?:know|understand|find out|learn)"
    r"|wondering|i wonder|(?:any idea|any info|info on|advice on|tips for|help with|details on)"
    r"|(?:any|some)(?:one|body) (?:know|knows|explain)|(?:my|the|main|only) question (?:is|about)"
    r"|(?:sure|know|confused|unsure|unclear|curious|asking|asks|ask|asked|wonder|worried) "
    r"(?:about|if|whether|how|which|when|where)|(?:what|how) about|compare|list of)\b"
)
"""How one asks without the form of a question."""

_NAMED = (
    r"(?:all|everyone|everybody|guys|there|folks|sir|madam|team|friends|again|to all|bot|almanac)"
)
_WHOM = (
    r"(?:a|my|our|his|her|the|an) (?:\w+ )?(?:friend|roommate|flatmate|cousin|brother|sister"
    r"|colleague|coworker|buddy|neighbor|neighbor|teammate|classmate|uncle|aunt|nephew|niece"
    r"|partner|relative|mate|someone|family member)s?"
)

COURTESY = re.compile(
    rf"(?:(?:hi|hello|hey|hiya|dear|greetings|good (?:morning|evening|afternoon|day)|namaste)\b"
    rf"(?:[ ,]+{_NAMED}\b|[ ,]+from \w+(?: \w+)??(?=$|[,.!]| \w+ \w+))*"
    rf"(?:[ ,]+(?:im |i'm |i am )?(?:new|first (?:time|post)|newbie)(?: here| in (?:this"
    rf"|the) \w+)?)?"
    r"|(?:many )?(?:thanks|thank (?:you|u)|thx|ty|cheers)\b(?: (?:in advance|a lot|so much"
    r"|again|all|everyone|guys"
    r"|for (?:(?:the|your|all|any|this|that) )*(?:help|info|information|advice|reading|time"
    r"|answers?|repl(?:y|ies)|support|guidance)))*"
    r"|(?:best |kind |warm )?regards"
    r"|(?:so |very |really |im |i'm |i am )*sorry(?: (?:for|about|if))?(?: (?:my|the|this|bad"
    r"|poor|broken|weak|terrible|basic|is|dumb|stupid|silly|repeat|long))*"
    r" ?(?:english|grammar|typos?|spelling|post|text|message|question|writing)?"
    r"|(?:excuse|pardon|forgive) (?:my|the|me)(?: (?:bad|poor|broken))?(?: \w+)?"
    r"|(?=(?:\w+ ){0,4}(?:help|guide|advise|advice|suggest|suggestions|thoughts|tips"
    r"|appreciated?|responses?|inputs?|ideas?)\b)"
    r"(?:please|pls|plz|kindly|any|all|some|your|need|much|i|would|really|appreciate|help|me"
    r"|guide|advise|advice|suggest|suggestions?|thoughts?|tips|appreciated|is|be|time"
    r"|responses?|inputs?|ideas?|welcome)(?: (?:please|pls|plz|kindly|any|all|some|your|need"
    r"|much|would|really|appreciate|help|me|us|guide|advise|advice|suggest|suggestions?"
    r"|thoughts?|tips|appreciated|is|be|time|responses?|inputs?|ideas?|welcome))+"
    rf"|(?:just )?(?:asking|posting|writing|this is|it is|it's|its|question)? ?(?:for"
    rf"|on behalf of) {_WHOM}"
    r"|(?:just )?asking (?:before|because|since|as|in case|early|again|here)\b.{0,60}"
    r"|(?:just )?(?:curious|asking|wondering|checking)(?: (?:here|again|out loud))?"
    r"|(?:this |it |its |it's |is |it is |very |so |kind of |kinda |not |really |a bit "
    r"|super )*urgent"
    r"|(?:no|not in a) (?:rush|hurry)|asap|fyi|btw|lol|haha|tldr|idk(?: what to do)?|tia"
    r"|(?:out of curiosity|long time lurker|first post(?: here)?|new here|first time (?:here"
    r"|poster))"
    r"|(?:quick|silly|stupid|dumb|noob|simple|small|one|basic) question"
    r"|(?:(?:i|we|they|he|she|my \w+) )?(?:need|needs|have|has|must|want"
    r"|wants)(?: to)? (?:decide|answer|reply|tell|inform|respond)\b.{0,40}"
    r"|(?:i )?(?:just )?want to be (?:safe|sure|careful|certain)"
    r"|(?:just )?(?:to be|being) (?:safe|sure|careful)|(?:just )?in case(?: it matters)?|(?:if"
    r"|in case) (?:that|it) matters"
    r"|(?:born|raised|based|living|currently|located) (?:in|at) .{0,30}"
    r"|(?:a |so |very |little |bit |quite |really |im |i'm |i am |totally |just |now |kind of "
    r"|kinda |getting |feeling )+"
    r"(?:worried|scared|stressed|nervous|confused|lost|anxious|afraid|desperate|curious"
    r"|tired)(?: (?:now|here|about (?:this|it)))?"
    r"|(?:i |i have |ive |i've )?(?:been |have been )?(?:read|reading|searched|searching"
    r"|googled|googling|looked|looking)\b(?! for| at ).{0,60}"
    r"|(?:i )?hope (?:this|you|someone|it)\b.{0,50}|(?:great|nice|good|love this|cool) bot"
    r"|(?:i )?(?:never posted|have never posted|dont post|rarely post)\b.{0,40})(?!\w)"
)
"""What is said around a question: greetings, thanks, excuses, worries, how urgent it is."""

STARTS = re.compile(
    r"(?:thanks|thank (?:you|u)|thx|tia|cheers|regards|sorry (?:for|about|if|my)|please (?:help"
    r"|advise|guide|suggest)"
    r"|(?:pls|plz) (?:help|advise|guide)|kindly|any (?:help|advice|suggestions?|thoughts?|tips"
    r"|ideas?)\b"
    r"|just (?:curious|asking|wondering|checking|in case|want|to be)|asking (?:before|for"
    r"|because|since|on|as)|posting (?:for|on)"
    r"|(?:need|have|must|want) to (?:decide|answer|reply|tell|inform|respond|be safe)"
    r"|no (?:rush|hurry)|not urgent|urgent|asap|fyi|btw|idk"
    r"|born in|based in|living in|a? ?(?:little|bit|so|very) (?:bit )?(?:worried|scared"
    r"|confused|nervous|stressed)"
    r"|its? (?:urgent|is for|for a|for my)|it's (?:urgent|for)|been (?:reading|searching"
    r"|googling)|if (?:that|it) matters"
    r"|appreciate|much appreciated|out of curiosity|in case|hope (?:this|you|someone)"
    r"|good morning|hello|hi all)\b"
)
"""How such a clause begins behind a question without a sign between."""

PEOPLE = _set("he she they his her their them him hers theirs")
"""Words that stand for somebody who was named before."""
