"""The English words by which an article's sentences are read: what ends a phrase, what names a person, what is a
newspaper. Only closed classes, and nouns that say what kind of speaker somebody is."""

from __future__ import annotations

from argmap.model.lexicon import default_lexicon

__all__ = [
    "ABBREVIATIONS",
    "ADVERBS",
    "AUXILIARIES",
    "BE",
    "BODIES",
    "BOUNDARIES",
    "DATES",
    "DETERMINERS",
    "DOCUMENTS",
    "FEMALE",
    "GROUPS",
    "HONORIFICS",
    "LINKERS",
    "MALE",
    "NAMING_VERBS",
    "NEGATIONS",
    "NOT_NAMES",
    "ORGANISATIONS",
    "OUTLETS",
    "PARTICLES",
    "PARTIES",
    "PERSONS",
    "PLACES",
    "PLURAL_PRONOUNS",
    "POSSESSIVES",
    "PREPOSITIONS",
    "PRONOUNS",
    "RELATIVES",
    "SPEECH_NOUNS",
    "SUBJECTS",
    "TIMES",
    "TITLES",
    "UNSAID",
    "VENUES",
    "WORKS",
    "is_adverb",
    "is_body",
    "is_finite",
]  # fmt: skip


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


MALE = _set("he him his himself")
FEMALE = _set("she her hers herself")
PLURAL_PRONOUNS = _set("they them their theirs themselves")
SUBJECTS = _set("he she they it i we")
PRONOUNS = MALE | FEMALE | PLURAL_PRONOUNS | _set("it its itself i we me us my our you your one")
POSSESSIVES = _set("his her its their my our your whose")
DETERMINERS = (
    POSSESSIVES
    | _set("the a an this that these those some any no every each another all both many most several few one two three")
    | _set("such other")
)
RELATIVES = _set("who which that whose whom")

PREPOSITIONS = _set(
    "of in on at by for from with to into onto over under about against among around before behind below beside "
    "between beyond during inside near off outside since through throughout toward towards until upon via within "
    "without after across along amid despite like unlike than per as"
)
LINKERS = _set(
    "and but or nor yet so that because while whereas although though if unless when whenever where wherever "
    "whether who which what how why than then once after before since until as lest"
)
BOUNDARIES = frozenset(",;:.!?…—–()")
BE = _set("is are was were be been being am isn’t aren’t wasn’t weren’t")
NEGATIONS = _set(
    "not never hardly scarcely cannot don’t doesn’t didn’t won’t wouldn’t can’t couldn’t shouldn’t mustn’t hasn’t "
    "haven’t hadn’t isn’t aren’t wasn’t weren’t"
)
AUXILIARIES = (
    BE | NEGATIONS | _set("has have had does do did will would could might should must can may shall having")
)  # fmt: skip
MODALS = {
    "will": "will", "shall": "will", "won’t": "will", "would": "would", "wouldn’t": "would", "could": "could",
    "can": "could", "couldn’t": "could", "can’t": "could", "cannot": "could", "might": "might", "may": "might",
    "should": "should", "shouldn’t": "should", "must": "must", "mustn’t": "must",
}  # fmt: skip
"""What the notation writes before a verb, for each auxiliary that says whether the act took place."""

ADVERBS = _set(
    "also too now then later still even again already always ever just only once soon first last here there today "
    "yesterday tomorrow tonight often sometimes indeed instead perhaps maybe further rather quite thus hence best "
    "well itself himself herself themselves meanwhile however moreover nevertheless nonetheless therefore "
    "otherwise besides elsewhere aloud once twice"
)


def is_adverb(low: str) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return low in ADVERBS or (len(low) > 4 and low.endswith("ly") and low not in ("family", "reply", "supply", "rely"))


def is_finite(low: str) -> bool:
    """Whether a word is a verb of saying as it stands beside its subject: `argues`, `argued`."""
    sense = default_lexicon().find(low)
    return sense is not None and low in (sense.third, sense.past)


_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february march april may june july august september october november december"
DATES = _set(f"{_DAYS} {_MONTHS}")
TIMES = DATES | _set(
    "today yesterday tomorrow tonight last next earlier later recently once ago morning afternoon evening night "
    "week month year weekend spring summer autumn winter"
)

ABBREVIATIONS = _set(
    "mr mrs ms dr prof st sr jr rev gen col lt sgt capt hon gov sen rep fr vs no vol fig cf etc inc ltd co"
)
HONORIFICS = _set(
    "mr mrs ms miss dr prof professor sir lady lord dame father sister brother rev reverend captain colonel "
    "general sergeant judge madame monsieur herr frau"
)
TITLES = _set(
    "president vice prime minister chancellor senator mayor king queen prince princess governor secretary deputy "
    "commissioner inspector bishop archbishop pope rabbi imam councillor ambassador chief justice director ex "
    "former transport finance foreign interior home education health defence justice spokesman spokeswoman "
    "spokesperson candidate leader chair chairman chairwoman member representative congressman congresswoman "
    "admiral"
)
"""Words that are written with a capital before a name and are no part of it."""
GENDERED = {
    "mr": "he", "sir": "he", "lord": "he", "father": "he", "brother": "he", "king": "he", "prince": "he",
    "monsieur": "he", "herr": "he", "mrs": "she", "ms": "she", "miss": "she", "lady": "she", "dame": "she",
    "sister": "she", "queen": "she", "princess": "she", "madame": "she", "frau": "she",
}  # fmt: skip
"""What a title or noun tells of the pronoun that stands for its bearer."""
PARTICLES = _set("de da di du del della des la le les van von der den ter ten al el bin ibn af av zu zum dos do st st.")

PERSONS = _set(
    "official minister inspector spokesman spokeswoman spokesperson president chair chairman chairwoman "
    "chairperson leader candidate mayor lawyer doctor nurse teacher pupil student professor researcher scientist "
    "economist historian engineer expert scholar analyst critic author writer journalist reporter editor "
    "columnist novelist poet painter singer actor actress director manager boss owner founder head chief deputy "
    "secretary senator councillor governor ambassador diplomat judge bishop priest pastor imam rabbi king queen "
    "prince princess officer policeman soldier general colonel captain driver farmer fisherman baker shopkeeper "
    "worker employee adviser advisor aide assistant member supporter opponent activist campaigner organiser "
    "organizer volunteer resident neighbour neighbor tenant landlord landowner passenger visitor guest witness "
    "insider source person man woman boy girl child mother father son daughter brother sister wife husband widow "
    "pensioner voter citizen banker trader investor accountant auditor architect planner builder grower speaker "
    "commentator biologist chemist physicist geologist ecologist zoologist botanist psychologist sociologist "
    "physician surgeon therapist consultant commissioner inspector clerk librarian curator archivist warden "
    "ranger keeper pilot sailor skipper guide coach player champion treasurer vice-president ex-president ex- "
    "minister premier chancellor negotiator representative delegate envoy advocate prosecutor defendant plaintiff "
    "host presenter producer entrepreneur"
)
GROUPS = _set(
    "critics officials experts residents supporters opponents members workers employees activists campaigners "
    "protesters demonstrators scientists researchers economists historians doctors nurses teachers pupils "
    "students parents farmers fishermen voters citizens people neighbours neighbors tenants passengers visitors "
    "witnesses sources insiders lawyers analysts observers commentators journalists reporters ministers "
    "politicians lawmakers mps councillors diplomats investors traders shopkeepers owners landowners drivers "
    "commuters users readers authors auditors engineers planners locals villagers islanders volunteers women men "
    "children signatories petitioners defenders advocates sceptics skeptics cyclists motorists unions parties "
    "companies authorities staff crew crews public crowd electorate majority minority many some others most "
    "several sections"
)
DOCUMENTS = _set(
    "report study letter article petition statement footnote paper poll survey poster sign headline law ruling "
    "judgment judgement book memo memorandum email e-mail message note notice document minutes contract treaty "
    "agreement manifesto programme program leaflet pamphlet advertisement advert brochure website page post blog "
    "editorial review essay analysis audit transcript banner placard plaque slogan resolution bill act motion "
    "declaration communiqué communique release answer reply reports polls documents surveys studies papers "
    "minutes figures data"
)
ORGANISATIONS = _set(
    "union guild council ministry committee commission authority association club company bank university "
    "institute court department agency board society foundation group federation office parliament senate "
    "assembly congress government centre center college church army police corporation ltd inc plc trust network "
    "coalition chamber service services airline airlines railway railways airways hospital school museum operator "
    "firm business supermarket utility campaign league alliance charity regulator watchdog ombudsman auditors "
    "cabinet opposition household"
)
PARTIES = _set("party front greens democrats socialists liberals conservatives")
BODIES = ORGANISATIONS | PARTIES
PLACES = _set(
    "street road lane avenue square bridge island islands bay river valley hill hills county city town village "
    "harbour harbor port station park lake mountain mountains coast peninsula sound strait sea ocean north south "
    "east west states kingdom republic province district region gardens beach airport forest wood woods desert "
    "canal quay pier"
)
OUTLETS = _set(
    "gazette times herald courier post tribune observer guardian journal news chronicle radio television tv mail "
    "mirror telegraph echo argus bulletin dispatch express record review star sun standard weekly daily magazine "
    "newspaper paper broadcaster channel monde figaro libération bbc rtl"
)


def is_body(words: tuple[str, ...]) -> bool:
    """Whether a name in small letters is that of an organisation, a party or a newspaper."""
    return any(w in BODIES for w in words) or words[-1] in OUTLETS


WORKS = _set(
    "study book report film song essay article novel play album poem series exhibition paper pamphlet chapter "
    "documentary titled entitled story memoir opera painting musical sonnet leaflet podcast column editorial "
    "headlined subtitled programme show ballad anthem magazine newspaper lecture thesis collection poems stories "
    "songs books films"
)
"""Before a quotation these say that it is a title."""

VENUES = _set(
    "interview speech letter statement report article book tweet post study lecture email memo debate broadcast "
    "podcast column essay sermon answer hearing conference programme program"
)
SPEECH_NOUNS = {
    "words": "say", "word": "say", "phrase": "say", "remark": "remark", "remarks": "remark", "comment": "comment",
    "comments": "comment", "statement": "state", "claim": "claim", "claims": "claim", "promise": "promise",
    "promises": "promise", "pledge": "pledge", "pledges": "pledge", "warning": "warn", "warnings": "warn",
    "demand": "demand", "demands": "demand", "call": "call for", "calls": "call for", "argument": "argue",
    "view": "think", "belief": "believe", "reply": "reply", "answer": "answer", "response": "respond",
    "question": "ask", "suggestion": "suggest", "proposal": "propose", "assertion": "assert", "complaint": "complain",
    "verdict": "judge", "conclusion": "conclude", "prediction": "predict", "admission": "admit", "denial": "deny",
    "description": "describe", "definition": "describe", "explanation": "explain", "assurance": "assure",
    "slogan": "say", "motto": "say", "hope": "hope", "fear": "fear", "advice": "advise", "accusation": "accuse",
}  # fmt: skip
"""Nouns for what somebody says, and the verb that says the same."""

NAMING_VERBS = {
    **dict.fromkeys("call calls called calling dub dubs dubbed dubbing term terms termed".split(), "describe"),
    **dict.fromkeys("label labels labelled labeled labelling branded brands branding".split(), "describe"),
    **dict.fromkeys(
        "nickname nicknames nicknamed deride derides derided dismiss dismisses dismissed".split(), "describe"
    ),
}
"""Verbs by which somebody gives something a name in the words that follow, and what a map may write for them."""

NOT_NAMES = (
    DETERMINERS | PRONOUNS | PREPOSITIONS | LINKERS | AUXILIARIES | ADVERBS | TIMES
    | _set("here there not yes no nobody everybody everyone someone somebody nothing everything something anyone")
    | _set("let begin take put given asked let’s mr mrs ms dr i’m it’s that’s he’s she’s they’re we’re i’ve i’d i’ll")
    | _set("anybody wait now look say see despite amid due according such only having being more less much little")
    | _set("whoever whatever")
)  # fmt: skip
"""Words that are no name although a sentence or a title begins with them."""

UNSAID = _set(
    "need like love see find show use hold make look wait back plan aim seek fight press force direct measure "
    "order run drop break cut share mean prefer prepare try bar block ban resist grant need rule second relate "
    "court draft record register launch present publish release submit establish discover welcome allow consider "
    "imagine notice learn know expect choose decide appeal judge calculate signal charge attack favour subsidise "
    "visit adopt embrace take lay float"
)
"""Verbs that are mostly about doing, and introduce words only where nothing better does."""
